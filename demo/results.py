"""Retakes, online hours and certificates of other bodies in the demonstration, by the office's own deeds."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from office.people.models import User
from training.courses.actions import (
    OnlineReport,
    Result,
    check_certificate,
    correct_certificate,
    issue_certificates,
    record_certificate,
    record_online_hours,
    record_results,
)
from training.courses.enums import CertificateKind, CheckResult, LessonForm, ResultSource
from training.courses.models import Attempt, OnlineRecord, RecordedCertificate, TrainingClass
from training.courses.recorded import CertificateFacts

from .policy import COURIER

#: The class with results and no end yet, one that is closed and certified, and the one that is closed only.
MARKED, CERTIFIED, CLOSED = "PX-2026-002", "PX-2026-003", "PX-2026-001"
ISSUER = "青海驿路快递评价中心（演示）"


@transaction.atomic
def enter(users: dict[str, User], now: datetime.datetime) -> None:
    """Enter what is missing; a second run changes nothing."""
    _retake(users, now)
    _late_retake(users, now)
    _online_hours(users, now)
    _certificates(users, now)


def _retake(users: dict[str, User], now: datetime.datetime) -> None:
    """Let the last of a class that still runs fail on the first day and pass on a second."""
    training_class = TrainingClass.objects.get(number=MARKED)
    seat = training_class.enrolments.enrolled().order_by("position").last()
    if seat is None or not training_class.is_open or seat.attempts.filter(number=2).exists():
        return
    first = seat.attempts.earliest("number").taken_on
    sittings = {
        first: Result(Decimal(55), Decimal("70.5")),
        timezone.localdate(now): Result(Decimal(72), Decimal("78.5"), examiner="柴教员"),
    }
    for day, result in sittings.items():
        record_results(
            training_class,
            {seat.pk: result},
            taken_on=day,
            actor=users["provider"],
            now=now,
            source=ResultSource.SCREEN,
        )


def _late_retake(users: dict[str, User], now: datetime.datetime) -> None:
    """Let somebody who failed in a closed class pass at the second attempt, and be certified late."""
    training_class = TrainingClass.objects.get(number=CLOSED)
    seats = training_class.enrolments.enrolled()
    if Attempt.objects.filter(enrolment__in=seats, number=2).exists():
        return
    failed = (
        seats.filter(assessment__passed=False, completion__enough_hours=True).order_by("position").first()
    )
    if failed is None:
        return
    day = timezone.localdate(now) - datetime.timedelta(days=7)
    passed = Result(Decimal(72), Decimal("68.5"), examiner="柴教员")
    record_results(
        training_class,
        {failed.pk: passed},
        taken_on=day,
        actor=users["provider"],
        now=now - datetime.timedelta(days=6),
        source=ResultSource.SCREEN,
    )
    issue_certificates(training_class, actor=users["provider"], now=now - datetime.timedelta(days=5))


def _online_hours(users: dict[str, User], now: datetime.datetime) -> None:
    """Let a platform report on everybody of a class whose last lesson was online."""
    training_class = TrainingClass.objects.get(number=MARKED)
    seats = list(training_class.enrolments.enrolled().order_by("position"))
    if not training_class.is_open or OnlineRecord.objects.filter(enrolment__in=seats).exists():
        return
    last = training_class.lessons.order_by("held_on", "pk").last()
    if last is not None:
        # The timetable of this class was made by its register, which knows no forms: its last day was online.
        training_class.lessons.filter(pk=last.pk).update(form=LessonForm.ONLINE)
    reports = [
        OnlineReport(
            enrolment=seat.pk,
            platform="示例职业培训云课堂",
            course="快递安全生产与应急处置",
            hours_due=Decimal(8),
            hours_done=Decimal((8, 8, 6, 8, 3)[place % 5]),
            record_number=f"DEMO-{training_class.number}-{seat.position:03d}",
            first_at=now - datetime.timedelta(days=12, hours=place),
            last_at=now - datetime.timedelta(days=3, hours=place),
            devices=4 if place == 1 else 1,
        )
        for place, seat in enumerate(seats)
    ]
    record_online_hours(training_class, reports, actor=users["provider"], now=now)


def _certificates(users: dict[str, User], now: datetime.datetime) -> None:
    """Put certificates on record in every state: not asked about, agreeing, differing, corrected, expired."""
    seats = (
        TrainingClass.objects.get(number=CERTIFIED).enrolments.enrolled().select_related("courier")
    ).order_by("position")[:4]
    today = timezone.localdate(now)
    for place, seat in enumerate(seats):
        issued = today - datetime.timedelta(days=5 + place)
        number = f"S000063000001{issued:%y}5{place + 1:06d}"
        facts = CertificateFacts(
            kind=CertificateKind.SKILL_LEVEL,
            number=number,
            occupation_code=COURIER,
            occupation="快递员",
            level="五级/初级工",
            issuer=ISSUER,
            issued_on=issued,
            theory=Decimal(80 + place),
            practice=Decimal(78),
        )
        if seat.courier.recorded_certificates.exists():
            continue
        made = record_certificate(seat.courier, facts=facts, enrolment=seat, actor=users["provider"], now=now)
        _look_at(made, place, users, now)
    ability = CertificateFacts(
        kind=CertificateKind.SPECIAL_ABILITY,
        number="ZX-DEMO-2023-001",
        occupation_code=COURIER,
        occupation="快递员",
        level="",
        issuer=ISSUER,
        issued_on=today - datetime.timedelta(days=1100),
        valid_until=today - datetime.timedelta(days=5),
    )
    first = next(iter(seats), None)
    if first is not None and not RecordedCertificate.objects.filter(number=ability.number).exists():
        record_certificate(first.courier, facts=ability, actor=users["registrar"], now=now)


def _look_at(made: RecordedCertificate, place: int, users: dict[str, User], now: datetime.datetime) -> None:
    reviewer = users["reviewer"]
    if place == 0:
        check_certificate(made, result=CheckResult.FOUND, actor=reviewer, now=now)
    elif place == 1:
        note = "全国联网查询：发证日期相差一天"
        check_certificate(made, result=CheckResult.DIFFERS, note=note, actor=reviewer, now=now)
        before = CertificateFacts.of(made)
        mended = CertificateFacts(
            **{name: getattr(before, name) for name in before.__dataclass_fields__ if name != "issuer"},
            issuer=f"{ISSUER}平安站",
        )
        correct_certificate(made, facts=mended, reason="机构名称漏填站点", actor=users["registrar"], now=now)
