"""What a courier can get now, and what is missing: words, order, the way to claim, queries held."""

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from office.casework.actions import advance
from office.people.actions import CourierFacts, create_user, register_courier, start_employment
from office.people.models import Courier
from office.policy.models import PolicyVersion
from training.courses.enums import CertificateKind, PersonCategory
from training.courses.models import RecordedCertificate
from training.subsidies.actions import attest, claim_for_class, claim_for_oneself, judge_again
from training.subsidies.advice import Way
from training.subsidies.enums import Claimant, Fund, Standing
from training.subsidies.models import FundedPaper, Rate, Scheme
from training.subsidies.queries import (
    Paper,
    entitlements,
    facts_of_people,
    free_papers,
    oneself,
)

from .conftest import NOW, PEOPLE, facts_of_class, id_number
from .test_attestations import MONTHS, PENSION, RURAL

TODAY = NOW.date()
ISSUED = datetime.date(2026, 8, 1)
ACCOUNT = {"bank_name": "某银行", "bank_account": "6220000000000001"}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office's day is that of the classes."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def courier(office) -> Courier:
    facts = CourierFacts(name="尕藏·东智", id_number=id_number(70), phone="13800000070")
    found = register_courier(facts, actor=None, now=NOW)
    create_user("rider", display_name=found.name, courier=found, actor=None)
    return found


def certify(courier: Courier, number: int = 1, **facts: object) -> RecordedCertificate:
    known = {
        "kind": CertificateKind.SKILL_LEVEL,
        "number": f"S00000630000002640000{number}",
        "occupation_code": "4-02-07-08",
        "occupation": "快递员",
        "level": "四级/中级工",
        "issuer": "某评价机构",
        "issued_on": ISSUED,
        "recorded_at": NOW,
    }
    return RecordedCertificate.objects.create(courier=courier, **known | facts)


def employ(courier: Courier, office, signed: datetime.date = datetime.date(2025, 8, 1)) -> None:
    start_employment(
        courier, employer=office.employer, contract_signed_on=signed, contract_months=12, actor=None
    )


def test_a_class_of_another_kind_of_person_gives_another_verdict(office, make_class) -> None:
    make_class()
    found = {}
    for courier in Courier.objects.all():
        each = next(row for row in entitlements(courier, TODAY) if row.scheme == office.scheme)
        found[courier.name] = (each.standing, each.may_claim, [advice.way for advice in each.advice])
    assert found == {
        "马建国": ("ready", True, []),
        "李秀英": ("open", False, [Way.DO]),
        "尕藏·东智": ("closed", False, [Way.CLOSED, Way.DO, Way.DO]),
        "王海": ("closed", False, [Way.CLOSED]),
    }


def test_where_the_way_is_closed_only_what_closes_it_is_told(office, make_class) -> None:
    make_class()
    courier = Courier.objects.get(name="尕藏·东智")
    each = next(row for row in entitlements(courier, TODAY) if row.scheme == office.scheme)
    assert [advice.finding.code for advice in each.deciding] == ["test_passed"]
    assert len(each.advice) == 3


def test_the_words_say_what_to_do_and_whom_to_ask(office, make_class) -> None:
    make_class()
    each = next(
        row for row in entitlements(Courier.objects.get(name="李秀英"), TODAY) if row.scheme == office.scheme
    )
    # Both conditions on the contract ask for the same paper: one thing to do.
    assert [advice.words for advice in each.advice] == ["登记劳动合同，请联系用人单位或登记人员"]
    assert each.met == len(each.decision.findings) - 2


def test_a_class_that_runs_tells_the_hours_still_to_attend(office, make_class) -> None:
    made = make_class(close=False)
    courier = Courier.objects.get(name="马建国")
    enrolment = made.enrolments.get(courier=courier)
    last = enrolment.attendances.order_by("lesson__held_on").last()
    last.status = "absent"
    last.save()
    facts = entitlements(courier, TODAY)[0].facts
    assert (facts.hours_attended, facts.hours_held) == (64, 80)
    enrolment.attendances.update(status="absent")
    each = next(row for row in entitlements(courier, TODAY) if row.scheme == office.scheme)
    hours = next(advice for advice in each.advice if advice.finding.code == "attendance_share")
    assert (hours.way, "64" in hours.words, each.standing) == (Way.DO, True, "open")


def test_who_has_neither_class_nor_certificate_is_told_what_it_takes(office, courier) -> None:
    found = entitlements(courier, TODAY)
    assert {each.scheme.code for each in found} == {
        scheme.code for scheme in Scheme.objects.all() if scheme.takes(Claimant.PERSON)
    }
    assert [(each.subject, each.paper, each.may_claim) for each in found] == [("", None, False)] * len(found)
    assert {each.standing for each in found} == {"open"}


