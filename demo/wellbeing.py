"""The union's work in the demonstration: members and homes, care of every kind, a batch in every state."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from office.casework.actions import advance, conclude_notice, file_objection, publish_notice
from office.people.models import Courier, Employment, Organisation, User
from office.policy.models import PolicyVersion, Source
from recognition.wellbeing.actions import (
    ActivityFacts,
    BaseFacts,
    BatchFacts,
    HomeFacts,
    add_guide,
    admit,
    apply_for_membership,
    call_off_activity,
    check_in,
    end_membership,
    enter_list,
    hold_activity,
    invite,
    keep_base,
    order_list,
    plan_activity,
    plan_batch,
    record_stays,
    refuse,
    set_up_home,
    transfer,
)
from recognition.wellbeing.enums import CareKind, HomeKind, Mode, Relation, Reply
from recognition.wellbeing.models import Batch, Companion, Membership, Participation, UnionHome
from recognition.wellbeing.queries import with_places
from recognition.wellbeing.rules import POLICY

DAY = datetime.timedelta(days=1)
SEED = "d0c0ffee" * 4
PEOPLE = 24
RULES: dict[str, Any] = {
    "order": ["honour", "not_recent", "hard_post", "waiting"],
    "honour_years": 5,
    "recent_years": 3,
    "hard_posts": ["乡", "镇", "山区", "夜班"],
    "notice_days": 5,
    "erase_days": 30,
    "members_too": True,
    "guide_first": 2,
    "guide_further": 20,
    "companions": 2,
}
#: Kind, title, place, days ago (negative: to come), yuan planned and spent, yuan given to each.
CARE = (
    (CareKind.SUMMER, "高温天气送清凉", "高铁新区网点", 110, 6_000, 5_480, 60),
    (CareKind.WINTER, "冬季送温暖：护膝与头盔", "平安街道网点", 12, 8_000, 7_260, 80),
    (CareKind.LEGAL_AID, "交通事故与社保法律咨询", "区总工会一楼", 40, 1_500, 1_200, 0),
    (CareKind.COUNSELLING, "一对一心理疏导", "职工服务中心", 25, 2_000, 1_800, 0),
    (CareKind.HELP, "困难职工帮扶", "区总工会", 18, 10_000, 9_000, 1_000),
    (CareKind.WINTER, "年货进站点", "古城乡服务站", 0, 4_000, None, 0),
    (CareKind.SUMMER, "爱心驿站饮水点启用", "曹家堡站", -20, 3_000, None, 0),
)
HOMES = (
    ("zhong", "中通平安网点联合工会", HomeKind.JOINT, "高铁新区网点二楼", 400),
    ("zhong", "高铁新区职工之家", HomeKind.HOME, "高铁新区网点一楼", 300),
    ("swift", "平安速达工会委员会", HomeKind.COMMITTEE, "平安街道网点", 380),
    ("ems", "古城乡爱心驿站", HomeKind.REST, "古城乡服务站", 200),
)
BASES = (
    ("湟水河谷疗养院（演示）", 40, "平安区河谷路 8 号"),
    ("青海湖畔疗养基地（演示）", 60, "演示县湖滨路 1 号"),
)
#: The batches: how far each is brought, its first day from today, and when it was planned.
BATCHES = (
    ("closed", -60, 120),
    ("settled", -1, 60),
    ("contested", 25, 20),
    ("in_notice", 30, 20),
    ("approved", 35, 20),
    ("proposed", 40, 20),
    ("cancelled", 45, 20),
    ("open", 50, 3),
    ("planned", 80, 0),
)


def show(users: dict[str, User], found: dict[str, Organisation], *, now: datetime.datetime) -> None:
    """Make the union's work; what was made before stays as it is."""
    rules()
    if Membership.objects.exists():
        return
    people = list(_working(PEOPLE))
    _members(users, found, people, now)
    _care(users["union"], people, now)
    _recuperate(_Union(users, found["union"], now), people)


