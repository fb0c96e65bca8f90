"""Checking in and out: what counts, and every refusal with its own code."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import override_settings

from office.people.models import User
from tests.personas import user
from training.checkin import opened
from training.checkin.actions import Late, check_in, scan_person
from training.checkin.codes import lesson_code, person_code
from training.checkin.enums import Direction
from training.checkin.models import Scan
from training.courses import actions
from training.courses.enums import AttendanceSource, AttendanceStatus
from training.courses.models import Attendance, Enrolment, Lesson, TrainingClass

from .conftest import ENTRY, EXIT, NINE, account_of, at, nonce, waits


def scan(
    lesson: Lesson,
    user: User,
    way: Direction = ENTRY,
    *,
    when: datetime.datetime = NINE,
    shown: datetime.datetime | None = None,
    form: uuid.UUID | None = None,
    late: Late | None = None,
    device: str = "",
) -> Scan:
    code = lesson_code(lesson.pk, way, at=shown or when)
    return check_in(code, actor=user, nonce=form or nonce(), device=device, now=when, late=late)


def refusal(call: Callable[[], object]) -> str | None:
    with pytest.raises(ValidationError) as refused:
        call()
    assert "".join(refused.value.messages)
    return refused.value.code


def sign(enrolment: Enrolment) -> tuple[str, Decimal | None, str]:
    return Attendance.objects.values_list("status", "hours", "source").get(enrolment=enrolment)


def test_entry_and_exit_make_attended_hours(lesson: Lesson, seats: list[Enrolment], courier: User) -> None:
    came = scan(lesson, courier, when=at(-5))
    assert sign(seats[0]) == (AttendanceStatus.PRESENT, Decimal(0), AttendanceSource.SCAN)

    scan(lesson, courier, EXIT, when=at(90))

    # 90 minutes from the bell are two class hours of 45 minutes.
    assert sign(seats[0]) == (AttendanceStatus.PRESENT, Decimal(2), AttendanceSource.SCAN)
    assert came.serial == f"QD20261123-{came.pk:06d}"


@pytest.mark.parametrize(
    ("came", "left", "status", "hours"),
    [
        (-30, 150, "present", "3.0"),  # outside does not count
        (10, 126, "present", "3.0"),  # within the grace of ten minutes at both ends
        (11, 135, "late", "2.8"),  # 124 minutes are 2.76 class hours
        (0, 60, "present", "1.3"),  # 60 minutes are 1.33
        (100, 101, "late", "0.0"),
    ],
)
def test_minutes_are_clipped_and_rounded(
    lesson: Lesson, seats: list[Enrolment], courier: User, came: int, left: int, status: str, hours: str
) -> None:
    scan(lesson, courier, when=at(came))
    scan(lesson, courier, EXIT, when=at(left))

    assert sign(seats[0])[:2] == (status, Decimal(hours))


def test_an_entry_counts_the_whole_lesson_where_no_exit_is_asked(
    training_class: TrainingClass, lesson: Lesson, seats: list[Enrolment], courier: User
) -> None:
    actions.set_attendance_rule(
        training_class, exit_counts=False, absences_allowed=None, actor=None, now=NINE
    )

    scan(lesson, courier)

    assert sign(seats[0])[:2] == ("present", None)
    assert refusal(lambda: scan(lesson, courier, EXIT, when=at(100))) == "exit_not_needed"


def test_a_lesson_without_times_counts_whole(lesson: Lesson, seats: list[Enrolment], courier: User) -> None:
    Lesson.objects.filter(pk=lesson.pk).update(starts_at=None, ends_at=None)

    scan(lesson, courier, when=at(600))

    assert sign(seats[0])[:2] == ("present", None)


def test_a_form_sent_again_gets_its_first_result(
    lesson: Lesson, seats: list[Enrolment], courier: User
) -> None:
    form = nonce()

    first = scan(lesson, courier, form=form)
    again = scan(lesson, courier, form=form, when=at(30))

    assert first == again
    assert Scan.objects.count() == 1


def test_a_form_sent_again_too_late_gets_its_first_result(
    lesson: Lesson, seats: list[Enrolment], courier: User
) -> None:
    # The answer was lost on the way: what the phone sends again is recorded already.
    form = nonce()

    first = scan(lesson, courier, form=form)
    again = scan(lesson, courier, form=form, when=at(11), shown=NINE, late=Late(at(seconds=1), ""))

    assert (first, first.is_late) == (again, False)


def test_somebody_elses_form_says_nothing(
    lesson: Lesson, seats: list[Enrolment], courier: User, other: User
) -> None:
    form = nonce()
    scan(lesson, courier, form=form)

    assert refusal(lambda: scan(lesson, other, form=form)) == "nonce"
    assert Scan.objects.count() == 1


@pytest.mark.parametrize(
    ("seconds", "code"), [(-11, "code_from_future"), (-10, ""), (70, ""), (71, "code_too_old")]
)
def test_the_bounds_of_the_clock(
    lesson: Lesson, seats: list[Enrolment], courier: User, seconds: int, code: str
) -> None:
    def deed() -> Scan:
        return scan(lesson, courier, when=at(seconds=seconds), shown=NINE)

    if code:
        assert refusal(deed) == code
    else:
        assert deed().scanned_at == at(seconds=seconds)


def test_a_code_too_old_says_how_old(lesson: Lesson, seats: list[Enrolment], courier: User) -> None:
    with pytest.raises(ValidationError, match="95"):
        scan(lesson, courier, when=at(seconds=95), shown=NINE)


@pytest.mark.parametrize(
    ("way", "minutes", "code"),
    [
        (ENTRY, -61, "not_yet"),
        (ENTRY, 136, "lesson_over"),
        (ENTRY, 24 * 60, "lesson_not_today"),
        (EXIT, 30, "exit_before_entry"),
        (EXIT, 196, "lesson_over"),
    ],
)
def test_a_scan_that_does_not_fit_is_refused(
    lesson: Lesson, seats: list[Enrolment], courier: User, way: Direction, minutes: int, code: str
) -> None:
    assert refusal(lambda: scan(lesson, courier, way, when=at(minutes))) == code
    assert not Attendance.objects.exists()


def test_in_and_out_count_once_each(lesson: Lesson, seats: list[Enrolment], courier: User) -> None:
    scan(lesson, courier)

    assert refusal(lambda: scan(lesson, courier, when=at(1))) == "already_in"
    scan(lesson, courier, EXIT, when=at(135))
    assert refusal(lambda: scan(lesson, courier, EXIT, when=at(136))) == "already_out"


def test_who_has_no_seat_is_refused(
    lesson: Lesson, seats: list[Enrolment], courier: User, other: User, trainer: User
) -> None:
    waits(seats[1])
    Enrolment.objects.filter(pk=seats[0].pk).update(
        seat="cancelled", cancelled_at=NINE, cancel_reason="已退班"
    )

    assert refusal(lambda: scan(lesson, courier)) == "not_enrolled"
    assert refusal(lambda: scan(lesson, other)) == "waiting"
    assert refusal(lambda: scan(lesson, trainer)) == "no_courier"


def test_a_register_signed_off_or_a_class_closed_takes_no_scan(
    training_class: TrainingClass, lesson: Lesson, seats: list[Enrolment], courier: User
) -> None:
    actions.sign_off(lesson, actor=None, now=at(10))
    assert refusal(lambda: scan(lesson, courier, when=at(11))) == "signed_off"

    TrainingClass.objects.filter(pk=training_class.pk).update(state="closed", closed_at=NINE)
    assert refusal(lambda: scan(lesson, courier, when=at(12))) == "class_closed"


def test_a_code_of_nothing_is_refused(lesson: Lesson, courier: User) -> None:
    gone = lesson_code(9_999_999, ENTRY, at=NINE)

    for text in ("nonsense", gone):
        assert (
            refusal(lambda text=text: check_in(text, actor=courier, nonce=nonce(), device="", now=NINE))
            == "unknown_code"
        )


def test_a_late_record_counts_from_when_it_was_made(
    lesson: Lesson, seats: list[Enrolment], courier: User
) -> None:
    code = lesson_code(lesson.pk, ENTRY, at=NINE)
    late = Late(at(seconds=20), opened.note(code, courier.pk, at=at(seconds=8)))

    made = check_in(code, actor=courier, nonce=nonce(), device="", now=at(9), late=late)

    assert (made.scanned_at, made.received_at, made.is_late) == (at(seconds=20), at(9), True)
    assert sign(seats[0])[2] == AttendanceSource.LATE_SCAN


@pytest.mark.parametrize(
    ("made", "opened_after", "sent", "code"),
    [
        (20, None, 60, "late_unproven"),  # no note: a photo of the code
        (20, 40, 60, "late_unproven"),  # made before the page was opened
        (201, 8, 180, "late_unproven"),  # made in the future
        (90, 8, 200, "code_too_old"),  # the button was pressed too late
        (20, 8, 621, "late_too_late"),
    ],
)
def test_a_late_record_must_prove_itself(
    lesson: Lesson,
    seats: list[Enrolment],
    courier: User,
    made: int,
    opened_after: int | None,
    sent: int,
    code: str,
) -> None:
    text = lesson_code(lesson.pk, ENTRY, at=NINE)
    note = "" if opened_after is None else opened.note(text, courier.pk, at=at(seconds=opened_after))
    late = Late(at(seconds=made), note)

    assert (
        refusal(
            lambda: check_in(text, actor=courier, nonce=nonce(), device="", now=at(seconds=sent), late=late)
        )
        == code
    )


def test_the_trainer_scans_a_courier(
    lesson: Lesson, seats: list[Enrolment], courier: User, trainer: User, rival: User
) -> None:
    code = person_code(courier.pk, at=NINE)

    made = scan_person(code, lesson, ENTRY, actor=trainer, nonce=nonce(), now=at(1))

    assert (made.enrolment, made.source, made.scanned_by, made.device) == (
        seats[0], AttendanceSource.TRAINER_SCAN, trainer, "",
    )  # fmt: skip
    with pytest.raises(PermissionDenied):
        scan_person(code, lesson, EXIT, actor=rival, nonce=nonce(), now=at(1))
    assert (
        refusal(lambda: scan_person(code, lesson, EXIT, actor=trainer, nonce=nonce(), now=at(3)))
        == "code_too_old"
    )
    assert (
        refusal(lambda: scan_person("x", lesson, EXIT, actor=trainer, nonce=nonce(), now=at(1)))
        == "unknown_code"
    )


def test_a_scan_takes_nothing_from_who_was_entered_by_hand(
    lesson: Lesson, seats: list[Enrolment], courier: User, trainer: User
) -> None:
    actions.enter_manually(
        lesson,
        seats[0],
        status=AttendanceStatus.PRESENT,
        reason="手机没电",
        actor=trainer,
        now=at(1),
    )

    scan(lesson, courier, when=at(60))

    assert sign(seats[0]) == ("present", None, AttendanceSource.MANUAL)


def test_a_check_out_undoes_nothing_that_the_trainer_entered_after_the_check_in(
    lesson: Lesson, seats: list[Enrolment], courier: User, trainer: User
) -> None:
    scan(lesson, courier)
    actions.enter_manually(
        lesson, seats[0], status=AttendanceStatus.ABSENT, reason="点名不在教室", actor=trainer, now=at(60)
    )

    scan(lesson, courier, EXIT, when=at(135))

    row = Attendance.objects.get(enrolment=seats[0])
    assert (row.status, row.source, row.reason) == ("absent", AttendanceSource.MANUAL, "点名不在教室")
    assert Scan.objects.count() == 2


def test_a_check_in_counts_for_who_was_entered_as_absent_before(
    lesson: Lesson, seats: list[Enrolment], courier: User, trainer: User
) -> None:
    actions.enter_manually(
        lesson, seats[0], status=AttendanceStatus.ABSENT, reason="点名不在教室", actor=trainer, now=at(5)
    )

    scan(lesson, courier, when=at(20))
    scan(lesson, courier, EXIT, when=at(135))

    assert sign(seats[0])[::2] == ("late", AttendanceSource.SCAN)


def test_the_database_keeps_a_scan_as_it_came(lesson: Lesson, seats: list[Enrolment], courier: User) -> None:
    made = scan(lesson, courier)

    for deed in (lambda: Scan.objects.update(scanned_at=at(-60)), lambda: Scan.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()
    made.refresh_from_db()
    assert made.scanned_at == NINE


def test_an_account_without_a_courier_or_seat_writes_nothing(lesson: Lesson, seats: list[Enrolment]) -> None:
    nobody = user("nobody")

    assert refusal(lambda: scan(lesson, nobody)) == "no_courier"
    assert not Scan.objects.exists()


@override_settings(ATTENDANCE_GRACE_MINUTES=0)
def test_without_grace_a_minute_late_is_late(lesson: Lesson, seats: list[Enrolment], courier: User) -> None:
    scan(lesson, account_of(seats[0]), when=at(1))

    assert sign(seats[0])[0] == AttendanceStatus.LATE
