"""A rider of a firm, the firm's operator, the officers, an expert committee of three. All are invented."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from demo import sitting as demo
from demo.casework import drawn
from office.casework.actions import (
    advance,
    attach_evidence,
    check_evidence,
    conclude_notice,
    keep_evidence,
    publish_notice,
)
from office.casework.models import Attachment, Case, PublicNotice
from office.people.enums import Role
from office.people.models import Courier, Employment, Organisation, User
from recognition.committees.enums import Make, Post, TitleLevel
from recognition.committees.models import Committee, Expert, Meeting, Membership
from recognition.titles import actions
from recognition.titles.enums import Branch, Education, Level, Route
from recognition.titles.models import TitleApplication, TitleRound
from recognition.titles.sections import BY_CODE
from tests.personas import person, user

CHINA = datetime.timezone(datetime.timedelta(hours=8))
NOW = datetime.datetime(2026, 9, 15, 10, 0, tzinfo=CHINA)
TODAY = NOW.date()

PARTS: dict[str, dict[str, Any]] = {
    "ground": {"ground": "standard", "ground_note": ""},
    "education": {
        "education": Education.BACHELOR,
        "school": "青海大学",
        "major": "物流工程",
        "graduated_on": datetime.date(2019, 7, 1),
    },
    "standing": {
        "held_level": Level.ASSISTANT,
        "held_since": datetime.date(2021, 10, 8),
        "held_document": "东人社〔2021〕77号",
        "skill": None,
        "no_penalty": True,
    },
    "work": {"post": "设备主管", "specialty_since": datetime.date(2019, 8, 1), "probation_passed": True},
    "achievements": {"summary": "主持分拣线改造，差错率下降四成。"},
    "hours": {"other_hours": None, "appraisal": "2024 合格，2025 优秀"},
}


def later(days: int) -> datetime.datetime:
    return NOW + datetime.timedelta(days=days)


@pytest.fixture
def firm(db: None) -> Organisation:
    return Organisation.objects.create(name="海东平安速达快递有限公司", is_employer=True)


@pytest.fixture
def other_firm(db: None) -> Organisation:
    return Organisation.objects.create(name="高原快运", is_employer=True)


@pytest.fixture
def courier(firm: Organisation) -> Courier:
    return employed("马占海", 1, firm)


def employed(name: str, serial: int, firm: Organisation) -> Courier:
    found = person(name, serial)
    Employment.objects.create(courier=found, employer=firm, started_on=datetime.date(2019, 8, 1))
    return found


@pytest.fixture
def rider(courier: Courier) -> User:
    return user("骑手", courier=courier)


@pytest.fixture
def boss(firm: Organisation) -> User:
    return user("站长", Role.EMPLOYER_OPERATOR, organisation=firm)


@pytest.fixture
def other_boss(other_firm: Organisation) -> User:
    return user("别家站长", Role.EMPLOYER_OPERATOR, organisation=other_firm)


@pytest.fixture
def acceptor(bureau: Organisation) -> User:
    return user("受理员", Role.ACCEPTOR, organisation=bureau)


@pytest.fixture
def approver(bureau: Organisation) -> User:
    return user("审批员", Role.APPROVER, organisation=bureau)


@pytest.fixture
def secretary(bureau: Organisation) -> User:
    return user("秘书", Role.COMMITTEE_SECRETARY, organisation=bureau)


def round_of(bureau: Organisation, route: Route = Route.UPWARD, **values: Any) -> TitleRound:
    facts: dict[str, Any] = {
        "year": 2026,
        "branch": Branch.EQUIPMENT,
        "level": Level.ENGINEER,
        "route": route,
        "committee": "省邮政工程系列中级评审委员会",
        "office": bureau,
        "opens_on": datetime.date(2026, 9, 1),
        "closes_on": datetime.date(2026, 9, 30),
        "as_of": datetime.date(2026, 12, 31),
    }
    return TitleRound.objects.create(**facts | values)


@pytest.fixture
def upward(bureau: Organisation) -> TitleRound:
    return round_of(bureau)


@pytest.fixture
def here(bureau: Organisation) -> TitleRound:
    return round_of(bureau, Route.HERE, branch=Branch.NETWORK, committee="平安区快递工程初级评审委员会")


def fresh(application: TitleApplication) -> TitleApplication:
    """The row as it stands now, with its relations."""
    return TitleApplication.objects.select_related("case", "round", "applicant").get(pk=application.pk)


def fill_in(application: TitleApplication, rider: User, **changes: dict[str, Any]) -> TitleApplication:
    """Fill in every part and attach what is asked for; `changes` are columns by part."""
    for code in BY_CODE:
        values = PARTS[code] | changes.get(code, {})
        actions.save_section(application, code, values, actor=rider, now=NOW)
    actions.add_work(
        application, employer="海东平安速达快递有限公司", post="设备主管",
        started_on=datetime.date(2019, 8, 1), ended_on=None, actor=rider, now=NOW,
    )  # fmt: skip
    for place, (slot, kind) in enumerate(
        {"diploma": "diploma", "title_certificate": "title_certificate"}.items()
    ):
        paper = keep_evidence(
            owner=application.applicant,
            kind=kind,
            name=f"{slot}.png",
            content=drawn(place),
            actor=rider,
            now=NOW,
        )
        attach_evidence(application.case, slot, paper, actor=rider, now=NOW)
    actions.pledge(application, actor=rider, now=NOW)
    return fresh(application)


@pytest.fixture
def start(rider: User, courier: Courier, firm: Organisation) -> Callable[[TitleRound], TitleApplication]:
    def _start(round_: TitleRound) -> TitleApplication:
        return actions.start_application(round_, courier=courier, employer=firm, actor=rider, now=NOW)

    return _start


def hang_notice(application: TitleApplication, boss: User, **changes: Any) -> Any:
    facts: dict[str, Any] = {
        "posted_on": datetime.date(2026, 9, 16),
        "taken_down_on": datetime.date(2026, 9, 23),
        "place": "网点公告栏",
        "outcome": "无异议",
        "opinion": "同意推荐",
        "name": "公示.png",
        "content": drawn(7),
        "actor": boss,
        "now": later(9),
    }
    return actions.record_employer_notice(application, **facts | changes)


class Way:
    """Brings an application along its way, each step by its own person on its own day."""

    def __init__(self, rider: User, boss: User, acceptor: User, reviewer: User, approver: User) -> None:
        self.rider, self.boss, self.acceptor = rider, boss, acceptor
        self.reviewer, self.approver = reviewer, approver

    def step(self, application: TitleApplication, name: str, actor: User, day: int, reason: str = "") -> Case:
        return advance(fresh(application).case, name, actor=actor, now=later(day), reason=reason)

    def submitted(self, application: TitleApplication) -> TitleApplication:
        fill_in(application, self.rider)
        self.step(application, "submit", self.rider, 0)
        return fresh(application)

    def recommended(self, application: TitleApplication) -> TitleApplication:
        hang_notice(self.submitted(application), self.boss)
        self.step(application, "recommend", self.boss, 9)
        return fresh(application)

    def accepted(self, application: TitleApplication) -> TitleApplication:
        self.recommended(application)
        self.step(application, "accept", self.acceptor, 10)
        for each in Attachment.objects.filter(case=application.pk):
            check_evidence(each, outcome="accepted", actor=self.reviewer, now=later(10))
        return fresh(application)

    def sent_up(self, application: TitleApplication) -> TitleApplication:
        self.accepted(application)
        self.step(application, "send_up", self.reviewer, 11)
        return fresh(application)

    def reviewed(self, application: TitleApplication) -> TitleApplication:
        self.accepted(application)
        self.step(application, "review", self.reviewer, 11)
        return fresh(application)


@pytest.fixture
def way(rider: User, boss: User, acceptor: User, reviewer: User, approver: User) -> Way:
    return Way(rider, boss, acceptor, reviewer, approver)


class Sitting:
    """A committee of three that meets and votes on one case."""

    def __init__(self, bureau: Organisation, secretary: User) -> None:
        self.committee = Committee.objects.create(
            name="平安区快递工程初级评审委员会", organisation=bureau, make=Make.OTHER, size=3,
            document_number="平人社〔2026〕9号", term_from=datetime.date(2026, 1, 1),
            term_to=datetime.date(2028, 12, 31),
        )  # fmt: skip
        self.seats = demo.Sitting(
            self.committee,
            [self._expert(name, bureau, place) for place, name in enumerate("甲乙丙")],
            secretary=secretary,
            teller=user("计票员", Role.REVIEWER, organisation=bureau),
            scrutineer=user("监票员", Role.APPROVER, organisation=bureau),
        )

    def _expert(self, name: str, bureau: Organisation, place: int) -> Expert:
        expert = Expert.objects.create(
            user=user(name, Role.EXPERT, organisation=bureau), title="高级工程师",
            level=TitleLevel.ASSOCIATE_SENIOR, filing_number=f"ZJ-{place:03d}", employer_name="某研究院",
            filed_on=datetime.date(2026, 1, 1), filed_until=datetime.date(2028, 12, 31),
        )  # fmt: skip
        Membership.objects.create(
            committee=self.committee, expert=expert, post=Post.MEMBER if place else Post.CHAIR,
            valid_from=self.committee.term_from, valid_to=self.committee.term_to,
        )  # fmt: skip
        return expert

    def decide(self, case: Case, yes: int, *, day: int) -> Meeting:
        """Meet on a day and vote with so many in favour of three."""
        return self.seats.decide({case: yes}, now=later(day))


@pytest.fixture
def sitting(bureau: Organisation, secretary: User) -> Sitting:
    return Sitting(bureau, secretary)


def publish(case: Case, office: Organisation, reviewer: User, *, day: int) -> PublicNotice:
    office.address, office.phone = "平安区演示大道 1 号", "0972-0000001"
    office.save()
    return publish_notice(
        [case], office=office, title="职称评审结果公示", body="现予公示。",
        opens_on=later(day).date(), actor=reviewer, now=later(day),
    )  # fmt: skip


def conclude(notice: PublicNotice, reviewer: User, *, day: int) -> None:
    conclude_notice(notice, actor=reviewer, now=later(day))


def code_of(error: pytest.ExceptionInfo[Any]) -> str:
    """The one code of a refusal, at whatever field."""
    faults = (
        error.value.error_dict.values() if hasattr(error.value, "error_dict") else [error.value.error_list]
    )
    (fault,) = [fault for each in faults for fault in each]
    return str(fault.code)
