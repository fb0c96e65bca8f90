"""Competitions of the demonstration: one with published results, one that waits for its sheet."""

from __future__ import annotations

import datetime
from decimal import Decimal

from office.people.models import Organisation, User
from recognition.competitions.actions import EntryFacts, import_results, publish_results
from recognition.competitions.enums import EntryStatus, ResultState
from recognition.competitions.models import Competition, Event

from .identity import Registry
from .policy import COURIER

FIRST, WAITING = "DEMO-2025", "DEMO-KDY"
# Qinghai's own honours: first, then star, then expert.
HONOURS = [
    {"name": "技术状元", "first": 1, "last": 1},
    {"name": "技术明星", "first": 2, "last": 3},
    {"name": "技术能手", "first": 4, "last": 6},
]
UNITS = (
    "中通平安高铁新区网点",
    "海东平安速达快递有限公司",
    "邮政平安寄递事业部",
    "极兔速递平安古城站",
    "平安区驿路通达快运部",
)


def events(organiser: Organisation) -> dict[str, Event]:
    """Make the competitions and events that are missing; return the events by code."""
    rows = (
        (FIRST, "平安区首届邮政快递业职业技能竞赛（演示）", datetime.date(2025, 9, 20)),
        (WAITING, "平安区第二届邮政快递业职业技能竞赛（演示）", datetime.date(2026, 9, 19)),
    )
    made = {}
    for code, name, day in rows:
        competition, _new = Competition.objects.get_or_create(
            name=name,
            defaults={
                "year": day.year,
                "organiser": organiser,
                "held_on": day,
                "place": "平安区体育馆（演示）",
            },
        )
        made[code], _new = Event.objects.get_or_create(
            code=code,
            defaults={
                "competition": competition,
                "name": "快递员赛项",
                "occupation_code": COURIER,
                "honours": HONOURS,
            },
        )
    return made


def first_results(event: Event, registry: Registry, officer: User, now: datetime.datetime) -> None:
    """Enter and publish the results of the first competition, once."""
    if event.results.exists():
        return
    chance = registry.chance
    entries = [
        EntryFacts(
            number=f"{place:03d}",
            name=registry.person().name,
            unit=chance.choice(UNITS),
            theory=Decimal(chance.randrange(1100, 1990)) / 20,
            practice=Decimal(chance.randrange(1150, 1990)) / 20,
            status=EntryStatus.WITHDRAWN if place == 9 else EntryStatus.RANKED,
        )
        for place in range(1, 25)
    ]
    import_results(event, rows=entries, digest="", actor=officer, now=now)
    publish_results(event, state=ResultState.PROVISIONAL, actor=officer, now=now)
    publish_results(event, state=ResultState.FINAL, actor=officer, now=now)
