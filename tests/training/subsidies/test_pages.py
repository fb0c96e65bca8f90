"""The pages on which a claim is opened, examined and paid, and who meets a closed door."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from office.audit.models import Entry
from office.people.models import Courier
from training.subsidies.actions import claim_for_class
from training.subsidies.models import Claim

from .conftest import NOW, PEOPLE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office's day is that of the class, a fortnight on: notices are over, lists are made."""
    monkeypatch.setattr(timezone, "now", lambda: NOW + datetime.timedelta(days=14))


def send(client: Client, path: str, **values: Any):
    """Fill in the form of a page and send it."""
    page = client.get(path)
    key = re.search(r'name="deed_key" value="([^"]+)"', page.content.decode())
    assert key is not None, page.status_code
    return client.post(path, {"deed_key": key[1], **values})


def test_the_provider_opens_a_claim_once(office, make_class) -> None:
    made = make_class()
    agent, path = office.client("agent"), "/subsidies/claim/PX-1/"
    assert 'value="990000000001"' in agent.get(path).content.decode()
    refused = send(agent, path, bank_name="某银行", bank_account="12-34", scheme="training-fund")
    assert (refused.status_code, Claim.objects.count()) == (422, 0)
    opened = send(agent, path, bank_name="某银行", bank_account="9900 0000 0001", scheme="training-fund")
    claim = Claim.objects.get(training_class=made)
    assert (opened.status_code, opened.url) == (302, claim.case.get_absolute_url())
    assert claim.bank_account == "990000000001"
    again = send(agent, path, bank_name="某银行", bank_account="990000000001", scheme="training-fund")
    assert (again.status_code, Claim.objects.count()) == (422, 1)


@pytest.mark.parametrize(("who", "status"), [("rival", 404), ("reviewer", 403), ("stranger", 404)])
def test_nobody_else_opens_it(office, make_class, who, status) -> None:
    make_class()
    assert office.client(who).get("/subsidies/claim/PX-1/").status_code == status


def test_a_decision_slip_says_each_rule_and_no_full_number(office, claim) -> None:
    line = claim.lines.get(enrolment__position=2)
    path = f"/subsidies/{claim.case.number}/people/{line.pk}/"
    page = office.client("reviewer").get(path)
    codes = [finding.code for finding in page.context["findings"]]
    assert codes[:2] == ["person_category", "contract_months"]
    text = page.content.decode()
    assert "财社〔2023〕181号 第五条（二）" in text
    assert Courier.objects.get(pk=line.courier_id).id_number not in text
    assert office.client("rival").get(path).status_code == 404
    assert Client().get(path).status_code == 302


def test_the_reviewer_leaves_somebody_out_once(office, claim) -> None:
    agent, reviewer = office.client("agent"), office.client("reviewer")
    line = claim.lines.get(enrolment__position=2)
    path = f"/subsidies/{claim.case.number}/people/{line.pk}/leave-out/"
    send(agent, f"{claim.case.get_absolute_url()}do/submit/")
    send(office.client("acceptor"), f"{claim.case.get_absolute_url()}do/accept/")
    claim.case.refresh_from_db()
    assert claim.case.state == "accepted"
    assert agent.get(path).status_code == 403
    assert send(reviewer, path, reason="").status_code == 422
    assert send(reviewer, path, reason="无劳动合同").status_code == 302
    assert send(reviewer, path, reason="另一理由").status_code == 422
    line.refresh_from_db()
    assert (line.excluded, line.exclusion_reason) == (True, "无劳动合同")
    assert Entry.objects.filter(action="subsidies.line.excluded").count() == 1


def test_a_case_page_takes_no_more_queries_for_four_people_than_for_one(office, make_class) -> None:
    reviewer, spent = office.client("reviewer"), []
    for number, people, first in (("PX-7", PEOPLE[:1], 70), ("PX-8", PEOPLE, 80)):
        made = make_class(number, people=people, first=first)
        claim = claim_for_class(
            made,
            bank_name="某银行",
            bank_account="990000000001",
            scheme=office.scheme,
            actor=office["agent"],
            now=NOW,
        )
        reviewer.get(claim.case.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            assert reviewer.get(claim.case.get_absolute_url()).status_code == 200
        spent.append(len(queries))
    assert spent[0] == spent[1]
