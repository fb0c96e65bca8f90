"""A union that calls, a unit that nominates, departments that are asked."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from demo.casework import drawn
from office.casework.actions import (
    advance,
    attach_evidence,
    check_evidence,
    conclude_notice,
    keep_evidence,
    publish_notice,
)
from office.casework.models import Case
from office.people.enums import Role
from office.people.models import Courier, Employment, Organisation, User
from office.policy.models import PolicyVersion, Source
from recognition.awards import actions
from recognition.awards.actions import CallFacts
from recognition.awards.enums import AwardKind, PersonCategory, UnitNoticeResult
from recognition.awards.models import Award, Call, Jury, Nominee, Reading
from recognition.committees.actions import CriterionFacts
from recognition.committees.enums import Answer
from recognition.honours.enums import Level
from tests.personas import person, user

NOW = datetime.datetime(2026, 9, 15, 3, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 9, 15)
DAY = datetime.timedelta(days=1)
PAPERS = {"minutes": "assembly_minutes", "notice": "unit_notice", "result": "no_objection_report"}
PARAMETERS: dict[str, Any] = {
    "age": {"value": {"least": 18}, "clause": "第三条"},
    "cool_down_years": {"value": 5, "clause": "第四条"},
    "acceptance": {"value": True, "clause": "第五条"},
    "assembly": {"value": True, "clause": "第六条"},
    "unit_notice_days": {"value": 5, "clause": "第七条"},
    "composition": {
        "value": {"front_line": {"least": "0.60"}, "head": {"most": "0.15"}},
        "clause": "第八条",
    },
}
TOLD: dict[str, Any] = {
    "category": PersonCategory.MIGRANT,
    "post": "快递员",
    "service_years": 6,
    "honours_told": "无",
    "short_text": "六年零差错。",
    "long_text": "六年来每天投递一百二十件，零差错、零投诉。",
    "assembly_on": datetime.date(2026, 9, 1),
    "notice_from": datetime.date(2026, 9, 2),
    "notice_until": datetime.date(2026, 9, 8),
    "notice_result": UnitNoticeResult.NONE,
}


@dataclass
class Office:
    """The people and organisations of the tests, and what they do again and again."""

    union: Organisation
    unit: Organisation
    police: Organisation
    officer: User
    second: User
    employer: User
    constable: User
    couriers: list[Courier] = field(default_factory=list)

    def courier(self, name: str) -> Courier:
        somebody = person(name, 100 + len(self.couriers))
        self.couriers.append(somebody)
        Employment.objects.create(
            courier=somebody, employer=self.unit, started_on=datetime.date(2020, 9, 1), post="快递员"
        )
        return somebody

    def award(self, **changes: Any) -> Award:
        facts: dict[str, Any] = {
            "code": "model-worker",
            "name": "平安区劳动模范",
            "kind": AwardKind.COMMENDATION,
            "level": Level.DISTRICT,
            "organiser": self.union,
            "issuer": "平安区人民政府",
            "approval_document": "青评组办〔2026〕3号",
            "title": "平安区劳动模范",
            "agency_title": "平安区先进工作者",
            "takes_collectives": True,
        }
        return Award.objects.create(**facts | changes)

    def call(
        self, award: Award | None = None, parameters: dict[str, Any] | None = None, **changes: Any
    ) -> Call:
        award = award or self.award()
        source, _made = Source.objects.get_or_create(title="评选办法", number="平工〔2026〕1号")
        PolicyVersion.objects.get_or_create(
            scheme=award.scheme,
            valid_from=datetime.date(2026, 1, 1),
            defaults={
                "label": "2026 年",
                "source": source,
                "clause": "全文",
                "parameters": PARAMETERS if parameters is None else parameters,
            },
        )
        facts: dict[str, Any] = {
            "name": f"2026 年{award.name}",
            "year": 2026,
            "opens_on": datetime.date(2026, 9, 10),
            "closes_on": datetime.date(2026, 9, 30),
            "age_on": datetime.date(2026, 5, 1),
            "places": 3,
        }
        return actions.open_call(award, CallFacts(**facts | changes), actor=self.officer, now=NOW)

    def nominate(self, call: Call, name: str = "马福海", **changes: Any) -> Nominee:
        facts: dict[str, Any] = {"courier": self.courier(name), "organisation": self.unit}
        return actions.nominate(call, unit=self.unit, **facts | changes, actor=self.employer, now=NOW)

    def prepared(self, call: Call, name: str = "马福海", **told: Any) -> Nominee:
        """A nominee with everything that submission asks."""
        nominee = self.nominate(call, name)
        actions.change_particulars(nominee, TOLD | told, actor=self.employer, now=NOW)
        actions.answer_nomination(nominee, stands=True, answered_on=TODAY, actor=self.employer, now=NOW)
        for place, (slot, kind) in enumerate(PAPERS.items()):
            paper = keep_evidence(
                owner=self.unit,
                kind=kind,
                name=f"{slot}.png",
                content=drawn(place),
                actor=self.employer,
                now=NOW,
            )
            attach_evidence(nominee.case, slot, paper, actor=self.employer, now=NOW)
        return self.fresh(nominee)

    def submitted(self, call: Call, name: str = "马福海", **told: Any) -> Nominee:
        nominee = self.prepared(call, name, **told)
        advance(nominee.case, "submit", actor=self.employer, now=NOW)
        for attachment in nominee.case.attachments.all():
            check_evidence(attachment, outcome="accepted", actor=self.officer, now=NOW)
        return self.fresh(nominee)

    def passed(self, call: Call, name: str = "马福海", **told: Any) -> Nominee:
        nominee = self.submitted(call, name, **told)
        advance(nominee.case, "pass_first", actor=self.officer, now=NOW)
        return self.fresh(nominee)

    def noticed(self, *nominees: Nominee, now: datetime.datetime = NOW) -> datetime.datetime:
        """Publish and conclude a notice; return the moment after it."""
        notice = publish_notice(
            [Case.objects.get(pk=each.pk) for each in nominees],
            office=self.union,
            title="公示",
            body="现予公示。",
            opens_on=now.astimezone(datetime.timezone(8 * datetime.timedelta(hours=1))).date(),
            actor=self.officer,
            now=now,
        )
        after = datetime.datetime.combine(notice.closes_on + DAY, datetime.time(3), datetime.UTC)
        conclude_notice(notice, actor=self.officer, now=after)
        return after

    def decidable(self, call: Call, *names: str) -> tuple[list[Nominee], datetime.datetime]:
        """Nominees past both reviews and both notices."""
        nominees = [self.passed(call, name) for name in names or ("马福海",)]
        after = self.noticed(*nominees)
        for nominee in nominees:
            actions.propose(nominee, proposed=True, actor=self.officer, now=after)
        actions.pass_list(call, actor=self.second, now=after)
        end = self.noticed(*nominees, now=after)
        return [self.fresh(each) for each in nominees], end

    def jury(self, call: Call, *jurors: User) -> Jury:
        """A jury that has begun: two criteria, 60 and 40 per cent."""
        criteria = [CriterionFacts("事迹", Decimal(60)), CriterionFacts("群众认可", Decimal(40))]
        jury = actions.set_jury(call, due_on=TODAY + 60 * DAY, criteria=criteria, actor=self.officer, now=NOW)
        for juror in jurors:
            actions.appoint_juror(jury, juror, post="评委", appointed_on=TODAY, actor=self.officer, now=NOW)
        return actions.begin_marking(jury, actor=self.officer, now=NOW)

    def mark(self, nominee: Nominee, juror: User, *marks: str) -> Reading:
        """Declare that there is no conflict, and hand in a mark for each criterion."""
        reading = Reading.objects.get(nominee=nominee, juror__user=juror)
        actions.answer_conflict(reading, Answer.NONE, actor=juror, now=NOW)
        given = zip(reading.juror.jury.criteria.all(), marks, strict=True)
        return actions.hand_in(
            reading, {criterion.pk: Decimal(mark) for criterion, mark in given}, actor=juror, now=NOW
        )

    def on_board(self, call: Call, name: str) -> Nominee:
        """A nominee past the first notice, the way to it taken for granted."""
        nominee = self.nominate(call, name)
        Case.objects.filter(pk=nominee.pk).update(state="cleared")
        return self.fresh(nominee)

    @staticmethod
    def fresh(nominee: Nominee) -> Nominee:
        return Nominee.objects.select_related("case", "call__award", "call__policy", "courier", "unit").get(
            pk=nominee.pk
        )


@pytest.fixture
def office(db: None) -> Office:
    contact = {"address": "平安区一号", "phone": "0972-0000000"}
    union = Organisation.objects.create(name="平安区总工会", is_department=True, **contact)
    unit = Organisation.objects.create(name="平安速达快递有限公司", short_name="平安速达", is_employer=True)
    police = Organisation.objects.create(name="平安区公安分局", short_name="公安", is_department=True)
    return Office(
        union=union,
        unit=unit,
        police=police,
        officer=user("union", Role.UNION_OFFICER, organisation=union),
        second=user("second", Role.UNION_OFFICER, organisation=union),
        employer=user("employer", Role.EMPLOYER_OPERATOR, organisation=unit),
        constable=user("constable", Role.REGISTRAR, organisation=police),
    )


@pytest.fixture
def code_of() -> Callable[[pytest.ExceptionInfo[Any]], set[str]]:
    def codes(refusal: pytest.ExceptionInfo[Any]) -> set[str]:
        error = refusal.value
        if hasattr(error, "error_dict"):
            return {str(fault.code) for faults in error.error_dict.values() for fault in faults}
        return {str(error.code)}

    return codes
