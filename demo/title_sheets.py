"""A unit's summary sheet of applicants, a meeting that waits for cases, bars and their lifting."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from office.exchange.writing import Sheet, write_workbook
from office.people.models import Courier, Organisation, User
from recognition.committees.actions import plan_meeting
from recognition.committees.models import Committee
from recognition.titles import actions
from recognition.titles.enums import Branch, Level
from recognition.titles.models import TitleBar, TitleRound
from recognition.titles.summary import COLUMNS

from .identity import Identity

DAY = datetime.timedelta(days=1)


def link_rounds(committee: Committee) -> None:
    """Let the rounds that bear a committee's name point to it."""
    TitleRound.objects.filter(route="here", committee=committee.name).update(judged_by=committee)


def await_cases(committee: Committee, secretary: User, now: datetime.datetime) -> None:
    """Plan a meeting of a committee in a week, so that cases can be put on its agenda from their pages."""
    day = timezone.localdate(now) + 7 * DAY
    plan_meeting(committee, held_on=day, place="区人社局三楼会议室", actor=secretary, now=now)


def send(firm: Organisation, people: Sequence[Identity], actor: User, now: datetime.datetime) -> None:
    """Take a sheet in whose last row is wrong, and leave another one waiting for the decision."""
    rows = [_row(place, person, firm) for place, person in enumerate(people, start=1)]
    wrong = {**rows[-1], "place": len(rows) + 1, "level": "副高级"}
    for name, told in (("申报汇总表.xlsx", [*rows, wrong]), ("申报汇总表-补报.xlsx", [wrong])):
        lines = [[row.get(column.key, "") for column in COLUMNS] for row in told]
        content = write_workbook(Sheet("申报汇总表", COLUMNS, lines))
        sheet = actions.receive_sheet(firm, content=content, filename=name, actor=actor, now=now)
        if len(told) > 1:
            actions.commit_sheet(sheet, actor=actor, now=now)


def _row(place: int, person: Identity, firm: Organisation) -> dict[str, object]:
    return {
        "place": place,
        "name": person.name,
        "born": f"{person.birth_date:%Y-%m}",
        "id_number": person.id_number,
        "unit": firm.name,
        "post": "设备主管",
        "education": "本科/物流工程/2018-07",
        "held": "助理工程师/2020-10-08",
        "years": "8",
        "title": "工程师",
        "level": "中级",
        "branch": "快递网路工程",
        "hours": "72",
        "appraisal": "近两年均为合格",
        "summary": "负责网点路由规划，旺季日均处理量提高两成。",
        "complete": "是",
        "opinion": "材料属实，同意推荐。",
    }


def register(
    courier: Courier, deceivers: Sequence[Courier | None], users: Mapping[str, User], now: datetime.datetime
) -> None:
    """Record an earlier title of a courier, and titles withdrawn with bars; the last bar is lifted."""
    facts: dict[str, Any] = {
        "branch": Branch.NETWORK,
        "level": Level.TECHNICIAN,
        "committee": "海东市快递工程初级职称评审委员会（演示）",
        "obtained_on": datetime.date(2023, 5, 18),
        "actor": users["registrar"],
        "now": now,
    }
    actions.record_title(courier, document_number="演示职称〔2023〕9号", **facts)
    for place, other in enumerate(each for each in deceivers if each is not None):
        false = actions.record_title(other, document_number=f"演示职称〔2023〕{10 + place}号", **facts)
        actions.revoke_title(
            false,
            reason="申报时提交的业绩材料系伪造。",
            document_number=f"演示人社〔2026〕{3 + place}号",
            revoked_on=timezone.localdate(now),
            bar=True,
            actor=users["approver"],
            now=now,
        )
    # Another approver than the one who imposed it.
    actions.lift_bar(
        TitleBar.objects.get(courier=deceivers[-1]),
        reason="经复核，有关材料系培训机构填报有误，本人无主观故意。",
        document_number="演示人社〔2026〕18号",
        lifted_on=timezone.localdate(now),
        actor=users["ruler"],
        now=now,
    )
