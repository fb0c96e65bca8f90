"""A small procedure with every kind of step, its people, and cases on the way."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import rules
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.test import Client
from PIL import Image

from office.casework import kinds, procedures
from office.casework.actions import advance, open_case, publish_notice
from office.casework.enums import Hand, Tone
from office.casework.kinds import EvidenceKind
from office.casework.models import Case, PublicNotice
from office.casework.procedures import Field, Procedure, Slot, State, Transition
from office.people.enums import Role
from office.people.models import Mandate, Organisation, User
from office.people.permissions import STAFF_ROLES, holds, organisations_of, role_predicate
from office.policy.enums import DayKind
from office.policy.models import CalendarDay

CHINA = datetime.timezone(datetime.timedelta(hours=8))
# A Monday; the week after it has no holiday.
TODAY = datetime.date(2026, 3, 9)
NOW = datetime.datetime(2026, 3, 9, 10, 0, tzinfo=CHINA)
HOLIDAYS = [
    (datetime.date(2026, 1, 1), DayKind.HOLIDAY),
    *((datetime.date(2026, 10, day), DayKind.HOLIDAY) for day in range(1, 8)),
    (datetime.date(2026, 9, 20), DayKind.WORKDAY),
    (datetime.date(2026, 10, 10), DayKind.WORKDAY),
    (datetime.date(2027, 1, 1), DayKind.HOLIDAY),
]

FILE, ACCEPTING, REVIEW, APPROVE, PAY, VIEW = (
    f"trial.{verb}" for verb in ("file", "accept", "review", "approve", "pay", "view")
)
REASON = "材料第三页缺签名"


def moment(day: datetime.date, hour: int = 10, minute: int = 0, second: int = 0) -> datetime.datetime:
    """A moment of a day in the district."""
    return datetime.datetime.combine(day, datetime.time(hour, minute, second), CHINA)


def _applies(user: Any, case: Case | None = None) -> bool:
    if case is None:
        return holds(user, Role.PROVIDER_OPERATOR)
    return case.organisation_id in organisations_of(user, Role.PROVIDER_OPERATOR)


def _visible(user: Any) -> Q:
    if holds(user, *STAFF_ROLES):
        return Q()
    return Q(organisation__in=organisations_of(user, Role.PROVIDER_OPERATOR))


PERMISSIONS = {
    FILE: rules.predicate(_applies),
    ACCEPTING: role_predicate(Role.ACCEPTOR),
    REVIEW: role_predicate(Role.REVIEWER),
    APPROVE: role_predicate(Role.APPROVER),
    PAY: role_predicate(Role.PAYER),
    VIEW: rules.predicate(_applies) | role_predicate(*STAFF_ROLES),
}
STATES = (
    State("draft", "草稿", "准备中", Tone.NEUTRAL),
    State("submitted", "待审核", "审核中", Tone.INFO),
    State("reviewed", "待批准", "审核中", Tone.INFO),
    State("approved", "待公示", "待公示", Tone.INFO),
    State("in_notice", "公示中", "公示中", Tone.WARNING),
    State("contested", "有异议", "异议处理中", Tone.WARNING),
    State("cleared", "待拨付", "公示结束", Tone.SUCCESS),
    State("paid", "已拨付", "已拨付", Tone.SUCCESS, final=True),
    State("withdrawn", "已撤回", "已撤回", Tone.NEUTRAL, final=True),
)
TRANSITIONS = (
    Transition("submit", ("draft",), "submitted", FILE, "提交", "已提交", days=5),
    Transition(
        "withdraw",
        ("draft", "submitted"),
        "withdrawn",
        FILE,
        "撤回",
        "已撤回",
        needs_reason=True,
        optional=True,
    ),
    Transition(
        "review", ("submitted",), "reviewed", REVIEW, "通过审核", "审核通过", hand=Hand.REVIEWER, days=5
    ),
    Transition("send_back", ("reviewed",), "submitted", APPROVE, "退回审核", "退回审核", needs_reason=True),
    Transition("approve", ("reviewed",), "approved", APPROVE, "批准", "已批准", hand=Hand.APPROVER, days=5),
    Transition("publish", ("approved",), "in_notice", REVIEW, "公示", "开始公示", automatic=True),
    Transition(
        "contest",
        ("in_notice", "contested"),
        "contested",
        "",
        "收到异议",
        "收到异议",
        automatic=True,
        days=15,
    ),
    Transition("resume", ("contested",), "in_notice", APPROVE, "恢复公示", "异议不成立", automatic=True),
    Transition(
        "reopen", ("contested",), "submitted", APPROVE, "重新审核", "异议成立", automatic=True, days=5
    ),
    Transition(
        "clear",
        ("in_notice",),
        "cleared",
        REVIEW,
        "结束公示",
        "公示结束",
        automatic=True,
        after_notice=True,
        days=10,
    ),
    Transition("pay", ("cleared",), "paid", PAY, "拨付", "已拨付", hand=Hand.PAYER),
)
HEADERS = ("姓名", "证件号码", "金额")


def make_procedure(**changes: Any) -> Procedure:
    """The trial procedure, or one that differs."""
    values: dict[str, Any] = {
        "code": "trial",
        "version": 1,
        "label": "试行补贴",
        "number_prefix": "SX",
        "states": STATES,
        "transitions": TRANSITIONS,
        "initial": "draft",
        "view_permission": VIEW,
        "ruling_permission": APPROVE,
        "publish_permission": REVIEW,
        "notice_headers": HEADERS,
        "notice_rows": lambda case: [
            ["马**", "63************0015", "1200.00"],
            ["李*", "99************0022", "800.00"],
        ],
        "panels": lambda case, user: [],
        "visible": _visible,
        # Most tests have one approver; test_rulings_by_others.py has two.
        "ruling_by_other_hand": False,
    }
    return Procedure(**values | changes)


@pytest.fixture(autouse=True)
def trial() -> Iterator[Procedure]:
    """The trial procedure alone is registered, with its permissions."""
    others = procedures.every()
    for other in others:
        procedures.unregister(other)
    for name, predicate in PERMISSIONS.items():
        rules.add_perm(name, predicate)
    procedure = make_procedure()
    procedures.register(procedure)
    yield procedure
    for registered in procedures.every():
        procedures.unregister(registered)
    for name in PERMISSIONS:
        rules.remove_perm(name)
    for other in others:
        procedures.register(other)


RETURN = Transition(
    "return_for_correction",
    ("submitted",),
    "returned",
    REVIEW,
    "退回补正",
    "已退回补正",
    needs_reason=True,
    days=10,
)
ACCEPT = Transition("accept", ("submitted",), "accepted", ACCEPTING, "受理", "已受理", hand=Hand.ACCEPTOR)
ASKED = (Field("bank", "开户银行"), Field("hours", "培训学时"))
PAPERS = (
    Slot("licence", "办学许可证", hint="正本扫描件", kinds=("licence",)),
    Slot("photo", "开班照片", required=False),
)


def with_supplement(**changes: Any) -> Procedure:
    """The trial's second version: accepted first, returned with a list, papers asked for."""
    by_name = {step.name: step for step in TRANSITIONS}
    submit = replace(by_name["submit"], sources=("draft", "returned"), evidence_given=True)
    review = replace(by_name["review"], sources=("accepted",), evidence_checked=True)
    others = [step for step in TRANSITIONS if step.name not in {"submit", "review"}]
    values: dict[str, Any] = {
        "version": 2,
        "label": "试行补贴（新）",
        "states": (
            *STATES,
            State("accepted", "审核中", "审核中", Tone.INFO),
            State("returned", "待补正", "待补正", Tone.WARNING),
        ),
        "transitions": (submit, ACCEPT, RETURN, review, *others),
        "fields": lambda case: ASKED,
        "slots": lambda case: PAPERS,
        "ruling_by_other_hand": True,
        "supplement_rounds": 2,
    }
    return make_procedure(**values | changes)


