"""The register: who may do what in which state, sign-off, corrections, what is left of a class's hours."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from office.audit.models import Entry
from office.people.models import User
from training.courses import actions
from training.courses.actions.results import Result
from training.courses.attended import effective, with_hours
from training.courses.enums import AttendanceSource, AttendanceStatus
from training.courses.models import Attendance, Completion, Correction, Enrolment, Lesson, TrainingClass

from .conftest import NINE, TODAY, at, seat

PRESENT, LEAVE, ABSENT = AttendanceStatus.PRESENT, AttendanceStatus.LEAVE, AttendanceStatus.ABSENT
Deed = Callable[[Lesson, Enrolment, User | None], object]


def enter(lesson: Lesson, seat: Enrolment, actor: User | None) -> object:
    return actions.enter_manually(lesson, seat, status=LEAVE, reason="家中有事", actor=actor, now=NINE)


def sheet(lesson: Lesson, seat: Enrolment, actor: User | None) -> object:
    return actions.record_attendance(
        lesson.training_class, {seat.pk: {lesson.held_on: LEAVE}}, actor=actor, now=NINE
    )


def correct(lesson: Lesson, seat: Enrolment, actor: User | None) -> object:
    return actions.correct(lesson, seat, status=LEAVE, reason="家中有事", actor=actor, now=NINE)


def sign(lesson: Lesson, seat: Enrolment, actor: User | None) -> object:
    return actions.sign_off(lesson, actor=actor, now=NINE)


def rule(lesson: Lesson, seat: Enrolment, actor: User | None) -> object:
    return actions.set_attendance_rule(
        lesson.training_class, exit_counts=False, absences_allowed=1, actor=actor, now=NINE
    )


MATRIX: dict[Deed, tuple[str, str, str]] = {
    # the register is open, signed off; the class is closed
    enter: ("", "signed_off", "class_closed"),
    sheet: ("", "signed_off", "class_closed"),
    correct: ("not_signed_off", "", "class_closed"),
    sign: ("", "signed_off", "class_closed"),
    rule: ("", "register_begun", "class_closed"),
}


@pytest.mark.parametrize("state", [0, 1, 2])
@pytest.mark.parametrize("deed", MATRIX)
def test_every_deed_in_every_state(lesson: Lesson, seats: list[Enrolment], deed: Deed, state: int) -> None:
    if state:
        actions.sign_off(lesson, actor=None, now=NINE)
    if state == 2:
        TrainingClass.objects.update(state="closed", closed_at=NINE)
    lesson = Lesson.objects.select_related("training_class").get(pk=lesson.pk)

    code = ""
    try:
        deed(lesson, seats[0], None)
    except ValidationError as error:
        code = str(error.code)

    assert code == MATRIX[deed][state]


@pytest.mark.parametrize("deed", MATRIX)
def test_strangers_may_do_none_of_it(
    lesson: Lesson, seats: list[Enrolment], rival: User, reviewer: User, courier: User, deed: Deed
) -> None:
    for nobody in (rival, reviewer, courier):
        with pytest.raises(PermissionDenied):
            deed(lesson, seats[0], nobody)


def test_the_trainer_keeps_signs_and_corrects_but_sets_no_rule(
    lesson: Lesson, seats: list[Enrolment], trainer: User
) -> None:
    enter(lesson, seats[1], trainer)
    actions.sign_off(lesson, actor=trainer, now=NINE)
    correct(lesson, seats[0], trainer)

    assert (lesson.signed_off_at, lesson.signed_off_by) == (NINE, trainer)
    with pytest.raises(PermissionDenied):
        rule(lesson, seats[0], trainer)


def test_the_sign_off_enters_blanks_as_absent_and_says_so(lesson: Lesson, seats: list[Enrolment]) -> None:
    enter(lesson, seats[0], None)

    actions.sign_off(lesson, actor=None, now=NINE)

    assert list(Attendance.objects.order_by("enrolment").values_list("status", "source")) == [
        (LEAVE, AttendanceSource.MANUAL),
        (ABSENT, AttendanceSource.SIGN_OFF),
        (ABSENT, AttendanceSource.SIGN_OFF),
    ]
    assert Entry.objects.get(action="courses.register.signed_off").data == {
        "lessons": [lesson.pk], "days": [TODAY.isoformat()], "blanks": 2,
    }  # fmt: skip


def test_a_lesson_to_come_is_not_signed_off(
    training_class: TrainingClass, lesson: Lesson, seats: list[Enrolment]
) -> None:
    tomorrow = training_class.lessons.get(topic="服务礼仪")

    with pytest.raises(ValidationError) as refused:
        actions.sign_off(tomorrow, actor=None, now=NINE)
    actions.sign_off_class(training_class, actor=None, now=NINE)
    with pytest.raises(ValidationError) as nothing:
        actions.sign_off_class(training_class, actor=None, now=NINE)

    assert (refused.value.code, nothing.value.code) == ("lesson_ahead", "nothing_to_sign")
    assert list(Lesson.objects.order_by("held_on").values_list("signed_off_at", flat=True)) == [NINE, None]


def test_the_database_keeps_a_signed_register(lesson: Lesson, seats: list[Enrolment]) -> None:
    actions.sign_off(lesson, actor=None, now=NINE)
    correct(lesson, seats[0], None)
    signed = Lesson.objects.filter(pk=lesson.pk)
    for deed in (
        lambda: Attendance.objects.update(status=PRESENT),
        lambda: Attendance.objects.filter(enrolment=seats[1]).delete(),
        lambda: signed.update(signed_off_at=None),
        lambda: signed.update(hours=1),
        lambda: Correction.objects.update(reason="改"),
        lambda: Correction.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()


def test_corrections_follow_one_another_and_the_last_counts(
    lesson: Lesson, seats: list[Enrolment], trainer: User
) -> None:
    actions.sign_off(lesson, actor=None, now=NINE)
    first = actions.correct(lesson, seats[0], status=PRESENT, reason="已到课", actor=trainer, now=at(1))
    second = actions.correct(
        lesson,
        seats[0],
        status=PRESENT,
        hours=Decimal("1.5"),
        reason="中途离开",
        actor=trainer,
        now=at(2),
    )
    row = effective(Attendance.objects.filter(enrolment=seats[0])).get()
    counted = with_hours(Enrolment.objects.filter(pk=seats[0].pk)).get()

    assert (first.old_status, first.old_hours, first.hours) == (ABSENT, 0, 3)
    assert (second.replaces, second.old_hours, second.author) == (first, 3, trainer)
    assert (row.status, row.status_now, row.credit) == (ABSENT, PRESENT, Decimal("1.5"))  # type: ignore[attr-defined]
    assert (counted.attended_hours, counted.missed_hours, counted.absences) == (  # type: ignore[attr-defined]
        Decimal("1.5"), Decimal("1.5"), 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"status": ABSENT}, "same"),
        ({"reason": " "}, "reason"),
        ({"hours": Decimal("3.1")}, "hours"),
        ({"hours": Decimal(-1)}, "hours"),
    ],
)
def test_a_correction_without_sense_is_refused(
    lesson: Lesson, seats: list[Enrolment], changes: dict[str, object], code: str
) -> None:
    actions.sign_off(lesson, actor=None, now=NINE)
    said = {"status": PRESENT, "reason": "已到课"} | changes

    with pytest.raises(ValidationError) as refused:
        actions.correct(lesson, seats[0], **said, actor=None, now=NINE)  # type: ignore[arg-type]

    error = refused.value
    codes = [each.code for each in error.error_list] if not hasattr(error, "error_dict") else [
        each.code for faults in error.error_dict.values() for each in faults
    ]  # fmt: skip
    assert codes == [code]
    assert not Correction.objects.exists()


def test_closing_signs_off_what_is_left_and_counts_corrections(
    training_class: TrainingClass, lesson: Lesson, seats: list[Enrolment]
) -> None:
    everybody = {each.pk: {TODAY: PRESENT, lesson.held_on: PRESENT} for each in seats[:2]}
    tomorrow = training_class.lessons.get(topic="服务礼仪")
    actions.record_attendance(
        training_class, {key: days | {tomorrow.held_on: PRESENT} for key, days in everybody.items()},
        actor=None, now=NINE,
    )  # fmt: skip
    actions.sign_off(lesson, actor=None, now=NINE)
    actions.correct(lesson, seats[0], status=ABSENT, reason="代签", actor=None, now=at(1))
    actions.record_results(
        training_class,
        {each.pk: Result(Decimal(80), Decimal(80)) for each in seats},
        taken_on=tomorrow.held_on,
        actor=None,
        now=NINE,
    )

    actions.close_class(training_class, actor=None, now=at(2 * 24 * 60))

    rows = Completion.objects.order_by("enrolment").values_list("hours_attended", "absences", "completed")
    assert list(rows) == [(Decimal(3), 1, False), (Decimal(6), 0, True), (Decimal(0), 2, False)]
    assert not Lesson.objects.filter(signed_off_at=None).exists()


def test_absences_bar_completion_where_the_class_says_so(
    training_class: TrainingClass, lesson: Lesson, seats: list[Enrolment]
) -> None:
    TrainingClass.objects.update(hours_share_required=Decimal("0.5"), absences_allowed=0)
    tomorrow = training_class.lessons.get(topic="服务礼仪")
    actions.record_attendance(
        training_class, {each.pk: {tomorrow.held_on: PRESENT} for each in seats}, actor=None, now=NINE
    )
    actions.record_results(
        training_class,
        {each.pk: Result(Decimal(80), Decimal(80)) for each in seats},
        taken_on=tomorrow.held_on,
        actor=None,
        now=NINE,
    )

    actions.close_class(training_class, actor=None, now=at(2 * 24 * 60))

    row = Completion.objects.earliest("enrolment")
    assert (row.enough_hours, row.test_passed, row.absences, row.no_blocking_absence, row.completed) == (
        True, True, 1, False, False,
    )  # fmt: skip


def test_who_is_enrolled_after_the_sign_off_can_be_corrected(
    training_class: TrainingClass, lesson: Lesson, seats: list[Enrolment]
) -> None:
    actions.sign_off(lesson, actor=None, now=NINE)
    late = actions.enrol(training_class, [seat(9)], actor=None, now=at(1))[0]

    made = actions.correct(lesson, late, status=PRESENT, reason="旁听后补录", actor=None, now=at(2))

    assert (made.old_status, made.hours) == (ABSENT, 3)
