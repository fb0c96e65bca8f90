"""A class that is taught today: scans, a register signed off and corrected, a code that was passed on."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from office.people.models import User
from training.checkin.actions import Late, check_in, scan_person
from training.checkin.codes import lesson_code, person_code
from training.checkin.enums import Direction
from training.checkin.opened import note
from training.courses.actions import (
    LessonFacts,
    correct,
    enrol,
    enter_manually,
    open_class,
    set_attendance_rule,
    set_timetable,
    sign_off,
)
from training.courses.enums import AttendanceStatus
from training.courses.models import Enrolment, Lesson, TrainingClass

from . import office
from .identity import Identity
from .training import Classroom

NUMBER = "PX-2026-110"
PEOPLE = 9
TOPICS = ("快递服务规范", "收派操作", "道路交通安全", "快件安全检查", "消防与应急", "客户沟通")
#: The day of the lesson that is held today, among the six of the class.
TODAY_IS = 3
MINUTE = datetime.timedelta(minutes=1)


@transaction.atomic
def class_of_today(classroom: Classroom, courier: Identity) -> None:
    """Make the class with its three days behind it, unless it exists."""
    if TrainingClass.objects.filter(number=NUMBER).exists():
        return
    now, trainer = classroom.now, classroom.users["trainer"]
    made = _open(classroom, now - datetime.timedelta(days=TODAY_IS, hours=1))
    lessons = list(made.lessons.order_by("held_on"))
    people = [courier, *(classroom.registry.person() for _ in range(PEOPLE))]
    seats = _seats(classroom, made, people, now - datetime.timedelta(days=TODAY_IS, hours=1))
    for place, lesson in enumerate(lessons[:TODAY_IS]):
        _day(lesson, seats, absent=(9,) if place else (8, 9), trainer=trainer)
    _late_and_by_hand(lessons[1], seats, trainer)
    sign_off(lessons[0], actor=trainer, now=_ends(lessons[0]) + 30 * MINUTE)
    correct(
        lessons[0],
        seats[8][0],
        status=AttendanceStatus.PRESENT,
        hours=Decimal("2.0"),
        reason="核对教室监控：签到后手机损坏，实际听课至第二节结束",
        actor=trainer,
        now=_ends(lessons[0]) + 90 * MINUTE,
    )
    _today(lessons[TODAY_IS], seats, trainer, now)


def _open(classroom: Classroom, at: datetime.datetime) -> TrainingClass:
    today = timezone.localdate(classroom.now)
    days = [today + datetime.timedelta(days=place - TODAY_IS) for place in range(len(TOPICS))]
    course = classroom.courses["upgrade"]
    made = open_class(
        course,
        number=NUMBER,
        title=f"{today.year}年{course.name}（今日在课班）",
        provider=classroom.organisations["centre"],
        starts_on=days[0],
        ends_on=days[-1],
        capacity=30,
        place="培训中心二号教室",
        actor=None,
        now=at,
    )
    starts, ends = _times(classroom.now)
    lessons = [
        LessonFacts(
            held_on=day,
            starts_at=starts,
            ends_at=ends,
            hours=Decimal(3),
            topic=topic,
            room="二号教室",
            teacher="祁老师",
        )
        for day, topic in zip(days, TOPICS, strict=True)
    ]
    set_timetable(made, lessons, actor=None, now=at)
    return set_attendance_rule(made, exit_counts=True, absences_allowed=2, actor=None, now=at)


def _times(now: datetime.datetime) -> tuple[datetime.time, datetime.time]:
    """Return a lesson of two hours and a quarter that began forty minutes ago, within the day."""
    local = timezone.localtime(now).replace(second=0, microsecond=0)
    midnight = local.replace(hour=0, minute=0)
    starts = max(local - 40 * MINUTE, midnight)
    ends = min(starts + 135 * MINUTE, midnight + datetime.timedelta(hours=23, minutes=59))
    return starts.time(), ends.time()


def _seats(
    classroom: Classroom, made: TrainingClass, people: list[Identity], at: datetime.datetime
) -> list[tuple[Enrolment, User]]:
    """Enrol people and give each an account; the first one has one already."""
    seats = [classroom.seat(person, made.course, at, contract=False) for person in people]
    trainees = sorted(enrol(made, seats, actor=None, now=at), key=lambda each: each.position)
    accounts = [
        User.objects.filter(courier=each.courier).first()
        or office.user(f"trainee{each.position:02d}", each.courier.name, courier=each.courier)
        for each in trainees
    ]
    return list(zip(trainees, accounts, strict=True))


def _begins(lesson: Lesson) -> datetime.datetime:
    assert lesson.starts_at is not None
    return datetime.datetime.combine(lesson.held_on, lesson.starts_at, timezone.get_current_timezone())


def _ends(lesson: Lesson) -> datetime.datetime:
    assert lesson.ends_at is not None
    return datetime.datetime.combine(lesson.held_on, lesson.ends_at, timezone.get_current_timezone())


def _device(owner: User) -> str:
    return hashlib.sha256(f"demo:{owner.username}".encode()).hexdigest()


def _scan(lesson: Lesson, user: User, way: Direction, at: datetime.datetime, *, device: str = "") -> None:
    check_in(
        lesson_code(lesson.pk, way, at=at),
        actor=user,
        nonce=uuid.uuid4(),
        device=device or _device(user),
        now=at,
    )


def _day(
    lesson: Lesson, seats: list[tuple[Enrolment, User]], *, absent: tuple[int, ...], trainer: User
) -> None:
    """A lesson that is over: most come in time and stay, one comes late, one is scanned by the trainer."""
    for place, (_enrolment, user) in enumerate(seats):
        if place in absent or (place == 4 and lesson.topic == TOPICS[1]):
            continue
        came = _begins(lesson) + (20 if place == 3 else 1) * MINUTE + place * MINUTE
        if place == 5:
            code = person_code(user.pk, at=came)
            scan_person(code, lesson, Direction.ENTRY, actor=trainer, nonce=uuid.uuid4(), now=came)
        else:
            _scan(lesson, user, Direction.ENTRY, came)
        if not (place == 8 and lesson.topic == TOPICS[2]):
            _scan(lesson, user, Direction.EXIT, _ends(lesson) + place * MINUTE)


def _late_and_by_hand(lesson: Lesson, seats: list[tuple[Enrolment, User]], trainer: User) -> None:
    """Somebody whose record came seven minutes later, and somebody whom the trainer entered."""
    enrolment, _user = seats[9]
    enter_manually(
        lesson,
        enrolment,
        status=AttendanceStatus.LEAVE,
        reason="家中有事，已电话请假",
        actor=trainer,
        now=_ends(lesson),
    )
    _enrolment, user = seats[4]
    pressed = _begins(lesson) + 5 * MINUTE
    code = lesson_code(lesson.pk, Direction.ENTRY, at=pressed)
    check_in(
        code,
        actor=user,
        nonce=uuid.uuid4(),
        device=_device(user),
        now=pressed + 7 * MINUTE,
        late=Late(pressed, note(code, user.pk, at=pressed)),
    )
    _scan(lesson, user, Direction.EXIT, _ends(lesson) + 3 * MINUTE)


def _today(
    lesson: Lesson, seats: list[tuple[Enrolment, User]], trainer: User, now: datetime.datetime
) -> None:
    """The lesson that is being held: five are there, two of them with one phone within half a minute."""
    first = max(_begins(lesson) - 2 * MINUTE, now - 40 * MINUTE)
    if timezone.localdate(first) != lesson.held_on:
        first = _begins(lesson)
    phone = _device(seats[6][1])
    for after, place in enumerate((1, 2, 3, 6, 7)):
        at = first + after * datetime.timedelta(seconds=25)
        _scan(lesson, seats[place][1], Direction.ENTRY, at, device=phone if place == 7 else "")
