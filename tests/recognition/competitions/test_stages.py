"""Heats and final: who starts, who goes on, how the places are counted, and entries by sheet."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from demo.identity import Registry
from office.people.models import Courier, User
from office.policy.models import PolicyVersion
from recognition.competitions import actions
from recognition.competitions.actions import EntryFacts
from recognition.competitions.enums import BoardState, EntryStatus, ResultState
from recognition.competitions.imports import entries as lists
from recognition.competitions.models import Entry, Event, Performance, ResultVersion, Stage
from recognition.competitions.queries import current_stage, standing_of

from .conftest import NOW

D = Decimal


def rows(*marks: tuple[str, str], unit: str = "邮政") -> list[EntryFacts]:
    return [EntryFacts(number, f"选手{number}", unit, D(mark), D(mark)) for number, mark in marks]


def bring(event: Event, officer: User, *marks: tuple[str, str]) -> None:
    actions.import_results(event, rows=rows(*marks), digest="d", actor=officer, now=NOW)


@pytest.fixture
def heat(event: Event, officer: User) -> Stage:
    """A heat from which two go on, with five entries and their marks."""
    made = actions.add_heat(event, name="预赛", advance=2, actor=officer, now=NOW)
    bring(event, officer, ("1", "90"), ("2", "80"), ("3", "70"), ("4", "60"), ("5", "50"))
    return made


def refused(call: Any) -> str | None:
    with pytest.raises(ValidationError) as fault:
        call()
    return fault.value.code


def test_the_best_go_on_and_the_places_are_counted_through(event: Event, heat: Stage, officer: User) -> None:
    final = actions.close_stage(heat, actor=officer, now=NOW)
    assert list(final.performances.values_list("entry__number", flat=True)) == ["1", "2"]
    assert current_stage(event) == final
    bring(event, officer, ("1", "70"), ("2", "95"))
    assert [(row["entry"], row["rank"], row["stage"]) for row in standing_of(event).rows] == [
        ("2", 1, final.name),
        ("1", 2, final.name),
        ("3", 3, "预赛"),
        ("4", 4, "预赛"),
        ("5", 5, "预赛"),
    ]


def test_a_finalist_who_withdraws_is_listed_without_a_rank(event: Event, heat: Stage, officer: User) -> None:
    final = actions.close_stage(heat, actor=officer, now=NOW)
    gone = final.performances.get(entry__number="2")
    actions.set_status(gone, status=EntryStatus.WITHDRAWN, actor=officer, now=NOW)
    bring(event, officer, ("1", "70"))
    assert [(row["entry"], row["rank"]) for row in standing_of(event).rows] == [
        ("1", 1),
        ("3", 2),
        ("4", 3),
        ("5", 4),
        ("2", None),
    ]


def test_whom_the_heat_left_behind_may_be_unranked(event: Event, heat: Stage, officer: User) -> None:
    version = PolicyVersion.objects.get(scheme="contest-ranking")
    version.parameters["not_advanced"]["value"] = "unranked"
    version.save()
    actions.close_stage(heat, actor=officer, now=NOW)
    bring(event, officer, ("1", "70"), ("2", "60"))
    assert [row["rank"] for row in standing_of(event).rows] == [1, 2, None, None, None]


def test_the_place_of_the_disqualified_may_stay_empty(event: Event, officer: User) -> None:
    version = PolicyVersion.objects.get(scheme="contest-ranking")
    version.parameters["places_behind"]["value"]["disqualified"] = "stay"
    version.save()
    bring(event, officer, ("1", "90"), ("2", "80"))
    first = Performance.objects.get(entry__number="1")
    actions.set_status(first, status=EntryStatus.DISQUALIFIED, reason="替考", actor=officer, now=NOW)
    assert [(row["entry"], row["rank"], row["award"]) for row in standing_of(event).rows] == [
        ("2", 2, "技术明星"),
        ("1", None, ""),
    ]


def test_a_heat_is_closed_once_and_complete(event: Event, heat: Stage, officer: User) -> None:
    entry = Entry.objects.create(event=event, number="6", name="选手6", unit="邮政")
    late = Performance.objects.create(stage=heat, entry=entry)
    assert refused(lambda: actions.close_stage(heat, actor=officer, now=NOW)) == "unmarked"
    actions.set_status(late, status=EntryStatus.WITHDRAWN, actor=officer, now=NOW)
    final = actions.close_stage(heat, actor=officer, now=NOW)
    assert refused(lambda: actions.close_stage(heat, actor=officer, now=NOW)) == "stage_closed"
    assert refused(lambda: actions.close_stage(final, actor=officer, now=NOW)) == "final"
    again = {"status": EntryStatus.RANKED, "actor": officer, "now": NOW}
    assert refused(lambda: actions.set_status(Performance.objects.get(pk=late.pk), **again)) == "stage_closed"


def test_an_empty_heat_is_not_closed_and_none_is_added_after_one_was(event: Event, officer: User) -> None:
    empty = actions.add_heat(event, name="预赛", advance=2, actor=officer, now=NOW)
    assert refused(lambda: actions.close_stage(empty, actor=officer, now=NOW)) == "empty"
    bring(event, officer, ("1", "90"), ("2", "80"))
    actions.close_stage(empty, actor=officer, now=NOW)
    late = {"name": "复赛", "advance": 1, "actor": officer, "now": NOW}
    assert refused(lambda: actions.add_heat(event, **late)) == "marking_begun"


def test_results_of_a_final_name_finalists_only(event: Event, heat: Stage, officer: User) -> None:
    actions.close_stage(heat, actor=officer, now=NOW)
    assert refused(lambda: bring(event, officer, ("3", "99"))) == "not_in_stage"
    assert refused(lambda: bring(event, officer, ("9", "99"))) == "not_in_stage"


def test_nothing_is_published_while_a_heat_is_open(event: Event, heat: Stage, officer: User) -> None:
    def publish() -> ResultVersion:
        return actions.publish_results(event, state=ResultState.FINAL, actor=officer, now=NOW)

    assert refused(publish) == "heats_open"
    actions.close_stage(heat, actor=officer, now=NOW)
    assert refused(publish) == "unmarked"
    bring(event, officer, ("1", "70"), ("2", "95"))
    assert publish().rows[0]["entry"] == "2"


def test_only_the_organiser_arranges(event: Event, heat: Stage, other_officer: User, reviewer: User) -> None:
    for somebody in (other_officer, reviewer):
        for call in (
            lambda who: actions.close_stage(heat, actor=who, now=NOW),
            lambda who: actions.add_heat(event, name="预赛", advance=1, actor=who, now=NOW),
            lambda who: actions.arrange_final(event, actor=who, now=NOW),
            lambda who: actions.set_board(event, state=BoardState.OPEN, actor=who, now=NOW),
        ):
            with pytest.raises(PermissionDenied):
                call(somebody)


def entry_list(event: Event, people: list[Any], values: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.active.append([column.header for column in lists.COLUMNS])
    for place, person in enumerate(people):
        facts = {
            "unit": "邮政" if place % 2 else "速达",
            "leader": "冶领队/13900000000",
            "name": person.name,
            "id_number": person.id_number,
            "phone": person.phone,
            "occupation": "快递员",
            "skill_level": "四级",
            "event": event.name,
            **(values or {}),
        }
        book.active.append([facts.get(column.key) for column in lists.COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(event: Event, content: bytes, officer: User) -> Any:
    return actions.receive_entries(event, content=content, filename="报名.xlsx", actor=officer, now=NOW)


def test_a_list_of_entries_enters_people_teams_and_numbers(event: Event, officer: User) -> None:
    event.team_members = 1
    event.save()
    people = [Registry(5).person(name=name) for name in ("马䶮", "李㛃")]
    people[1] = Registry(6).person(name="李㛃")
    sheet = send(event, entry_list(event, people), officer)
    assert (Entry.objects.count(), Courier.objects.count()) == (0, 0)
    assert people[0].id_number.encode() not in bytes(sheet.judgement_sealed)
    actions.commit_entries(sheet, actor=officer, now=NOW)
    assert list(Entry.objects.values_list("number", "name", "team__name", "skill_level")) == [
        ("001", "马䶮", "速达", "四级/中级工"),
        ("002", "李㛃", "邮政", "四级/中级工"),
    ]
    assert event.teams.get(name="速达").leader == "冶领队"
    assert Performance.objects.filter(stage__event=event, theory=None).count() == 2
    assert refused(lambda: actions.commit_entries(sheet, actor=officer, now=NOW)) == "already_committed"
    again = send(event, entry_list(event, people[:1]), officer)
    assert refused(lambda: actions.commit_entries(again, actor=officer, now=NOW)) == "nothing_to_commit"


def codes(contest: Event, officer: User, people: list[Any], **values: str) -> set[str]:
    judged = send(contest, entry_list(contest, people, values), officer).judgement
    return {
        code for row in judged["report"]["rows"] for _column, code, _message, _severity in row["problems"]
    }


def test_each_problem_of_a_list_has_its_code(event: Event, officer: User) -> None:
    person = Registry(5).person(name="马䶮")
    assert codes(event, officer, [person]) == set()
    assert codes(event, officer, [person, person]) == {"duplicate_in_file"}
    assert codes(event, officer, [person], event="快件处理员") == {"other_event"}
    assert codes(event, officer, [person], skill_level="很高") == {"level"}
    assert codes(event, officer, [person], phone="12") == {"phone"}
    assert codes(event, officer, [person], id_number="990101199001011234") == {"id_checksum"}
    assert codes(event, officer, [person], group="老年组") == {"choice"}


def test_the_rule_on_entries_is_data(event: Event, officer: User) -> None:
    version = PolicyVersion.objects.get(scheme="contest-entry")
    version.parameters["groups"]["value"] = ["staff"]
    version.parameters["highest_level"]["value"] = "五级/初级工"
    version.save()
    person = Registry(5).person(name="马䶮")
    assert codes(event, officer, [person], group="学生组") == {"group", "level_too_high"}


def test_a_past_winner_of_the_occupation_stays_out(event: Event, officer: User) -> None:
    person = Registry(5).person(name="马䶮")
    sheet = send(event, entry_list(event, [person]), officer)
    actions.commit_entries(sheet, actor=officer, now=NOW)
    facts = [EntryFacts("001", "马䶮", "速达", D(90), D(90))]
    actions.import_results(event, rows=facts, digest="", actor=officer, now=NOW)
    actions.publish_results(event, state=ResultState.PROVISIONAL, actor=officer, now=NOW)
    later = Event.objects.create(
        code="LATER", competition=event.competition, name="下届", occupation_code=event.occupation_code
    )
    assert codes(later, officer, [person]) == set()
    actions.publish_results(event, state=ResultState.FINAL, actor=officer, now=NOW)
    assert codes(later, officer, [person], unit="邮政") == {"past_winner"}
    assert codes(event, officer, [person], unit="极兔") == {"entered_already"}


def test_a_sheet_of_results_does_not_rename_a_person_on_record(event: Event, officer: User) -> None:
    sheet = send(event, entry_list(event, [Registry(5).person(name="马䶮")]), officer)
    actions.commit_entries(sheet, actor=officer, now=NOW)
    wrong = [EntryFacts("001", "马龙", "速达", D(90), D(90))]
    assert (
        refused(lambda: actions.import_results(event, rows=wrong, digest="", actor=officer, now=NOW))
        == "name_differs"
    )


def test_teams_are_ranked_beside_the_people(event: Event, officer: User) -> None:
    event.team_members, event.team_honours = 1, [{"name": "团体一等奖", "first": 1, "last": 1}]
    event.save()
    people = [Registry(seed).person(name=name) for seed, name in ((5, "马䶮"), (6, "李㛃"))]
    actions.commit_entries(send(event, entry_list(event, people), officer), actor=officer, now=NOW)
    facts = [
        EntryFacts("001", "马䶮", "速达", D(80), D(80)),
        EntryFacts("002", "李㛃", "邮政", D(90), D(90)),
    ]
    actions.import_results(event, rows=facts, digest="", actor=officer, now=NOW)
    version = actions.publish_results(event, state=ResultState.FINAL, actor=officer, now=NOW)
    assert version.team_rows == [
        {"rank": 1, "name": "邮政", "members": ["李㛃 90.00"], "total": "90.00", "award": "团体一等奖"},
        {"rank": 2, "name": "速达", "members": ["马䶮 80.00"], "total": "80.00", "award": ""},
    ]


def test_the_standing_asks_no_more_for_more_entries(
    event: Event, officer: User, django_assert_max_num_queries: Any
) -> None:
    bring(event, officer, ("1", "90"))
    with django_assert_max_num_queries(3):
        assert len(standing_of(event).rows) == 1
    bring(event, officer, ("2", "80"), ("3", "70"))
    with django_assert_max_num_queries(3):
        assert len(standing_of(event).rows) == 3
