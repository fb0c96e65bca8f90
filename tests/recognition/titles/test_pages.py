"""The pages: the courier's task list on the phone, the desks of employer and office, lists and sheets."""

from __future__ import annotations

import datetime
import io
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from demo.casework import drawn
from office.audit.models import Entry
from office.people.models import Courier, Organisation, User
from recognition.titles import actions
from recognition.titles.models import Title, TitleApplication, TitleBar, TitleRound
from tests.personas import user

from .conftest import NOW, PARTS, TODAY, Way, employed, fill_in, fresh, hang_notice, later
from .test_titles import record

Start = Callable[[TitleRound], TitleApplication]
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def at_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def sign_in() -> SignIn:
    def _sign_in(somebody: User) -> Client:
        client = Client()
        client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return _sign_in


def post(client: Client, address: str, /, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"titles:{address}", args=args), {"deed_key": str(uuid.uuid4()), **data})


def get(client: Client, address: str, /, *args: Any) -> Any:
    return client.get(reverse(f"titles:{address}", args=args))


def test_a_courier_applies_on_the_phone_from_beginning_to_submission(
    sign_in: SignIn, rider: User, upward: TitleRound, firm: Organisation
) -> None:
    client = sign_in(rider)
    assert list(get(client, "mine").context["rounds"]) == [upward]
    assert post(client, "start", upward.pk, employer=firm.pk).status_code == 302
    application = TitleApplication.objects.get()
    number = application.case.number
    open_ = [task for task in get(client, "application", number).context["tasks"] if task.tone == "warning"]
    assert len(open_) == 6
    for code in ("ground", "education", "standing", "work", "achievements", "hours"):
        sent = {name: "" if value is None else value for name, value in PARTS[code].items()}
        answer = post(client, "section", number, code, **sent)
        assert (code, answer.status_code, answer.url) == (
            code,
            302,
            reverse("titles:application", args=[number]),
        )
    work = {"employer": "平安速达", "post": "设备主管", "started_on": "2019-08-01", "ended_on": ""}
    assert post(client, "add_work", number, **work).url == reverse("titles:section", args=[number, "work"])
    kept = fresh(application)
    assert (kept.probation_passed, kept.no_penalty, kept.held_level) == (True, True, "assistant")
    page = get(client, "application", number)
    left = [str(task.label) for task in page.context["tasks"] if task.tone == "warning"]
    assert (len(left), page.context["next_step"].url) == (2, "")
    fill_in(kept, rider)
    assert get(client, "application", number).context["next_step"].url.endswith("/submit/")
    assert post(client, "pledge", number, pledged="on").status_code == 302
    submit = reverse("casework:advance", args=[number, "submit"])
    assert client.post(submit, {"deed_key": str(uuid.uuid4()), "reason": ""}).status_code == 302
    assert fresh(application).case.state == "submitted"


def test_a_part_that_is_wrong_is_shown_again_and_nothing_is_written(
    sign_in: SignIn, rider: User, upward: TitleRound, start: Start
) -> None:
    application = start(upward)
    future = PARTS["education"] | {"graduated_on": TODAY + datetime.timedelta(days=1)}
    answer = post(sign_in(rider), "section", application.case.number, "education", **future)
    assert (answer.status_code, fresh(application).school) == (422, "")
    assert answer.context["form"].has_error("graduated_on", "in_the_future")


def test_rows_are_added_cited_and_removed_on_their_pages(
    sign_in: SignIn, rider: User, upward: TitleRound, start: Start
) -> None:
    application, client = start(upward), sign_in(rider)
    number = application.case.number
    patent = {"kind": "patent", "name": "分拣装置", "scope": "national", "achieved_on": "2025-03-01"}
    post(client, "add_achievement", number, **patent)
    row = application.achievements.get()
    assert "分拣装置" in get(client, "section", number, "achievements").content.decode()
    assert post(client, "cite_result", number, version="7").status_code == 422
    assert post(client, "remove_achievement", number, row.pk).status_code == 302
    assert application.achievements.count() == 0
    assert post(client, "remove_work", number, 7).status_code == 404


def test_the_verdict_is_explained_before_the_submission_and_can_be_replayed_after_it(
    sign_in: SignIn, rider: User, upward: TitleRound, start: Start, way: Way
) -> None:
    application, client = start(upward), sign_in(rider)
    number = application.case.number
    page = get(client, "verdict", number)
    assert (page.context["verdict"].eligible, page.context["given"]) == (None, None)
    assert "人社部发〔2019〕16号" in page.content.decode()
    assert "replay" not in get(client, "replay", number).context
    way.submitted(application)
    assert get(client, "verdict", number).context["given"].eligible is True
    # Today, by the rules of today, the years are counted to today.
    assert get(client, "replay", number).context["replay"].differs is False


