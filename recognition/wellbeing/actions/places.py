"""A courier's own part: applying, answering an invitation, giving a place up."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import Courier, User
from training.subsidies.rules.months import add_months

from ..enums import Mode, Reply
from ..models import Batch, Companion, HealthDeclaration, Participation
from ..queries.people import employers_of
from ..queries.recuperation import OVER, with_places
from ..queries.standing import entitled
from ..rules import rules_on
from .guards import ask, at, moved_on

OWN = "wellbeing.view_own"


@transaction.atomic
def apply_for_place(batch: Batch, courier: Courier, *, actor: User, now: datetime.datetime) -> Participation:
    """Apply to a batch that is open. When one applies makes no difference to the order.

    Raises PermissionDenied, or ValidationError `moved_on`, `closed`, `not_by_application`, `not_entitled`,
    `elsewhere`, `applied_already`, and what `rules_on` raises.
    """
    ask(actor, OWN, courier)
    today = timezone.localdate(now)
    if batch.mode != Mode.APPLICATION:
        raise ValidationError(
            _("The union invites people to this batch. Wait for an invitation."), code="not_by_application"
        )
    _refuse_late(batch, today)
    _version, rules = rules_on(today)
    if not entitled(courier, rules, on=today):
        raise ValidationError(
            _("No honour that entitles you to recuperation is on record. Ask the union if one is missing."),
            code="not_entitled",
        )
    refuse_elsewhere([courier], batch)
    try:
        with transaction.atomic():
            made = Participation.objects.create(
                batch=batch,
                courier=courier,
                employer=employers_of([courier]).get(courier.pk),
                reply=Reply.ACCEPTED,
                entered_at=now,
                replied_at=now,
            )
    except IntegrityError as error:
        raise ValidationError(
            _("You applied to this batch already; nothing more is to be done."), code="applied_already"
        ) from error
    audit.record("wellbeing.place.applied", actor=actor, subject=courier, at=now, batch=batch.case.number)
    return made


@transaction.atomic
def accept_invitation(participation: Participation, *, actor: User, now: datetime.datetime) -> Participation:
    """Say yes to an invitation in time.

    Raises PermissionDenied, or ValidationError `moved_on`, `closed`, `elsewhere`.
    """
    ask(actor, OWN, participation.courier)
    _refuse_late(participation.batch, timezone.localdate(now))
    refuse_elsewhere([participation.courier], participation.batch)
    rows = Participation.objects.filter(pk=participation.pk, reply=Reply.WAITING)
    if not rows.update(reply=Reply.ACCEPTED, replied_at=now):
        raise moved_on()
    participation.refresh_from_db()
    audit.record(
        "wellbeing.place.accepted",
        actor=actor,
        subject=participation.courier,
        at=now,
        batch=participation.batch.case.number,
    )
    return participation


@transaction.atomic
def decline_place(
    participation: Participation, *, reason: str = "", actor: User, now: datetime.datetime
) -> Participation:
    """Decline an invitation, withdraw an application or give a place up, until the day before the stay.

    The place falls to the first reserve; the health declaration and the companions are deleted at
    once.
    Raises PermissionDenied, or ValidationError `moved_on`, `begun`.
    """
    ask(actor, OWN, participation.courier)
    batch = (
        Batch.objects.select_for_update(of=("self",)).select_related("case").get(pk=participation.batch_id)
    )
    if timezone.localdate(now) >= batch.starts_on:
        raise ValidationError(_("The stay has begun. Tell the leader of the group."), code="begun")
    if batch.case.state in OVER:
        raise moved_on()
    before = {line.part.pk for line in with_places(batch) if line.has_place}
    rows = Participation.objects.filter(pk=participation.pk).exclude(reply=Reply.DECLINED)
    if not rows.update(reply=Reply.DECLINED, replied_at=now, reason=reason.strip()):
        raise moved_on()
    HealthDeclaration.objects.filter(participation=participation).delete()
    Companion.objects.filter(participation=participation).delete()
    after = {line.part.pk for line in with_places(batch) if line.has_place}
    audit.record(
        "wellbeing.place.declined",
        actor=actor,
        subject=participation.courier,
        at=now,
        batch=batch.case.number,
        moved_up=sorted(after - before),
    )
    participation.refresh_from_db()
    return participation


def refuse_elsewhere(people: Collection[Courier], batch: Batch) -> None:
    """Raise ValidationError `elsewhere` for somebody who said yes to another batch within a year of this one.

    A batch that is over binds nobody: the order of the next list knows who was there.
    """
    keys = [each.pk for each in people]
    # Two answers of one person at once wait for one another here.
    list(Courier.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    near = (add_months(batch.starts_on, -12), add_months(batch.starts_on, 12))
    rows = Participation.objects.filter(courier__in=keys, reply=Reply.ACCEPTED, batch__starts_on__range=near)
    rows = rows.exclude(batch=batch).exclude(batch__case__state__in=OVER)
    names = list(rows.values_list("courier__name", flat=True)[:5])
    if names:
        raise at(
            "people",
            _("%(names)s: in another batch within a year already. A place there is given up first."),
            "elsewhere",
            names="、".join(names),
        )


def _refuse_late(batch: Batch, today: datetime.date) -> None:
    if batch.case.state != "open":
        raise moved_on()
    if today > batch.closes_on:
        raise ValidationError(
            _("Answers were taken until %(day)s. Ask the union.") % {"day": batch.closes_on.isoformat()},
            code="closed",
        )
