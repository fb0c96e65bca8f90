"""Transcripts and class books: what they say, to whom, and on paper."""

from __future__ import annotations

import datetime
import io
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from office.audit.models import Entry
from office.people.models import User
from training.courses import actions, printing
from training.courses.actions import OnlineReport, Result
from training.courses.classbook import ClassBook
from training.courses.enums import AttendanceStatus, CertificateKind, CourseKind
from training.courses.models import Course, TrainingClass
from training.courses.rates import Rates
from training.courses.recorded import CertificateFacts
from training.courses.transcripts import transcript_of, transcripts_visible_to

from .conftest import NOW

SECTIONS = [
    "授课计划表", "学员花名册", "考勤表", "考勤签字确认表", "考勤更正表", "在线学习课时统计",
    "成绩册", "结业与获证名册",
]  # fmt: skip


def _text(pdf: bytes, tmp_path: Path) -> str:
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    return subprocess.run(
        ["/usr/bin/pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture
def finished(taught: TrainingClass) -> TrainingClass:
    """The class of four with a retake, online hours, certificates of both sorts, and names worth a look."""
    seats = list(taught.enrolments.order_by("position"))
    for seat, name in zip(seats, ("马䶮", "尕藏·东智", "索南才让", "李建国"), strict=True):
        seat.courier.name = name
        seat.courier.save()
    retake = {seats[3].pk: Result(Decimal(70), Decimal(75), examiner="马䶮")}
    actions.record_results(taught, retake, taken_on=datetime.date(2026, 10, 10), actor=None, now=NOW)
    report = OnlineReport(
        enrolment=seats[0].pk,
        platform="云课堂",
        course="安全生产",
        hours_due=Decimal(10),
        hours_done=Decimal(9),
    )
    actions.record_online_hours(taught, [report], actor=None, now=NOW)
    actions.close_class(taught, actor=None, now=NOW)
    actions.issue_certificates(taught, actor=None, now=NOW)
    facts = CertificateFacts(
        kind=CertificateKind.SKILL_LEVEL,
        number="Y000063000001265000001",
        occupation_code="4-02-07-08",
        occupation="快递员",
        level="五级/初级工",
        issuer="青海某快递有限公司",
        issued_on=datetime.date(2026, 9, 30),
    )
    actions.record_certificate(seats[2].courier, facts=facts, enrolment=seats[2], actor=None, now=NOW)
    return taught


@pytest.mark.parametrize(
    ("rates", "shares"),
    [
        (Rates(200, 190, 171, Decimal(14400), Decimal(16000)), ("90.0", "90.0", "85.5")),
        (Rates(3, 3, 2, Decimal(1), Decimal(3)), ("33.3", "66.7", "66.7")),
        (Rates(0, 0, 0, Decimal(0), Decimal(0)), (None, None, None)),
    ],
)
def test_the_agreed_rates(rates: Rates, shares: tuple[str | None, ...]) -> None:
    found = (rates.attendance, rates.assessment, rates.training)

    assert found == tuple(None if share is None else Decimal(share) for share in shares)


def test_a_book_counts_whoever_has_any_certificate_of_the_class(finished: TrainingClass) -> None:
    rates = ClassBook(finished).rates

    assert (rates.registered, rates.assessed, rates.certified) == (4, 4, 4)
    assert (rates.hours_attended, rates.hours_due) == (Decimal(280), Decimal(320))


def test_the_book_on_paper_has_every_section_name_and_formula(
    finished: TrainingClass, reviewer: User, tmp_path: Path
) -> None:
    pdf = printing.book_pdf(finished, actor=reviewer, now=NOW)

    text = _text(pdf, tmp_path)
    names = ["马䶮", "尕藏·东智", "第2次", "云课堂", "Y000063000001265000001", "√", "（盖章）"]
    wanted = [*SECTIONS, "培训结果统计表", *names]
    assert [word for word in wanted if word not in text] == []
    for formula in ("出勤总学时 ÷ 应到总学时", "获证人数 ÷ 鉴定（考核）人数", "获证人数 ÷ 注册人数"):
        assert formula in text
    assert Entry.objects.filter(action="courses.book.printed").count() == 1
    assert printing.book_pdf(finished, actor=reviewer, now=NOW) == pdf


def test_the_workbook_has_the_same_sections_and_a_manifest(finished: TrainingClass, reviewer: User) -> None:
    book = load_workbook(io.BytesIO(printing.book_workbook(finished, actor=reviewer, now=NOW)))

    assert book.sheetnames[:-1] == ["封面", *SECTIONS, "培训结果统计表"]
    matrix = book["考勤表"]
    assert [cell.value for cell in matrix[1]][:3] == ["序号", "姓名", "8月3日"]
    assert [cell.value for cell in matrix[3]][-4:] == ["迟", "假", "缺", 64]


def test_a_corrected_sign_bears_a_star_and_is_told_of(
    taught: TrainingClass, trainer: User, reviewer: User
) -> None:
    lesson = taught.lessons.order_by("held_on").first()
    assert lesson is not None
    actions.sign_off(lesson, actor=trainer, now=NOW)
    actions.correct(
        lesson,
        taught.enrolments.get(position=1),
        status=AttendanceStatus.ABSENT,
        reason="代签",
        actor=trainer,
        now=NOW,
    )

    book = ClassBook(taught)
    sections = {section.title: section for section in book.sections()}

    assert sections["考勤表"].rows[0][2] == "缺*"
    assert [row[4] for row in sections["考勤更正表"].rows] == ["代签"]
    assert [row[5] for row in sections["考勤签字确认表"].rows][:2] == ["trainer", "未签字确认"]


def test_a_book_asks_as_many_questions_of_many_as_of_few(finished: TrainingClass) -> None:
    asked = []
    for keep in (1, 4):
        fresh = TrainingClass.objects.get(pk=finished.pk)
        with CaptureQueriesContext(connection) as queries:
            book = ClassBook(fresh)
            book.trainees = book.trainees[:keep]
            book.sections(), book.rates
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_only_who_sees_the_class_prints_its_book(finished: TrainingClass, rival: User) -> None:
    with pytest.raises(PermissionDenied):
        printing.book_pdf(finished, actor=rival, now=NOW)


def test_a_transcript_tells_attempts_hours_and_certificates(finished: TrainingClass, reviewer: User) -> None:
    courier = finished.enrolments.get(position=4).courier

    found = transcript_of(courier, reviewer)

    (line,) = found.lines
    assert (line.hours_held, line.hours_attended, line.completed) == (80, 80, True)
    assert [(each.number, each.passed) for each in line.attempts] == [(1, False), (2, True)]
    assert [each.status for each in line.certificates] == ["valid"]
    assert found.whole is True


def test_a_provider_sees_its_own_classes_and_no_employments(
    employer: Any, finished: TrainingClass, operator: User, rival: User, stranger: User
) -> None:
    courier = finished.enrolments.get(position=3).courier
    stranger.courier = courier

    seen = {
        user.username: transcripts_visible_to(user).filter(pk=courier.pk).exists()
        for user in (operator, rival, stranger)
    }

    assert seen == {"operator": True, "rival": False, "stranger": True}
    theirs, own = transcript_of(courier, operator), transcript_of(courier, stranger)
    assert (theirs.whole, len(theirs.lines), len(theirs.recorded), theirs.employments) == (False, 1, 1, [])
    assert (own.whole, len(own.employments)) == (True, 1)


def test_printing_somebody_elses_transcript_is_recorded(
    finished: TrainingClass, reviewer: User, rival: User, stranger: User, tmp_path: Path
) -> None:
    courier = finished.enrolments.get(position=3).courier
    stranger.courier = courier

    own = printing.transcript_pdf(courier, actor=stranger, now=NOW)
    assert Entry.objects.filter(action="courses.transcript.printed").count() == 0
    text = _text(printing.transcript_pdf(courier, actor=reviewer, now=NOW), tmp_path)

    assert Entry.objects.get(action="courses.transcript.printed").data["whole"] is True
    wanted = ["索南才让", finished.number, "未结业", "Y000063000001265000001", "从业经历"]
    assert [word for word in wanted if word not in text] == []
    assert courier.id_number not in text
    assert own
    with pytest.raises(PermissionDenied):
        printing.transcript_pdf(courier, actor=rival, now=NOW)


def test_continuing_education_counts_in_the_year_in_which_a_class_ended(
    finished: TrainingClass, reviewer: User
) -> None:
    def hours(position: int) -> dict[int, Decimal]:
        return transcript_of(finished.enrolments.get(position=position).courier, reviewer).continuing

    assert hours(2) == {}

    Course.objects.update(kind=CourseKind.CONTINUING)

    assert (hours(2), hours(3)) == ({2026: Decimal(64)}, {})


def test_the_pages_are_handed_out(
    finished: TrainingClass, reviewer: User, sign_in: Callable[[User], Client]
) -> None:
    client, courier = sign_in(reviewer), finished.enrolments.get(position=1).courier
    papers = {
        reverse("courses:transcript_pdf", args=[courier.pk]): b"%PDF",
        reverse("courses:class_book", args=[finished.number]): b"%PDF",
        reverse("courses:class_book_workbook", args=[finished.number]): b"PK",
    }

    for address, begins in papers.items():
        answer = client.get(address)
        assert (answer.status_code, answer.content[: len(begins)]) == (200, begins)
    assert "马䶮" in client.get(reverse("courses:transcript", args=[courier.pk])).content.decode()
    page = client.get(reverse("courses:result_list", args=[finished.number]), {"retakes": "on"})
    assert [each.number for each in page.context["object_list"]] == [2]