def test_somebody_elses_application_is_not_there(
    sign_in: SignIn,
    upward: TitleRound,
    start: Start,
    way: Way,
    other_boss: User,
    firm: Organisation,
    stranger: User,
) -> None:
    application = start(upward)
    number = application.case.number
    colleague = user("同事", courier=employed("祁国栋", 2, firm))
    names = ("application", "verdict", "replay", "pledge")
    for somebody in (other_boss, colleague, stranger, way.boss):
        client = sign_in(somebody)
        assert [get(client, name, number).status_code for name in names] == [404] * 4, somebody
    way.submitted(application)
    assert get(sign_in(way.boss), "application", number).status_code == 200
    assert get(sign_in(way.boss), "section", number, "work").status_code == 403
    assert get(sign_in(other_boss), "application", number).status_code == 404


def test_the_employer_records_its_notice_and_opens_the_photograph(
    sign_in: SignIn,
    upward: TitleRound,
    start: Start,
    way: Way,
    monkeypatch: pytest.MonkeyPatch,
    other_boss: User,
) -> None:
    application = way.submitted(start(upward))
    monkeypatch.setattr(timezone, "now", lambda: later(9))
    client = sign_in(way.boss)
    number = application.case.number
    facts = {
        "posted_on": "2026-09-16",
        "taken_down_on": "2026-09-23",
        "place": "网点",
        "outcome": "无异议",
        "opinion": "同意推荐",
    }
    photo = SimpleUploadedFile("公示.png", drawn(4))
    assert post(client, "employer_notice", number, **facts, file=photo).status_code == 302
    paper = application.papers.get()
    assert get(client, "employer_notice", number).context["form"].initial["place"] == "网点"
    opened = get(client, "paper", number, paper.key)
    assert (opened.status_code, opened.headers["Content-Type"]) == (200, "image/png")
    assert Entry.objects.latest("sequence").action == "casework.evidence.opened"
    assert get(sign_in(other_boss), "paper", number, paper.key).status_code == 404
    page = client.get(application.case.get_absolute_url()).content.decode()
    assert (reverse("titles:employer_notice", args=[number]) in page, "同意推荐" in page) == (True, True)


def test_the_office_records_and_confirms_on_pages(
    sign_in: SignIn, upward: TitleRound, start: Start, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = way.sent_up(start(upward))
    number = application.case.number
    monkeypatch.setattr(timezone, "now", lambda: later(30))
    facts = {"passed": "yes", "committee": "省评委会", "document_number": "12号", "decided_on": "2026-10-09"}
    sent = post(
        sign_in(way.reviewer), "record_result", number, **facts, file=SimpleUploadedFile("批复.png", drawn(2))
    )
    assert sent.status_code == 302
    confirm = reverse("casework:advance", args=[number, "confirm_title"])
    approver = sign_in(way.approver)
    assert "12号" in approver.get(confirm).content.decode()
    assert approver.post(confirm, {"deed_key": str(uuid.uuid4()), "reason": ""}).status_code == 302
    title = Title.objects.get()
    assert get(sign_in(way.rider), "title", title.pk).status_code == 200
    bar = {"reason": "论文代写", "document_number": "3号", "revoked_on": "2026-10-10", "bar": "on"}
    assert post(approver, "revoke", title.pk, **bar).url == title.get_absolute_url()
    assert TitleBar.objects.get().ends_on == datetime.date(2029, 10, 10)
    assert "3号" in get(sign_in(way.rider), "mine").content.decode()


def rows_of(content: bytes) -> list[tuple[Any, ...]]:
    book = load_workbook(io.BytesIO(content))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_the_summary_is_sheet_t10_with_a_manifest(
    sign_in: SignIn, upward: TitleRound, start: Start, way: Way
) -> None:
    application = way.submitted(start(upward))
    hang_notice(application, way.boss)
    client = sign_in(way.reviewer)
    answer = client.get(reverse("titles:applications"), {"format": "xlsx", "year": "2026"})
    heading, row = rows_of(answer.content)
    told = dict(zip(heading, row, strict=True))
    assert list(heading)[:8] == [
        "序号", "申请编号", "姓名", "性别", "出生年月", "证件号码", "工作单位", "现岗位",
    ]  # fmt: skip
    assert (told["姓名"], told["证件号码"], told["申报级别"], told["推荐单位意见"]) == (
        "马占海", "99************0001", "中级", "同意推荐",
    )  # fmt: skip
    assert told["从事本专业年限"] == 7
    assert len(load_workbook(io.BytesIO(answer.content)).worksheets) == 2
    assert Entry.objects.latest("sequence").action == "titles.application.exported"
    assert rows_of(
        client.get(reverse("titles:applications"), {"format": "xlsx", "year": "2025"}).content
    ) == [heading]


@pytest.mark.parametrize(
    ("name", "deed"),
    [("rounds", "round"), ("titles", "title"), ("bars", "bar"), ("applications", "application")],
)
def test_every_list_has_an_export_that_is_recorded(
    sign_in: SignIn, reviewer: User, courier: Courier, registrar: User, approver: User, upward: TitleRound,
    name: str, deed: str,
) -> None:  # fmt: skip
    title = record(courier, registrar)
    actions.revoke_title(
        title, reason="造假", document_number="3号", revoked_on=TODAY, bar=True, actor=approver, now=NOW
    )
    answer = sign_in(reviewer).get(reverse(f"titles:{name}"), {"format": "xlsx"})
    assert (answer.status_code, Entry.objects.latest("sequence").action) == (200, f"titles.{deed}.exported")
    assert len(rows_of(answer.content)) == (1 if name == "applications" else 2)


@pytest.mark.parametrize("name", ["applications", "rounds", "titles", "bars"])
def test_a_list_asks_the_same_number_of_questions_for_one_row_and_three(
    sign_in: SignIn, upward: TitleRound, firm: Organisation, way: Way, registrar: User, name: str
) -> None:  # fmt: skip
    def one_more(serial: int) -> None:
        courier = employed(f"骑手{serial}", 10 + serial, firm)
        rider = user(f"骑手{serial}", courier=courier)
        application = actions.start_application(upward, courier=courier, employer=firm, actor=rider, now=NOW)
        fill_in(application, rider)
        way.step(application, "submit", rider, 0)
        title = record(courier, registrar)
        actions.revoke_title(
            title,
            reason="造假",
            document_number="3号",
            revoked_on=TODAY,
            bar=True,
            actor=way.approver,
            now=NOW,
        )
        if serial:
            TitleRound.objects.create(
                year=2026 + serial, branch="equipment", level="engineer", route="upward", committee="评委会",
                office=upward.office, opens_on=TODAY, closes_on=TODAY, as_of=TODAY,
            )  # fmt: skip

    counted = []
    for serials in ((0,), (1, 2)):
        for serial in serials:
            one_more(serial)
        client = sign_in(way.reviewer)
        for query in ({}, {"format": "xlsx"}):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse(f"titles:{name}"), query).status_code == 200
            counted.append(len(captured))
    assert counted[:2] == counted[2:]


