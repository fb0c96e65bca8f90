"""Pages behind the sign-in: who sees what, what a page does, how many queries it takes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from office.audit.models import Entry
from office.casework import procedures
from office.casework.actions import advance, file_objection, rule
from office.casework.models import Case, Objection, PublicNotice
from office.casework.queries import available_transitions, worklist
from office.people.enums import Role
from office.people.models import Mandate, Organisation, User

from .conftest import NOW, REASON, TODAY, key_of, make_procedure, moment
from .test_notices import AFTER

SignIn = Callable[[User], Client]
NewCase = Callable[..., Case]


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("persona", "states"),
    [
        ("applicant", {"draft"}),
        ("rival", set()),
        ("reviewer", {"submitted", "approved"}),
        ("approver", {"reviewed", "contested"}),
        ("payer", {"cleared"}),
        ("auditor", set()),
        ("stranger", set()),
    ],
)
def test_a_worklist_holds_what_waits_for_one(
    persona: str, states: set[str], everyone: dict[str, User], new_case: NewCase, trial: procedures.Procedure
) -> None:
    for state in trial.states:
        new_case(state.code)
    found = worklist(everyone[persona], today=TODAY)
    assert {case.state for case in found} == states
    assert found.count() == len(states)


def test_a_case_on_notice_waits_when_the_notice_is_over(
    notice: PublicNotice, approved: Case, reviewer: User
) -> None:
    assert list(worklist(reviewer, today=notice.closes_on)) == []
    assert list(worklist(reviewer, today=datetime.date(2026, 3, 17))) == [approved]


def test_a_case_does_not_wait_for_the_hand_that_it_bears(
    new_case: NewCase, reviewer: User, bureau: Organisation
) -> None:
    Mandate.objects.create(
        user=reviewer, role=Role.APPROVER, organisation=bureau, valid_from=datetime.date(2020, 1, 1)
    )
    mine, other = new_case("reviewed", reviewed_by=reviewer), new_case("reviewed")
    # What is left to do with the own one is to send it back.
    assert [step.name for step in available_transitions(mine, reviewer)] == ["send_back"]
    assert [step.name for step in available_transitions(other, reviewer)] == ["send_back", "approve"]


def test_the_most_urgent_comes_first(new_case: NewCase, reviewer: User) -> None:
    without = new_case("submitted")
    late = new_case("submitted", due_on=datetime.date(2026, 3, 20))
    soon = new_case("submitted", due_on=datetime.date(2026, 3, 10))
    assert list(worklist(reviewer, today=TODAY)) == [soon, late, without]


def test_overdue_is_said_in_words(new_case: NewCase, reviewer: User, sign_in: SignIn) -> None:
    new_case("submitted", due_on=datetime.date(2026, 3, 6))
    page = sign_in(reviewer).get(reverse("casework:worklist"))
    assert page.status_code == 200
    assert page.content.count(b'<strong class="overdue">') == 1
    assert page.content.count(b'<li class="is-overdue">') == 1


@pytest.mark.parametrize("name", ["worklist", "cases"])
def test_lists_take_as_many_queries_for_three_as_for_one(
    name: str, new_case: NewCase, reviewer: User, sign_in: SignIn
) -> None:
    client = sign_in(reviewer)
    new_case("submitted")
    queries_of(client, reverse(f"casework:{name}"))
    one = queries_of(client, reverse(f"casework:{name}"))
    new_case("submitted")
    new_case("submitted")
    assert queries_of(client, reverse(f"casework:{name}")) == one


def test_notices_and_objections_take_as_many_queries_for_three_as_for_one(
    new_case: NewCase,
    publish: Callable[..., PublicNotice],
    objector: dict[str, Any],
    reviewer: User,
    approver: User,
    client: Client,
    sign_in: SignIn,
) -> None:
    def add() -> None:
        case = new_case("approved")
        file_objection(publish(case), case=case, **objector, now=NOW)

    pages = [("notice_desk", reviewer), ("objections", approver), ("notices", reviewer)]
    add()
    for name, person in pages:
        queries_of(sign_in(person), reverse(f"casework:{name}"))
    ones = [queries_of(sign_in(person), reverse(f"casework:{name}")) for name, person in pages]
    add()
    add()
    assert [queries_of(sign_in(person), reverse(f"casework:{name}")) for name, person in pages] == ones


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("applicant", 200),
        ("rival", 404),
        ("reviewer", 200),
        ("approver", 200),
        ("payer", 200),
        ("auditor", 200),
        ("stranger", 404),
    ],
)
def test_nobody_outside_sees_a_case(
    persona: str,
    status: int,
    everyone: dict[str, User],
    notice: PublicNotice,
    approved: Case,
    sign_in: SignIn,
) -> None:
    client = sign_in(everyone[persona])
    assert client.get(approved.get_absolute_url()).status_code == status


def test_visitors_are_asked_to_sign_in(
    notice: PublicNotice, approved: Case, client: Client, clock: Any
) -> None:
    names: list[tuple[str, list[str]]] = [
        ("worklist", []),
        ("cases", []),
        ("publish", []),
        ("notice_desk", []),
        ("objections", []),
        ("case", [approved.number]),
        ("advance", [approved.number, "submit"]),
        ("conclude", [notice.number]),
        ("procedure", ["trial"]),
    ]
    for name, arguments in names:
        assert client.get(reverse(f"casework:{name}", args=arguments)).status_code == 302


@pytest.mark.parametrize("persona", ["applicant", "rival", "auditor", "stranger", "payer"])
def test_who_rules_on_nothing_sees_no_objection(
    persona: str,
    everyone: dict[str, User],
    notice: PublicNotice,
    approved: Case,
    objector: dict[str, Any],
    sign_in: SignIn,
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    client = sign_in(everyone[persona])
    for name in ("objection", "rule", "reveal"):
        url = reverse(f"casework:{name}", args=[objection.receipt_number])
        assert client.get(url).status_code == 404
    assert client.get(reverse("casework:objections")).status_code == 403


def test_the_applicant_does_not_learn_who_acted(approved: Case, applicant: User, sign_in: SignIn) -> None:
    page = sign_in(applicant).get(approved.get_absolute_url()).content.decode()
    assert ("reviewer甲" in page, "approver甲" in page) == (False, False)


def test_staff_see_who_acted(approved: Case, payer: User, sign_in: SignIn) -> None:
    page = sign_in(payer).get(approved.get_absolute_url()).content.decode()
    assert ("reviewer甲" in page, "approver甲" in page) == (True, True)


def test_the_case_page_takes_as_many_queries_after_a_long_way(
    approved: Case, new_case: NewCase, payer: User, sign_in: SignIn
) -> None:
    client = sign_in(payer)
    short = new_case()
    queries_of(client, short.get_absolute_url())
    assert queries_of(client, approved.get_absolute_url()) == queries_of(client, short.get_absolute_url())


def test_a_step_is_taken_once(new_case: NewCase, applicant: User, sign_in: SignIn) -> None:
    case, client = new_case(), sign_in(applicant)
    url = reverse("casework:advance", args=[case.number, "withdraw"])
    sent = {"deed_key": key_of(client.get(url)), "reason": REASON}
    answers = [client.post(url, sent) for _ in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, case.get_absolute_url())
    ] * 2
    assert Case.objects.get(pk=case.pk).state == "withdrawn"
    assert Entry.objects.filter(action="casework.case.advanced").count() == 1


@pytest.mark.parametrize(
    ("persona", "step", "reader"), [("applicant", "withdraw", "经办人员"), ("reviewer", "review", "申请人")]
)
def test_a_remark_says_to_each_who_reads_it(
    persona: str, step: str, reader: str, everyone: dict[str, User], new_case: NewCase, sign_in: SignIn
) -> None:
    url = reverse("casework:advance", args=[new_case("submitted").number, step])
    help_text = str(sign_in(everyone[persona]).get(url).context["form"].fields["reason"].help_text)
    with translation.override("zh-hans"):
        assert gettext(help_text).startswith(reader)


def test_a_refused_step_says_why_and_keeps_the_words(
    new_case: NewCase, reviewer: User, sign_in: SignIn
) -> None:
    case, client = new_case("submitted", approved_by=reviewer), sign_in(reviewer)
    url = reverse("casework:advance", args=[case.number, "review"])
    answer = client.post(url, {"deed_key": key_of(client.get(url)), "reason": REASON})
    assert answer.status_code == 422
    assert REASON in answer.content.decode()
    assert [error.code for error in answer.context["form"].non_field_errors().as_data()] == ["same_hand"]
    assert Case.objects.get(pk=case.pk).state == "submitted"


@pytest.mark.parametrize(
    ("persona", "step", "status"),
    [
        ("reviewer", "review", 200),
        ("applicant", "review", 403),
        ("approver", "review", 403),
        ("rival", "review", 404),
        ("reviewer", "publish", 404),
        ("reviewer", "teleport", 404),
        ("approver", "approve", 302),
    ],
)
def test_the_page_of_a_step(
    persona: str, step: str, status: int, everyone: dict[str, User], new_case: NewCase, sign_in: SignIn
) -> None:
    case = new_case("submitted")
    url = reverse("casework:advance", args=[case.number, step])
    assert sign_in(everyone[persona]).get(url).status_code == status
    assert Case.objects.get(pk=case.pk).state == "submitted"


def test_nothing_changes_on_get(
    notice: PublicNotice,
    approved: Case,
    new_case: NewCase,
    objector: dict[str, Any],
    approver: User,
    reviewer: User,
    sign_in: SignIn,
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    other = new_case("reviewed")
    pages = [
        (approver, "advance", [other.number, "approve"]),
        (approver, "rule", [objection.receipt_number]),
        (approver, "reveal", [objection.receipt_number]),
        (approver, "objection", [objection.receipt_number]),
        (approver, "case", [approved.number]),
        (reviewer, "publish", []),
        (reviewer, "conclude", [notice.number]),
        (reviewer, "object", [notice.number]),
        (reviewer, "notice", [notice.number]),
        (reviewer, "receipt", [objection.receipt_number]),
        (reviewer, "procedure", ["trial"]),
        (reviewer, "notice_desk", []),
    ]
    before = (Entry.objects.count(), list(Case.objects.order_by("pk").values()), Objection.objects.count())
    for person, name, arguments in pages:
        assert sign_in(person).get(reverse(f"casework:{name}", args=arguments)).status_code == 200
    assert (
        Entry.objects.count(),
        list(Case.objects.order_by("pk").values()),
        Objection.objects.count(),
    ) == before


def notice_words(case: Case, bureau: Organisation, **changes: str) -> dict[str, str]:
    words = {
        "cases": case.number,
        "office": str(bureau.pk),
        "title": "2026年第1批补贴公示",
        "body": "现予公示。",
        "opens_on": "2026-03-09",
        "days": "5",
    }
    return words | changes


def test_a_notice_is_previewed_then_published_once(
    approved: Case, bureau: Organisation, reviewer: User, sign_in: SignIn
) -> None:
    client, url = sign_in(reviewer), reverse("casework:publish")
    words = notice_words(approved, bureau, deed_key=key_of(client.get(url)))
    preview = client.post(url, words)
    assert preview.status_code == 200
    assert "63************0015" in preview.content.decode()
    assert preview.context["draft"].closes_on == datetime.date(2026, 3, 16)
    assert PublicNotice.objects.count() == 0
    words |= {"previewed": preview.context["draft"].digest, "publish": "1", "deed_key": key_of(preview)}
    answers = [client.post(url, words) for _ in range(2)]
    found = PublicNotice.objects.get()
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, found.get_absolute_url())
    ] * 2
    assert Case.objects.get(pk=approved.pk).state == "in_notice"


def test_what_was_changed_after_the_preview_is_previewed_again(
    approved: Case, bureau: Organisation, reviewer: User, sign_in: SignIn
) -> None:
    client, url = sign_in(reviewer), reverse("casework:publish")
    preview = client.post(url, notice_words(approved, bureau, deed_key=key_of(client.get(url))))
    seen = {"previewed": preview.context["draft"].digest, "publish": "1", "deed_key": key_of(preview)}
    again = client.post(url, notice_words(approved, bureau, body="改了几个字。") | seen)
    assert (again.status_code, again.context["draft"].body) == (200, "改了几个字。")
    assert PublicNotice.objects.count() == 0


def test_nothing_is_published_without_a_preview(
    approved: Case, bureau: Organisation, reviewer: User, sign_in: SignIn
) -> None:
    client, url = sign_in(reviewer), reverse("casework:publish")
    words = notice_words(approved, bureau, deed_key=key_of(client.get(url)), publish="1")
    assert client.post(url, words).status_code == 200
    assert PublicNotice.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"days": "4"}, "days", "too_few_days"),
        ({"days": "", "count": "calendar"}, "days", "days_missing"),
        ({"body": "电话13897220015"}, "__all__", "identifier_in_notice"),
        ({"opens_on": "2026-03-08"}, "opens_on", "opens_in_past"),
        ({"cases": ""}, "cases", "required"),
    ],
)
def test_a_preview_that_may_not_be_published_says_why(
    changes: dict[str, str],
    field: str,
    code: str,
    approved: Case,
    bureau: Organisation,
    reviewer: User,
    sign_in: SignIn,
) -> None:
    client, url = sign_in(reviewer), reverse("casework:publish")
    words = notice_words(approved, bureau, **changes)
    if not words["cases"]:
        del words["cases"]
    answer = client.post(url, words | {"deed_key": key_of(client.get(url))})
    assert answer.status_code == 422
    assert [error.code for error in answer.context["form"].errors.as_data()[field]] == [code]


def test_only_approved_cases_are_offered(
    approved: Case, new_case: NewCase, reviewer: User, sign_in: SignIn
) -> None:
    new_case("submitted")
    form = sign_in(reviewer).get(reverse("casework:publish")).context["form"]
    assert list(form.fields["cases"].queryset) == [approved]


def test_a_ruling_from_the_page(
    notice: PublicNotice, approved: Case, objector: dict[str, Any], approver: User, sign_in: SignIn
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    client, url = sign_in(approver), reverse("casework:rule", args=[objection.receipt_number])
    words = {"deed_key": key_of(client.get(url)), "outcome": "rejected", "text": "查无实据。"}
    answers = [client.post(url, words) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    objection.refresh_from_db()
    assert (objection.ruling.outcome, objection.case.state) == ("rejected", "in_notice")


def test_the_contact_is_shown_on_one_answer_only(
    notice: PublicNotice, approved: Case, objector: dict[str, Any], approver: User, sign_in: SignIn
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    client, url = sign_in(approver), reverse("casework:reveal", args=[objection.receipt_number])
    assert "13900001234" not in client.get(objection_url(objection)).content.decode()
    words = {"deed_key": key_of(client.get(url)), "reason": "电话核实"}
    answer = client.post(url, words)
    assert "13900001234" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store, private"
    again = client.post(url, words)
    assert (again.status_code, again["Location"]) == (302, objection_url(objection))
    assert Entry.objects.filter(action="casework.objection.revealed").count() == 1


def objection_url(objection: Objection) -> str:
    return reverse("casework:objection", args=[objection.receipt_number])


def test_concluding_from_the_page(
    notice: PublicNotice, approved: Case, reviewer: User, sign_in: SignIn, clock: Callable[[Any], None]
) -> None:
    client, url = sign_in(reviewer), reverse("casework:conclude", args=[notice.number])
    early = client.post(url, {"deed_key": key_of(client.get(url))})
    assert early.status_code == 422
    clock(AFTER)
    client = sign_in(reviewer)
    words = {"deed_key": key_of(client.get(url))}
    assert [client.post(url, words).status_code for _ in range(2)] == [302, 302]
    assert Case.objects.get(pk=approved.pk).state == "cleared"


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["SX-2026-000003", "SX-2026-000002", "SX-2026-000001"]),
        ("?state=submitted", ["SX-2026-000002"]),
        ("?due=overdue", ["SX-2026-000002"]),
        ("?due=week", ["SX-2026-000003"]),
        ("?due=none", ["SX-2026-000001"]),
        ("?q=000003", ["SX-2026-000003"]),
        ("?q=驿路", ["SX-2026-000003", "SX-2026-000002", "SX-2026-000001"]),
        ("?procedure=trial&q=秋季", ["SX-2026-000001"]),
        ("?state=nonsense", []),
    ],
)
def test_the_list_of_cases_is_filtered(
    query: str, numbers: list[str], new_case: NewCase, reviewer: User, sign_in: SignIn
) -> None:
    new_case("draft", title="2026年秋季班补贴")
    new_case("submitted", due_on=datetime.date(2026, 3, 6))
    new_case("reviewed", due_on=datetime.date(2026, 3, 16))
    page = sign_in(reviewer).get(reverse("casework:cases") + query)
    assert [case.number for case in page.context["page_obj"]] == numbers


def test_the_export_holds_the_rows_of_the_page_and_is_recorded(
    new_case: NewCase, reviewer: User, sign_in: SignIn
) -> None:
    new_case("draft")
    new_case("submitted", due_on=datetime.date(2026, 3, 6))
    answer = sign_in(reviewer).get(reverse("casework:cases") + "?state=submitted&format=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    assert [[cell.value for cell in row][:5] for row in sheet.iter_rows(min_row=2)] == [
        ["SX-2026-000002", "试行补贴", "2026年春季班补贴", "海东市驿路职业培训学校", "待审核"]
    ]
    entry = Entry.objects.get(action="casework.case.exported")
    assert (entry.actor_id, entry.data) == (reviewer.pk, {"cases": 1})


@pytest.mark.parametrize(
    ("persona", "words"), [("applicant", ["准备中", "审核中"]), ("reviewer", ["草稿", "待审核"])]
)
def test_a_timeline_names_states_in_the_reader_s_words(
    persona: str, words: list[str], everyone: dict[str, User], new_case: NewCase, sign_in: SignIn
) -> None:
    case = new_case()
    advance(case, "submit", actor=everyone["applicant"], now=NOW)
    page = sign_in(everyone[persona]).get(case.get_absolute_url())
    assert [event.state for event in page.context["events"]] == words


def test_an_applicant_s_export_names_states_as_the_page_does(
    new_case: NewCase, applicant: User, sign_in: SignIn
) -> None:
    new_case("submitted")
    answer = sign_in(applicant).get(reverse("casework:cases") + "?format=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    assert [row[4].value for row in sheet.iter_rows(min_row=2)] == ["审核中"]


def test_a_notice_for_a_later_day_is_not_open_yet(
    new_case: NewCase, publish: Callable[..., PublicNotice], reviewer: User, sign_in: SignIn
) -> None:
    now, later = publish(new_case("approved")), datetime.date(2026, 3, 12)
    publish(new_case("approved"), opens_on=later)
    page = sign_in(reviewer).get(reverse("casework:notice_desk") + "?openness=open")
    assert list(page.context["page_obj"]) == [now]


def test_the_procedure_is_drawn_from_its_table(
    trial: procedures.Procedure, reviewer: User, sign_in: SignIn
) -> None:
    client = sign_in(reviewer)
    page = client.get(reverse("casework:procedure", args=["trial"]))
    assert [step for step, _sources, _target in page.context["rows"]] == list(trial.transitions)
    assert client.get(reverse("casework:procedure", args=["unknown"])).status_code == 404


def test_panels_of_the_kind_stand_on_the_case_page(
    trial: procedures.Procedure, new_case: NewCase, reviewer: User, sign_in: SignIn
) -> None:
    case = new_case()
    procedures.unregister(trial)
    panel = ("desk/_links.html", {"links": [{"url": "/x/", "label": "申请材料清单"}]})
    procedures.register(make_procedure(panels=lambda case, user: [panel]))
    assert "申请材料清单" in sign_in(reviewer).get(case.get_absolute_url()).content.decode()


def test_a_party_reads_the_reason_word_for_word(
    new_case: NewCase, approver: User, applicant: User, sign_in: SignIn
) -> None:
    case = new_case("reviewed")
    advance(case, "send_back", actor=approver, now=NOW, reason=REASON)
    assert REASON in sign_in(applicant).get(case.get_absolute_url()).content.decode()


def test_a_reopened_case_can_be_withdrawn_after_the_ruling(
    notice: PublicNotice,
    approved: Case,
    objector: dict[str, Any],
    approver: User,
    applicant: User,
) -> None:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    approved.refresh_from_db()
    assert available_transitions(approved, applicant) == []
    rule(objection, outcome="upheld", text="属实。", actor=approver, now=moment(datetime.date(2026, 3, 12)))
    approved.refresh_from_db()
    assert [step.name for step in available_transitions(approved, applicant)] == ["withdraw"]