@pytest.fixture
def second(trial: Procedure) -> Procedure:
    """The second version, registered beside the first; the licence is a kind that runs out."""
    procedure = with_supplement()
    procedures.register(procedure)
    return procedure


@pytest.fixture(autouse=True)
def paper_kinds() -> Iterator[None]:
    """Two kinds of papers: one that runs out, one that does not."""
    others = kinds.every()
    for other in others:
        kinds.unregister(other.code)
    kinds.register(EvidenceKind("licence", "办学许可证", expires=True))
    kinds.register(EvidenceKind("picture", "照片"))
    yield
    for code in ("licence", "picture"):
        kinds.unregister(code)
    for other in others:
        kinds.register(other)


@pytest.fixture
def calendar(db: None) -> None:
    """The holidays of the years in which the tests play, as the office enters them."""
    CalendarDay.objects.all().delete()
    CalendarDay.objects.bulk_create([CalendarDay(day=day, kind=kind, name="节") for day, kind in HOLIDAYS])


def user(name: str, role: Role | None = None, organisation: Organisation | None = None) -> User:
    """Somebody, with a mandate when a role is given."""
    somebody = User.objects.create(username=name, display_name=f"{name}甲")
    if role and organisation:
        Mandate.objects.create(
            user=somebody, role=role, organisation=organisation, valid_from=datetime.date(2020, 1, 1)
        )
    return somebody