def test_a_certificate_and_insured_months_may_be_claimed_by_the_person(office, courier) -> None:
    certificate = certify(courier)
    employ(courier, office)
    attest(courier, replace(MONTHS, months=11), actor=None, now=NOW)
    waiting = entitlements(courier, TODAY)[0]
    assert (waiting.scheme.code, waiting.standing) == ("skill-subsidy", "open")
    assert [advice.way for advice in waiting.advice] == [Way.WAIT]
    assert "2026年11月12日" in waiting.advice[0].words
    attest(courier, replace(MONTHS, as_of=TODAY - datetime.timedelta(days=1)), actor=None, now=NOW)
    # What is attested for the latest day counts, not what was entered last.
    assert entitlements(courier, TODAY)[0].standing == "open"
    courier.attestations.filter(months=11).delete()
    ready = entitlements(courier, TODAY)[0]
    assert (ready.standing, ready.may_claim, ready.decision.amount) == ("ready", True, 150_000)
    assert (ready.paper.key, ready.claim_until) == (f"c{certificate.pk}", datetime.date(2027, 8, 1))
    assert ready.paper.key in [paper.key for paper in free_papers(oneself(courier), ready.scheme)]
    claim = claim_for_oneself(ready.paper, scheme=ready.scheme, **ACCOUNT, actor=courier.user, now=NOW)
    after = next(row for row in entitlements(courier, TODAY) if row.scheme == ready.scheme)
    assert (after.standing, after.claim.claim, after.decision) == ("claimed", claim, None)


def test_what_another_fund_holds_is_not_offered(office, courier) -> None:
    certificate = certify(courier)
    employ(courier, office)
    attest(courier, MONTHS, actor=None, now=NOW)
    FundedPaper.objects.create(certificate=certificate, fund=Fund.EMPLOYMENT, holders=1)
    assert entitlements(courier, TODAY)[0].may_claim is False
    FundedPaper.objects.update(holders=0)
    assert entitlements(courier, TODAY)[0].may_claim is True


def test_a_certificate_to_which_a_class_led_stands_with_it(office, make_class) -> None:
    made = make_class()
    courier = Courier.objects.get(name="马建国")
    certificate = certify(courier, enrolment=made.enrolments.get(courier=courier))
    found = {each.scheme.code: each for each in entitlements(courier, TODAY)}
    assert {code: each.paper.key for code, each in found.items()} == dict.fromkeys(
        ["training-fund", "project-training", "skill-subsidy"], f"c{certificate.pk}"
    )


def test_without_a_rate_the_office_has_to_do_something(office, make_class) -> None:
    make_class()
    Rate.objects.all().delete()
    each = next(
        row for row in entitlements(Courier.objects.get(name="马建国"), TODAY) if row.scheme == office.scheme
    )
    assert (each.standing, [advice.way for advice in each.advice]) == ("open", [Way.OFFICE])
    PolicyVersion.objects.update(extended_to=None, extended_by=None)
    ended = next(
        row for row in entitlements(Courier.objects.get(name="马建国"), TODAY) if row.scheme == office.scheme
    )
    # Past the end of the rules and without a rate: one sentence says that it is the office's to do.
    assert [advice.finding.code for advice in ended.advice] == ["in_force"]


def test_three_papers_take_no_more_queries_than_one(office, courier, make_class) -> None:
    spent = []
    for number in (1, 2, 3):
        certify(courier, number)
        if number != 2:
            with CaptureQueriesContext(connection) as queries:
                entitlements(courier, TODAY)
            spent.append(len(queries))
    assert spent[0] == spent[1]
    seated, spent = None, []
    for place in (1, 2, 3):
        make_class(f"PX-{place}", people=PEOPLE[:1])
        seated = Courier.objects.get(name="马建国")
        if place != 2:
            with CaptureQueriesContext(connection) as queries:
                assert len(entitlements(seated, TODAY)) == 2 * place
            spent.append(len(queries))
    assert spent[0] == spent[1]


def test_the_page_leads_to_the_claim_and_only_couriers_have_it(office, courier) -> None:
    certificate = certify(courier)
    employ(courier, office)
    attest(courier, MONTHS, actor=None, now=NOW)
    office.users["rider"] = courier.user
    client, path = office.client("rider"), "/subsidies/entitlements/"
    page = client.get(path).content.decode()
    way = f"/subsidies/mine/skill-subsidy/c{certificate.pk}/"
    assert (page.count(way), client.get(way).status_code) == (1, 200)
    for home in ("/home/", "/subsidies/mine/"):
        assert f'href="{path}"' in client.get(home).content.decode()
    assert [office.client(who).get(path).status_code for who in ("agent", "reviewer")] == [403, 403]
    shown = office.client("reviewer").get(courier.get_absolute_url()).content.decode()
    assert ("技能提升补贴" in shown, way in shown) == (True, False)


def test_a_claim_of_the_provider_is_told_without_a_button(office, make_class, claim) -> None:
    courier = Courier.objects.get(name="马建国")
    office.users["rider"] = create_user("rider", display_name="马建国", courier=courier, actor=None)
    page = office.client("rider").get("/subsidies/entitlements/").content.decode()
    assert claim.case.number in page
    assert "/subsidies/mine/training-fund/" not in page


