"""Awards of the demonstration: calls in every stage, nominees in every state, honours, one withdrawn."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from office.casework.actions import (
    advance,
    ask_supplement,
    attach_evidence,
    check_evidence,
    conclude_notice,
    keep_evidence,
    publish_notice,
)
from office.people.actions import register_courier, start_employment
from office.people.models import Courier, Organisation, User
from office.policy.models import PolicyVersion, Source
from recognition.awards import actions
from recognition.awards.actions import CallFacts
from recognition.awards.enums import AwardKind, PersonCategory, UnitNoticeResult
from recognition.awards.models import Award, Call, Nominee
from recognition.honours.actions import ask_correction, withdraw_honour
from recognition.honours.enums import Level

from .casework import drawn
from .identity import Identity, Registry
from .training import facts_of

DAY = datetime.timedelta(days=1)
PAPERS = {"minutes": "assembly_minutes", "notice": "unit_notice", "result": "no_objection_report"}
CLAUSE = "示例，非真实文件"
#: Examples; every call of a real office has its own document.
RULES: dict[str, Any] = {
    "age": {"value": {"least": 18}, "clause": CLAUSE},
    "cool_down_years": {"value": 5, "clause": CLAUSE},
    "acceptance": {"value": True, "clause": CLAUSE},
    "assembly": {"value": True, "clause": CLAUSE},
    "unit_notice_days": {"value": 5, "clause": CLAUSE},
}
MODEL_WORKERS = RULES | {
    "opinions": {"value": {"others": ["区公安分局"], "head": ["区公安分局", "区人社局"]}, "clause": CLAUSE},
    "composition": {
        "value": {
            "front_line": {"least": "0.60"},
            "women": {"least": "0.20"},
            "migrant": {"least": "0.20"},
            "non_public": {"least": "0.35"},
            "head": {"most": "0.15"},
        },
        "clause": CLAUSE,
    },
}
AWARDS: dict[str, dict[str, Any]] = {
    "model-worker": {
        "name": "平安区劳动模范（演示）",
        "kind": AwardKind.COMMENDATION,
        "level": Level.DISTRICT,
        "organiser": "union",
        "issuer": "平安区人民政府（演示）",
        "approval_document": "演示评组〔2024〕3号",
        "title": "平安区劳动模范",
        "agency_title": "平安区先进工作者",
        "takes_collectives": True,
    },
    "best-courier": {
        "name": "最美快递员（演示）",
        "kind": AwardKind.SELECTION,
        "level": Level.DISTRICT,
        "organiser": "union",
        "issuer": "平安区总工会（演示）",
        "title": "最美快递员",
    },
    "youth-medal": {
        "name": "平安青年五四奖章（演示）",
        "kind": AwardKind.YOUTH,
        "level": Level.DISTRICT,
        "organiser": "youth",
        "issuer": "共青团平安区委（演示）",
        "title": "平安青年五四奖章",
    },
    "postal-model": {
        "name": "全国邮政行业劳动模范（演示）",
        "kind": AwardKind.COMMENDATION,
        "level": Level.NATION,
        "organiser": "post",
        "issuer": "国家邮政主管部门（演示）",
        "approval_document": "演示部发〔2025〕1号",
        "title": "全国邮政行业劳动模范",
        "takes_collectives": True,
    },
    "delegates": {
        "name": "两代表一委员人选推荐（演示）",
        "kind": AwardKind.DELEGATE,
        "level": Level.DISTRICT,
        "organiser": "union",
        "issuer": "依法产生人选的机关（演示）",
        "title": "",
    },
}
SHORT = "坚守高原寄递一线多年，风雪天步行进村送药送信，投递准时率连年第一，零投诉、零事故。"
LONG = (
    "每天凌晨五点到站分拣，午后进村投递。雪天道路结冰，他把件装进背篓，步行七公里送到村口。\n"
    "三年来为独居老人代购药品四百余次，从不收取一分钱；遇到地址不清的包裹，一户一户打听。\n"
    "带出徒弟六人，全部取得职业技能等级证书。"
)


class Stage(NamedTuple):
    """Somebody who is nominated: how far the case goes, what the person is by work, and the jury's points."""

    state: str
    category: PersonCategory = PersonCategory.FRONT_LINE
    points: str = ""


MODEL_WORKER_STAGES = (
    Stage("draft", PersonCategory.MIGRANT),
    Stage("submitted", PersonCategory.MIGRANT),
    Stage("returned"),
    Stage("opinions", PersonCategory.INDUSTRIAL),
    Stage("first_passed"),
    Stage("in_notice", PersonCategory.MIGRANT),
    Stage("cleared", PersonCategory.HEAD, "91.50"),
    Stage("cleared", PersonCategory.FRONT_LINE, "93.25"),
    Stage("cleared", PersonCategory.MIGRANT, "88.00"),
)


