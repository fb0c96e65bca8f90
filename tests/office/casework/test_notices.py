"""Public notices: what may be published, how long it stands, how it ends."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from office.audit.models import Entry
from office.casework import procedures
from office.casework.actions import conclude_notice, file_objection, rule
from office.casework.disclosure import identifiers_in
from office.casework.enums import NoticeState
from office.casework.models import Case, NoticeRow, PublicNotice
from office.casework.procedures import Period
from office.people.models import Organisation, User

from .conftest import NOW, TODAY, code_of, make_procedure, moment

Publish = Callable[..., PublicNotice]
AFTER = moment(datetime.date(2026, 3, 17), 0)
LAST_SECOND = moment(datetime.date(2026, 3, 16), 23, 59, 59)


def test_a_notice_keeps_rows_contact_and_days_as_printed(
    notice: PublicNotice, approved: Case, bureau: Organisation, reviewer: User
) -> None:
    assert (notice.number, notice.opens_on, notice.closes_on, notice.days) == (
        "GS-2026-0001",
        TODAY,
        datetime.date(2026, 3, 16),
        5,
    )
    assert notice.headers == ["姓名", "证件号码", "金额"]
    assert list(notice.rows.values_list("position", "case", "cells")) == [
        (1, approved.pk, ["马**", "63************0015", "1200.00"]),
        (2, approved.pk, ["李*", "99************0022", "800.00"]),
    ]
    assert notice.contact == {
        "office": bureau.name,
        "address": bureau.address,
        "postcode": "810699",
        "phone": "0972-8600001",
        "supervision_phone": "0972-8600002",
    }
    assert notice.published_by == reviewer
    approved.refresh_from_db()
    assert (approved.state, approved.due_on) == ("in_notice", datetime.date(2026, 3, 17))


@pytest.mark.parametrize(
    ("opens_on", "working_days", "closes_on"),
    [
        (datetime.date(2026, 3, 9), 5, datetime.date(2026, 3, 16)),
        (datetime.date(2026, 3, 13), 5, datetime.date(2026, 3, 20)),
        # A Saturday: Monday is the first day counted.
        (datetime.date(2026, 3, 14), 5, datetime.date(2026, 3, 20)),
        # Over the National Day week, with the make-up Saturday counted.
        (datetime.date(2026, 9, 30), 5, datetime.date(2026, 10, 13)),
        (datetime.date(2026, 9, 18), 5, datetime.date(2026, 9, 24)),
        (datetime.date(2026, 3, 9), 7, datetime.date(2026, 3, 18)),
        (datetime.date(2026, 12, 30), 5, datetime.date(2027, 1, 7)),
    ],
)
def test_the_period_is_counted_from_the_day_after_by_the_holiday_table(
    opens_on: datetime.date,
    working_days: int,
    closes_on: datetime.date,
    approved: Case,
    publish: Publish,
) -> None:
    assert publish(approved, opens_on=opens_on, period=Period(working_days)).closes_on == closes_on


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"period": Period(4)}, "too_few_days"),
        ({"period": Period(0)}, "too_few_days"),
        ({"opens_on": datetime.date(2026, 3, 8)}, "opens_in_past"),
        ({"opens_on": datetime.date(2028, 3, 8)}, "calendar_unknown"),
        ({"body": "联系人马福海 13897220015"}, "identifier_in_notice"),
        ({"title": "关于63210119900101001X的公示"}, "identifier_in_notice"),
    ],
)
def test_what_may_not_be_published_leaves_no_trace(
    changes: dict[str, Any], code: str, approved: Case, publish: Publish
) -> None:
    before = Entry.objects.count()
    with pytest.raises(ValidationError) as refusal:
        publish(approved, **changes)
    assert code_of(refusal.value) == code
    assert PublicNotice.objects.count() == 0
    assert Case.objects.get(pk=approved.pk).state == "approved"
    assert Entry.objects.count() == before


def test_a_row_with_a_full_number_refuses_the_notice(
    trial: procedures.Procedure, approved: Case, publish: Publish
) -> None:
    procedures.unregister(trial)
    procedures.register(make_procedure(notice_rows=lambda case: [["马**", "632101199001010015", "1200.00"]]))
    with pytest.raises(ValidationError) as refusal:
        publish(approved)
    assert code_of(refusal.value) == "identifier_in_notice"
    assert "632101199001010015" not in str(refusal.value.messages)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("632101199001010015", ["63…15"]),
        ("63210119900101001X", ["63…1X"]),
        ("63210119900101001x,", ["63…1x"]),
        ("632101900101001", ["63…01"]),
        ("632101 19900101 0015", ["63…15"]),
        ("６３２１０１１９９００１０１００１５", ["63…15"]),
        ("6321\u200b01199001010015", ["63…15"]),
        ("13897220015", ["13…15"]),
        ("电话138 9722 0015。", ["13…15"]),
        ("138-9722-0015", ["13…15"]),
        ("6222 0212 3456 7890", ["62…90"]),
        ("6222021234567890123", ["62…23"]),
        ("63************0015", []),
        ("138****0015", []),
        ("BT-2026-000001 PX-2026-001", []),
        ("2026年3月9日至2026年3月16日，合计123456.00元", []),
        ("2026-03-09 2026-03-16", []),
        ("0972-8612345", []),
        ("财社〔2023〕181号", []),
    ],
)
def test_numbers_of_persons_are_recognised(text: str, found: list[str]) -> None:
    assert identifiers_in(text) == found


def test_a_notice_without_rows_is_refused(
    trial: procedures.Procedure, approved: Case, publish: Publish
) -> None:
    procedures.unregister(trial)
    procedures.register(make_procedure(notice_rows=lambda case: []))
    with pytest.raises(ValidationError) as refusal:
        publish(approved)
    assert code_of(refusal.value) == "nothing_to_show"


def test_an_office_that_cannot_be_reached_publishes_nothing(
    approved: Case, publish: Publish, bureau: Organisation
) -> None:
    bureau.phone = ""
    with pytest.raises(ValidationError) as refusal:
        publish(approved, office=bureau)
    assert code_of(refusal.value) == "no_contact"


def test_no_cases_and_cases_of_two_kinds_are_refused(
    approved: Case, new_case: Callable[..., Case], publish: Publish
) -> None:
    with pytest.raises(ValidationError) as refusal:
        publish()
    assert code_of(refusal.value) == "no_cases"
    procedures.register(make_procedure(version=2))
    with pytest.raises(ValidationError) as refusal:
        publish(approved, new_case("approved"))
    assert code_of(refusal.value) == "mixed_kinds"


@pytest.mark.parametrize("persona", ["applicant", "approver", "payer", "auditor", "stranger"])
def test_only_who_publishes_may(
    persona: str, everyone: dict[str, User], approved: Case, publish: Publish
) -> None:
    with pytest.raises(PermissionDenied):
        publish(approved, actor=everyone[persona])
    assert PublicNotice.objects.count() == 0


def test_a_case_is_published_once(approved: Case, publish: Publish) -> None:
    stale = Case.objects.get(pk=approved.pk)
    publish(approved)
    with pytest.raises(ValidationError) as refusal:
        publish(stale)
    assert code_of(refusal.value) == "moved_on"
    assert PublicNotice.objects.count() == 1


def test_the_database_refuses_a_short_notice(notice: PublicNotice) -> None:
    for changes in ({"days": 0}, {"closes_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PublicNotice.objects.filter(pk=notice.pk).update(**changes)


def test_a_notice_stands_until_midnight(notice: PublicNotice) -> None:
    days = [TODAY - datetime.timedelta(days=1), TODAY, datetime.date(2026, 3, 16), datetime.date(2026, 3, 17)]
    assert [notice.state_on(day) for day in days] == [
        NoticeState.ANNOUNCED,
        NoticeState.OPEN,
        NoticeState.OPEN,
        NoticeState.OVER,
    ]
    assert [notice.days_left(day) for day in days[1:]] == [8, 1, 0]


def test_concluding_clears_the_cases(notice: PublicNotice, approved: Case, reviewer: User) -> None:
    conclude_notice(notice, actor=reviewer, now=AFTER)
    approved.refresh_from_db()
    assert (approved.state, approved.due_on) == ("cleared", datetime.date(2026, 3, 31))
    notice.refresh_from_db()
    assert (notice.concluded_at, notice.state_on(TODAY)) == (AFTER, NoticeState.CONCLUDED)


def test_concluding_waits_for_the_last_second(notice: PublicNotice, approved: Case, reviewer: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        conclude_notice(notice, actor=reviewer, now=LAST_SECOND)
    assert code_of(refusal.value) == "notice_running"
    assert Case.objects.get(pk=approved.pk).state == "in_notice"


def test_the_clock_may_conclude(notice: PublicNotice, approved: Case) -> None:
    conclude_notice(notice, actor=None, now=AFTER)
    assert Case.objects.get(pk=approved.pk).state == "cleared"


@pytest.mark.parametrize("persona", ["applicant", "approver", "payer", "auditor", "stranger"])
def test_only_who_publishes_may_conclude(
    persona: str, everyone: dict[str, User], notice: PublicNotice, approved: Case
) -> None:
    with pytest.raises(PermissionDenied):
        conclude_notice(notice, actor=everyone[persona], now=AFTER)
    assert Case.objects.get(pk=approved.pk).state == "in_notice"


def test_a_notice_is_concluded_once(notice: PublicNotice, reviewer: User) -> None:
    stale = PublicNotice.objects.get(pk=notice.pk)
    conclude_notice(notice, actor=reviewer, now=AFTER)
    before = Entry.objects.count()
    for each in (notice, stale):
        with pytest.raises(ValidationError) as refusal:
            conclude_notice(each, actor=reviewer, now=AFTER)
        assert code_of(refusal.value) == "already_concluded"
    assert Entry.objects.count() == before


def test_a_contested_case_stays_behind_and_the_others_go_on(
    approved: Case,
    new_case: Callable[..., Case],
    publish: Publish,
    reviewer: User,
    approver: User,
    objector: dict[str, Any],
) -> None:
    other = new_case("approved")
    notice = publish(approved, other)
    objection = file_objection(notice, case=other, **objector, now=NOW)
    conclude_notice(notice, actor=reviewer, now=AFTER)
    states = dict(Case.objects.values_list("pk", "state"))
    assert states == {approved.pk: "cleared", other.pk: "contested"}
    assert notice.concluded_at is None
    with pytest.raises(ValidationError) as refusal:
        conclude_notice(notice, actor=reviewer, now=AFTER)
    assert code_of(refusal.value) == "objections_pending"
    rule(objection, outcome="rejected", text="查无实据。", actor=approver, now=AFTER)
    conclude_notice(notice, actor=reviewer, now=AFTER)
    assert Case.objects.get(pk=other.pk).state == "cleared"
    assert PublicNotice.objects.get(pk=notice.pk).concluded_at == AFTER


def test_a_notice_whose_case_is_reviewed_again_is_concluded_without_it(
    notice: PublicNotice, approved: Case, reviewer: User, approver: User, objector: dict[str, Any]
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    rule(objection, outcome="upheld", text="属实。", actor=approver, now=NOW)
    conclude_notice(notice, actor=reviewer, now=AFTER)
    assert Case.objects.get(pk=approved.pk).state == "submitted"
    assert PublicNotice.objects.get(pk=notice.pk).concluded_at == AFTER


def test_the_second_notice_of_a_case_decides(
    notice: PublicNotice,
    approved: Case,
    publish: Publish,
    reviewer: User,
    approver: User,
    objector: dict[str, Any],
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    rule(objection, outcome="upheld", text="属实。", actor=approver, now=NOW)
    Case.objects.filter(pk=approved.pk).update(state="approved")
    approved.refresh_from_db()
    second = publish(approved, opens_on=datetime.date(2026, 3, 16))
    assert (second.number, second.closes_on) == ("GS-2026-0002", datetime.date(2026, 3, 23))
    # The first notice is over; the case stands on the second.
    conclude_notice(notice, actor=reviewer, now=AFTER)
    assert Case.objects.get(pk=approved.pk).state == "in_notice"
    with pytest.raises(ValidationError) as refusal:
        conclude_notice(second, actor=reviewer, now=AFTER)
    assert code_of(refusal.value) == "notice_running"


def test_rows_outlive_everything(notice: PublicNotice) -> None:
    with pytest.raises(Exception, match="protected"):
        notice.delete()
    assert NoticeRow.objects.count() == 2
