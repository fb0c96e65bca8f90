"""What every action on a class asks first."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from office.people.models import User

from ..models import Attendance, ClassFiling, Lesson, TrainingClass


def ask(actor: User | None, permission: str, training_class: TrainingClass) -> None:
    """Raise PermissionDenied unless the actor may; None is the office's own console, which may."""
    if actor is not None and not actor.has_perm(permission, training_class):
        raise PermissionDenied(
            _("You may not do this for class %(number)s. Ask its training provider or the registrar.")
            % {"number": training_class.number}
        )


def stated_reason(reason: str, missing: str, *, code: str = "reason", most: int = 200) -> str:
    """Return a reason without blanks around it, cut to what is kept of it.

    Raises ValidationError with a code, at the field `reason`: the sentence `missing` when there is none.
    """
    words = reason.strip()
    if not words:
        raise ValidationError({"reason": ValidationError(missing, code=code)})
    return words[:most]


def locked_class(training_class: TrainingClass) -> TrainingClass:
    """Return the class as it is now, locked until the transaction ends."""
    return (
        TrainingClass.objects.select_for_update(of=("self",))
        .select_related("course", "provider")
        .get(pk=training_class.pk)
    )


def locked_planned(training_class: TrainingClass) -> TrainingClass:
    """Return the class locked; raise ValidationError `class_not_planned` once it was filed."""
    locked = locked_class(training_class)
    if not locked.is_planned:
        raise ValidationError(
            _("Class %(number)s is no plan any more (%(state)s), so plan and timetable are fixed.")
            % {"number": locked.number, "state": locked.get_state_display()},
            code="class_not_planned",
        )
    return locked


def timetable_changes(training_class: TrainingClass) -> bool:
    """Tell whether lessons may change: in a plan, and in a class opened unfiled until its register begins."""
    if training_class.is_planned or not training_class.is_open:
        return training_class.is_planned
    return not (
        ClassFiling.objects.filter(training_class=training_class).exists()
        or Attendance.objects.filter(lesson__training_class=training_class).exists()
    )


def locked_for_timetable(training_class: TrainingClass) -> TrainingClass:
    """Return the class locked, if its lessons may change; raise ValidationError `timetable_fixed` else."""
    locked = locked_class(training_class)
    if timetable_changes(locked):
        return locked
    raise ValidationError(
        _("The timetable of class %(number)s was filed, or its register has begun: it no longer changes.")
        % {"number": locked.number},
        code="timetable_fixed",
    )


def locked_open(training_class: TrainingClass) -> TrainingClass:
    """Return the class locked until the transaction ends.

    Raises ValidationError `class_closed` for a frozen one, `class_not_open` for one that is planned, filed
    or cancelled.
    """
    locked = locked_class(training_class)
    _refuse_frozen(locked)
    return locked


def locked_lesson(key: int) -> Lesson:
    """Return a lesson with its class, locked until the transaction ends, in one query.

    Raises ValidationError `class_closed`, `class_not_open`, or `signed_off` when its register no longer
    changes.
    """
    lesson = (
        Lesson.objects.select_for_update(of=("self",))
        .select_related("training_class__course", "training_class__provider")
        .get(pk=key)
    )
    refuse_register(lesson)
    return lesson


def refuse_register(lesson: Lesson) -> None:
    """Raise ValidationError unless the register of a lesson, loaded with its class, may still change."""
    _refuse_frozen(lesson.training_class)
    if lesson.signed_off_at is not None:
        raise ValidationError(
            _(
                "The register of %(day)s was signed off and no longer changes. Ask the trainer: "
                "what is wrong in it is entered as a correction."
            ),
            code="signed_off",
            params={"day": lesson.held_on.isoformat()},
        )


def _refuse_frozen(training_class: TrainingClass) -> None:
    if training_class.is_closed and training_class.closed_at is not None:
        raise ValidationError(
            _(
                "Class %(number)s was closed on %(day)s and is frozen: roster, register and results no "
                "longer change. Ask the registrar if something in it is wrong."
            ),
            code="class_closed",
            params={
                "number": training_class.number,
                "day": timezone.localdate(training_class.closed_at).isoformat(),
            },
        )
    if not training_class.is_open:
        raise ValidationError(
            _("Class %(number)s is not open (%(state)s). People and marks go into an open class only.")
            % {"number": training_class.number, "state": training_class.get_state_display()},
            code="class_not_open",
        )


def locked_for_results(training_class: TrainingClass, *, today: datetime.date) -> TrainingClass:
    """Return the class locked: an open one, or a closed one whose window for retakes is not over.

    Raises ValidationError `class_closed`, `class_not_open`.
    """
    locked = locked_class(training_class)
    last = locked.retakes_until
    if last is not None and today <= last:
        return locked
    return locked_open(locked)
