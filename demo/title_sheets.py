"""A unit's summary sheet of applicants, a meeting that waits for cases, a bar that another hand lifted."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils import timezone

from office.exchange.writing import Sheet, write_workbook
from office.people.models import Organisation, User
from recognition.committees.actions import plan_meeting
from recognition.committees.models import Committee
from recognition.titles import actions
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


def lift(bar: TitleBar, actor: User, now: datetime.datetime) -> None:
    """Let another approver than the one who imposed it lift a bar by a decision."""
    actions.lift_bar(
        bar,
        reason="经复核，有关材料系培训机构填报有误，本人无主观故意。",
        document_number="演示人社〔2026〕18号",
        lifted_on=timezone.localdate(now),
        actor=actor,
        now=now,
    )
