"""An employer's own list: its own people, judged and sent; the organiser takes it in or refuses it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from office.exchange.writing import Sheet, write_workbook
from office.people.actions import CourierFacts, register_courier
from office.people.enums import Role
from office.people.models import Courier, Employment, Organisation, User
from recognition.competitions import actions
from recognition.competitions.imports.entries import COLUMNS
from recognition.competitions.imports.entries import judge as judge_list
from recognition.competitions.models import Competition, EntrySheet, Event
from recognition.competitions.queries import (
    entry_sheets_of,
    events_open_for_lists,
    own_lists_visible_to,
)
from tests.personas import user
from tests.training.subsidies.conftest import id_number

from .conftest import NOW
from .test_honours import refused

TODAY = NOW.date()


@pytest.fixture
def firm(db: None) -> Organisation:
    return Organisation.objects.create(name="平安圆通速递有限公司", short_name="圆通", is_employer=True)


@pytest.fixture
def rival(db: None) -> Organisation:
    return Organisation.objects.create(name="平安韵达速递有限公司", is_employer=True)


@pytest.fixture
def boss(firm: Organisation) -> User:
    return user("站长", Role.EMPLOYER_OPERATOR, organisation=firm)


@pytest.fixture
def rival_boss(rival: Organisation) -> User:
    return user("别家站长", Role.EMPLOYER_OPERATOR, organisation=rival)


@pytest.fixture
def riders(firm: Organisation) -> list[Courier]:
    found = [
        register_courier(
            CourierFacts(name=name, id_number=id_number(serial), phone=f"1380000000{serial}"),
            actor=None,
            now=NOW,
        )
        for serial, name in enumerate(("马一", "马二", "马三"), start=1)
    ]
    for each in found[:2]:
        Employment.objects.create(courier=each, employer=firm, started_on=datetime.date(2024, 1, 1))
    return found


@pytest.fixture
def coming(event: Event) -> Event:
    Competition.objects.filter(pk=event.competition_id).update(
        held_on=TODAY + datetime.timedelta(days=20), entries_until=TODAY + datetime.timedelta(days=10)
    )
    event.refresh_from_db()
    return Event.objects.get(pk=event.pk)


def rows_of(event: Event, riders: list[Courier], unit: str = "圆通") -> bytes:
    rows = []
    for place, each in enumerate(riders):
        told = {
            "unit": unit,
            "name": each.name,
            "id_number": each.id_number,
            "phone": f"1380000000{place}",
            "occupation": "快递员",
            "event": event.name,
            "reserve": "是" if place else "否",
        }
        rows.append([told.get(column.key, "") for column in COLUMNS])
    return write_workbook(Sheet("竞赛报名表", COLUMNS, rows))


@pytest.fixture
def checked(coming: Event, firm: Organisation, boss: User, riders: list[Courier]) -> EntrySheet:
    return actions.receive_own_list(
        coming, firm, content=rows_of(coming, riders), filename="报名.xlsx", actor=boss, now=NOW
    )


def test_an_employer_enters_its_own_people_only(
    checked: EntrySheet, coming: Event, firm: Organisation, riders: list[Courier]
) -> None:
    report = judge_list(rows_of(coming, riders), "报名.xlsx", event=coming, today=TODAY, employer=firm).report
    assert [[problem.code for problem in row.problems] for row in report.rows] == [[], [], ["not_employed"]]
    other = judge_list(
        rows_of(coming, riders[:1], "韵达"), "报名.xlsx", event=coming, today=TODAY, employer=firm
    ).report
    assert [problem.code for problem in other.rows[0].problems] == ["other_unit"]
    assert (checked.outcome["accepted"], list(coming.entries.all())) == (2, [])


def test_the_organiser_sees_a_list_once_it_is_sent_and_takes_it_in(
    checked: EntrySheet, coming: Event, firm: Organisation, boss: User, officer: User, rival_boss: User
) -> None:
    assert list(entry_sheets_of(coming)) == []
    assert refused(lambda: actions.commit_entries(checked, actor=officer, now=NOW)) == "not_sent"
    with pytest.raises(PermissionDenied):
        actions.send_entries(checked, actor=rival_boss, now=NOW)
    actions.send_entries(checked, actor=boss, now=NOW)
    assert refused(lambda: actions.send_entries(checked, actor=boss, now=NOW)) == "sent_already"
    assert list(entry_sheets_of(coming)) == [checked]
    actions.commit_entries(checked, actor=officer, now=NOW)
    assert list(coming.entries.order_by("number").values_list("name", "unit", "is_reserve")) == [
        ("马一", firm.name, False),
        ("马二", firm.name, True),
    ]
    assert list(coming.stages.get().performances.values_list("entry__name", flat=True)) == ["马一"]
    assert (
        refused(lambda: actions.refuse_entries(checked, reason="迟", actor=officer, now=NOW))
        == "answered_already"
    )


def test_a_refused_list_says_why_and_can_be_sent_again(
    checked: EntrySheet, coming: Event, firm: Organisation, boss: User, officer: User, riders: list[Courier]
) -> None:
    actions.send_entries(checked, actor=boss, now=NOW)
    assert (
        refused(lambda: actions.refuse_entries(checked, reason=" ", actor=officer, now=NOW))
        == "reason_required"
    )
    with pytest.raises(PermissionDenied):
        actions.refuse_entries(checked, reason="人数超限", actor=boss, now=NOW)
    actions.refuse_entries(checked, reason="人数超限", actor=officer, now=NOW)
    assert refused(lambda: actions.commit_entries(checked, actor=officer, now=NOW)) == "refused"
    assert own_lists_visible_to(boss).get().refusal == "人数超限"
    again = actions.receive_own_list(
        coming, firm, content=rows_of(coming, riders), filename="报名.xlsx", actor=boss, now=NOW
    )
    assert (again.refusal, again.sent_at, again.refused_at) == ("", None, None)
    actions.send_entries(again, actor=boss, now=NOW)


def test_lists_are_taken_until_their_last_day_and_by_their_own_operator(
    coming: Event,
    firm: Organisation,
    rival: Organisation,
    boss: User,
    rival_boss: User,
    riders: list[Courier],
) -> None:
    content = rows_of(coming, riders)

    def send(employer: Organisation, actor: User, days: int) -> Any:
        at = NOW + datetime.timedelta(days=days)
        return actions.receive_own_list(
            coming, employer, content=content, filename="a.xlsx", actor=actor, now=at
        )

    with pytest.raises(PermissionDenied):
        send(firm, rival_boss, 0)
    assert refused(lambda: send(firm, boss, 11)) == "entries_closed"
    assert send(firm, boss, 10) != send(rival, rival_boss, 10)
    assert [each.employer for each in own_lists_visible_to(boss)] == [firm]
    assert list(events_open_for_lists(TODAY + datetime.timedelta(days=11))) == []


def test_the_pages_of_employer_and_organiser(
    checked: EntrySheet, coming: Event, boss: User, rival_boss: User, officer: User, client: Client
) -> None:
    today = timezone.localdate()
    days = {"held_on": today, "entries_until": today}
    Competition.objects.filter(pk=coming.competition_id).update(**days)
    place = f"/contests/lists/{checked.pk}/"
    client.force_login(rival_boss)
    assert client.get(place).status_code == 404
    client.force_login(boss)
    page = client.get(place).content.decode()
    key = page.split('name="deed_key" value="')[1].split('"')[0]
    assert client.post(place, {"deed_key": key}).status_code == 302
    client.force_login(officer)
    assert "圆通" in client.get(coming.get_absolute_url()).content.decode()
    refuse = f"/contests/{coming.code}/entries/sheets/{checked.pk}/refuse/"
    key = client.get(refuse).content.decode().split('name="deed_key" value="')[1].split('"')[0]
    assert client.post(refuse, {"deed_key": key, "reason": "人数超限"}).status_code == 302
    client.force_login(boss)
    assert "人数超限" in client.get("/contests/lists/").content.decode()


def test_one_person_is_entered_by_hand_as_a_row_of_the_list_is(coming: Event, officer: User) -> None:
    told = {
        "name": "马四",
        "id_number": id_number(4),
        "phone": "13800000004",
        "unit": "邮政",
        "group": "职工组",
        "reserve": "否",
    }
    entry = actions.enter_one(coming, values=told, actor=officer, now=NOW)
    assert (entry.number, entry.name, entry.courier is not None) == ("001", "马四", True)
    with pytest.raises(ValidationError) as error:
        actions.enter_one(coming, values=told, actor=officer, now=NOW)
    assert [fault.code for fault in error.value.error_dict["id_number"]] == ["entered_already"]
    wrong = {**told, "id_number": "63", "phone": "1"}
    with pytest.raises(ValidationError) as error:
        actions.enter_one(coming, values=wrong, actor=officer, now=NOW)
    assert sorted(error.value.error_dict) == ["id_number", "phone"]
    assert coming.entries.count() == 1