class Parade:
    """Brings nominees of one unit on their way, everybody's own account doing the own step."""

    def __init__(
        self,
        found: dict[str, Organisation],
        users: dict[str, User],
        now: datetime.datetime,
        *,
        seed: int = 4747,
    ) -> None:
        self.found, self.users, self.now = found, users, now
        self.unit = found["zhong"]
        self.registry = Registry(seed)
        self.met: list[Identity] = []

    def award(self, code: str, parameters: dict[str, Any]) -> Award:
        """Make an award and its example rules, unless they are there."""
        facts = AWARDS[code] | {"organiser": self.found[AWARDS[code]["organiser"]]}
        award, _new = Award.objects.get_or_create(code=code, defaults=facts)
        source, _new = Source.objects.get_or_create(
            title="示例：评选表彰推荐办法（演示用，非真实文件）", number="演示〔2025〕4号"
        )
        PolicyVersion.objects.get_or_create(
            scheme=award.scheme,
            valid_from=datetime.date(2024, 1, 1),
            defaults={
                "label": "演示规则",
                "source": source,
                "clause": "示例",
                "parameters": parameters,
                "example": True,
            },
        )
        return award

    def call(
        self, award: Award, name: str, opened: datetime.datetime, *, places: int = 5, **days: Any
    ) -> Call:
        """Open a call that takes nominations for 60 days."""
        first = timezone.localdate(opened)
        facts = CallFacts(
            name=name,
            year=first.year,
            opens_on=first,
            closes_on=first + 60 * DAY,
            age_on=first,
            places=places,
            **days,
        )
        officer = {"union": "union", "youth": "youth", "post": "postal"}[AWARDS[award.code]["organiser"]]
        return actions.open_call(award, facts, actor=self.users[officer], now=opened)

    def courier(self) -> Courier:
        """Somebody new who works for the unit."""
        self.met.append(self.registry.person())
        person = register_courier(facts_of(self.met[-1]), actor=None, now=self.now)
        if not person.employments.exists():
            start_employment(
                person,
                employer=self.unit,
                started_on=timezone.localdate(self.now) - 6 * 365 * DAY,
                post="快递员",
                actor=None,
            )
        return person

    def nominate(self, call: Call, at: datetime.datetime, **whom: Any) -> Nominee:
        """Let the unit nominate."""
        return actions.nominate(
            call, unit=self.unit, organisation=self.unit, **whom, actor=self.users["employer"], now=at
        )

    def prepared(
        self, call: Call, courier: Courier, category: PersonCategory, at: datetime.datetime
    ) -> Nominee:
        """A nominee with everything that the unit has to tell, papers attached."""
        employer, today = self.users["employer"], timezone.localdate(at)
        nominee = self.nominate(call, at, courier=courier)
        told = {
            "category": category,
            "post": "站长" if category == PersonCategory.HEAD else "快递员",
            "politics": "群众",
            "service_years": 6,
            "short_text": SHORT,
            "long_text": LONG,
            "assembly_on": today - 20 * DAY,
            "notice_from": today - 19 * DAY,
            "notice_until": today - 5 * DAY,
            "notice_result": UnitNoticeResult.NONE,
            "conduct": "无交通违法，无有效投诉",
            "deliveries": 43800,
            "safe_days": 1460,
        }
        actions.change_particulars(nominee, told, actor=employer, now=at)
        actions.answer_nomination(nominee, stands=True, answered_on=today, actor=employer, now=at)
        slots = ("minutes",) if call.award.kind == AwardKind.DELEGATE else PAPERS
        for place, slot in enumerate(slots):
            paper = keep_evidence(
                owner=self.unit,
                kind=PAPERS[slot],
                name=f"{slot}.png",
                content=drawn(70 + place),
                actor=employer,
                now=at,
            )
            attach_evidence(nominee.case, slot, paper, actor=employer, now=at)
        return nominee

    def submitted(
        self, call: Call, courier: Courier, category: PersonCategory, at: datetime.datetime
    ) -> Nominee:
        """A nominee handed in, the papers looked at."""
        nominee = self.prepared(call, courier, category, at)
        advance(nominee.case, "submit", actor=self.users["employer"], now=at)
        for attachment in nominee.case.attachments.all():
            check_evidence(attachment, outcome="accepted", actor=self.users["union"], now=at)
        return nominee

    def asked(self, nominee: Nominee, at: datetime.datetime, *, answer: bool) -> None:
        """Ask the police, of a head the HR bureau too; the officer enters the paper answers."""
        union = self.users["union"]
        due = timezone.localdate(at) + 10 * DAY
        departments = [self.found["police"]]
        if nominee.category == PersonCategory.HEAD:
            departments.append(self.found["hr"])
        actions.ask_opinions(nominee, departments=departments, due_on=due, actor=union, now=at)
        for opinion in nominee.opinions.all() if answer else ():
            actions.answer_opinion(
                opinion,
                outcome="no_objection",
                document_number=f"演示公函〔{due.year}〕{opinion.pk}号",
                actor=union,
                now=at,
            )

    def passed(
        self, call: Call, category: PersonCategory, at: datetime.datetime, courier: Courier | None = None
    ) -> Nominee:
        """A nominee past the first review."""
        nominee = self.submitted(call, courier or self.courier(), category, at)
        if "opinions" in call.policy.parameters:
            self.asked(nominee, at, answer=True)
        advance(nominee.case, "pass_first", actor=self.users["union"], now=at)
        return nominee

    def publish(self, nominees: list[Nominee], title: str, at: datetime.datetime) -> Any:
        """Put nominees on notice."""
        return publish_notice(
            [Nominee.objects.get(pk=each.pk).case for each in nominees],
            office=self.found["union"],
            title=title,
            body="现将推荐人选予以公示。如有异议，请在公示期内实名反映。",
            opens_on=timezone.localdate(at),
            actor=self.users["union"],
            now=at,
        )

    def cleared(self, nominees: list[Nominee], title: str, at: datetime.datetime) -> datetime.datetime:
        """Publish and conclude; return the morning after the last day."""
        notice = self.publish(nominees, title, at)
        morning = datetime.datetime.combine(notice.closes_on + DAY, datetime.time(9))
        after = timezone.make_aware(morning)
        conclude_notice(notice, actor=self.users["union"], now=after)
        return after

    def listed(self, call: Call, nominees: list[Nominee], points: list[str], at: datetime.datetime) -> None:
        """Let the jury score and put on the list."""
        for nominee, given in zip(nominees, points, strict=True):
            for juror in ("union", "chair"):
                fresh = Nominee.objects.get(pk=nominee.pk)
                actions.score(fresh, points=Decimal(given), actor=self.users[juror], now=at)
            actions.propose(
                Nominee.objects.get(pk=nominee.pk), proposed=True, actor=self.users["chair"], now=at
            )

    def decided(self, call: Call, nominees: list[Nominee], document: str, at: datetime.datetime) -> Any:
        """Bring cleared and listed nominees to their honour."""
        actions.pass_list(call, reason="示例", actor=self.users["chair"], now=at)
        after = self.cleared(nominees, f"{call.name}拟表彰对象公示", at)
        return actions.honour_nominees(
            call,
            [Nominee.objects.get(pk=each.pk) for each in nominees],
            document_number=document,
            decided_on=timezone.localdate(after),
            actor=self.users["chair"],
            now=after,
        )


