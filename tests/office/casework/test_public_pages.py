"""Pages for everybody: the notice, objecting, the receipt, tracking, progress."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from office.casework.actions import file_objection, rule
from office.casework.actions.objections import Objector, objector_of
from office.casework.limits import FILINGS_AN_HOUR, LOOKS_AT_ONE_NUMBER_AN_HOUR
from office.casework.models import Case, Objection, PublicNotice
from office.casework.procedures import Period
from office.people.models import User

from .conftest import NOW, TODAY, key_of, moment
from .test_notices import AFTER, LAST_SECOND

Clock = Callable[[datetime.datetime], None]
MASKED = "63************0015"
WORDS = {
    "reason": "本人未参加该培训班。",
    "evidence": "",
    "real_name": "1",
    "name": "祁生莲",
    "phone": "13900001234",
}


def object_url(notice: PublicNotice) -> str:
    return reverse("casework:object", args=[notice.number])


def words_for(client: Client, notice: PublicNotice, **changes: str) -> dict[str, str]:
    row = notice.rows.get(position=1)
    return {"deed_key": key_of(client.get(object_url(notice))), "target": f"row-{row.pk}", **WORDS, **changes}


def test_the_notice_says_until_when_and_how(notice: PublicNotice, client: Client, clock: Clock) -> None:
    page = client.get(notice.get_absolute_url())
    text = page.content.decode()
    assert (page.status_code, page["X-Robots-Tag"]) == (200, "noindex, nofollow, noarchive")
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in text
    for said in (MASKED, "2026年3月16日", "平安区平安大道1号", "810699", "0972-8600001", "0972-8600002"):
        assert said in text
    assert text.count(f'href="{object_url(notice)}"') == 1
    # Whether one can object comes before the list of names.
    assert text.index(object_url(notice)) < text.index(MASKED)


@pytest.mark.parametrize(("now", "shown"), [(moment(TODAY, 0), True), (LAST_SECOND, True), (AFTER, False)])
def test_rows_are_shown_while_the_notice_stands(
    now: datetime.datetime, shown: bool, notice: PublicNotice, client: Client, clock: Clock
) -> None:
    clock(now)
    text = client.get(notice.get_absolute_url()).content.decode()
    assert (MASKED in text, object_url(notice) in text) == (shown, shown)


def test_the_outcome_of_objections_stays(
    notice: PublicNotice,
    approved: Case,
    objector: dict[str, Any],
    approver: User,
    client: Client,
    clock: Clock,
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    rule(objection, outcome="rejected", text="查无实据。", actor=approver, now=NOW)
    clock(AFTER)
    page = client.get(notice.get_absolute_url())
    assert [(each.receipt_number, each.ruling.outcome) for each in page.context["objections"]] == [
        (objection.receipt_number, "rejected")
    ]
    text = page.content.decode()
    # The receipt number is the objector's key, the reasons are for the parties.
    assert [said in text for said in (objection.receipt_number, "查无实据", "祁生莲", MASKED)] == [False] * 4


def test_a_notice_for_a_later_day_is_not_there_yet(
    approved: Case, publish: Callable[..., PublicNotice], client: Client, clock: Clock
) -> None:
    notice = publish(approved, opens_on=datetime.date(2026, 3, 12))
    assert client.get(notice.get_absolute_url()).status_code == 404
    assert list(client.get(reverse("casework:notices")).context["page_obj"]) == []
    clock(moment(datetime.date(2026, 3, 12), 0))
    assert client.get(notice.get_absolute_url()).status_code == 200


def test_open_notices_come_first(
    new_case: Callable[..., Case], publish: Callable[..., PublicNotice], client: Client, clock: Clock
) -> None:
    early = publish(new_case("approved"))
    long = publish(new_case("approved"), period=Period(20))
    clock(moment(datetime.date(2026, 3, 20)))
    url = reverse("casework:notices")
    assert list(client.get(url).context["page_obj"]) == [long, early]
    assert list(client.get(f"{url}?openness=open").context["page_obj"]) == [long]
    assert list(client.get(f"{url}?openness=over").context["page_obj"]) == [early]


def test_somebody_objects_and_gets_a_receipt(
    notice: PublicNotice, approved: Case, client: Client, clock: Clock
) -> None:
    answer = client.post(object_url(notice), words_for(client, notice))
    objection = Objection.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, objection.get_absolute_url())
    receipt = client.get(answer["Location"])
    text = receipt.content.decode()
    assert objection.receipt_number in text
    assert "2026年3月30日" in text
    assert [said in text for said in ("祁生莲", "13900001234", WORDS["reason"])] == [False] * 3
    assert (receipt["Cache-Control"], receipt["X-Robots-Tag"]) == (
        "no-store, private",
        "noindex, nofollow, noarchive",
    )
    assert objector_of(objection) == Objector("祁生莲", "13900001234")
    assert Case.objects.get(pk=approved.pk).state == "contested"


def test_a_second_click_files_nothing(notice: PublicNotice, client: Client, clock: Clock) -> None:
    words = words_for(client, notice)
    answers = [client.post(object_url(notice), words) for _ in range(3)]
    url = Objection.objects.get().get_absolute_url()
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, url)] * 3


def test_a_case_as_a_whole_without_a_name(
    notice: PublicNotice, approved: Case, client: Client, clock: Clock
) -> None:
    words = words_for(client, notice, target=f"case-{approved.pk}", real_name="0", name="")
    assert client.post(object_url(notice), words).status_code == 302
    objection = Objection.objects.get()
    assert (objection.row, objection.case, objection.real_name) == (None, approved, False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"target": ""}, "target"),
        ({"target": "row-999999"}, "target"),
        ({"reason": ""}, "reason"),
        ({"phone": "123"}, "phone"),
        ({"name": ""}, "name"),
    ],
)
def test_a_refused_objection_keeps_the_words(
    changes: dict[str, str], field: str, notice: PublicNotice, client: Client, clock: Clock
) -> None:
    answer = client.post(object_url(notice), words_for(client, notice, evidence="群聊记录", **changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "群聊记录" in answer.content.decode()
    assert Objection.objects.count() == 0


def test_too_late_is_said_on_the_form_and_leads_to_the_notice(
    notice: PublicNotice, client: Client, clock: Clock
) -> None:
    words = words_for(client, notice)
    clock(AFTER)
    answer = client.post(object_url(notice), words)
    assert answer.status_code == 422
    assert [error.code for error in answer.context["form"].non_field_errors().as_data()] == ["notice_over"]
    late = client.get(object_url(notice))
    assert (late.status_code, late["Location"]) == (302, notice.get_absolute_url())


def test_filing_is_limited_an_address_and_an_hour(notice: PublicNotice, client: Client, clock: Clock) -> None:
    statuses = [
        client.post(object_url(notice), words_for(client, notice)).status_code
        for _ in range(FILINGS_AN_HOUR + 1)
    ]
    assert statuses == [302] * FILINGS_AN_HOUR + [422]
    elsewhere = client.post(object_url(notice), words_for(client, notice), REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302
    clock(NOW + datetime.timedelta(hours=1))
    assert client.post(object_url(notice), words_for(client, notice)).status_code == 302


def test_an_objection_is_tracked(
    notice: PublicNotice,
    approved: Case,
    objector: dict[str, Any],
    approver: User,
    client: Client,
    clock: Clock,
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    words = {"number": objection.receipt_number.lower(), "tail": "１２３４"}
    waiting = client.post(reverse("casework:track"), words)
    assert (waiting.status_code, waiting.context["found"]) == (200, objection)
    rule(objection, outcome="rejected", text="经核查签到记录，情况不属实。", actor=approver, now=NOW)
    ruled = client.post(reverse("casework:track"), words).content.decode()
    assert "经核查签到记录，情况不属实。" in ruled
    assert [said in ruled for said in ("祁生莲", "13900001234", "approver甲")] == [False] * 3


@pytest.mark.parametrize("page", ["track", "progress"])
def test_unknown_and_wrong_get_the_same_answer(
    page: str, notice: PublicNotice, approved: Case, objector: dict[str, Any], client: Client, clock: Clock
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    known = objection.receipt_number if page == "track" else approved.number
    unknown = "YY-20260309-AAAAAAAA" if page == "track" else "SX-2026-999999"
    answers = []
    for number in (known, unknown):
        answer = client.post(reverse(f"casework:{page}"), {"number": number, "tail": "0000"})
        form = answer.context["form"]
        answers.append((answer.status_code, form.errors.as_json(), answer.headers.get("Cache-Control")))
        assert "found" not in answer.context
    assert answers[0] == answers[1]
    assert answers[0][0] == 422


@pytest.mark.parametrize("tail", ["", "123", "12345", "12a4", "一二三四"])
def test_a_tail_is_four_digits(tail: str, client: Client, clock: Clock, db: None) -> None:
    answer = client.post(reverse("casework:track"), {"number": "YY-20260309-AAAAAAAA", "tail": tail})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["tail"])


def test_one_number_answers_few_guesses_from_wherever_they_come(
    approved: Case, client: Client, clock: Clock
) -> None:
    def guess(n: int, tail: str = "0000") -> Any:
        words = {"number": approved.number, "tail": tail}
        return client.post(reverse("casework:progress"), words, REMOTE_ADDR=f"192.0.2.{n}")

    for n in range(LOOKS_AT_ONE_NUMBER_AN_HOUR):
        assert guess(n).status_code == 422
    right = guess(99, "2345")
    assert right.status_code == 422
    assert [error.code for error in right.context["form"].non_field_errors().as_data()] == ["too_many"]


def test_progress_shows_steps_and_days_only(
    notice: PublicNotice, approved: Case, client: Client, clock: Clock
) -> None:
    answer = client.post(reverse("casework:progress"), {"number": approved.number, "tail": "2345"})
    assert answer.status_code == 200
    events = answer.context["found"]["events"]
    assert [event.label for event in events][1:] == ["已提交", "审核通过", "已批准", "开始公示"]
    assert [event.state for event in events] == ["准备中", "审核中", "审核中", "待公示", "公示中"]
    assert {(event.actor, event.reason, event.roles) for event in events} == {("", "", ())}
    text = answer.content.decode()
    assert [said in text for said in ("reviewer甲", "驿路", approved.title)] == [False] * 3


@pytest.mark.parametrize("page", ["notices", "track", "progress"])
def test_public_pages_need_no_sign_in(page: str, client: Client, clock: Clock, db: None) -> None:
    assert client.get(reverse(f"casework:{page}")).status_code == 200
