"""A competition that takes entries, with lists of an employer: with the organiser, refused, only checked."""

from __future__ import annotations

import datetime

from django.utils import timezone

from office.exchange.writing import Sheet, write_workbook
from office.people.actions import register_courier, start_employment
from office.people.models import Mandate, Organisation, User
from recognition.competitions import actions
from recognition.competitions.imports import entries as lists
from recognition.competitions.models import Competition, EntrySheet, Event

from .contest import HONOURS
from .identity import Identity, Registry
from .policy import COURIER
from .training import facts_of

CODE = "DEMO-ENTRY"


def show(
    organiser: Organisation, users: dict[str, User], registry: Registry, now: datetime.datetime
) -> Event:
    """Announce the competition and send the lists, once; return the event."""
    if (found := Event.objects.filter(code=CODE).first()) is not None:
        return found
    event = _event(organiser, timezone.localdate(now))
    boss = users["employer"]
    firm = Mandate.objects.get(user=boss).organisation
    riders = [registry.person() for _rider in range(9)]
    for person in riders:
        courier = register_courier(facts_of(person), actor=None, now=now)
        start_employment(courier, employer=firm, post="快递员", actor=None)
    stranger = registry.person()
    waiting = _send(event, firm, riders[:4], "报名表 第一批.xlsx", boss, now)
    refused = _send(event, firm, riders[4:7], "报名表 第二批.xlsx", boss, now)
    for sheet in (waiting, refused):
        actions.send_entries(sheet, actor=boss, now=now)
    why = "每家单位本赛项限报 4 名正式选手、2 名替补，请核减后重新报送。"
    actions.refuse_entries(refused, reason=why, actor=users["postal"], now=now)
    _send(event, firm, [*riders[7:], stranger], "报名表 第三批.xlsx", boss, now)
    return event


def _event(organiser: Organisation, today: datetime.date) -> Event:
    day = datetime.timedelta(days=1)
    competition = Competition.objects.create(
        name="平安区快递业青年岗位技能赛（演示）",
        year=(today + 35 * day).year,
        organiser=organiser,
        held_on=today + 35 * day,
        entries_until=today + 20 * day,
        place="平安区职业技能实训基地（演示）",
    )
    return Event.objects.create(
        code=CODE, competition=competition, name="收派技能赛", occupation_code=COURIER, honours=HONOURS
    )


def _send(
    event: Event, firm: Organisation, people: list[Identity], name: str, boss: User, now: datetime.datetime
) -> EntrySheet:
    """Have a list checked; the last of several people is a reserve."""
    rows = []
    for place, person in enumerate(people, start=1):
        told = {
            "position": place,
            "unit": firm.name,
            "name": person.name,
            "id_number": person.id_number,
            "phone": person.phone,
            "occupation": "快递员",
            "event": event.name,
            "group": "职工组",
            "reserve": "是" if place == len(people) else "否",
        }
        rows.append([told.get(column.key, "") for column in lists.COLUMNS])
    content = write_workbook(Sheet("竞赛报名表", lists.COLUMNS, rows))
    return actions.receive_own_list(event, firm, content=content, filename=name, actor=boss, now=now)
