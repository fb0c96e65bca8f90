"""Nominees of the demonstration on their way, everybody's own account doing the own step."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from office.casework.actions import (
    advance,
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
from recognition.awards.models import Award, Call, Jury, Nominee, Reading
from recognition.committees.actions import CriterionFacts
from recognition.committees.enums import Answer

from .award_rules import AWARDS, LONG, SHORT
from .casework import drawn
from .identity import Identity, Registry
from .training import facts_of

DAY = datetime.timedelta(days=1)
#: By what juries of the demonstration mark, with weights in percent, and who sits on them.
CRITERIA = (("主要事迹", "50"), ("群众认可", "30"), ("示范作用", "20"))
JURORS = (("expert", "行业专家"), ("unionchair", "区总工会负责人"), ("postal", "邮政行业代表"))
PAPERS = {"minutes": "assembly_minutes", "notice": "unit_notice", "result": "no_objection_report"}


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
        self, call: Call, whom: Courier | str, category: PersonCategory, at: datetime.datetime
    ) -> Nominee:
        """A nominee, a person or a collective by name, with what the unit has to tell, papers attached."""
        employer, today = self.users["employer"], timezone.localdate(at)
        person = isinstance(whom, Courier)
        nominee = self.nominate(call, at, **({"courier": whom} if person else {"collective": whom}))
        about = {
            "category": category,
            "post": "站长" if category == PersonCategory.HEAD else "快递员",
            "politics": "群众",
            "service_years": 6,
            "deliveries": 43800,
            "safe_days": 1460,
        }
        told = (about if person else {"members": 12, "young_members": 9}) | {
            "short_text": SHORT,
            "long_text": LONG,
            "assembly_on": today - 20 * DAY,
            "notice_from": today - 19 * DAY,
            "notice_until": today - 5 * DAY,
            "notice_result": UnitNoticeResult.NONE,
            "conduct": "无交通违法，无有效投诉",
        }
        actions.change_particulars(nominee, told, actor=employer, now=at)
        if person:
            actions.answer_nomination(nominee, stands=True, answered_on=today, actor=employer, now=at)
        slots = ("minutes",) if call.award.kind == AwardKind.DELEGATE else PAPERS
        for place, slot in enumerate(slots):
            paper = keep_evidence(
                owner=self.unit,
                kind=PAPERS[slot],
                name=f"{slot}.png",
                content=drawn(100 + 3 * nominee.pk + place),
                actor=employer,
                now=at,
            )
            attach_evidence(nominee.case, slot, paper, actor=employer, now=at)
        return nominee

    def submitted(
        self, call: Call, whom: Courier | str, category: PersonCategory, at: datetime.datetime
    ) -> Nominee:
        """A nominee handed in, the papers looked at."""
        nominee = self.prepared(call, whom, category, at)
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
        self,
        call: Call,
        category: PersonCategory,
        at: datetime.datetime,
        whom: Courier | str | None = None,
    ) -> Nominee:
        """A nominee past the first review; somebody new unless told whom."""
        nominee = self.submitted(call, whom or self.courier(), category, at)
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

    def jury(self, call: Call, at: datetime.datetime, *, begin: bool = True) -> Jury:
        """Seat three jurors by three criteria; unless it is only prepared, let the marking begin."""
        officer = self.users["union"]
        jury = actions.set_jury(
            call,
            due_on=timezone.localdate(at) + 45 * DAY,
            criteria=[CriterionFacts(label, Decimal(weight)) for label, weight in CRITERIA],
            actor=officer,
            now=at,
        )
        for account, post in JURORS:
            actions.appoint_juror(
                jury,
                self.users[account],
                post=post,
                appointed_on=timezone.localdate(at),
                actor=officer,
                now=at,
            )
        return actions.begin_marking(jury, actor=officer, now=at) if begin else jury

    def mark(self, nominee: Nominee, juror: str, points: str, at: datetime.datetime) -> None:
        """Let a juror declare that there is no conflict, and give the same mark by every criterion."""
        reading = Reading.objects.get(nominee=nominee.pk, juror__user=self.users[juror])
        actions.answer_conflict(reading, Answer.NONE, actor=self.users[juror], now=at)
        marks = {each.pk: Decimal(points) for each in reading.juror.jury.criteria.all()}
        actions.hand_in(reading, marks, actor=self.users[juror], now=at)

    def listed(self, call: Call, nominees: list[Nominee], points: list[str], at: datetime.datetime) -> None:
        """Let a jury mark, and put on the list."""
        self.jury(call, at)
        for nominee, given in zip(nominees, points, strict=True):
            for juror in ("expert", "unionchair"):
                self.mark(nominee, juror, given, at)
            actions.propose(
                Nominee.objects.get(pk=nominee.pk), proposed=True, actor=self.users["unionchair"], now=at
            )

    def decided(self, call: Call, nominees: list[Nominee], document: str, at: datetime.datetime) -> Any:
        """Bring cleared and listed nominees to their honour."""
        actions.pass_list(call, reason="示例", actor=self.users["unionchair"], now=at)
        after = self.cleared(nominees, f"{call.name}拟表彰对象公示", at)
        return actions.honour_nominees(
            call,
            [Nominee.objects.get(pk=each.pk) for each in nominees],
            document_number=document,
            decided_on=timezone.localdate(after),
            actor=self.users["unionchair"],
            now=after,
        )
