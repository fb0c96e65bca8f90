"""A committee of five with its secretary, and cases of a small kind that wait for it. All are invented."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import rules
from django.db.models import Q
from django.test import Client

from office.casework import procedures
from office.casework.actions import advance, open_case
from office.casework.enums import Tone
from office.casework.models import Case
from office.casework.procedures import Procedure, Slot, State, Transition
from office.people.enums import Role
from office.people.models import Courier, Organisation, User
from office.people.permissions import role_predicate
from recognition.committees import actions, kinds
from recognition.committees.enums import Answer, Choice, Make, Post, TitleLevel
from recognition.committees.kinds import JudgedKind
from recognition.committees.models import AgendaItem, Committee, Declaration, Expert, Meeting, Membership
from tests.personas import person, user

CHINA = datetime.timezone(datetime.timedelta(hours=8))
TODAY = datetime.date(2026, 9, 15)
NOW = datetime.datetime(2026, 9, 15, 10, 0, tzinfo=CHINA)
SEATS = 5
JUDGED = "judged_trial"
STATES = (
    State("draft", "草稿", "准备中", Tone.NEUTRAL),
    State("before_committee", "待评审", "评审中", Tone.INFO),
    State("done", "已办结", "已办结", Tone.SUCCESS, final=True),
)
PERMISSION = "judged_trial.handle"
TRANSITIONS = (
    Transition("submit", ("draft",), "before_committee", PERMISSION, "提交评审", "已提交"),
    Transition("finish", ("before_committee",), "done", PERMISSION, "办结", "已办结"),
)


def facts(case: Case) -> list[tuple[str, str]]:
    """What the kind tells of a case; the second pair names people on purpose."""
    return [("学历", "本科"), ("业绩", f"{case.courier} 在 {case.organisation} 主持分拣线改造")]


@pytest.fixture(autouse=True)
def judged() -> Iterator[Procedure]:
    """A procedure whose cases come before a committee."""
    procedure = Procedure(
        code=JUDGED, version=1, label="试行评审", number_prefix="SP", states=STATES,
        transitions=TRANSITIONS, initial="draft", view_permission=PERMISSION,
        ruling_permission=PERMISSION, publish_permission=PERMISSION,
        panels=lambda case, user: [], visible=lambda user: Q(),
        slots=lambda case: [Slot("report", "业绩报告")],
    )  # fmt: skip
    rules.add_perm(PERMISSION, role_predicate(Role.COMMITTEE_SECRETARY))
    procedures.register(procedure)
    kinds.register(JudgedKind(procedure=JUDGED, states=("before_committee",), facts=facts))
    yield procedure
    kinds.unregister(JUDGED)
    procedures.unregister(procedure)
    rules.remove_perm(PERMISSION)


@pytest.fixture
def secretary(bureau: Organisation) -> User:
    return user("秘书", Role.COMMITTEE_SECRETARY, organisation=bureau)


@pytest.fixture
def union(db: None) -> Organisation:
    return Organisation.objects.create(name="平安区总工会", is_department=True)


@pytest.fixture
def other_secretary(union: Organisation) -> User:
    return user("工会秘书", Role.COMMITTEE_SECRETARY, organisation=union)


@pytest.fixture
def auditor(bureau: Organisation) -> User:
    return user("审计员", Role.AUDITOR, organisation=bureau)


@pytest.fixture
def teller(bureau: Organisation) -> User:
    return user("计票员", Role.REVIEWER, organisation=bureau)


@pytest.fixture
def scrutineer(bureau: Organisation) -> User:
    return user("监票员", Role.APPROVER, organisation=bureau)


@pytest.fixture
def firm(db: None) -> Organisation:
    return Organisation.objects.create(
        name="海东平安速达快递有限公司", short_name="平安速达", is_employer=True
    )


@pytest.fixture
def committee(bureau: Organisation) -> Committee:
    return Committee.objects.create(
        name="快递工程评审委员会", organisation=bureau, make=Make.OTHER, size=SEATS,
        document_number="平人社〔2026〕9号", term_from=datetime.date(2026, 1, 1),
        term_to=datetime.date(2028, 12, 31),
    )  # fmt: skip


def expert_of(name: str, bureau: Organisation, serial: int) -> Expert:
    return Expert.objects.create(
        user=user(name, Role.EXPERT, organisation=bureau), title="高级工程师",
        level=TitleLevel.ASSOCIATE_SENIOR, filing_number=f"ZJ-{serial:03d}", employer_name="某研究院",
        filed_on=datetime.date(2026, 1, 1), filed_until=datetime.date(2028, 12, 31),
    )  # fmt: skip


@pytest.fixture
def experts(committee: Committee, bureau: Organisation) -> list[Expert]:
    """Five experts with a seat each; the first presides."""
    found = [expert_of(name, bureau, place) for place, name in enumerate("甲乙丙丁戊", start=1)]
    for place, expert in enumerate(found):
        Membership.objects.create(
            committee=committee, expert=expert, post=Post.MEMBER if place else Post.CHAIR,
            valid_from=committee.term_from, valid_to=committee.term_to,
        )  # fmt: skip
    return found


@pytest.fixture
def applicant(db: None) -> Courier:
    return person("马占海", 1)


@pytest.fixture
def make_case(applicant: Courier, firm: Organisation, secretary: User) -> Callable[..., Case]:
    """Open a case of the trial kind and bring it before the committee."""

    def make(state: str = "before_committee", courier: Courier | None = None) -> Case:
        case = open_case(
            JUDGED,
            title="马占海 工程师",
            courier=courier or applicant,
            organisation=firm,
            actor=None,
            now=NOW,
        )
        return case if state == "draft" else advance(case, "submit", actor=secretary, now=NOW)

    return make


@pytest.fixture
def case(make_case: Callable[..., Case]) -> Case:
    return make_case()


@pytest.fixture
def meeting(committee: Committee, experts: list[Expert], secretary: User) -> Meeting:
    """A meeting planned for today."""
    return actions.plan_meeting(committee, held_on=TODAY, place="三楼会议室", actor=secretary, now=NOW)


def declare_all(item: AgendaItem, answer: Answer = Answer.NONE) -> None:
    """Let everybody who was asked say that there is no conflict."""
    Declaration.objects.filter(dossier=item.dossier, answer=Answer.ASKED).update(
        answer=answer, answered_at=NOW
    )


@pytest.fixture
def open_session(
    meeting: Meeting, experts: list[Expert], secretary: User, teller: User, scrutineer: User
) -> Callable[..., Meeting]:
    """Enter who is there (all unless told) and open the meeting."""

    def make(there: list[Expert] | None = None) -> Meeting:
        actions.enter_attendance(meeting, experts if there is None else there, actor=secretary, now=NOW)
        return actions.open_meeting(
            meeting, chair=experts[0], teller=teller, scrutineer=scrutineer, actor=secretary, now=NOW
        )

    return make


@pytest.fixture
def item(case: Case, meeting: Meeting, secretary: User) -> AgendaItem:
    """The case on the agenda, everybody without a conflict."""
    (added,) = actions.put_on_agenda(meeting, [case], actor=secretary, now=NOW)
    declare_all(added)
    return added


@pytest.fixture
def hold_ballot(secretary: User, teller: User, scrutineer: User) -> Callable[..., AgendaItem]:
    """Open a ballot, let experts vote, close it, and have the count signed."""

    def hold(item: AgendaItem, votes: dict[Expert, Choice], *, sign: bool = True) -> AgendaItem:
        actions.open_ballot(item, actor=secretary, now=NOW)
        for expert, choice in votes.items():
            actions.cast_vote(item, choice, actor=expert.user, now=NOW)
        closed = actions.close_ballot(item, actor=secretary, now=NOW)
        counts: Any = {choice.value: list(votes.values()).count(choice) for choice in Choice}
        for actor in (teller, scrutineer) if sign else ():
            actions.sign_count(closed, **counts, actor=actor, now=NOW)
        return closed

    return hold


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    def _sign_in(somebody: User) -> Client:
        client = Client()
        client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return _sign_in


def code_of(error: pytest.ExceptionInfo[Any]) -> str:
    """The one code of a refusal, at whatever field."""
    faults = (
        error.value.error_dict.values() if hasattr(error.value, "error_dict") else [error.value.error_list]
    )
    (fault,) = [fault for each in faults for fault in each]
    return str(fault.code)
