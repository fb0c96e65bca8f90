"""Opening a class, and closing it: completion is computed once and frozen."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import Organisation, User

from .. import queries
from ..attended import unsigned_lessons
from ..enums import ClassState, SeatOrigin, SeatState
from ..models import Assessment, Attendance, Completion, Course, TrainingClass
from .guards import ask, locked_open
from .signoff import freeze


@transaction.atomic
def open_class(
    course: Course,
    *,
    number: str,
    title: str,
    provider: Organisation,
    starts_on: datetime.date,
    ends_on: datetime.date,
    capacity: int,
    place: str = "",
    hours_share_required: Decimal = Decimal("0.8"),
    pass_mark: Decimal = Decimal(60),
    actor: User | None,
    now: datetime.datetime,
) -> TrainingClass:
    """Open a class with its completion rule, which stays as it is from then on, without a filing.

    This is the registrar's and the console's way; a provider plans the class and files it.

    Raises PermissionDenied, or ValidationError `not_a_provider`, `dates`, `number_taken`, or by field.
    """
    training_class = TrainingClass(
        number=number.strip(),
        title=title.strip(),
        course=course,
        provider=provider,
        starts_on=starts_on,
        ends_on=ends_on,
        place=place.strip(),
        capacity=capacity,
        hours_share_required=hours_share_required,
        pass_mark=pass_mark,
    )
    if actor is not None and not actor.has_perm("courses.open_class", training_class):
        raise PermissionDenied(
            _("Only the registrar opens a class without a filing. Plan the class, then file it.")
        )
    refuse_bad_class(training_class)
    save_new(training_class)
    audit.record("courses.class.opened", actor=actor, subject=training_class, at=now)
    return training_class


def refuse_bad_class(training_class: TrainingClass) -> None:
    """Raise ValidationError `not_a_provider`, `dates`, or by field, for what no class can be."""
    if not training_class.provider.is_provider:
        raise ValidationError(
            _("%(name)s is not registered as a training provider. Ask the registrar to register it first."),
            code="not_a_provider",
            params={"name": training_class.provider.name},
        )
    if training_class.ends_on < training_class.starts_on:
        raise ValidationError(
            {
                "ends_on": ValidationError(
                    _("The class ends before it starts. Correct one of the two days."), code="dates"
                )
            }
        )
    training_class.clean_fields()


def save_new(training_class: TrainingClass) -> None:
    """Write a new class; the database tells whether its number is free, whoever else opens one now."""
    try:
        with transaction.atomic():
            training_class.save(force_insert=True)
    except IntegrityError as error:
        if not TrainingClass.objects.filter(number=training_class.number).exists():
            raise
        taken = ValidationError(
            _("There is a class %(number)s already. Choose another number."),
            code="number_taken",
            params={"number": training_class.number},
        )
        raise ValidationError({"number": taken}) from error


@transaction.atomic
def close_class(
    training_class: TrainingClass, *, actor: User | None, now: datetime.datetime
) -> TrainingClass:
    """Close a class: compute everybody's completion and freeze roster, register and results.

    Registers that are still open are signed off first: a lesson without a mark counts as missed. A trainee
    without a result counts as not passed. Raises PermissionDenied, or ValidationError `class_closed`,
    `class_not_open`, `no_trainees`, `no_attendance`, `no_results`, `unconfirmed_seats`, `lessons_ahead`.
    """
    ask(actor, "courses.close_class", training_class)
    locked = locked_open(training_class)
    _refuse_unready(locked, timezone.localdate(now))
    freeze(locked, list(unsigned_lessons(locked).values_list("pk", flat=True)), actor=actor, now=now)
    held = queries.hours_held(locked)
    rows = [
        Completion(enrolment=enrolment, completed=outcome.completed, **asdict(outcome))
        for enrolment in queries.trainees_of(locked)
        for outcome in [queries.outcome_of(enrolment, locked, held)]
    ]
    Completion.objects.bulk_create(rows, batch_size=500)
    TrainingClass.objects.filter(pk=locked.pk).update(state=ClassState.CLOSED, closed_at=now)
    training_class.refresh_from_db()
    audit.record(
        "courses.class.closed",
        actor=actor,
        subject=training_class,
        at=now,
        trainees=len(rows),
        completed=sum(row.completed for row in rows),
        hours_held=held,
    )
    return training_class


def _refuse_unready(training_class: TrainingClass, today: datetime.date) -> None:
    """Refuse to close what is not over or has no records yet."""
    missing: dict[str, tuple[bool, str]] = {
        "no_trainees": (
            not training_class.enrolments.enrolled().exists(),
            _("The class has no trainees. Upload the roster before closing it."),
        ),
        "no_attendance": (
            not Attendance.objects.filter(
                lesson__training_class=training_class, enrolment__seat=SeatState.ENROLLED
            ).exists(),
            _("The class has no attendance. Upload the attendance sheet before closing it."),
        ),
        "no_results": (
            not Assessment.objects.filter(
                enrolment__training_class=training_class, enrolment__seat=SeatState.ENROLLED
            ).exists(),
            _("The class has no results. Upload the results sheet before closing it."),
        ),
        "unconfirmed_seats": (
            training_class.enrolments.enrolled().filter(origin=SeatOrigin.SELF, confirmed_at=None).exists(),
            _(
                "Couriers who enrolled themselves wait for a look at category and employer. "
                "Confirm them first."
            ),
        ),
    }
    for code, (is_missing, message) in missing.items():
        if is_missing:
            raise ValidationError(message, code=code)
    if (ahead := training_class.lessons.filter(held_on__gt=today).order_by("held_on").first()) is not None:
        raise ValidationError(
            _("A lesson is still to be held on %(day)s. Close the class after its last lesson."),
            code="lessons_ahead",
            params={"day": ahead.held_on.isoformat()},
        )
