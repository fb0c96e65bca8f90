"""Planning care, entering who came, closing with the sum spent.

The record names an activity by its number: whoever reads the record of deeds learns neither the kind of a
sensitive one nor who came.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.numbering import create_numbered, next_number
from office.people.models import Courier, Organisation, User

from ..enums import CareKind, CareState, Entry
from ..models import CareActivity, CareAttendance
from ..numbering import ACTIVITY_PREFIX
from ..queries.people import employers_of, find_people
from .guards import ask, at, moved_on

KEEP = "wellbeing.keep_care"


@dataclass(frozen=True, kw_only=True)
class ActivityFacts:
    """What is planned; the sum is in fen, without an employer the activity is for everybody."""

    kind: CareKind
    title: str
    held_on: datetime.date
    planned_fen: int
    place: str = ""
    employer: Organisation | None = None
    note: str = ""


@transaction.atomic
def plan_activity(facts: ActivityFacts, *, actor: User, now: datetime.datetime) -> CareActivity:
    """Plan an activity under the next number of its year. Raises PermissionDenied."""
    ask(actor, KEEP)

    def make() -> CareActivity:
        number = next_number(CareActivity, ACTIVITY_PREFIX, facts.held_on.year, digits=4)
        return CareActivity.objects.create(number=number, planned_by=actor, planned_at=now, **vars(facts))

    made = create_numbered(make)
    audit.record("wellbeing.activity.planned", actor=actor, subject=made, at=now)
    return made


@transaction.atomic
def change_activity(
    activity: CareActivity, facts: ActivityFacts, *, actor: User, now: datetime.datetime
) -> CareActivity:
    """Change what is planned; the kind stays once somebody is on the list, for it says who may see the names.

    Raises PermissionDenied, or ValidationError `moved_on` once it was held, `kind_fixed`.
    """
    ask(actor, KEEP)
    if facts.kind != activity.kind and activity.attendances.exists():
        raise at(
            "kind", _("People are on the list already. Plan another activity for this kind."), "kind_fixed"
        )
    _move(activity, vars(facts))
    audit.record("wellbeing.activity.changed", actor=actor, subject=activity, at=now)
    return activity


@transaction.atomic
def hold_activity(
    activity: CareActivity, *, spent_fen: int, actor: User, now: datetime.datetime
) -> CareActivity:
    """Close the list of an activity that was held, with what it cost in fen.

    Raises PermissionDenied, or ValidationError `moved_on`, `not_yet`, `less_than_given`.
    """
    ask(actor, KEEP)
    _refuse_early(activity, now)
    given = activity.attendances.aggregate(sum=Sum("given_fen"))["sum"] or 0
    if spent_fen < given:
        raise at(
            "spent_fen",
            _("People were given %(given)s yuan together; the sum spent cannot be less."),
            "less_than_given",
            given=f"{given // 100}.{given % 100:02d}",
        )
    _move(activity, {"state": CareState.HELD, "spent_fen": spent_fen})
    people = activity.attendances.count()
    audit.record("wellbeing.activity.held", actor=actor, subject=activity, at=now, people=people)
    return activity


@transaction.atomic
def call_off_activity(
    activity: CareActivity, *, reason: str, actor: User, now: datetime.datetime
) -> CareActivity:
    """Call a planned activity off; raise PermissionDenied, ValidationError `moved_on`, `people_entered`."""
    ask(actor, KEEP)
    if activity.attendances.exists():
        raise ValidationError(
            _("People are entered already. Take them off the list first, or record what was held."),
            code="people_entered",
        )
    _move(activity, {"state": CareState.CALLED_OFF, "reason": reason.strip()})
    audit.record("wellbeing.activity.called_off", actor=actor, subject=activity, at=now)
    return activity


@transaction.atomic
def enter_list(
    activity: CareActivity, lines: Sequence[str], *, given_fen: int = 0, actor: User, now: datetime.datetime
) -> int:
    """Enter everybody of a list (see `queries.find_people`) and return how many are new on it; all or none.

    Raises PermissionDenied, or ValidationError `moved_on`, `nobody`, `unknown_people`.
    """
    ask(actor, KEEP)
    people, faults = find_people(lines)
    if faults:
        raise at("lines", "\n".join(faults), "unknown_people")
    if not people:
        raise at("lines", _("Write at least one person, a line each."), "nobody")
    new = _enter(activity, people, Entry.LISTED, given_fen, actor, now)
    audit.record("wellbeing.attendance.listed", actor=actor, subject=activity, at=now, people=new)
    return new


@transaction.atomic
def check_in(activity: CareActivity, text: str, *, actor: User, now: datetime.datetime) -> CareAttendance:
    """Check one person in by card number or name; a second time leaves the first as it is.

    Raises PermissionDenied, or ValidationError `moved_on`, `not_yet`, `unknown_people`.
    """
    ask(actor, KEEP)
    _refuse_early(activity, now)
    people, faults = find_people([text])
    if not people:
        words = "\n".join(faults) or _("Write a card number or a name.")
        raise at("text", words, "unknown_people")
    if _enter(activity, people, Entry.CHECKED_IN, 0, actor, now):
        audit.record("wellbeing.attendance.checked_in", actor=actor, subject=activity, at=now)
    return activity.attendances.select_related("courier").get(courier=people[0])


@transaction.atomic
def take_off(attendance: CareAttendance, *, actor: User, now: datetime.datetime) -> CareActivity:
    """Take somebody off the list who was entered by mistake.

    Raises PermissionDenied, or ValidationError `moved_on` when the list is closed or the name gone.
    """
    ask(actor, KEEP)
    activity = _locked(attendance.activity)
    gone, _models = CareAttendance.objects.filter(pk=attendance.pk).delete()
    if not gone:
        raise moved_on()
    audit.record("wellbeing.attendance.removed", actor=actor, subject=activity, at=now)
    return activity


def _enter(
    activity: CareActivity,
    people: Sequence[Courier],
    entry: Entry,
    given_fen: int,
    actor: User,
    now: datetime.datetime,
) -> int:
    _locked(activity)
    known = set(activity.attendances.values_list("courier", flat=True))
    employers = employers_of(people)
    new = [
        CareAttendance(
            activity=activity,
            courier=each,
            employer=employers.get(each.pk),
            entry=entry,
            given_fen=given_fen,
            entered_by=actor,
            entered_at=now,
        )
        for each in people
        if each.pk not in known
    ]
    try:
        with transaction.atomic():
            CareAttendance.objects.bulk_create(new)
    except IntegrityError as error:
        raise moved_on() from error
    return len(new)


def _locked(activity: CareActivity) -> CareActivity:
    """Return the activity locked while it is planned; raise ValidationError `moved_on` afterwards."""
    kept = CareActivity.objects.select_for_update().filter(pk=activity.pk, state=CareState.PLANNED).first()
    if kept is None:
        raise moved_on()
    return kept


def _refuse_early(activity: CareActivity, now: datetime.datetime) -> None:
    if timezone.localdate(now) < activity.held_on:
        raise ValidationError(
            _("The activity is planned for %(day)s. Do this on the day or later, or change the day.")
            % {"day": activity.held_on.isoformat()},
            code="not_yet",
        )


def _move(activity: CareActivity, values: dict[str, object]) -> None:
    if not CareActivity.objects.filter(pk=activity.pk, state=CareState.PLANNED).update(**values):
        raise moved_on()
    activity.refresh_from_db()