def rules() -> PolicyVersion:
    """Enter the rules of recuperation that are missing: an example which binds nobody."""
    source, _made = Source.objects.get_or_create(
        title="示例：职工疗养排序办法（演示用，非真实文件）", number="演示〔2025〕5号"
    )
    version, _made = PolicyVersion.objects.get_or_create(
        scheme=POLICY,
        valid_from=datetime.date(2024, 1, 1),
        defaults={
            "label": "演示排序规则",
            "source": source,
            "clause": "示例",
            "parameters": RULES,
            "example": True,
        },
    )
    return version


def _working(count: int) -> list[Courier]:
    """Return couriers who work for somebody, the one who signs in first; each name once."""
    own = Courier.objects.filter(user__username="courier")
    working = Employment.objects.filter(ended_on=None).order_by("pk").select_related("courier")
    named: dict[str, Courier] = {}
    for each in [*own, *(work.courier for work in working)]:
        named.setdefault(each.name, each)
    return list(named.values())[:count]


def _members(
    users: dict[str, User], found: dict[str, Organisation], people: list[Courier], now: datetime.datetime
) -> None:
    """Most are members, two wait, one was refused, one left, one moved on."""
    officer, today = users["union"], timezone.localdate(now)
    homes: dict[str, UnionHome] = {}
    for key, name, kind, where, age in HOMES:
        facts = HomeFacts(employer=found[key], name=name, kind=kind, place=where, set_up_on=today - age * DAY)
        homes.setdefault(key, set_up_home(facts, actor=officer, now=now))
    of_home = {home.employer_id: home for home in homes.values()}
    for place, courier in enumerate(people[:-4]):
        work = courier.employments.filter(ended_on=None).order_by("pk").first()
        employer = work.employer if work else found["zhong"]
        asked = now - datetime.timedelta(days=130 - place)
        made = apply_for_membership(courier, employer=employer, actor=officer, now=asked)
        if place in (3, 4):
            continue
        if place == 5:
            refuse(made, reason="已在户籍地工会入会", actor=officer, now=asked + DAY)
            continue
        admit(
            made,
            admitted_on=timezone.localdate(asked + DAY),
            home=of_home.get(employer.pk),
            actor=officer,
            now=asked + DAY,
        )
        if place == 6:
            end_membership(made, ended_on=today, reason="离开本区", actor=officer, now=now)
        if place == 7:
            to = found["road" if employer != found["road"] else "rabbit"]
            transfer(made, employer=to, transferred_on=today, actor=officer, now=now)


def _care(officer: User, people: list[Courier], now: datetime.datetime) -> None:
    today = timezone.localdate(now)
    for place, (kind, title, where, ago, planned, spent, given) in enumerate(CARE):
        moment = now - ago * DAY if ago >= 0 else now
        facts = ActivityFacts(
            kind=kind,
            title=title,
            held_on=today - ago * DAY,
            place=where,
            # The first one is for the people of one firm, the others are for everybody.
            employer=people[0].employments.earliest("pk").employer if place == 0 else None,
            planned_fen=planned * 100,
        )
        made = plan_activity(facts, actor=officer, now=moment)
        if ago < 0:
            call_off_activity(made, reason="设备未到货，改期", actor=officer, now=moment)
            continue
        came = people[: 6 + place] if kind in (CareKind.SUMMER, CareKind.WINTER) else people[:3]
        lines = [f"{each.name} {each.id_number_masked[-4:]}" for each in came]
        if spent is None:
            check_in(made, lines[0], actor=officer, now=moment)
            continue
        enter_list(made, lines, given_fen=given * 100, actor=officer, now=moment)
        hold_activity(made, spent_fen=spent * 100, actor=officer, now=moment)


@dataclass(frozen=True)
class _Union:
    """The union at its moment: who orders, who approves."""

    users: dict[str, User]
    organisation: Organisation
    now: datetime.datetime

    @property
    def officer(self) -> User:
        return self.users["union"]

    @property
    def chair(self) -> User:
        return self.users["unionchair"]


