"""A competition under way: entries by sheet, teams, a heat, marks entered twice, a live board."""

from __future__ import annotations

import datetime
from decimal import Decimal

from office.exchange.writing import Sheet, write_workbook
from office.people.models import Organisation, User
from recognition.competitions import actions
from recognition.competitions.actions import Paper
from recognition.competitions.enums import BoardState, EntryStatus, ItemKind, Part
from recognition.competitions.imports import entries as lists
from recognition.competitions.models import Competition, Event, Item, Performance, Stage
from recognition.competitions.queries import next_reserve

from .contest import HONOURS, UNITS
from .identity import Registry
from .policy import COURIER

CODE = "DEMO-2027"
TEAM_HONOURS = [{"name": "团体一等奖", "first": 1, "last": 1}, {"name": "团体二等奖", "first": 2, "last": 3}]
#: Part, name, kind, full mark, judges, without the highest and the lowest.
ITEMS = (
    (Part.THEORY, "理论答题", ItemKind.MEASUREMENT, 100, 1, False),
    (Part.PRACTICE, "多物品收寄", ItemKind.MEASUREMENT, 40, 1, False),
    (Part.PRACTICE, "派送路线设计", ItemKind.MEASUREMENT, 30, 1, False),
    (Part.PRACTICE, "问题件处理", ItemKind.JUDGEMENT, 30, 5, True),
)
LEVELS = ("五级/初级工", "四级/中级工", "四级/中级工", "三级/高级工", "")
READERS = ("postal", "scorer")


def stage_contest(
    organiser: Organisation, users: dict[str, User], registry: Registry, now: datetime.datetime
) -> Event:
    """Hold the heat and half of the final, once; return the event."""
    if (found := Event.objects.filter(code=CODE).first()) is not None:
        return found
    event = _event(organiser)
    officer = users["postal"]
    heat = actions.add_heat(event, name="预赛", advance=8, actor=officer, now=now)
    final = actions.arrange_final(event, actor=officer, now=now)
    for stage in (heat, final):
        _items(stage, officer, now)
    sheet = actions.receive_entries(
        event, content=_entries(event, registry), filename="竞赛报名表.xlsx", actor=officer, now=now
    )
    actions.commit_entries(sheet, actor=officer, now=now)
    missing = heat.performances.order_by("entry__number").last()
    assert missing is not None
    actions.set_status(missing, status=EntryStatus.WITHDRAWN, reason="因病弃赛", actor=officer, now=now)
    _mark(heat, users, registry, now, slip=False)
    actions.close_stage(heat, actor=users["chief"], now=now)
    final.event = event
    _fall_out(final, officer, now)
    _mark(final, users, registry, now, slip=True)
    actions.set_board(event, state=BoardState.OPEN, actor=officer, now=now)
    _costs(event.competition, officer, now)
    return event


def _event(organiser: Organisation) -> Event:
    day = datetime.date(2026, 11, 6)
    competition = Competition.objects.create(
        name="平安区快递业“高原骑手”技能大赛（演示）",
        year=day.year,
        organiser=organiser,
        held_on=day,
        place="平安区职业技能实训基地（演示）",
    )
    return Event.objects.create(
        code=CODE,
        competition=competition,
        name="快递员全能赛",
        occupation_code=COURIER,
        honours=HONOURS,
        team_honours=TEAM_HONOURS,
        team_members=3,
        marked_twice=True,
    )


def _items(stage: Stage, officer: User, now: datetime.datetime) -> None:
    for part, name, kind, full, judges, trimmed in ITEMS:
        actions.add_item(
            stage,
            part=part,
            name=name,
            kind=kind,
            full_mark=Decimal(full),
            judges=judges,
            trimmed=trimmed,
            actor=officer,
            now=now,
        )


def _entries(event: Event, registry: Registry) -> bytes:
    """The list of entries as a unit's office would fill it: four people from each of the firms."""
    rows = []
    for place in range(4 * len(UNITS)):
        person = registry.person()
        facts = {
            "position": place + 1,
            "unit": UNITS[place % len(UNITS)],
            "leader": f"{registry.person().name} 13900000000",
            "name": person.name,
            "id_number": person.id_number,
            "phone": person.phone,
            "occupation": "快递员",
            "skill_level": LEVELS[place % len(LEVELS)],
            "event": event.name,
            "group": "职工组",
        }
        rows.append([facts.get(column.key, "") for column in lists.COLUMNS])
    return write_workbook(Sheet("竞赛报名表", lists.COLUMNS, rows))


def _mark(
    stage: Stage, users: dict[str, User], registry: Registry, now: datetime.datetime, *, slip: bool
) -> None:
    """Enter the papers twice; with a slip one mark differs and the last two entries wait for theirs."""
    items = list(stage.items.order_by("position"))
    performances = list(
        stage.performances.filter(status=EntryStatus.RANKED).select_related("entry").order_by("entry__number")
    )
    papers = {each.pk: {item.pk: _paper(item, registry) for item in items} for each in performances}
    done = performances[:-2] if slip else performances
    for place, reader in enumerate(READERS):
        rows = {each.pk: dict(papers[each.pk]) for each in done}
        if slip and place:
            first = done[0]
            rows[first.pk][items[0].pk] = Paper((_other(papers[first.pk][items[0].pk].scores[0]),))
        actions.enter_sheet(stage, rows=rows, actor=users[reader], now=now)
    if slip:
        _resolve_one(done[1], items[1], users, now)


def _paper(item: Item, registry: Registry) -> Paper:
    full = int(item.full_mark)
    scores = tuple(
        Decimal(registry.chance.randrange(full * 62, full * 99)) / 100 for _judge in range(item.judges)
    )
    if item.kind == ItemKind.JUDGEMENT:
        return Paper(scores)
    timed = item.part == Part.PRACTICE
    seconds = registry.chance.randrange(240, 600) if timed else None
    return Paper(scores, Decimal(registry.chance.choice((0, 0, 0, 1))) if timed else Decimal(0), seconds)


def _other(score: Decimal) -> Decimal:
    """A digit mistyped."""
    return score - 10 if score > 50 else score + 10


def _resolve_one(
    performance: Performance, item: Item, users: dict[str, User], now: datetime.datetime
) -> None:
    """A mark that was corrected after both had entered it alike."""
    actions.settle_mark(
        performance,
        item=item,
        points=Decimal("35.5"),
        seconds=388,
        reason="录入时漏记加分，已核对裁判原始评分表。",
        actor=users["chief"],
        now=now,
    )


def _fall_out(final: Stage, officer: User, now: datetime.datetime) -> None:
    """One of the finalists withdraws before the final, and the next of the heat is called up."""
    gone = list(final.performances.select_related("entry").order_by("entry__number"))[3]
    gone.stage = final
    actions.set_status(
        gone, status=EntryStatus.WITHDRAWN, reason="因公出差，书面弃权", actor=officer, now=now
    )
    reserve = next_reserve(gone)
    assert reserve is not None
    actions.call_reserve(gone, number=reserve.number, actor=officer, now=now)


def _costs(competition: Competition, officer: User, now: datetime.datetime) -> None:
    rows = (
        ("venue", "场地与器材租用", 1_280_000, "organiser", "付字 018"),
        ("judges", "裁判劳务与命题", 600_000, "organiser", "付字 021"),
        ("prizes", "奖牌与奖品", 960_000, "union", "会费 007"),
    )
    for kind, what, amount, source, document in rows:
        actions.record_cost(
            competition,
            kind=kind,
            description=what,
            amount=amount,
            source=source,
            document=document,
            paid_on=competition.held_on,
            actor=officer,
            now=now,
        )
