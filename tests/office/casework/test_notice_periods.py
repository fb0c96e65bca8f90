"""How long a notice stands, which table it shows, how its words change, and who still reads the rows."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from office.audit.models import Entry
from office.casework import procedures
from office.casework.actions import amend_notice, conclude_notice, file_objection, rule
from office.casework.models import Case, NoticeAmendment, Objection, ObjectionFile, PublicNotice
from office.casework.procedures import NoticeTable, Period, Procedure
from office.people.models import User
from office.policy.calendar import last_day_of
from office.policy.enums import DayCount

from .conftest import NOW, PDF, TODAY, code_of, key_of, moment, picture

CLASS_ROWS = [["PX-2026-001", "30", "36000.00"]]
CLASSES = NoticeTable("classes", "班级拟补贴名单", ("班级", "人数", "金额"), CLASS_ROWS)
AFTER = moment(datetime.date(2026, 3, 17))
WORDS = "更正：联系电话以本文为准。"


@pytest.fixture
def rebuilt(trial: Procedure) -> Callable[..., Procedure]:
    """Register the trial procedure with other hooks in its place."""

    def rebuild(**changes: Any) -> Procedure:
        procedures.unregister(trial)
        changed = replace(trial, **changes)
        procedures.register(changed)
        return changed

    return rebuild


@pytest.mark.parametrize(
    ("day", "days", "count", "last"),
    [
        # 9 March 2026 is a Monday.
        ((3, 9), 3, "working", (3, 12)),
        ((3, 9), 5, "working", (3, 16)),
        ((3, 9), 7, "working", (3, 18)),
        ((3, 9), 3, "calendar", (3, 12)),
        # The last day falls on a Saturday or Sunday and moves on (Civil Code, art. 203).
        ((3, 9), 5, "calendar", (3, 16)),
        ((3, 10), 5, "calendar", (3, 16)),
        ((3, 9), 7, "calendar", (3, 16)),
        # Into the National Day holidays: 8 October is the first working day after them.
        ((9, 28), 5, "calendar", (10, 8)),
        # Sunday, 20 September, is a make-up working day: it may be the last.
        ((9, 15), 5, "calendar", (9, 20)),
    ],
)
def test_the_last_day_by_either_count(
    day: tuple[int, int], days: int, count: str, last: tuple[int, int], calendar: None
) -> None:
    ends = last_day_of(datetime.date(2026, *day), days, DayCount(count))
    assert ends == datetime.date(2026, *last)


def test_no_days_are_no_period(calendar: None) -> None:
    with pytest.raises(ValueError, match="At least one day"):
        last_day_of(TODAY, 0, DayCount.CALENDAR)


def test_the_period_is_what_the_procedure_asks(
    rebuilt: Callable[..., Procedure], approved: Case, publish: Callable[..., PublicNotice]
) -> None:
    rebuilt(notice_period=lambda case: Period(3, DayCount.CALENDAR))
    notice = publish(approved)
    assert (notice.days, notice.count, notice.closes_on) == (3, "calendar", datetime.date(2026, 3, 12))


@pytest.mark.parametrize(
    ("period", "closes_on"),
    [
        (Period(7), datetime.date(2026, 3, 18)),
        (Period(5), datetime.date(2026, 3, 16)),
        # Seven calendar days end on the same day as five working days.
        (Period(7, DayCount.CALENDAR), datetime.date(2026, 3, 16)),
        (Period(4), None),
        (Period(3, DayCount.CALENDAR), None),
        (Period(0), None),
    ],
)
def test_it_may_stand_longer_and_not_shorter(
    period: Period,
    closes_on: datetime.date | None,
    approved: Case,
    publish: Callable[..., PublicNotice],
) -> None:
    if closes_on:
        assert publish(approved, period=period).closes_on == closes_on
        return
    with pytest.raises(ValidationError) as refusal:
        publish(approved, period=period)
    assert (code_of(refusal.value), PublicNotice.objects.count()) == ("too_few_days", 0)


def test_a_class_table_is_kept_as_printed(
    rebuilt: Callable[..., Procedure], approved: Case, publish: Callable[..., PublicNotice]
) -> None:
    rebuilt(notice_table=lambda case: CLASSES)
    notice = publish(approved)
    assert (notice.table_code, notice.table_label) == ("classes", "班级拟补贴名单")
    assert notice.headers == ["班级", "人数", "金额"]
    assert [row.cells for row in notice.rows.all()] == [["PX-2026-001", "30", "36000.00"]]


def test_cases_of_different_tables_are_published_apart(
    rebuilt: Callable[..., Procedure],
    approved: Case,
    new_case: Callable[..., Case],
    publish: Callable[..., PublicNotice],
) -> None:
    people = replace(CLASSES, code="people", headers=("姓名", "证件号码", "金额"), rows=[["马**", "**", "1"]])
    rebuilt(notice_table=lambda case: CLASSES if case.pk == approved.pk else people)
    with pytest.raises(ValidationError) as refusal:
        publish(approved, new_case("approved"))
    assert refusal.value.code == "mixed_tables"


def test_a_table_that_shows_a_full_number_is_refused(
    rebuilt: Callable[..., Procedure], approved: Case, publish: Callable[..., PublicNotice]
) -> None:
    rebuilt(notice_table=lambda case: replace(CLASSES, rows=[["马龙", "990101199003070015", "1"]]))
    with pytest.raises(ValidationError) as refusal:
        publish(approved)
    assert refusal.value.code == "identifier_in_notice"


def test_the_words_are_amended_and_the_first_stay_readable(
    notice: PublicNotice, reviewer: User, client: Client, clock: Any
) -> None:
    first = notice.body
    amendment = amend_notice(notice, body=WORDS, reason="电话有误", actor=reviewer, now=NOW)
    assert (amendment.version, notice.words) == (2, WORDS)
    assert amend_notice(notice, body="第三稿", reason="错字", actor=reviewer, now=NOW).version == 3
    page = client.get(notice.get_absolute_url()).content.decode()
    for words in (first, WORDS, "第三稿", "电话有误", "错字"):
        assert words in page
    deeds = Entry.objects.filter(action="casework.notice.amended")
    assert sorted(deed.data["version"] for deed in deeds) == [2, 3]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"body": " "}, "text_required"),
        ({"reason": ""}, "reason_required"),
        ({"body": "经审核，现予公示，接受社会监督。"}, "nothing_changed"),
        ({"body": "电话 13800138000"}, "identifier_in_notice"),
    ],
)
def test_an_amendment_that_should_not_stand_is_refused(
    changes: dict[str, str], code: str, notice: PublicNotice, reviewer: User
) -> None:
    with pytest.raises(ValidationError) as refusal:
        amend_notice(notice, **{"body": WORDS, "reason": "电话有误", **changes}, actor=reviewer, now=NOW)
    assert (code_of(refusal.value), NoticeAmendment.objects.count()) == (code, 0)


def test_only_who_publishes_amends_and_only_before_it_is_concluded(
    notice: PublicNotice, approver: User, reviewer: User
) -> None:
    with pytest.raises(PermissionDenied):
        amend_notice(notice, body=WORDS, reason="电话有误", actor=approver, now=NOW)
    conclude_notice(notice, actor=reviewer, now=AFTER)
    with pytest.raises(ValidationError) as refusal:
        amend_notice(notice, body=WORDS, reason="电话有误", actor=reviewer, now=AFTER)
    assert refusal.value.code == "already_concluded"


def test_amending_by_the_page(
    notice: PublicNotice, reviewer: User, sign_in: Callable[[User], Client]
) -> None:
    client, url = sign_in(reviewer), f"/notices/{notice.number}/amend/"
    assert url in client.get(notice.get_absolute_url()).content.decode()
    page = client.get(url)
    assert page.context["form"].initial["body"] == notice.body
    sent = {"body": WORDS, "reason": "电话有误", "deed_key": key_of(page)}
    assert client.post(url, sent)["Location"] == notice.get_absolute_url()
    assert NoticeAmendment.objects.count() == 1


def test_after_the_period_officers_alone_read_the_rows(
    notice: PublicNotice,
    reviewer: User,
    applicant: User,
    sign_in: Callable[[User], Client],
    client: Client,
    clock: Any,
) -> None:
    clock(AFTER)
    url = notice.get_absolute_url()
    assert client.get(url).context["rows"] == []
    assert sign_in(applicant).get(url).context["rows"] == []
    page = sign_in(reviewer).get(url)
    assert len(page.context["rows"]) == 2
    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_papers_come_with_an_objection_and_stand_on_its_receipt(
    notice: PublicNotice, client: Client, clock: Any, approver: User, reviewer: User, payer: User
) -> None:
    url = f"/notices/{notice.number}/object/"
    sent = {
        "target": f"row-{notice.rows.order_by('position')[0].pk}",
        "reason": "本人未参加该培训班。",
        "real_name": "0",
        "phone": "13900001234",
        "papers": [
            SimpleUploadedFile("签到表.pdf", PDF),
            SimpleUploadedFile("现场.jpg", picture("JPEG")),
        ],
        "deed_key": key_of(client.get(url)),
    }
    receipt = client.get(client.post(url, sent)["Location"]).content.decode()
    objection = Objection.objects.get()
    assert [file.name for file in objection.files.all()] == ["签到表.pdf", "现场.jpg"]
    assert all(name in receipt for name in ("签到表.pdf", "现场.jpg"))
    address = f"/objections/{objection.receipt_number}/files/1/"
    assert "/login/" in client.get(address)["Location"]
    for person, status in ((payer, 404), (approver, 200), (reviewer, 200)):
        client.force_login(person)
        assert client.get(address).status_code == status
    assert Entry.objects.filter(action="casework.evidence.opened").count() == 2
    assert client.get(address.replace("/1/", "/9/")).status_code == 404


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([("a.pdf", b"MZ")], "not_a_paper"),
        ([("a.jpg", PDF)], "wrong_ending"),
        ([("a.pdf", PDF)] * 6, "too_many_files"),
    ],
)
def test_hostile_papers_stop_the_objection_and_say_which(
    files: list[tuple[str, bytes]], code: str, notice: PublicNotice, approved: Case, objector: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError) as refusal:
        file_objection(notice, case=approved, **objector, papers=files, now=NOW)
    (fault,) = refusal.value.error_dict["papers"]
    assert (fault.code, Objection.objects.count(), ObjectionFile.objects.count()) == (code, 0, 0)


def test_the_approver_does_not_rule_where_the_procedure_says_so(
    rebuilt: Callable[..., Procedure],
    notice: PublicNotice,
    approved: Case,
    approver: User,
    chief: User,
    objector: dict[str, Any],
    sign_in: Callable[[User], Client],
) -> None:
    rebuilt(ruling_by_other_hand=True)
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        rule(objection, outcome="rejected", text="查无实据。", actor=approver, now=NOW)
    assert refusal.value.code == "approver_rules"
    client = sign_in(approver)
    assert (
        f"/objections/{objection.receipt_number}/rule/"
        not in client.get(f"/objections/{objection.receipt_number}/").content.decode()
    )
    assert list(client.get("/worklist/").context["page_obj"]) == []
    assert list(sign_in(chief).get("/worklist/").context["page_obj"]) == [approved]
    rule(objection, outcome="rejected", text="查无实据。", actor=chief, now=NOW)
    assert Case.objects.get().state == "in_notice"


@pytest.mark.parametrize("version", [1, 2])
def test_the_database_keeps_amendments_apart(version: int, notice: PublicNotice, reviewer: User) -> None:
    amend_notice(notice, body=WORDS, reason="电话有误", actor=reviewer, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeAmendment.objects.create(
            notice=notice,
            version=version,
            body=WORDS,
            reason="错字",
            published_at=NOW,
            published_by=reviewer,
        )