def recognise(
    found: dict[str, Organisation], users: dict[str, User], rider: User, *, now: datetime.datetime
) -> None:
    """Show every stage of awards; what was done before stays as it is."""
    if Call.objects.exists():
        return
    parade = Parade(found, users, now)
    with transaction.atomic():
        _model_workers(parade)
        _best_couriers(parade, rider)
        _last_year(parade, rider)
        _others(parade)


def _model_workers(parade: Parade) -> None:
    """The district's model workers: a nominee in every state up to the second review, and a duplicate."""
    begun = parade.now - 40 * DAY
    call = parade.call(
        parade.award("model-worker", MODEL_WORKERS), f"{begun.year} 年平安区劳动模范推荐评选", begun
    )
    actions.set_places(call, parade.unit, places=10, actor=parade.users["union"], now=begun)
    first = [
        (parade.passed(call, each.category, begun + 5 * DAY), each)
        for each in MODEL_WORKER_STAGES
        if each.state in {"cleared", "in_notice", "first_passed"}
    ]
    cleared = [nominee for nominee, each in first if each.state == "cleared"]
    after = parade.cleared(cleared, f"{call.name}推荐对象公示", begun + 6 * DAY)
    points = [each.points for _nominee, each in first if each.state == "cleared"]
    parade.listed(call, cleared[:2], points[:2], after)
    actions.score(
        Nominee.objects.get(pk=cleared[2].pk),
        points=Decimal(points[2]),
        actor=parade.users["union"],
        now=after,
    )
    noticed = [nominee for nominee, each in first if each.state == "in_notice"]
    parade.publish(noticed, f"{call.name}推荐对象公示（第二批）", parade.now)
    _with_unit(parade, call)


