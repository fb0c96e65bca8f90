"""A closed class of four and the people of the HR bureau.

The rural worker meets everything; the employee's contract is not on record; the absent one did not pass; the
urban resident belongs to no category.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from demo import policy
from demo.standings import attest_trainees
from office.casework.actions import advance, conclude_notice, publish_notice
from office.casework.models import Case
from office.people.actions import CourierFacts, create_user, give_mandate
from office.people.enums import Role
from office.people.identifiers import id_check_character
from office.people.models import Organisation, User
from office.policy.models import Source
from training.courses.actions import (
    Seat,
    close_class,
    enrol,
    issue_certificates,
    open_class,
    record_attendance,
    record_results,
)
from training.courses.actions.results import Result
from training.courses.enums import AttendanceStatus, CourseKind, PersonCategory
from training.courses.models import Course, TrainingClass
from training.subsidies.actions import budgets, claim_for_class, exclude, list_payment
from training.subsidies.enums import Claimant
from training.subsidies.models import Budget, Claim, Scheme
from training.subsidies.queries import Paper, facts_of_people
from training.subsidies.rules import Facts

NOW = datetime.datetime(2026, 10, 12, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PEOPLE = (
    ("马建国", PersonCategory.RURAL_WORKER, Result(Decimal(80), Decimal(75))),
    ("李秀英", PersonCategory.EMPLOYEE, Result(Decimal(70), Decimal(90))),
    ("尕藏·东智", PersonCategory.UNEMPLOYED, Result(absent=True)),
    ("王海", PersonCategory.OTHER, Result(Decimal(66), Decimal(66))),
)


#: The way to the approval: the state that a step leads to, the step, and who takes it.
WAY = (
    ("submitted", "submit", "agent"),
    ("accepted", "accept", "acceptor"),
    ("reviewed", "review", "reviewer"),
    ("approved", "approve", "approver"),
)


def code_of(refused: pytest.ExceptionInfo[ValidationError]) -> str:
    """The code of a refusal, at a field or not."""
    error = refused.value
    faults = next(iter(error.error_dict.values())) if hasattr(error, "error_dict") else error.error_list
    return faults[0].code


def id_number(order: int) -> str:
    body = f"99010119900307{order:03d}"
    return body + id_check_character(body)


def facts_of_class(training_class: TrainingClass, claim: Claim | None = None) -> dict[str, Facts]:
    """What is known of everybody in a class, by name, in the order of the roster."""
    seats = (
        training_class.enrolments.enrolled()
        .select_related("courier", "completion", "assessment", "training_class__course")
        .order_by("position")
    )
    papers = [Paper(seat.courier, seat) for seat in seats]
    facts = facts_of_people(papers, claimant=Claimant.PROVIDER, claim=claim)
    return {paper.courier.name: known for paper, known in zip(papers, facts, strict=True)}


def fund(office: "Office", scheme: Scheme) -> None:
    """Give a scheme money for the year, unless it has some."""
    if not Budget.objects.filter(scheme=scheme, year=NOW.year).exists():
        budgets.open_budget(
            scheme,
            year=NOW.year,
            amount=10_000_000,
            source=Source.objects.get_or_create(title="预算批复", number="1号")[0],
            actor=office["payer"],
            now=NOW,
        )


@dataclass
class Office:
    bureau: Organisation
    provider: Organisation
    rival: Organisation
    employer: Organisation
    users: dict[str, User]
    scheme: Scheme

    def __getitem__(self, name: str) -> User:
        return User.objects.get(pk=self.users[name].pk)

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(self[name], backend="django.contrib.auth.backends.ModelBackend")
        return client


#: The migrations that enter what an office finds on its first day: holidays, schemes, bank profiles.
ENTERED = ("office.policy.migrations.0002_holidays", "training.subsidies.migrations.0002_shipped")


@pytest.fixture
def shipped(db: None) -> None:
    """Have what the migrations enter, also where the tables are made without them."""
    for module in ENTERED:
        import_module(module).enter(apps, None)


@pytest.fixture
def two_connections(transactional_db: None) -> None:
    """Skip where one connection would have to race with itself."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("One connection cannot race with itself; PostgreSQL and a SQLite file can.")