@pytest.fixture
def bureau(db: None) -> Organisation:
    return Organisation.objects.create(
        name="平安区人力资源和社会保障局",
        is_department=True,
        address="平安区平安大道1号",
        postcode="810699",
        phone="0972-8600001",
        supervision_phone="0972-8600002",
    )


@pytest.fixture
def school(db: None) -> Organisation:
    return Organisation.objects.create(name="海东市驿路职业培训学校", is_provider=True, phone="0972-8612345")


@pytest.fixture
def other_school(db: None) -> Organisation:
    return Organisation.objects.create(name="平安区第二培训中心", is_provider=True)


@pytest.fixture
def applicant(school: Organisation) -> User:
    return user("applicant", Role.PROVIDER_OPERATOR, school)


@pytest.fixture
def rival(other_school: Organisation) -> User:
    return user("rival", Role.PROVIDER_OPERATOR, other_school)


@pytest.fixture
def reviewer(bureau: Organisation) -> User:
    return user("reviewer", Role.REVIEWER, bureau)


@pytest.fixture
def acceptor(bureau: Organisation) -> User:
    return user("acceptor", Role.ACCEPTOR, bureau)


@pytest.fixture
def chief(bureau: Organisation) -> User:
    """A second approver, who rules where the first may not."""
    return user("chief", Role.APPROVER, bureau)


@pytest.fixture
def approver(bureau: Organisation) -> User:
    return user("approver", Role.APPROVER, bureau)


@pytest.fixture
def payer(bureau: Organisation) -> User:
    return user("payer", Role.PAYER, bureau)


@pytest.fixture
def auditor(bureau: Organisation) -> User:
    return user("auditor", Role.AUDITOR, bureau)


@pytest.fixture
def stranger(db: None) -> User:
    return user("stranger")


@pytest.fixture
def everyone(
    applicant: User, rival: User, reviewer: User, approver: User, payer: User, auditor: User, stranger: User
) -> dict[str, User]:
    """All personas by name."""
    people = (applicant, rival, reviewer, approver, payer, auditor, stranger)
    return {person.username: person for person in people}


@pytest.fixture
def new_case(calendar: None, school: Organisation) -> Callable[..., Case]:
    """Make a case, in any state when one is named."""

    def make(state: str = "draft", title: str = "2026年春季班补贴", **values: Any) -> Case:
        case = open_case("trial", title=title, organisation=school, actor=None, now=NOW)
        if state != "draft" or values:
            Case.objects.filter(pk=case.pk).update(state=state, **values)
            case.refresh_from_db()
        return case

    return make


@pytest.fixture
def approved(new_case: Callable[..., Case], applicant: User, reviewer: User, approver: User) -> Case:
    """A case that went its way to approval."""
    case = new_case()
    advance(case, "submit", actor=applicant, now=NOW)
    advance(case, "review", actor=reviewer, now=NOW)
    return advance(case, "approve", actor=approver, now=NOW)


@pytest.fixture
def publish(bureau: Organisation, reviewer: User) -> Callable[..., PublicNotice]:
    """Put cases on a notice from today on."""

    def _publish(*cases: Case, **changes: Any) -> PublicNotice:
        values: dict[str, Any] = {
            "office": bureau,
            "title": "2026年第1批补贴公示",
            "body": "经审核，现予公示，接受社会监督。",
            "opens_on": TODAY,
            "actor": reviewer,
            "now": NOW,
        }
        return publish_notice(list(cases), **values | changes)

    return _publish


@pytest.fixture
def notice(approved: Case, publish: Callable[..., PublicNotice]) -> PublicNotice:
    """A notice with one case and two rows, 9 to 16 March 2026."""
    return publish(approved)


@pytest.fixture
def objector() -> dict[str, Any]:
    """What somebody who signs with a real name says."""
    return {"name": "祁生莲", "phone": "13900001234", "real_name": True, "reason": "本人未参加该培训班。"}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime.datetime], None]:
    """Set the moment that the pages ask for; 9 March 2026, ten o'clock, to begin with."""

    def set_to(at: datetime.datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)

    set_to(NOW)
    return set_to


@pytest.fixture
def sign_in(client: Client, clock: Any) -> Callable[[User], Client]:
    """Sign somebody in."""

    def _sign_in(somebody: User) -> Client:
        client.force_login(somebody)
        return client

    return _sign_in


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    """A small picture of a kind."""
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **options)
    return out.getvalue()


PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"


def code_of(refusal: ValidationError) -> str:
    """The codes of a refusal, at its fields or not."""
    return ",".join(str(fault.code) for fault in ValidationError([refusal]).error_list)


def key_of(response: Any) -> str:
    """The key that a form carries."""
    return str(response.context["deed_key"])