def test_filters_narrow_the_lists(
    sign_in: SignIn,
    upward: TitleRound,
    start: Start,
    way: Way,
    courier: Courier,
    registrar: User,
    approver: User,
) -> None:
    way.submitted(start(upward))
    actions.revoke_title(
        record(courier, registrar), reason="造假", document_number="3号", revoked_on=TODAY, bar=True,
        actor=approver, now=NOW,
    )  # fmt: skip
    client = sign_in(way.reviewer)

    def count(name: str, **query: str) -> int:
        return client.get(reverse(f"titles:{name}"), query).context["page_obj"].paginator.count

    assert [count("applications", verdict=each) for each in ("met", "not_met", "unclear")] == [1, 0, 0]
    assert [count("applications", q=each) for each in ("马占海", "马", "ZC-2026")] == [1, 0, 1]
    assert [count("titles", validity=each) for each in ("valid", "revoked")] == [0, 1]
    assert [count("bars", force=each) for each in ("now", "over")] == [1, 0]
    assert [count("rounds", route=each) for each in ("upward", "here")] == [1, 0]
    assert [count("titles", q=each) for each in ("东人社", "祁国栋")] == [1, 0]


def test_rounds_are_kept_on_pages(sign_in: SignIn, way: Way, bureau: Organisation) -> None:
    client = sign_in(way.reviewer)
    facts = {
        "year": 2027, "branch": "information", "level": "assistant", "route": "here", "committee": "区评委会",
        "office": bureau.pk, "opens_on": "2027-03-01", "closes_on": "2027-03-31", "as_of": "2027-12-31",
    }  # fmt: skip
    assert post(client, "round_new", **facts).status_code == 302
    round_ = TitleRound.objects.get()
    assert post(client, "round_new", **facts).status_code == 422
    changed = facts | {"closes_on": "2027-02-01"}
    assert post(client, "round_change", round_.pk, **changed).status_code == 422
    assert post(client, "round_change", round_.pk, **facts | {"closes_on": "2027-04-10"}).status_code == 302
    round_.refresh_from_db()
    assert round_.closes_on == datetime.date(2027, 4, 10)


def test_a_persons_page_shows_titles_and_the_bar(
    sign_in: SignIn, courier: Courier, registrar: User, approver: User, way: Way
) -> None:
    client = sign_in(registrar)
    facts = {
        "branch": "network", "level": "engineer", "committee": "省评委会", "document_number": "8号",
        "obtained_on": "2024-05-01",
    }  # fmt: skip
    sent = post(client, "record", courier.pk, **facts)
    title = Title.objects.get()
    assert (sent.status_code, sent.url) == (302, title.get_absolute_url())
    page = client.get(courier.get_absolute_url()).content.decode()
    assert (title.get_absolute_url() in page, reverse("titles:record", args=[courier.pk]) in page) == (
        True,
        True,
    )
    actions.revoke_title(
        title, reason="造假", document_number="9号", revoked_on=TODAY, bar=True, actor=approver, now=NOW
    )
    assert "9号" in sign_in(way.reviewer).get(courier.get_absolute_url()).content.decode()
    assert "9号" not in sign_in(way.boss).get(courier.get_absolute_url()).content.decode()
