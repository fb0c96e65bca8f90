"""Reminding experts of files whose scores are not in, and changing in what they are experts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..models import Expert, Panel, Reminder, Speciality
from ..queries import waited_for
from .guards import ask, at


@transaction.atomic
def remind_readers(panel: Panel, *, actor: User, now: datetime.datetime) -> int:
    """Remind everybody of a panel whose scores are not in, once a day; return how many files are new today.

    It stands on the expert's own desk; the record keeps who was reminded of how many files. Raises
    PermissionDenied, or ValidationError `nobody_waits`, `reminded_today`.
    """
    ask(actor, panel.committee)
    today = timezone.localdate(now)
    Panel.objects.select_for_update().get(pk=panel.pk)
    waiting = list(waited_for(panel))
    if not waiting:
        raise ValidationError(_("Nobody has scores to hand in here."), code="nobody_waits")
    done = set(
        Reminder.objects.filter(assignment__in=waiting, sent_on=today).values_list("assignment", flat=True)
    )
    new = [each for each in waiting if each.pk not in done]
    if not new:
        raise ValidationError(
            _("All of them were reminded today. Once a day is enough."), code="reminded_today"
        )
    Reminder.objects.bulk_create(Reminder(assignment=each, sent_on=today, sent_by=actor) for each in new)
    audit.record(
        "committees.panel.reminded",
        actor=actor,
        subject=panel,
        at=now,
        files=len(new),
        experts=sorted({each.expert_id for each in new}),
    )
    return len(new)


@transaction.atomic
def change_specialities(
    expert: Expert,
    specialities: Iterable[Speciality],
    *,
    further: str = "",
    actor: User,
    now: datetime.datetime,
) -> Expert:
    """Say in what an expert is one; `further` names a speciality that is not on the list yet.

    Raises PermissionDenied, or ValidationError `struck_off`, `speciality_required`.
    """
    if not actor.has_perm("committees.file_expert"):
        raise PermissionDenied(_("Only committee secretaries file experts."))
    if expert.removed_on is not None:
        raise ValidationError(_("This expert is struck off; the filing stays as it was."), code="struck_off")
    fields = list(specialities)
    if name := " ".join(further.split()):
        fields.append(Speciality.objects.get_or_create(name=name)[0])
    if not fields:
        raise at("specialities", _("Choose at least one speciality."), "speciality_required")
    expert.specialities.set(fields)
    audit.record(
        "committees.expert.changed",
        actor=actor,
        subject=expert,
        at=now,
        specialities=sorted({field.name for field in fields}),
    )
    return expert