@pytest.fixture
def office(shipped: None) -> Office:
    bureau = Organisation.objects.create(
        name="某区人社局", is_department=True, phone="0972-0000000", address="一号"
    )
    provider = Organisation.objects.create(
        name="某培训中心", is_provider=True, bank_name="某银行", bank_account="990000000001"
    )
    rival = Organisation.objects.create(name="另一培训学校", is_provider=True)
    employer = Organisation.objects.create(name="某快递公司", is_employer=True)
    users = {}
    for name, role, organisation in (
        ("agent", Role.PROVIDER_OPERATOR, provider),
        ("rival", Role.PROVIDER_OPERATOR, rival),
        ("acceptor", Role.ACCEPTOR, bureau),
        ("reviewer", Role.REVIEWER, bureau),
        ("approver", Role.APPROVER, bureau),
        ("payer", Role.PAYER, bureau),
        ("all_hands", Role.REVIEWER, bureau),
    ):
        users[name] = create_user(name, display_name=f"{name}同志", password="x-9-secret", actor=None)
        give_mandate(
            users[name],
            role=role,
            organisation=organisation,
            valid_from=datetime.date(2026, 1, 1),
            actor=None,
        )
    give_mandate(
        users["all_hands"],
        role=Role.APPROVER,
        organisation=bureau,
        valid_from=datetime.date(2026, 1, 1),
        actor=None,
    )
    users["stranger"] = create_user("stranger", display_name="路人", actor=None)
    scheme = policy.scheme()
    return Office(bureau, provider, rival, employer, users, scheme)


def pre_job_course() -> Course:
    course, _made = Course.objects.get_or_create(
        name="快递员岗前培训",
        level="五级/初级工",
        defaults={
            "kind": CourseKind.PRE_JOB,
            "occupation_code": "4-02-07-08",
            "occupation": "快递员",
            "theory_hours": 24,
            "practice_hours": 56,
        },
    )
    return course


@pytest.fixture
def make_class(office: Office) -> Callable[..., TrainingClass]:
    def make(
        number: str = "PX-1", *, close: bool = True, people: tuple = PEOPLE, first: int = 1
    ) -> TrainingClass:
        days = [datetime.date(2026, 8, day) for day in (3, 4, 5, 6, 7)]
        agent = office["agent"]
        made = open_class(
            pre_job_course(),
            number=number,
            title="岗前班",
            provider=office.provider,
            starts_on=days[0],
            ends_on=days[-1],
            capacity=30,
            actor=None,
            now=NOW,
        )
        seats = [
            Seat(
                facts=CourierFacts(name=name, id_number=id_number(order), phone=f"1380000{order:04d}"),
                category=category,
                employer_name=office.employer.name,
            )
            for order, (name, category, _result) in enumerate(people, start=first)
        ]
        trainees = enrol(made, seats, actor=agent, now=NOW)
        marks = {trainee.pk: dict.fromkeys(days, AttendanceStatus.PRESENT) for trainee in trainees}
        record_attendance(made, marks, actor=agent, now=NOW)
        attest_trainees(made, actor=None, now=NOW)
        results = {trainee.pk: row[2] for trainee, row in zip(trainees, people, strict=True)}
        record_results(made, results, taken_on=days[-1], actor=agent, now=NOW)
        if close:
            close_class(made, actor=agent, now=NOW)
            issue_certificates(made, actor=agent, now=NOW)
        return made

    return make


@pytest.fixture
def claim(office: Office, make_class: Callable[..., TrainingClass]) -> Claim:
    return claim_for_class(
        make_class(),
        bank_name="某银行",
        bank_account="990000000001",
        scheme=office.scheme,
        actor=office["agent"],
        now=NOW,
    )


@pytest.fixture
def bring(office: Office) -> Callable[[Claim, str], Case]:
    """Bring a draft along the way to a state, leaving out whoever lacks evidence."""

    def bring_to(claim: Claim, state: str) -> Case:
        fund(office, claim.scheme)
        case = claim.case
        for reached, step, who in WAY:
            case = advance(case, step, actor=office[who], now=NOW)
            if reached == "accepted":
                for line in claim.lines.filter(eligible=None):
                    exclude(line, reason="无劳动合同", actor=office["reviewer"], now=NOW)
            if reached == state:
                return case
        _after_approval(office, claim, case, state)
        case.refresh_from_db()
        return case

    return bring_to


def _after_approval(office: Office, claim: Claim, case: Case, state: str) -> None:
    reviewer, later = office["reviewer"], NOW + datetime.timedelta(days=14)
    notice = publish_notice(
        [case],
        office=office.bureau,
        title="补贴公示",
        body="公示如下。",
        opens_on=NOW.date(),
        actor=reviewer,
        now=NOW,
    )
    if state == "in_notice":
        return
    conclude_notice(notice, actor=reviewer, now=later)
    if state == "cleared":
        return
    claim.refresh_from_db()
    list_payment(claim, actor=office["payer"], now=later)


@pytest.fixture
def cashier(office: Office, make_class: Callable[..., TrainingClass], bring: Callable[[Claim, str], Case]):
    from .money import Cashier

    fund(office, office.scheme)
    return Cashier(office, make_class, bring)
