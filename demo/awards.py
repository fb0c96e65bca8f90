"""Awards of the demonstration: calls in every stage, nominees in every state, honours, one withdrawn."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from office.casework.actions import advance, ask_supplement
from office.people.actions import start_employment
from office.people.models import Organisation, User
from recognition.awards import actions
from recognition.awards.enums import PersonCategory
from recognition.awards.models import Award, Call, Nominee
from recognition.honours.actions import ask_correction, withdraw_honour
from recognition.honours.enums import Level

from .award_rules import CLAUSE, MODEL_WORKERS, RULES
from .award_states import jury_at_work, papers, pioneers, put_forward
from .nominees import DAY, Parade


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
        _others(parade, rider)
        pioneers(parade)


def _model_workers(parade: Parade) -> None:
    """The district's model workers: a nominee in every state up to the second review, one rejected."""
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
    jury_at_work(parade, cleared[2], points[2], after)
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
    refused = parade.submitted(call, parade.courier(), PersonCategory.FRONT_LINE, at)
    advance(
        refused.case,
        "reject",
        actor=parade.users["union"],
        now=at + DAY,
        reason="从业年限与登记不符，不具备推荐条件。",
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
    nominees = [parade.passed(call, PersonCategory.FRONT_LINE, begun + DAY, courier) for courier in people]
    parade.jury(call, begun + DAY, begin=False)
    papers(parade, nominees[0], nominees[1], begun + DAY)
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


def _others(parade: Parade, rider: User) -> None:
    """A youth award, a national one, and a recommendation that is recorded and nothing else."""
    begun = parade.now - 10 * DAY
    youth = RULES | {"age": {"value": {"least": 14, "below": 40}, "clause": CLAUSE}}
    medal = parade.call(
        parade.award("youth-medal", youth),
        f"{begun.year} 年平安青年五四奖章推荐",
        begun,
        places=2,
        takes_own=True,
    )
    parade.nominate(medal, begun + DAY, courier=parade.courier())
    put_forward(parade, medal, rider, begun + 2 * DAY)
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
        actor=parade.users["unionchair"],
        now=begun + 2 * DAY,
    )
