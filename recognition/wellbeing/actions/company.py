"""Guides of a batch, and the companions whom its guests bring."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.models import Case
from office.people.models import User

from ..enums import Relation, Reply
from ..models import Batch, Companion, Guide, Participation
from ..queries.company import companions_to_delete, rules_of
from ..queries.recuperation import OVER
from .guards import ask, at, moved_on

RUN = "wellbeing.run_recuperation"
OWN = "wellbeing.view_own"


@transaction.atomic
def add_guide(batch: Batch, *, name: str, unit: str = "", actor: User, now: datetime.datetime) -> Guide:
    """Enter somebody who accompanies the group beside its leader.

    Raises PermissionDenied, or ValidationError `moved_on`, `guide_twice`.
    """
    ask(actor, RUN, batch.case)
    _refuse_over(batch)
    name = " ".join(name.split())
    if name == batch.leader.get_full_name():
        raise at("name", _("The leader of the group counts as a guide already."), "guide_twice")
    try:
        with transaction.atomic():
            guide = Guide.objects.create(batch=batch, name=name, unit=unit.strip())
    except IntegrityError as error:
        raise at("name", _("A guide of that name is entered already."), "guide_twice") from error
    audit.record("wellbeing.guide.entered", actor=actor, subject=batch.case, at=now)
    return guide


@transaction.atomic
def remove_guide(guide: Guide, *, actor: User, now: datetime.datetime) -> Batch:
    """Take a guide off the list again. Raises PermissionDenied, or ValidationError `moved_on`."""
    batch = guide.batch
    ask(actor, RUN, batch.case)
    _refuse_over(batch)
    if not Guide.objects.filter(pk=guide.pk).delete()[0]:
        raise moved_on()
    audit.record("wellbeing.guide.removed", actor=actor, subject=batch.case, at=now)
    return batch


@transaction.atomic
def add_companion(
    participation: Participation, *, name: str, relation: Relation | str, actor: User, now: datetime.datetime
) -> Companion:
    """Tell of somebody of the family who comes along, at one's own cost, until the day before the stay.

    Raises PermissionDenied, or ValidationError `moved_on`, `begun`, `no_companions` (the rules let none
    come), `too_many`, `no_bed`, `companion_twice`.
    """
    ask(actor, OWN, participation.courier)
    batch = _before_the_stay(participation, now)
    if participation.reply != Reply.ACCEPTED:
        raise moved_on()
    most = rules_of(batch, timezone.localdate(now)).companions
    if not most:
        raise ValidationError(_("The rules of this batch let no companions come."), code="no_companions")
    if participation.companions.count() >= most:
        raise ValidationError(_("You may bring %(most)d at the most.") % {"most": most}, code="too_many")
    booked = Companion.objects.filter(participation__batch=batch).count()
    if batch.places + booked >= batch.base.beds:
        raise ValidationError(_("All beds of the base are taken. Ask the union."), code="no_bed")
    try:
        with transaction.atomic():
            made = Companion.objects.create(
                participation=participation, name=" ".join(name.split()), relation=relation
            )
    except IntegrityError as error:
        raise at("name", _("You have entered this person already."), "companion_twice") from error
    _record("wellbeing.companion.entered", participation, actor, now)
    return made


@transaction.atomic
def remove_companion(companion: Companion, *, actor: User, now: datetime.datetime) -> Participation:
    """Say that a companion stays at home. Raises PermissionDenied, or ValidationError `moved_on`, `begun`."""
    participation = companion.participation
    ask(actor, OWN, participation.courier)
    _before_the_stay(participation, now)
    if not Companion.objects.filter(pk=companion.pk).delete()[0]:
        raise moved_on()
    _record("wellbeing.companion.removed", participation, actor, now)
    return participation


@transaction.atomic
def erase_companions(*, now: datetime.datetime) -> int:
    """Delete the names of companions whose time is over and return how many; run again it finds none."""
    rows = companions_to_delete(timezone.localdate(now))
    cases = Case.objects.filter(recuperation__participations__companions__in=rows).distinct()
    for case in cases:
        audit.record("wellbeing.companion.erased", actor=None, subject=case, at=now)
    return rows.delete()[0]


def _before_the_stay(participation: Participation, now: datetime.datetime) -> Batch:
    """Return the batch locked; raise ValidationError `begun`, or `moved_on` when it is over."""
    rows = Batch.objects.select_for_update(of=("self",)).select_related("case", "base")
    batch = rows.get(pk=participation.batch_id)
    if timezone.localdate(now) >= batch.starts_on:
        raise ValidationError(_("The stay has begun. Tell the leader of the group."), code="begun")
    _refuse_over(batch)
    return batch


def _refuse_over(batch: Batch) -> None:
    if batch.case.state in OVER:
        raise moved_on()


def _record(deed: str, participation: Participation, actor: User, now: datetime.datetime) -> None:
    audit.record(
        deed, actor=actor, subject=participation.courier, at=now, batch=participation.batch.case.number
    )
