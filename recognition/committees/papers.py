"""The minutes of a meeting: every number is counted again from the rows while they are written."""

from __future__ import annotations

import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from office.audit import actions as audit
from office.certificates.rendering.documents import render_table_document
from office.people.models import User

from . import arithmetic
from .actions.sessions import refuse_differing
from .enums import ItemState, MeetingState
from .models import AgendaItem, Meeting
from .queries import Outcome, Tally, members_on, outcome_of_item, present_at, recused_in, tallies_of

TITLE: Final = "评审委员会会议纪要"
HEADERS: Final = (
    "序号",
    "案件编号",
    "评审事项",
    "应投票",
    "实投票",
    "赞成",
    "反对",
    "弃权",
    "须得赞成",
    "结果",
)
NUMERIC: Final = (0, 3, 4, 5, 6, 7, 8)


@transaction.atomic
def minutes(meeting: Meeting, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the minutes as PDF; of a meeting in session they are marked as a draft.

    Raises ValidationError `unsigned` or `totals_differ` when a closed meeting's rows do not agree any more.
    """
    items = list(
        meeting.items.select_related("meeting__committee", "dossier__case")
        .prefetch_related("signatures")
        .order_by("position")
    )
    tallies = tallies_of(items)
    if meeting.state == MeetingState.CLOSED:
        for item in items:
            if item.state == ItemState.COUNTED:
                refuse_differing(item, tallies[item.pk], list(item.signatures.all()))
    audit.record("committees.minutes.printed", actor=actor, subject=meeting, at=now)
    committee = meeting.committee
    return render_table_document(
        TITLE,
        _facts(meeting),
        HEADERS,
        [_row(item, tallies[item.pk]) for item in items],
        footer=f"{committee.name} {meeting.held_on}",
        author=actor.get_full_name(),
        made_on=timezone.localdate(now),
        subtitle=committee.name + ("" if meeting.state == MeetingState.CLOSED else "（草稿，会议尚未结束）"),
        opening=_opening(meeting),
        closing=_closing(meeting, items),
        signature=_signatures(meeting),
        numeric=NUMERIC,
        landscape=True,
    )


def _facts(meeting: Meeting) -> list[tuple[str, str]]:
    committee = meeting.committee
    return [
        ("会议日期", str(meeting.held_on)),
        ("地点", meeting.place),
        ("主持人", str(meeting.chair or "")),
        ("组建文号", committee.document_number),
        ("委员人数", f"{meeting.members or committee.size} 人"),
        ("出席人数", f"{present_at(meeting).count()} 人"),
    ]


def _opening(meeting: Meeting) -> list[str]:
    there = {expert.pk: str(expert) for expert in present_at(meeting)}
    members = {each.pk: str(each) for each in members_on(meeting.committee, meeting.held_on)}
    absent = "、".join(name for key, name in members.items() if key not in there) or "无"
    needed = arithmetic.needed_for_quorum(meeting, meeting.members or meeting.committee.size)
    return [
        f"出席：{'、'.join(there.values()) or '无'}。缺席：{absent}。",
        f"到会人数须达到委员人数的 {meeting.quorum_part}/{meeting.quorum_whole}，即不少于 {needed} 人；"
        f"赞成票达到出席并参加该事项评审人数的 {meeting.pass_part}/{meeting.pass_whole} 为通过。"
        "表决采用无记名投票，未出席者不得委托投票或补充投票。",
    ]


def _row(item: AgendaItem, tally: Tally) -> list[str]:
    case = item.dossier.case
    head = [str(item.position), case.number, case.title]
    if item.state != ItemState.COUNTED:
        word = f"未表决：{item.withdrawal_reason}" if item.withdrawal_reason else "未表决"
        return [*head, *[""] * 6, word]
    outcome: Outcome = outcome_of_item(item, tally)
    needed = arithmetic.needed_to_pass(item.meeting, tally.present)
    numbers = (tally.present, tally.voted, tally.yes, tally.no, tally.abstain, needed)
    return [*head, *(str(number) for number in numbers), "通过" if outcome.passed else "未通过"]


def _closing(meeting: Meeting, items: list[AgendaItem]) -> list[str]:
    recused = recused_in(meeting)
    told = [
        f"第 {item.position} 项回避：{'、'.join(recused[item.dossier_id])}。"
        for item in items
        if recused.get(item.dossier_id)
    ]
    return [*told, f"讨论情况：{meeting.discussion or '　'}"]


def _signatures(meeting: Meeting) -> list[str]:
    blank = "　　　　　　　　"
    names = [
        ("主持人", str(meeting.chair or "")),
        ("计票人", meeting.teller.get_full_name() if meeting.teller else ""),
        ("监票人", meeting.scrutineer.get_full_name() if meeting.scrutineer else ""),
    ]
    return [
        *(f"{post}（签名）：{name}{blank}" for post, name in names),
        "（评审委员会盖章）　　年　　月　　日",
    ]
