"""The list of claims, the check of everybody, slips, replay and sheet T7."""

import datetime
import io
import uuid

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from office.audit.models import Entry
from office.casework.actions import advance, ask_supplement
from office.casework.models import Case
from office.people.models import Courier
from training.subsidies.actions import claim_for_class
from training.subsidies.exports import slips
from training.subsidies.models import Budget, ClaimLine
from training.subsidies.procedure.kind import MONEY_STATES
from training.subsidies.procedure.notice import mask_middle
from training.subsidies.queries import review_of

from .conftest import NOW, PEOPLE


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office's day is that of the claims."""
    monkeypatch.setattr(timezone, "now", lambda: NOW + datetime.timedelta(hours=1))


def test_the_check_counts_and_says_it_in_a_sentence(office, claim) -> None:
    review = review_of(claim)
    assert (review.filed, review.claimed, review.granted, review.refused) == (4, 4, 1, 3)
    assert (review.formula, review.standard) == ("1人×800元/人=800元", "800")
    assert sum(review.reasons.values()) == 3
    page = office.client("reviewer").get(f"/subsidies/{claim.case.number}/check/")
    assert (page.status_code, review.remark in page.content.decode()) == (200, True)


def test_the_list_and_its_export_take_no_more_queries_for_three_claims_than_for_one(
    office, make_class
) -> None:
    reviewer, spent = office.client("reviewer"), {"": [], "?format=xlsx": []}
    for place in range(3):
        made = make_class(f"PX-{place}", people=PEOPLE, first=10 * place + 1)
        claim_for_class(
            made,
            bank_name="某银行",
            bank_account="990000000001",
            scheme=office.scheme,
            actor=office["agent"],
            now=NOW,
        )
        if place != 1:
            for query, counts in spent.items():
                reviewer.get(f"/subsidies/{query}")
                with CaptureQueriesContext(connection) as queries:
                    assert reviewer.get(f"/subsidies/{query}").status_code == 200
                counts.append(len(queries))
    assert [counts[0] - counts[1] for counts in spent.values()] == [0, 0]
    book = openpyxl.load_workbook(
        io.BytesIO(reviewer.get("/subsidies/?format=xlsx&claimant=provider").content)
    )
    assert [row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)] == [1, 2, 3]
    none = openpyxl.load_workbook(io.BytesIO(reviewer.get("/subsidies/?format=xlsx&claimant=person").content))
    assert none.worksheets[0].max_row == 1


def test_sheet_t7_tells_sum_and_differences_and_no_full_number(office, claim) -> None:
    agent, path = office.client("agent"), f"/subsidies/{claim.case.number}/application/"
    book = openpyxl.load_workbook(io.BytesIO(agent.get(f"{path}?format=xlsx").content))
    form = dict(book["申请表"].iter_rows(min_row=2, values_only=True))
    assert (form["大写金额"], form["申请补贴人数"]) == ("捌佰元整", "1")
    assert form["补贴金额（元）"] == "800.00（1人×800元/人=800元）"
    text = str([list(sheet.values) for sheet in book.worksheets])
    assert (Courier.objects.get(name="马建国").id_number in text, "990000000001" in text) == (False, False)
    for form_of in ("", "?format=roster"):
        paper = agent.get(path + form_of).content
        assert len(PdfReader(io.BytesIO(paper)).pages) == 1, "seal and opinions share a page"
    assert Entry.objects.filter(action="subsidies.application.exported").count() == 3
    assert office.client("rival").get(path).status_code == 404


def test_the_claimant_s_page_leads_nowhere_that_is_closed(office, claim, bring) -> None:
    agent, page = office.client("agent"), claim.case.get_absolute_url()
    change = f"/subsidies/{claim.case.number}/account/"
    agent.get(f"/subsidies/{claim.case.number}/application/")
    drafted = agent.get(page)
    assert change in drafted.content.decode()
    assert [event.label for event in drafted.context["events"]] == ["立案"], "a download is no step"
    bring(claim, "submitted")
    assert change not in agent.get(page).content.decode()


def test_a_refused_step_shows_the_state_on_record(office, claim, bring) -> None:
    case = bring(claim, "reviewed")
    Budget.objects.update(amount=100)
    form = {"reason": "", "deed_key": str(uuid.uuid4())}
    refused = office.client("approver").post(f"{case.get_absolute_url()}do/approve/", form)
    assert (refused.status_code, refused.context["object"].state) == (422, "reviewed")
    assert "1.00" in refused.content.decode(), "it says what is left of the budget"


def test_a_slip_is_printed_and_replayed(office, claim) -> None:
    line = claim.lines.get(eligible=None)
    base = f"/subsidies/{claim.case.number}/people/{line.pk}/"
    reviewer = office.client("reviewer")
    assert reviewer.get(f"{base}slip.pdf").content[:5] == b"%PDF-"
    replay = reviewer.get(f"{base}replay/").context["replay"]
    assert (replay.differs, replay.decision.eligible) == (False, None)
    claim.policy_version.parameters.pop("contract_months")
    claim.policy_version.parameters.pop("months_since_signing")
    claim.policy_version.save()
    replay = reviewer.get(f"{base}replay/").context["replay"]
    assert [change.code for change in replay.changes if change.differs] == [
        "contract_months",
        "months_since_signing",
    ]
    line.refresh_from_db()
    assert line.eligible is None


@pytest.mark.parametrize(
    ("number", "masked"),
    [("", ""), ("AB", "**"), ("12345678", "12****78"), ("S000006300000026400001", "S000**************0001")],
)
def test_certificate_numbers_show_their_ends(number: str, masked: str) -> None:
    assert mask_middle(number) == masked


def test_a_return_offers_the_people_only_where_it_asks_for_them(office, claim, bring) -> None:
    case, agent = bring(claim, "submitted"), office.client("agent")
    slip = f"/subsidies/{case.number}/people/{claim.lines.get(amount__gt=0).pk}/"
    judge, leave_out = f"/subsidies/{case.number}/judge/", f"{slip}leave-out/"

    def offered() -> tuple[bool, bool]:
        page, paper = (agent.get(path).content.decode() for path in (case.get_absolute_url(), slip))
        return judge in page, leave_out in paper

    for asked, opened in (("bank_account", False), ("people", True)):
        ask_supplement(case, items=[(asked, "请更正")], actor=office["acceptor"], now=NOW)
        assert offered() == (opened, opened)
        case.refresh_from_db()
        case = advance(case, "submit", actor=office["agent"], now=NOW)
    assert offered() == (False, False)


@pytest.mark.parametrize("state", ["rejected", *MONEY_STATES])
def test_a_final_decision_tells_of_reconsideration(claim, state) -> None:
    Case.objects.filter(pk=claim.pk).update(state=state)
    found = slips.remedy(ClaimLine.objects.filter(claim=claim)[0], today=NOW.date())
    assert ("60" in found.words, found.until) == (True, None)


@pytest.mark.parametrize(("flag", "found"), [("refused", 1), ("unclear", 1), ("left_out", 0)])
def test_claims_are_found_by_what_became_of_their_people(office, claim, flag, found) -> None:
    shown = office.client("reviewer").get(f"/subsidies/?flag={flag}")
    assert len(shown.context["page_obj"]) == found
