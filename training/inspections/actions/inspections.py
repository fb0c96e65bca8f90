"""Entering what two inspectors saw, and seeing it rectified."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User
from office.policy.calendar import working_day_after

from ..enums import DefectCode, InspectionState, Result
from ..models import Defect, Inspection
from ..queries.days import registered_on, teachers_on
from ..queries.people import seated
from ..thresholds import thresholds_on
from .guards import ask, at, entry_due, moved_on


@dataclass(frozen=True, kw_only=True)
class InspectionFacts:
    """What two inspectors saw: who was counted, whether teacher and place were as filed, what was wrong."""

    visited_on: datetime.date
    present_count: int
    teacher_as_filed: bool
    place_as_filed: bool
    result: Result
    defects: Collection[DefectCode] = ()
    remark: str = ""
    companions: str = ""


@transaction.atomic
def enter_result(
    inspection: Inspection, facts: InspectionFacts, *, actor: User, now: datetime.datetime
) -> Inspection:
    """Enter what the inspectors saw, held against roster and register as they are now; done once.

    Defects call for rectification within so many working days of the visit (policy `rectify_working_days`).
    Raises PermissionDenied for anybody but the two inspectors, or ValidationError `moved_on`,
    `outside_class`, `defects_missing`, `defects_although_in_order`.
    """
    ask(actor, "inspections.enter_result", inspection)
    _refuse_facts(inspection, facts, timezone.localdate(now))
    training_class, rectify_by = inspection.training_class, _rectify_by(facts)
    changed = Inspection.objects.filter(pk=inspection.pk, state=InspectionState.PLANNED).update(
        state=InspectionState.RECTIFYING if rectify_by else InspectionState.CLOSED,
        visited_on=facts.visited_on,
        entry_due_on=entry_due(facts.visited_on),
        enrolled_count=seated(training_class).count(),
        registered_count=registered_on(training_class, facts.visited_on),
        present_count=facts.present_count,
        teacher_filed=teachers_on(training_class, facts.visited_on),
        teacher_as_filed=facts.teacher_as_filed,
        place_as_filed=facts.place_as_filed,
        result=facts.result,
        remark=facts.remark.strip(),
        companions=facts.companions.strip(),
        rectify_by=rectify_by,
        entered_by=actor,
        entered_at=now,
    )
    if not changed:
        raise moved_on()
    Defect.objects.bulk_create(
        Defect(inspection=inspection, code=code) for code in dict.fromkeys(facts.defects)
    )
    inspection.refresh_from_db()
    audit.record(
        "inspections.inspection.entered",
        actor=actor,
        subject=training_class,
        at=now,
        inspection=inspection.pk,
        result=facts.result,
        present=facts.present_count,
        registered=inspection.registered_count,
        defects=sorted(facts.defects),
    )
    return inspection


def _rectify_by(facts: InspectionFacts) -> datetime.date | None:
    """Return the last day for putting right what was found; None where all was in order."""
    if facts.result == Result.IN_ORDER:
        return None
    days = thresholds_on(facts.visited_on)["rectify_working_days"]
    return working_day_after(facts.visited_on, days)


@transaction.atomic
def record_rectification(
    inspection: Inspection, *, rectified_on: datetime.date, words: str, actor: User, now: datetime.datetime
) -> Inspection:
    """Record that defects are put right. Raises PermissionDenied, or ValidationError `moved_on`, `day`."""
    ask(actor, "inspections.plan_inspection")
    if inspection.visited_on and not inspection.visited_on <= rectified_on <= timezone.localdate(now):
        raise at(
            "rectified_on",
            _("The day lies between the visit (%(visit)s) and today."),
            "day",
            visit=inspection.visited_on,
        )
    changed = Inspection.objects.filter(pk=inspection.pk, state=InspectionState.RECTIFYING).update(
        state=InspectionState.CLOSED, rectified_on=rectified_on, rectification=words.strip()
    )
    if not changed:
        raise moved_on()
    inspection.refresh_from_db()
    audit.record(
        "inspections.inspection.rectified",
        actor=actor,
        subject=inspection.training_class,
        at=now,
        inspection=inspection.pk,
        rectified_on=rectified_on,
    )
    return inspection


def _refuse_facts(inspection: Inspection, facts: InspectionFacts, today: datetime.date) -> None:
    training_class = inspection.training_class
    last = min(today, training_class.ends_on)
    if not training_class.starts_on <= facts.visited_on <= last:
        raise at(
            "visited_on",
            _("The visit lies between the first day of the class and %(last)s."),
            "outside_class",
            last=last,
        )
    if facts.result != Result.IN_ORDER and not facts.defects:
        raise at("defects", _("Say what was found wrong."), "defects_missing")
    if facts.result == Result.IN_ORDER and facts.defects:
        raise at(
            "result",
            _("Something is marked as wrong, so the result is not “in order”."),
            "defects_although_in_order",
        )
