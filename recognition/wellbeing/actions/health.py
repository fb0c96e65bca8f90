"""Health declarations: given by the person, opened by the leader, deleted after the stay.

Sources: PIPL art. 15 (withdrawal), 28-30 (sensitive information), 47 (deletion when its purpose is over).
"""

from __future__ import annotations

import datetime
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.disclosure import refuse_identifiers_in_reason
from office.people.models import User

from ..enums import Reply
from ..models import HealthDeclaration, Participation
from ..queries.health import waiting_for_deletion
from ..queries.recuperation import OVER
from .guards import ask, moved_on
from .places import OWN

#: The version of the words that are read before declaring (templates/wellbeing/_health_consent.html).
CONSENT: Final = "疗养健康申报告知同意书 2026-01"


@transaction.atomic
def declare_health(
    participation: Participation, contents: dict[str, str], *, actor: User, now: datetime.datetime
) -> HealthDeclaration:
    """Keep what somebody says of the own health, sealed; said again it replaces the earlier.

    Raises PermissionDenied, or ValidationError `moved_on` once the place was declined or the stay is over.
    """
    ask(actor, OWN, participation.courier)
    batch = participation.batch
    over = batch.case.state in OVER or timezone.localdate(now) > batch.ends_on
    if over or participation.reply != Reply.ACCEPTED:
        raise moved_on()
    HealthDeclaration.objects.filter(participation=participation).delete()
    made = HealthDeclaration(participation=participation, text_version=CONSENT, declared_at=now)
    made.seal(contents)
    made.save(force_insert=True)
    audit.record(
        "wellbeing.health.declared",
        actor=actor,
        subject=participation.courier,
        at=now,
        batch=batch.case.number,
        text_version=CONSENT,
    )
    return made


@transaction.atomic
def withdraw_health(participation: Participation, *, actor: User, now: datetime.datetime) -> Participation:
    """Delete one's own declaration: the consent is withdrawn, no reason is asked (PIPL art. 15, 47).

    Raises PermissionDenied, or ValidationError `moved_on` when there is none.
    """
    ask(actor, OWN, participation.courier)
    gone, _models = HealthDeclaration.objects.filter(participation=participation).delete()
    if not gone:
        raise moved_on()
    audit.record(
        "wellbeing.health.withdrawn",
        actor=actor,
        subject=participation.courier,
        at=now,
        batch=participation.batch.case.number,
    )
    return participation


@transaction.atomic
def open_health(
    participation: Participation, *, reason: str, actor: User, now: datetime.datetime
) -> dict[str, str]:
    """Return what was declared, to the leader of the group, and record who looked and why.

    Raises PermissionDenied for anybody else, or ValidationError `reason_required`,
    `identifier_in_reason`, `moved_on`.
    """
    if not actor.has_perm("wellbeing.open_health", participation.batch):
        raise PermissionDenied(_("Only the leader of the group opens health declarations."))
    reason = " ".join(reason.split())
    if len(reason) < 2:
        raise ValidationError(
            {"reason": ValidationError(_("Say what it is needed for."), code="reason_required")}
        )
    refuse_identifiers_in_reason("reason", reason)
    declared = HealthDeclaration.objects.filter(participation=participation).first()
    if declared is None:
        raise moved_on()
    audit.record(
        "wellbeing.health.opened",
        actor=actor,
        subject=participation.courier,
        at=now,
        batch=participation.batch.case.number,
        reason=reason[:200],
    )
    return declared.contents


@transaction.atomic
def erase_health(*, now: datetime.datetime) -> int:
    """Delete the declarations whose time is over and return how many; run again it finds none."""
    gone = waiting_for_deletion(timezone.localdate(now))
    for each in gone:
        audit.record(
            "wellbeing.health.erased",
            actor=None,
            subject=each.participation.courier,
            at=now,
            batch=each.participation.batch.case.number,
        )
    HealthDeclaration.objects.filter(pk__in=[each.pk for each in gone]).delete()
    return len(gone)
