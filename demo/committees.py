"""An expert committee of the demonstration: seats, a panel that reads blind files, meetings, secret ballots.

The cases come from whoever calls: the committee knows nothing of what they are about.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from office.casework.models import Case
from office.people.actions import give_mandate
from office.people.enums import Role
from office.people.models import Organisation, User
from recognition.committees import actions
from recognition.committees.actions import CommitteeFacts, CriterionFacts, ExpertFacts
from recognition.committees.enums import Answer, Choice, DrawMethod, Make, Post, TitleLevel
from recognition.committees.models import AgendaItem, Committee, Declaration, Expert, Meeting, Speciality

from .office import user

DAY = datetime.timedelta(days=1)
#: The experts beside the one of the list of logins: account, name, title, level, employer, speciality.
EXPERTS = (
    ("expert", "冉评委", "高级工程师", TitleLevel.ASSOCIATE_SENIOR, "青海驿路研究院（演示）", "快递设备工程"),
    ("expert2", "茹设备", "正高级工程师", TitleLevel.SENIOR, "高原物流装备所（演示）", "快递设备工程"),
    ("expert3", "柏网路", "高级工程师", TitleLevel.ASSOCIATE_SENIOR, "湟水交通学院（演示）", "快递网路工程"),
    ("expert4", "温信息", "高级工程师", TitleLevel.ASSOCIATE_SENIOR, "海东数据中心（演示）", "快递信息工程"),
    ("expert5", "应实训", "高级技师", TitleLevel.INTERMEDIATE, "高原快递实训基地（演示）", "快递网路工程"),
)
CRITERIA = (
    CriterionFacts("专业水平", Decimal(30)),
    CriterionFacts("业绩成果", Decimal(50)),
    CriterionFacts("实施条件", Decimal(20)),
)
SEED = "c0ffee" * 5
NAMES = ("快递行业专家评审委员会（演示）", "快递行业专家评议组（演示）")
DISCUSSION = "评委听取了盲审情况，逐项讨论后无记名投票。"
VOTES = (
    (Choice.YES, Choice.YES, Choice.YES, Choice.YES, Choice.NO),
    (Choice.YES, Choice.NO, Choice.YES, Choice.ABSTAIN, Choice.NO),
)


@transaction.atomic
def seat(users: dict[str, User], department: Organisation, now: datetime.datetime) -> None:
    """File five experts and seat them in two committees; what is there already stays as it is."""
    if Committee.objects.filter(name=NAMES[0]).exists():
        return
    secretary = users["secretary"]
    for account, name, *_rest in EXPERTS[1:]:
        users[account] = user(account, name)
        first = timezone.localdate(now) - 30 * DAY
        give_mandate(users[account], role=Role.EXPERT, organisation=department, valid_from=first, actor=None)
    found = people(users, [each[0] for each in EXPERTS], now)
    boards = [committee(name, department, size=5, actor=secretary, now=now) for name in NAMES]
    for board in boards:
        fill(board, found, actor=secretary, now=now)


@transaction.atomic
def judge(users: dict[str, User], cases: Sequence[Case], now: datetime.datetime) -> None:
    """Let the two committees judge five cases; what was judged already stays as it is."""
    boards = [Committee.objects.get(name=name) for name in NAMES]
    if Meeting.objects.filter(committee=boards[0]).exists() or len(cases) < 5:
        return
    secretary, accounts = users["secretary"], [each[0] for each in EXPERTS]
    users = {**users, **{each.username: each for each in User.objects.filter(username__in=accounts)}}
    found = list(Expert.objects.filter(user__username__in=accounts).order_by("user__username"))
    _read(boards[0], cases[:3], users, now)
    _decide(boards[0], cases[:2], found, users, now)
    _sit(boards[1], cases[3:5], found, users, now)
    later = actions.plan_meeting(
        boards[0], held_on=timezone.localdate(now) + 14 * DAY, place="三楼会议室", actor=secretary, now=now
    )
    actions.put_on_agenda(later, cases[2:3], actor=secretary, now=now)


def people(users: dict[str, User], accounts: Sequence[str], now: datetime.datetime) -> list[Expert]:
    """File accounts as experts and return them in that order; the first one's details are EXPERTS' first."""
    today = timezone.localdate(now)
    details = {account: rest for account, *rest in EXPERTS}
    plain = ["", "高级工程师", TitleLevel.ASSOCIATE_SENIOR, "演示单位", "快递网路工程"]
    found = []
    for place, account in enumerate(accounts, start=1):
        _name, title, level, employer, speciality = details.get(account, plain)
        facts = ExpertFacts(
            title=title,
            level=TitleLevel(level),
            employer_name=employer,
            specialities=[Speciality.objects.get_or_create(name=speciality)[0]],
            filing_number=f"演示专家〔2026〕{place}号",
            filed_on=today - 30 * DAY,
            filed_until=today + 700 * DAY,
        )
        found.append(actions.file_expert(users[account], facts, actor=users["secretary"], now=now))
    return found


def committee(
    name: str, department: Organisation, *, size: int, actor: User, now: datetime.datetime
) -> Committee:
    """Set a small committee up for three years."""
    today = timezone.localdate(now)
    facts = CommitteeFacts(
        name=name,
        make=Make.OTHER,
        size=size,
        document_number="演示人社〔2026〕8号",
        term_from=today,
        term_to=today + 1000 * DAY,
    )
    return actions.set_up_committee(facts, organisation=department, actor=actor, now=now)


def fill(board: Committee, experts: Sequence[Expert], *, actor: User, now: datetime.datetime) -> None:
    """Give experts their seats, the chair to the first."""
    for place, expert in enumerate(experts):
        post = Post.MEMBER if place else Post.CHAIR
        actions.appoint(board, expert, post=post, actor=actor, now=now)


def meeting(
    board: Committee, cases: Sequence[Case], there: Sequence[Expert], *, actor: User, now: datetime.datetime
) -> Meeting:
    """Plan a meeting for the day of `now` with its agenda and attendance."""
    planned = actions.plan_meeting(
        board, held_on=timezone.localdate(now), place="三楼会议室", actor=actor, now=now
    )
    actions.put_on_agenda(planned, cases, actor=actor, now=now)
    return actions.enter_attendance(planned, there, actor=actor, now=now)


def session(
    board: Committee,
    cases: Sequence[Case],
    there: Sequence[Expert],
    *,
    users: dict[str, User],
    now: datetime.datetime,
) -> Meeting:
    """Hold a meeting up to its first ballot: everybody declared that there is no conflict."""
    planned = meeting(board, cases, there, actor=users["secretary"], now=now)
    for item in planned.items.all():
        _declare(item, now)
    return actions.open_meeting(
        planned,
        chair=there[0],
        teller=users["reviewer"],
        scrutineer=users["approver"],
        actor=users["secretary"],
        now=now,
    )


def _declare(item: AgendaItem, now: datetime.datetime) -> None:
    asked = Declaration.objects.filter(dossier=item.dossier, answer=Answer.ASKED)
    for each in asked.select_related("expert__user", "dossier"):
        actions.answer_conflict(each, answer=Answer.NONE, actor=each.expert.user, now=now)


def _read(board: Committee, cases: Sequence[Case], users: dict[str, User], now: datetime.datetime) -> None:
    """Draw two readers a file; some score, one declares a conflict, one has not answered yet."""
    panel = actions.make_panel(
        board,
        title="2026年第一评审组（演示）",
        due_on=timezone.localdate(now) + 7 * DAY,
        criteria=CRITERIA,
        actor=users["secretary"],
        now=now,
    )
    actions.draw_experts(
        panel, cases, size=2, method=DrawMethod.RANDOM, actor=users["secretary"], now=now, seed=SEED
    )
    actions.open_panel(panel, actor=users["secretary"], now=now)
    criteria = list(panel.criteria.all())
    given = panel.assignments.select_related("expert__user", "declaration__dossier").order_by("pk")
    for place, each in enumerate(given[:4]):
        actor = each.expert.user
        answer = Answer.DECLARED if place == 3 else Answer.NONE
        ground = "other" if place == 3 else ""
        actions.answer_conflict(each.declaration, answer=answer, ground=ground, actor=actor, now=now)
        if place < 2:
            marks = {criterion.pk: Decimal(75 + 4 * place) for criterion in criteria}
            remark = "方案完整，设备配置说明可再细化。"
            actions.hand_in_scores(each, marks, remark=remark, actor=actor, now=now)
    actions.remind_readers(panel, actor=users["secretary"], now=now)


def _decide(
    board: Committee,
    cases: Sequence[Case],
    there: Sequence[Expert],
    users: dict[str, User],
    now: datetime.datetime,
) -> None:
    """Hold a meeting to its end: one case passes, one does not."""
    held = session(board, cases, there, users=users, now=now)
    for item, votes in zip(held.items.order_by("position"), VOTES, strict=True):
        opened = actions.open_ballot(item, actor=users["secretary"], now=now)
        cast = [
            (voter.expert, choice)
            for voter, choice in zip(opened.voters.select_related("expert__user"), votes, strict=False)
        ]
        for expert, choice in cast:
            actions.cast_vote(item, choice, actor=expert.user, now=now)
        closed = actions.close_ballot(item, actor=users["secretary"], now=now)
        counted = [choice for _expert, choice in cast]
        for name in ("reviewer", "approver"):
            actions.sign_count(
                closed,
                yes=counted.count(Choice.YES),
                no=counted.count(Choice.NO),
                abstain=counted.count(Choice.ABSTAIN),
                actor=users[name],
                now=now,
            )
    actions.close_meeting(held, discussion=DISCUSSION, actor=users["secretary"], now=now)


def _sit(
    board: Committee,
    cases: Sequence[Case],
    there: Sequence[Expert],
    users: dict[str, User],
    now: datetime.datetime,
) -> None:
    """Leave a meeting in session with a ballot open, into which two have voted."""
    held = session(board, cases, there, users=users, now=now)
    first = held.items.order_by("position")[0]
    opened = actions.open_ballot(first, actor=users["secretary"], now=now)
    for voter in opened.voters.select_related("expert__user").order_by("-pk")[:2]:
        actions.cast_vote(first, Choice.YES, actor=voter.expert.user, now=now)
