"""Planning an inspection by hand or at random, entering what was found, and seeing it rectified."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User
from office.policy.calendar import working_day_after
from training.courses.completion import ATTENDED
from training.courses.models import Attendance, TrainingClass

from .. import fairness
from ..enums import Choice, InspectionState, Result
from ..models import Defect, Inspection, InspectionDraw
from ..queries import may_be_drawn
from ..queries.people import seated
from ..thresholds import thresholds_on
from .guards import InspectionFacts, refuse_facts, refuse_inspectors


@transaction.atomic
def plan_inspection(
    training_class: TrainingClass,
    *,
    planned_on: datetime.date,
    first_inspector: User,
    second_inspector: User,
    choice: Choice = Choice.HAND,
    draw: InspectionDraw | None = None,
    actor: User,
    now: datetime.datetime,
) -> Inspection:
    """Plan a visit by two different inspectors on a day of the class.

    Raises PermissionDenied, or ValidationError `same_inspector`, `not_an_inspector`, `outside_class`,
    `planned_already`.
    """
    _ask(actor, "inspections.plan_inspection")
    refuse_inspectors(first_inspector, second_inspector, planned_on)
    if not training_class.starts_on <= planned_on <= training_class.ends_on:
        raise ValidationError(
            {
                "planned_on": ValidationError(
                    _("The class runs from %(first)s to %(last)s. Choose one of these days."),
                    code="outside_class",
                    params={"first": training_class.starts_on, "last": training_class.ends_on},
                )
            }
        )
    inspection = Inspection(
        training_class=training_class,
        choice=choice,
        draw=draw,
        planned_on=planned_on,
        first_inspector=first_inspector,
        second_inspector=second_inspector,
        entry_due_on=_entry_due(planned_on),
        place_filed=training_class.place,
    )
    try:
        with transaction.atomic():
            inspection.save(force_insert=True)
    except IntegrityError as error:
        raise ValidationError(
            _("An inspection of class %(number)s is planned for this day already."),
            code="planned_already",
            params={"number": training_class.number},
        ) from error
    audit.record(
        "inspections.inspection.planned",
        actor=actor,
        subject=training_class,
        at=now,
        inspection=inspection.pk,
        planned_on=planned_on,
        choice=choice,
    )
    return inspection


@transaction.atomic
def draw_inspections(
    *,
    held_on: datetime.date,
    size: int,
    first_inspector: User,
    second_inspector: User,
    actor: User,
    now: datetime.datetime,
    seed: str = "",
) -> InspectionDraw:
    """Draw classes that run on a day at random and plan their inspection; the draw keeps seed and frame.

    The seed is made here from the machine's randomness; it is an argument for tests and demonstrations only.
    Raises PermissionDenied, or ValidationError `nothing_to_draw`, `same_inspector`, `not_an_inspector`.
    """
    _ask(actor, "inspections.plan_inspection")
    classes = {each.number: each for each in may_be_drawn(actor, held_on=held_on)}
    if not classes:
        raise ValidationError(
            {
                "held_on": ValidationError(
                    _("No class without a planned inspection runs on this day. Choose another day."),
                    code="nothing_to_draw",
                )
            }
        )
    seed = seed or fairness.new_seed()
    frame = sorted(classes)
    drawn = fairness.draw(seed, frame, size)
    made = InspectionDraw.objects.create(
        drawn_at=now, drawn_by=actor, held_on=held_on, seed=seed, size=size, frame=frame, drawn=drawn
    )
    audit.record(
        "inspections.class.drawn", actor=actor, subject=made, at=now, seed=seed, frame=len(frame), drawn=drawn
    )
    for number in drawn:
        plan_inspection(
            classes[number],
            planned_on=held_on,
            first_inspector=first_inspector,
            second_inspector=second_inspector,
            choice=Choice.RANDOM,
            draw=made,
            actor=actor,
            now=now,
        )
    return made


@transaction.atomic
def enter_result(
    inspection: Inspection, facts: InspectionFacts, *, actor: User, now: datetime.datetime
) -> Inspection:
    """Enter what the inspectors saw, held against roster and register as they are now; done once.

    Defects call for rectification within so many working days of the visit (policy `rectify_working_days`).
    Raises PermissionDenied for anybody but the two inspectors, or ValidationError `moved_on`, `in_future`,
    `outside_class`, `defects_missing`, `defects_although_in_order`.
    """
    _ask(actor, "inspections.enter_result", inspection)
    refuse_facts(inspection.training_class, facts, timezone.localdate(now))
    training_class = inspection.training_class
    rectify_by = None
    if facts.result != Result.IN_ORDER:
        days = thresholds_on(facts.visited_on)["rectify_working_days"]
        rectify_by = working_day_after(facts.visited_on, days)
    changed = Inspection.objects.filter(pk=inspection.pk, state=InspectionState.PLANNED).update(
        state=InspectionState.RECTIFYING if rectify_by else InspectionState.CLOSED,
        visited_on=facts.visited_on,
        entry_due_on=_entry_due(facts.visited_on),
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
        raise _moved_on()
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


@transaction.atomic
def record_rectification(
    inspection: Inspection, *, rectified_on: datetime.date, words: str, actor: User, now: datetime.datetime
) -> Inspection:
    """Record that defects are put right. Raises PermissionDenied, or ValidationError `moved_on`, `day`."""
    _ask(actor, "inspections.plan_inspection")
    if inspection.visited_on and not inspection.visited_on <= rectified_on <= timezone.localdate(now):
        raise ValidationError(
            {
                "rectified_on": ValidationError(
                    _("The day lies between the visit (%(visit)s) and today."),
                    code="day",
                    params={"visit": inspection.visited_on},
                )
            }
        )
    changed = Inspection.objects.filter(pk=inspection.pk, state=InspectionState.RECTIFYING).update(
        state=InspectionState.CLOSED, rectified_on=rectified_on, rectification=words.strip()
    )
    if not changed:
        raise _moved_on()
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


@transaction.atomic
def call_off_inspection(
    inspection: Inspection, *, reason: str, actor: User, now: datetime.datetime
) -> Inspection:
    """Call a planned inspection off. Raises PermissionDenied, or ValidationError `moved_on`."""
    _ask(actor, "inspections.plan_inspection")
    changed = Inspection.objects.filter(pk=inspection.pk, state=InspectionState.PLANNED).update(
        state=InspectionState.CALLED_OFF, call_off_reason=reason.strip()
    )
    if not changed:
        raise _moved_on()
    inspection.refresh_from_db()
    audit.record(
        "inspections.inspection.called_off",
        actor=actor,
        subject=inspection.training_class,
        at=now,
        inspection=inspection.pk,
        reason=inspection.call_off_reason,
    )
    return inspection


def registered_on(training_class: TrainingClass, day: datetime.date) -> int | None:
    """Return how many people the register has as present on a day; None while it is empty for that day."""
    rows = Attendance.objects.filter(lesson__training_class=training_class, lesson__held_on=day)
    if not rows.exists():
        return None
    return rows.filter(status__in=ATTENDED).values("enrolment").distinct().count()


def teachers_on(training_class: TrainingClass, day: datetime.date) -> str:
    """Return the teachers that the timetable names for a day."""
    names = training_class.lessons.filter(held_on=day).order_by("pk").values_list("teacher", flat=True)
    return "、".join(dict.fromkeys(name for name in names if name))[:120]


def _entry_due(visit: datetime.date) -> datetime.date:
    return working_day_after(visit, thresholds_on(visit)["entry_working_days"])


def _ask(actor: User, permission: str, inspection: Inspection | None = None) -> None:
    if not actor.has_perm(permission, inspection):
        raise PermissionDenied(
            _("Only the two inspectors enter what they saw.")
            if inspection is not None
            else _("Your roles do not include inspections.")
        )


def _moved_on() -> ValidationError:
    return ValidationError(_("This inspection has moved on meanwhile. Load the page again."), code="moved_on")