def _with_unit(parade: Parade, call: Call) -> None:
    """Those that have not passed the first review yet."""
    at = parade.now - 3 * DAY
    parade.nominate(call, at, courier=parade.courier())
    parade.submitted(call, parade.courier(), PersonCategory.MIGRANT, at)
    returned = parade.submitted(call, parade.courier(), PersonCategory.FRONT_LINE, at)
    ask_supplement(
        returned.case,
        items=[("texts", "主要事迹请补充近两年的工作情况。")],
        actor=parade.users["union"],
        now=at + DAY,
    )
    asked = parade.submitted(call, parade.courier(), PersonCategory.INDUSTRIAL, at)
    parade.asked(asked, at + DAY, answer=False)
    team = parade.nominate(call, at, collective="高铁新区网点投递组")
    twin = parade.nominate(call, at, collective="中通高铁新区投递班组")
    actions.merge(twin, team, actor=parade.users["union"], now=at + DAY)


def _best_couriers(parade: Parade, rider: User) -> None:
    """This year's selection, open to support: the courier who signs in is a candidate, too."""
    begun, today = parade.now - 30 * DAY, timezone.localdate(parade.now)
    days = {"support_from": today - 2 * DAY, "support_until": today + 12 * DAY}
    call = parade.call(
        parade.award("best-courier", RULES), f"{begun.year} 年“最美快递员”推选", begun, places=10, **days
    )
    own = rider.courier
    assert own is not None
    if not own.employments.filter(employer=parade.unit, ended_on=None).exists():
        start_employment(own, employer=parade.unit, started_on=today - 900 * DAY, post="快递员", actor=None)
    people = [own, parade.courier(), parade.courier(), parade.courier()]
    nominees = [
        parade.passed(call, PersonCategory.FRONT_LINE, begun + DAY, courier=courier) for courier in people
    ]
    parade.cleared(nominees, f"{call.name}候选人公示", begun + 2 * DAY)
    for name, place in (("employer", 0), ("union", 1), ("youth", 1)):
        actions.support(
            Nominee.objects.get(pk=nominees[place].pk), actor=parade.users[name], now=parade.now - DAY
        )


def _last_year(parade: Parade, rider: User) -> None:
    """Last year's selection: decided, certified, one honour withdrawn, one correction asked for."""
    begun = parade.now - 200 * DAY
    first = timezone.localdate(begun)
    call = parade.call(
        Award.objects.get(code="best-courier"),
        "上届“最美快递员”推选",
        begun,
        support_from=first + 20 * DAY,
        support_until=first + 30 * DAY,
    )
    # Whoever signs in as a courier was honoured last time: it is found by itself this year.
    nominees = [parade.passed(call, PersonCategory.FRONT_LINE, begun + DAY) for _place in range(3)]
    after = parade.cleared(nominees, f"{call.name}候选人公示", begun + 2 * DAY)
    parade.listed(call, nominees, ["95.00", "93.50", "90.00"], after)
    honours = parade.decided(call, nominees, f"演示工〔{first.year}〕18号", after)
    withdraw_honour(
        honours[-1],
        withdrawn_on=timezone.localdate(parade.now),
        document="演示工撤〔2026〕1号",
        reason="经核实，事迹材料与事实不符。",
        actor=parade.users["union"],
        now=parade.now,
    )
    ask_correction(
        None, words="2021 年获评网点“安全标兵”，记录中没有，请补录。", actor=rider, now=parade.now - 2 * DAY
    )


def _others(parade: Parade) -> None:
    """A youth award, a national one, and a recommendation that is recorded and nothing else."""
    begun = parade.now - 10 * DAY
    youth = RULES | {"age": {"value": {"least": 14, "below": 40}, "clause": CLAUSE}}
    medal = parade.call(
        parade.award("youth-medal", youth), f"{begun.year} 年平安青年五四奖章推荐", begun, places=2
    )
    parade.nominate(medal, begun + DAY, courier=parade.courier())
    model = RULES | {"base_honour": {"value": "province", "clause": CLAUSE}}
    nation = parade.call(parade.award("postal-model", model), "全国邮政行业劳动模范推荐", begun, places=1)
    parade.nominate(nation, begun + DAY, courier=parade.courier())
    kept = {"assembly": {"value": True, "clause": CLAUSE}, "acceptance": {"value": True, "clause": CLAUSE}}
    call = parade.call(parade.award("delegates", kept), f"{begun.year} 年人大代表人选推荐", begun, places=1)
    nominee = parade.submitted(call, parade.courier(), PersonCategory.FRONT_LINE, begun + DAY)
    advance(nominee.case, "pass_first", actor=parade.users["union"], now=begun + 2 * DAY)
    actions.recommend(
        Nominee.objects.get(pk=nominee.pk),
        level=Level.DISTRICT,
        body="依法产生人选的机关（演示）",
        document_number="演示工荐〔2026〕2号",
        sent_on=timezone.localdate(begun + 2 * DAY),
        actor=parade.users["chair"],
        now=begun + 2 * DAY,
    )