def test_facts_of_a_class_are_those_of_its_first_day(office, make_class) -> None:
    made = make_class()
    courier = Courier.objects.get(name="马建国")
    attest(courier, replace(PENSION, as_of=TODAY), actor=None, now=NOW)
    facts = facts_of_class(made)["马建国"]
    assert (facts.category, facts.claimant, facts.level) == (
        PersonCategory.RURAL_WORKER, Claimant.PROVIDER, "五级/初级工",
    )  # fmt: skip
    assert (facts.hours_attended, facts.hours_held, facts.test_passed) == (80, 80, True)
    # Attested for a later day: of the first day of the class nothing is known.
    assert (facts.pension_drawn, facts.in_school, facts.contract_months) == (None, None, None)
    assert [row.category for row in facts.attested] == [PersonCategory.RURAL_WORKER]
    attest(courier, replace(PENSION, as_of=made.starts_on), actor=None, now=NOW)
    assert facts_of_class(made)["马建国"].pension_drawn is True


@pytest.mark.parametrize(
    ("signed", "found"),
    [(datetime.date(2026, 8, 1), 12), (datetime.date(2026, 8, 2), None)],
)
def test_a_contract_counts_from_its_signing_to_its_end(office, courier, signed, found) -> None:
    employ(courier, office, signed)
    rows = [Paper(courier, certificate=certify(courier))]
    facts = facts_of_people(rows, claimant=Claimant.PERSON)[0]
    assert (facts.contract_months, facts.category) == (
        found,
        PersonCategory.EMPLOYEE if found else None,
    )
    courier.employments.update(ended_on=ISSUED - datetime.timedelta(days=1))
    assert facts_of_people(rows, claimant=Claimant.PERSON)[0].contract_months is None


def test_facts_of_people_come_in_their_order_in_as_many_queries_for_three_as_for_one(office, courier) -> None:
    rows = [Paper(courier, certificate=certify(courier))]
    attest(courier, RURAL, actor=None, now=NOW)
    spent = []
    for order in (71, 72, 73):
        with CaptureQueriesContext(connection) as queries:
            facts = facts_of_people(rows, claimant=Claimant.PERSON, claimed_on=TODAY)
        spent.append(len(queries))
        assert [each.level for each in facts] == [row.certificate.level for row in rows]
        other = register_courier(
            CourierFacts(name="马䶮", id_number=id_number(order), phone=f"1380000{order:04d}"),
            actor=None,
            now=NOW,
        )
        rows.insert(0, Paper(other, certificate=certify(other, order % 10 + 1, level="五级/初级工")))
    assert len(set(spent)) == 1
    assert [each.insured_months for each in facts_of_people(rows, claimant=Claimant.PERSON)] == [None] * 4
    assert facts[-1].category == PersonCategory.RURAL_WORKER
    assert Standing.CATEGORY in Standing


def test_an_earlier_subsidy_and_one_under_way_are_facts_but_not_the_claim_in_hand(
    office, make_class, claim
) -> None:
    courier = Courier.objects.get(name="马建国")
    assert facts_of_class(claim.taught, claim)["马建国"].earlier == ()
    other = make_class("PX-2", people=PEOPLE[:1])
    earlier = facts_of_class(other)["马建国"].earlier
    assert [(row.scheme, row.fund, row.level, row.on) for row in earlier] == [
        ("training-fund", Fund.EMPLOYMENT, "五级/初级工", TODAY)
    ]
    second = claim_for_class(
        other, **ACCOUNT, scheme=Scheme.objects.get(pk="project-training"), actor=office["agent"], now=NOW
    )
    assert second.lines.get(courier=courier).facts["earlier"][0]["scheme"] == "training-fund"


def test_a_claim_counts_for_the_year_in_which_it_was_submitted(office, make_class, claim) -> None:
    case = advance(claim.case, "submit", actor=office["agent"], now=NOW)
    advance(case, "accept", actor=office["acceptor"], now=NOW)
    judge_again(claim, actor=office["reviewer"], now=NOW + datetime.timedelta(days=100))
    assert claim.judged_on.year == 2027
    earlier = facts_of_class(make_class("PX-2", people=PEOPLE[:1]))["马建国"].earlier
    assert [row.on for row in earlier] == [TODAY]


def test_soon_after_midnight_the_page_judges_by_the_new_day(office, courier, monkeypatch) -> None:
    certificate = certify(courier, issued_on=TODAY)
    employ(courier, office)
    attest(courier, MONTHS, actor=None, now=NOW)
    office.users["rider"] = courier.user
    night = NOW.replace(hour=0, minute=30).astimezone(datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: night)
    page = office.client("rider").get(f"/subsidies/mine/skill-subsidy/c{certificate.pk}/")
    assert page.context["decision"].eligible is True
