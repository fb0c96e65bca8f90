"""Honours of competitions in each state of their procedure: earlier contests of firms and of the district."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.utils import timezone

from office.casework.actions import advance, conclude_notice, file_objection, publish_notice
from office.casework.models import Case, PublicNotice
from office.people.actions import register_courier
from office.people.models import Organisation, User
from office.policy.calendar import working_day_after
from recognition.competitions import actions
from recognition.competitions.actions import EntryFacts
from recognition.competitions.enums import CompetitionLevel, ResultState
from recognition.competitions.models import Competition, Event, HonourList
from recognition.competitions.queries import without_certificate

from .contest import HONOURS, UNITS
from .identity import Registry
from .policy import COURIER
from .training import facts_of

#: Code of the event, name of its competition, level, and the state to which its honours are brought.
CONTESTS = (
    ("DEMO-H1", "邮政寄递事业部岗位练兵（演示）", CompetitionLevel.UNIT, "draft"),
    ("DEMO-H2", "极兔速递平安古城站技能比武（演示）", CompetitionLevel.UNIT, "proposed"),
    ("DEMO-H3", "平安区快件处理员技能竞赛（演示）", CompetitionLevel.DISTRICT, "in_notice"),
    ("DEMO-H4", "平安区高铁新区快递技能赛（演示）", CompetitionLevel.DISTRICT, "contested"),
    ("DEMO-H5", "平安区曹家堡快递安全技能赛（演示）", CompetitionLevel.DISTRICT, "cleared"),
    ("DEMO-H6", "平安区“开年杯”快递技能赛（演示）", CompetitionLevel.DISTRICT, "given"),
    ("DEMO-H7", "驿路通达技能擂台（演示）", CompetitionLevel.UNIT, "withdrawn"),
)
ENTRIES = 8


def show(
    organisations: dict[str, Organisation], users: dict[str, User], registry: Registry, now: datetime.datetime
) -> None:
    """Hold the contests that are missing and bring the honours of each to its state."""
    for code, name, level, state in CONTESTS:
        if not Event.objects.filter(code=code).exists():
            begun = _morning(now, days=45 if state in {"cleared", "given"} else 3)
            event = _held(code, name, level, organisations["post"], registry, users["postal"], begun)
            made = actions.compute_honours(event, actor=users["postal"], now=begun)
            bring(made, state, organisations["hr"], users, begun)


def certify(officer: User, now: datetime.datetime) -> None:
    """Print the certificates of the honours that were given, once."""
    for made in HonourList.objects.filter(event__code__in=[row[0] for row in CONTESTS]):
        if made.given_on is not None and without_certificate(made):
            actions.issue_certificates(made, actor=officer, now=now)


def _held(
    code: str,
    name: str,
    level: CompetitionLevel,
    organiser: Organisation,
    registry: Registry,
    officer: User,
    begun: datetime.datetime,
) -> Event:
    """A contest of eight known couriers, its results final."""
    day = timezone.localdate(begun)
    competition = Competition.objects.create(
        name=name, year=day.year, level=level, organiser=organiser, held_on=day, place="平安区（演示）"
    )
    event = Event.objects.create(
        code=code, competition=competition, name="快递员赛项", occupation_code=COURIER, honours=HONOURS
    )
    people = [register_courier(facts_of(registry.person()), actor=None, now=begun) for _ in range(ENTRIES)]
    rows = [
        EntryFacts(
            number=f"{place:03d}",
            name=courier.name,
            unit=UNITS[place % len(UNITS)],
            theory=Decimal(registry.chance.randrange(1200, 1980)) / 20,
            practice=Decimal(registry.chance.randrange(1200, 1980)) / 20,
        )
        for place, courier in enumerate(people, start=1)
    ]
    actions.import_results(event, rows=rows, digest="", actor=officer, now=begun)
    for entry, courier in zip(event.entries.order_by("number"), people, strict=True):
        actions.link_entry(entry, courier, actor=officer, now=begun)
    actions.publish_results(event, state=ResultState.FINAL, actor=officer, now=begun)
    return event


def bring(
    made: HonourList, state: str, bureau: Organisation, users: dict[str, User], begun: datetime.datetime
) -> None:
    """Bring a list that was computed on a morning to a state."""
    officer, case = users["postal"], made.case
    if state == "draft":
        return
    if state == "withdrawn":
        advance(case, "withdraw", actor=officer, now=begun, reason="成绩复核中，暂不评定。")
        return
    advance(case, "propose", actor=officer, now=begun)
    if state == "proposed":
        return
    notice = _publish(case, bureau, officer, begun)
    if state == "contested":
        file_objection(
            notice,
            case=case,
            name="何实名",
            phone="13800000000",
            real_name=True,
            reason="第一名选手的实操用时与现场公布的不一致，请核对评分表。",
            now=begun + datetime.timedelta(days=1),
        )
    if state in {"in_notice", "contested"}:
        return
    over = begun + (working_day_after(timezone.localdate(begun), notice.days + 1) - timezone.localdate(begun))
    conclude_notice(notice, actor=officer, now=over)
    if state == "given":
        actions.give_honours(
            made,
            document_number=f"平人社竞〔{over.year}〕{made.event.code[-1]}号",
            issuer=bureau.name,
            decided_on=timezone.localdate(over),
            actor=users["approver"],
            now=over,
        )


def _publish(case: Case, bureau: Organisation, officer: User, at: datetime.datetime) -> PublicNotice:
    return publish_notice(
        [Case.objects.get(pk=case.pk)],
        office=bureau,
        title=f"关于{case.title}的公示",
        body="现将竞赛荣誉和技能等级晋升名单予以公示。公示期内，任何单位和个人如有异议，可以实名或者匿名方式反映。",
        opens_on=timezone.localdate(at),
        actor=officer,
        now=at,
    )


def _morning(now: datetime.datetime, *, days: int) -> datetime.datetime:
    """Ten o'clock in the district, so many days before a moment."""
    at = timezone.localtime(now) - datetime.timedelta(days=days)
    return at.replace(hour=10, minute=0, second=0, microsecond=0)
