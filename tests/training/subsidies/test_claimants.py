"""Employers and people claim; a certificate feeds one fund; a return opens only what it lists."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from office.audit.models import Entry
from office.casework.actions import advance, ask_supplement
from office.people.actions import create_user, give_mandate, start_employment
from office.people.enums import Role
from office.people.models import Courier, Employment
from training.courses.enums import CertificateKind
from training.courses.models import RecordedCertificate
from training.subsidies.actions import (
    Evidence,
    attest,
    change_account_of_person,
    claim_for_class,
    claim_for_oneself,
    claim_for_people,
    exclude,
    take_in,
)
from training.subsidies.enums import Claimant, EvidenceSource, Standing
from training.subsidies.models import ClaimLine, FundedPaper, Scheme
from training.subsidies.queries import Paper, employed_by, entitlements, free_papers

from .conftest import NOW, PEOPLE, code_of

TODAY = NOW.date()
ACCOUNT = {"bank_name": "某银行", "bank_account": "6220000000000001"}


@pytest.fixture
def boss(office):
    user = create_user("boss", display_name="站长", actor=None)
    give_mandate(
        user,
        role=Role.EMPLOYER_OPERATOR,
        organisation=office.employer,
        valid_from=datetime.date(2026, 1, 1),
        actor=None,
    )
    return user


@pytest.fixture
def hire(office, make_class):
    """The employee of the class, with a contract and evidence of where she comes from."""
    make_class()
    courier = Courier.objects.get(name="李秀英")
    Employment.objects.filter(courier=courier).delete()
    start_employment(
        courier,
        employer=office.employer,
        contract_signed_on=datetime.date(2026, 5, 6),
        contract_months=24,
        actor=None,
    )
    return courier


@pytest.fixture
def skilled(office):
    """A courier with an account, a contract, insured months and a level certificate of another body."""
    from office.people.actions import CourierFacts, register_courier

    from .conftest import id_number

    courier = register_courier(
        CourierFacts(name="马䶮", id_number=id_number(77), phone="13800000077"), actor=None, now=NOW
    )
    start_employment(
        courier,
        employer=office.employer,
        contract_signed_on=datetime.date(2025, 5, 6),
        contract_months=36,
        actor=None,
    )
    issued_on = datetime.date(2026, 8, 1)
    attest(
        courier,
        Evidence(
            standing=Standing.INSURED_MONTHS,
            months=26,
            as_of=issued_on,
            source=EvidenceSource.SHARED,
            attested_by="社保中心",
        ),
        actor=None,
        now=NOW,
    )
    certificate = RecordedCertificate.objects.create(
        courier=courier,
        kind=CertificateKind.SKILL_LEVEL,
        number="S000006300000026400001",
        occupation_code="4-02-07-08",
        occupation="快递员",
        level="四级/中级工",
        issuer="某评价机构",
        issued_on=issued_on,
        recorded_at=NOW,
    )
    create_user("skilled", display_name="马䶮", courier=courier, actor=None)
    return Paper(courier, None, certificate)


@pytest.fixture
def own_user(skilled):
    return skilled.courier.user


def test_an_employer_claims_for_its_own_people(office, boss, hire) -> None:
    papers = free_papers(employed_by(office.employer), office.scheme)
    assert sorted(paper.courier.name for paper in papers) == ["李秀英", "王海", "马建国"]
    papers = [paper for paper in papers if paper.courier == hire]
    claim = claim_for_people(office.employer, papers, scheme=office.scheme, **ACCOUNT, actor=boss, now=NOW)
    assert (claim.claimant, claim.payee, claim.case.organisation) == (
        Claimant.EMPLOYER,
        office.employer,
        office.employer,
    )
    line = claim.lines.get()
    assert (line.payee, line.facts["claimant"]) == ("employer", "employer")


def test_an_employer_claims_for_nobody_else(office, boss, hire) -> None:
    papers = free_papers(employed_by(office.employer), office.scheme)
    Employment.objects.update(ended_on=TODAY)
    with pytest.raises(ValidationError) as refused:
        claim_for_people(office.employer, papers, scheme=office.scheme, **ACCOUNT, actor=boss, now=NOW)
    assert code_of(refused) == "not_employed"
    with pytest.raises(ValidationError) as refused:
        claim_for_people(office.employer, [], scheme=office.scheme, **ACCOUNT, actor=boss, now=NOW)
    assert code_of(refused) == "nobody_chosen"
    with pytest.raises(PermissionDenied):
        claim_for_people(
            office.employer, papers, scheme=office.scheme, **ACCOUNT, actor=office["agent"], now=NOW
        )


def test_a_person_claims_for_an_own_certificate_and_the_account_is_sealed(office, skilled, own_user) -> None:
    scheme = Scheme.objects.get(pk="skill-subsidy")
    nearest = entitlements(skilled.courier, TODAY)[0]
    assert (nearest.scheme, nearest.may_claim, nearest.decision.amount) == (scheme, True, 150_000)
    claim = claim_for_oneself(skilled, scheme=scheme, **ACCOUNT, actor=own_user, now=NOW)
    line = claim.lines.get()
    assert (line.amount, line.payee, line.bank_account) == (150_000, "person", ACCOUNT["bank_account"])
    assert ACCOUNT["bank_account"].encode() not in bytes(line.bank_account_sealed)
    assert not Entry.objects.filter(data__icontains=ACCOUNT["bank_account"]).exists()
    with pytest.raises(ValidationError) as refused:
        claim_for_oneself(skilled, scheme=scheme, **ACCOUNT, actor=own_user, now=NOW)
    assert code_of(refused) == "already_claimed"
    with pytest.raises(PermissionDenied):
        claim_for_oneself(skilled, scheme=scheme, **ACCOUNT, actor=office["agent"], now=NOW)


def test_a_return_opens_only_what_it_lists(office, skilled, own_user) -> None:
    scheme = Scheme.objects.get(pk="skill-subsidy")
    claim = claim_for_oneself(skilled, scheme=scheme, **ACCOUNT, actor=own_user, now=NOW)
    case = advance(claim.case, "submit", actor=own_user, now=NOW)
    line = claim.lines.get()
    change = {"bank_name": "另一银行", "bank_account": "6220000000000002", "actor": own_user, "now": NOW}
    with pytest.raises(ValidationError) as refused:
        change_account_of_person(line, **change)
    assert code_of(refused) == "not_open"
    ask_supplement(case, items=[("bank_account", "账号有误")], actor=office["acceptor"], now=NOW)
    line = change_account_of_person(claim.lines.get(), **change)
    assert line.bank_account == "6220000000000002"
    case.refresh_from_db()
    case = advance(case, "submit", actor=own_user, now=NOW)
    ask_supplement(case, items=[("certificate", "照片不清晰")], actor=office["acceptor"], now=NOW)
    with pytest.raises(ValidationError) as refused:
        change_account_of_person(line, **change)
    assert code_of(refused) == "not_open"


def test_a_submitted_claim_holds_the_certificate_for_its_scheme_and_fund(office, claim) -> None:
    advance(claim.case, "submit", actor=office["agent"], now=NOW)
    held = claim.lines.get(amount__gt=0)
    paper = FundedPaper.objects.get(enrolment=held.enrolment_id)
    assert (held.held_for, paper.fund, paper.holders) == (office.scheme, "employment", 1)
    other = claim_for_class(
        claim.taught,
        bank_name="某银行",
        bank_account="990000000001",
        scheme=Scheme.objects.get(pk="project-training"),
        actor=office["agent"],
        now=NOW,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimLine.objects.filter(claim=other).update(amount=1, eligible=True, held_for=office.scheme)
    claim.case.refresh_from_db()
    advance(claim.case, "withdraw", actor=office["agent"], now=NOW, reason="更正名单")
    paper.refresh_from_db()
    assert (paper.holders, ClaimLine.objects.exclude(held_for=None).count()) == (0, 0)


def test_another_fund_does_not_get_a_certificate_that_is_held(office, claim) -> None:
    """Also where no rule asks, as when both were judged before either was submitted."""
    held = claim.lines.get(amount__gt=0)
    FundedPaper.objects.create(enrolment=held.enrolment, fund="unemployment", holders=1)
    with pytest.raises(ValidationError) as refused:
        advance(claim.case, "submit", actor=office["agent"], now=NOW)
    assert (code_of(refused), "马建国" in str(refused.value)) == ("already_held", True)
    claim.case.refresh_from_db()
    assert claim.case.state == "draft"
    FundedPaper.objects.update(holders=0)
    advance(claim.case, "submit", actor=office["agent"], now=NOW)
    assert FundedPaper.objects.get().fund == "employment"


def test_who_was_left_out_is_taken_in_again_with_a_reason(office, claim) -> None:
    case = advance(claim.case, "submit", actor=office["agent"], now=NOW)
    advance(case, "accept", actor=office["acceptor"], now=NOW)
    line = claim.lines.get(amount__gt=0)
    exclude(line, reason="核实考勤", actor=office["reviewer"], now=NOW)
    assert FundedPaper.objects.get().holders == 0
    with pytest.raises(ValidationError) as refused:
        take_in(line, reason=" ", actor=office["reviewer"], now=NOW)
    assert code_of(refused) == "reason_missing"
    line = take_in(line, reason="考勤属实", actor=office["reviewer"], now=NOW)
    assert (line.excluded, line.amount, line.held_for) == (False, 80_000, office.scheme)
    assert FundedPaper.objects.get().holders == 1
    with pytest.raises(ValidationError) as refused:
        take_in(line, reason="再来", actor=office["reviewer"], now=NOW)
    assert code_of(refused) == "not_excluded"


def test_whoever_is_taken_in_holds_the_paper_by_the_state_on_record(office, claim) -> None:
    stale = claim.lines.select_related("claim__case").get(amount__gt=0)
    assert stale.claim.case.state == "draft"
    case = advance(claim.case, "submit", actor=office["agent"], now=NOW)
    advance(case, "accept", actor=office["acceptor"], now=NOW)
    exclude(claim.lines.get(amount__gt=0), reason="核实考勤", actor=office["reviewer"], now=NOW)
    take_in(stale, reason="考勤属实", actor=office["reviewer"], now=NOW)
    assert claim.lines.get(amount__gt=0).held_for == office.scheme


def test_a_class_is_claimed_under_a_scheme_that_takes_it(office, make_class) -> None:
    made = make_class(people=PEOPLE[:1])
    with pytest.raises(ValidationError) as refused:
        claim_for_class(
            made,
            scheme=Scheme.objects.get(pk="skill-subsidy"),
            bank_name="某银行",
            bank_account="990000000001",
            actor=office["agent"],
            now=NOW,
        )
    assert code_of(refused) == "scheme_unfit"