def _recuperate(union: _Union, people: list[Courier]) -> None:
    """Two bases and a batch in every state; the courier who signs in is invited to one."""
    bases = [
        keep_base(None, BaseFacts(name=name, beds=beds, address=address), actor=union.officer, now=union.now)
        for name, beds, address in BASES
    ]
    others = people[1:]
    for place, (target, first, age) in enumerate(BATCHES):
        planned_at = union.now - age * DAY
        batch = _planned(union, bases[place % 2], first, planned_at, Mode.APPLICATION)
        # Nobody stands in two batches at once; only the closed one shares its people with the others.
        group = others[:5] if target == "closed" else others[3 * place - 3 : 3 * place]
        _bring(union, batch, target, group, planned_at)
    invited = _planned(union, bases[1], 400, union.now - 2 * DAY, Mode.INVITATION)
    advance(invited.case, "open", actor=union.officer, now=union.now - 2 * DAY)
    invite(invited, people[:6], actor=union.officer, now=union.now - DAY)


def _planned(union: _Union, base: Any, first: int, at: datetime.datetime, mode: Mode) -> Batch:
    starts_on = timezone.localdate(union.now) + first * DAY
    facts = BatchFacts(
        base=base,
        mode=mode,
        starts_on=starts_on,
        ends_on=starts_on + 4 * DAY,
        closes_on=timezone.localdate(at) + 10 * DAY,
        places=2,
        cost_fen=280_000,
        leader=union.officer,
        funding="区总工会专项经费",
    )
    return plan_batch(facts, union=union.organisation, actor=union.officer, now=at)


def _bring(union: _Union, batch: Batch, target: str, group: list[Courier], at: datetime.datetime) -> None:
    """Bring a batch to a state by the steps of its procedure, a day after another."""
    officer, case = union.officer, batch.case
    if target == "planned":
        return
    advance(case, "open", actor=officer, now=at)
    for courier in group:
        _said_yes(batch, courier, at + DAY)
    if target == "cancelled":
        advance(case, "cancel", actor=officer, now=at + 2 * DAY, reason="基地临时停业检修")
    if target in ("open", "cancelled"):
        return
    if target in ("settled", "approved"):
        _accompanied(union, batch, guided=target == "settled", at=at + 2 * DAY)
    at += 11 * DAY
    order_list(batch, actor=officer, now=at, seed=SEED)
    if target == "proposed":
        return
    at += DAY
    advance(case, "approve", actor=union.chair, now=at)
    if target == "approved":
        return
    _announce(union, batch, target, at + DAY)


def _announce(union: _Union, batch: Batch, target: str, at: datetime.datetime) -> None:
    """Put an approved list on public notice, and go on from there."""
    officer, case = union.officer, batch.case
    notice = publish_notice(
        [case],
        office=union.organisation,
        title=f"{batch.starts_on.year}年快递员疗养名单公示（{batch.base.name}）",
        body="现将疗养名单予以公示。对名单有异议的，请在公示期内反映。",
        opens_on=timezone.localdate(at),
        actor=officer,
        now=at,
    )
    if target == "contested":
        file_objection(
            notice,
            case=case,
            name="",
            phone="13800000000",
            real_name=False,
            reason="名单中有人上年已疗养。",
            now=at + DAY,
        )
    if target in ("in_notice", "contested"):
        return
    conclude_notice(notice, actor=officer, now=at + 15 * DAY)
    case.refresh_from_db()
    if target == "settled":
        return
    over = union.now - 40 * DAY
    days = {line.part.pk: 5 - place for place, line in enumerate(with_places(batch)) if line.has_place}
    record_stays(batch, days, actor=officer, now=over)
    advance(case, "close", actor=officer, now=over)


def _accompanied(union: _Union, batch: Batch, *, guided: bool, at: datetime.datetime) -> None:
    """Let every guest bring somebody, so that the group needs a second guide, and find one."""
    for each in batch.participations.all():
        Companion.objects.create(participation=each, name="随行家属（演示）", relation=Relation.SPOUSE)
    if guided:
        add_guide(batch, name="扈陪同", unit="区总工会", actor=union.officer, now=at)


def _said_yes(batch: Batch, courier: Courier, at: datetime.datetime) -> None:
    """Enter the answer of somebody who has no account in the demonstration."""
    work = courier.employments.filter(ended_on=None).order_by("pk").first()
    Participation.objects.create(
        batch=batch,
        courier=courier,
        employer=work.employer if work else None,
        reply=Reply.ACCEPTED,
        entered_at=at,
        replied_at=at,
    )
