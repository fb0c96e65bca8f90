"""Reserves: who is next, until when, and that the order can be read afterwards."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from office.audit.models import Entry as Trace
from office.people.models import User
from office.policy.models import PolicyVersion
from recognition.competitions import actions
from recognition.competitions.enums import EntryStatus, ResultState
from recognition.competitions.models import Entry, Event, Performance, Stage
from recognition.competitions.queries import reserves_of
from recognition.competitions.rules.reserves import Reserve, next_up

from .conftest import NOW
from .test_honours import bring, refused


@pytest.fixture
def final(event: Event, officer: User) -> Stage:
    """A heat of five, two of whom go on to the final."""
    heat = actions.add_heat(event, name="预赛", advance=2, actor=officer, now=NOW)
    bring(event, officer, [(str(n), f"马{n}", 90 - n) for n in range(1, 6)])
    Entry.objects.filter(number="4").update(unit="圆通")
    stage = actions.close_stage(heat, actor=officer, now=NOW)
    stage.event = event
    return stage


def falls_out(stage: Stage, number: str, officer: User, status: str = EntryStatus.WITHDRAWN) -> Performance:
    performance = stage.performances.select_related("entry").get(entry__number=number)
    performance.stage = stage
    return actions.set_status(performance, status=status, reason="因病", actor=officer, now=NOW)


def set_rule(**values: object) -> None:
    version = PolicyVersion.objects.get(scheme="contest-reserve")
    for code, value in values.items():
        version.parameters[code]["value"] = value
    version.save()


def test_the_next_of_the_heat_takes_the_place_once(final: Stage, officer: User, other_officer: User) -> None:
    assert [(each.number, each.rank) for each in reserves_of(final)] == [("3", 3), ("4", 4), ("5", 5)]
    gone = falls_out(final, "1", officer)
    with pytest.raises(PermissionDenied):
        actions.call_reserve(gone, number="3", actor=other_officer, now=NOW)
    assert (
        refused(lambda: actions.call_reserve(gone, number="4", actor=officer, now=NOW)) == "reserve_changed"
    )
    called = actions.call_reserve(gone, number="3", actor=officer, now=NOW)
    assert actions.call_reserve(gone, number="3", actor=officer, now=NOW) == called
    assert refused(lambda: actions.call_reserve(gone, number="4", actor=officer, now=NOW)) == "place_filled"
    assert (
        refused(
            lambda: actions.set_status(gone, status=EntryStatus.RANKED, reason="", actor=officer, now=NOW)
        )
        == "place_filled"
    )
    (trace,) = Trace.objects.filter(action="competitions.reserve.called")
    assert (trace.data["entry"], trace.data["instead_of"], trace.data["rank_before"]) == ("3", "1", 3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Performance.objects.create(stage=final, entry=Entry.objects.get(number="5"), replaces=gone)


def test_who_declines_is_called_and_withdraws_so_the_order_stays(final: Stage, officer: User) -> None:
    gone = falls_out(final, "2", officer)
    actions.call_reserve(gone, number="3", actor=officer, now=NOW)
    actions.call_reserve(falls_out(final, "3", officer), number="4", actor=officer, now=NOW)
    assert list(
        final.performances.order_by("entry__number").values_list("entry__number", "replaces__entry__number")
    ) == [("1", None), ("2", None), ("3", "2"), ("4", "3")]


def test_the_rule_says_whose_place_which_order_and_until_when(final: Stage, officer: User) -> None:
    expelled = falls_out(final, "1", officer, EntryStatus.DISQUALIFIED)
    assert (
        refused(lambda: actions.call_reserve(expelled, number="3", actor=officer, now=NOW))
        == "place_not_open"
    )
    set_rule(open_places=["withdrawn", "disqualified"], later_stages="unit")
    Entry.objects.filter(number="1").update(unit="圆通")
    expelled.entry.refresh_from_db()
    set_rule(until="day_before")
    assert refused(lambda: actions.call_reserve(expelled, number="4", actor=officer, now=NOW)) == "too_late"
    set_rule(until="first_mark")
    Performance.objects.filter(stage=final, entry__number="2").update(theory=Decimal(80))
    assert refused(lambda: actions.call_reserve(expelled, number="4", actor=officer, now=NOW)) == "too_late"
    Performance.objects.filter(stage=final).update(theory=None)
    called = actions.call_reserve(expelled, number="4", actor=officer, now=NOW)
    assert called.entry.number == "4"
    set_rule(later_stages="none")
    second = falls_out(final, "2", officer)
    assert refused(lambda: actions.call_reserve(second, number="3", actor=officer, now=NOW)) == "no_reserve"


@pytest.mark.parametrize(
    ("code", "value"),
    [("open_places", ["ranked"]), ("first_stage", "lot"), ("until", "never"), ("later_stages", None)],
)
def test_a_rule_that_cannot_be_read_is_refused(final: Stage, officer: User, code: str, value: object) -> None:
    gone = falls_out(final, "1", officer)
    set_rule(**{code: value})
    assert refused(lambda: actions.call_reserve(gone, number="3", actor=officer, now=NOW)) == "bad_parameter"


@pytest.mark.parametrize(
    ("order", "unit", "number"),
    [("next", "甲", "8"), ("unit", "甲", "9"), ("unit", "丙", None), ("none", "甲", None)],
)
def test_the_order_of_reserves(order: str, unit: str, number: str | None) -> None:
    found = next_up([Reserve("8", "乙"), Reserve("9", "甲")], unit=unit, order=order)
    assert (found.number if found else None) == number


def test_a_reserve_is_in_the_results_and_who_withdrew_is_not_ranked(final: Stage, officer: User) -> None:
    actions.call_reserve(falls_out(final, "1", officer), number="3", actor=officer, now=NOW)
    bring(final.event, officer, [("2", "马2", 70), ("3", "马3", 80)])
    shown = actions.publish_results(final.event, state=ResultState.FINAL, actor=officer, now=NOW)
    assert [(row["entry"], row["rank"]) for row in shown.rows] == [
        ("3", 1),
        ("2", 2),
        ("4", 3),
        ("5", 4),
        ("1", None),
    ]


def test_the_page_shows_whose_turn_it_is(final: Stage, officer: User, client: Client) -> None:
    falls_out(final, "1", officer)
    client.force_login(officer)
    stage = client.get(final.get_absolute_url()).content.decode()
    place = f"{final.get_absolute_url()}entries/1/reserve/"
    assert place in stage
    page = client.get(place).content.decode()
    assert ("3 马3" in page, 'name="number" value="3"' in page) == (True, True)
    key = page.split('name="deed_key" value="')[1].split('"')[0]
    assert client.post(place, {"deed_key": key, "number": "3"}).status_code == 302
    assert place not in client.get(final.get_absolute_url()).content.decode()


def test_the_limit_is_the_stage_s_own_day(final: Stage, officer: User) -> None:
    set_rule(until="day_before")
    Stage.objects.filter(pk=final.pk).update(held_on=NOW.date() + datetime.timedelta(days=2))
    final.refresh_from_db()
    called = actions.call_reserve(falls_out(final, "1", officer), number="3", actor=officer, now=NOW)
    assert called.replaces is not None
