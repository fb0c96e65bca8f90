"""Publishing: provisional, final, corrected; each version as it was shown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.audit import queries as audit
from office.people.models import User
from recognition.competitions.actions import import_results, publish_results
from recognition.competitions.enums import ResultState
from recognition.competitions.imports import entries_of, judge
from recognition.competitions.models import Event, Performance, ResultVersion, check_honours
from recognition.competitions.queries import board_rows, current_result, mark_text

from .conftest import DATA, NOW


@pytest.fixture
def marked(event: Event, officer: User) -> Event:
    rows = entries_of(judge((DATA / "competition.xlsx").read_bytes(), "competition.xlsx"))
    import_results(event, rows=rows, digest="d", actor=officer, now=NOW)
    return event


def publish(event: Event, actor: User, state: ResultState, note: str = "") -> ResultVersion:
    return publish_results(event, state=state, note=note, actor=actor, now=NOW)


def test_the_board_is_what_the_ranking_says(marked: Event) -> None:
    rows = board_rows(marked)
    assert len(rows) == 40
    assert rows[0] == {
        "rank": 1,
        "entry": "011",
        "name": "陈志强",
        "unit": "邮政平安寄递事业部",
        "theory": "99.25",
        "practice": "93.90",
        "total": "95.51",
        "status": "ranked",
        "award": "技术状元",
    }
    assert [row["award"] for row in rows[:9]] == ["技术状元"] + ["技术明星"] * 2 + ["技术能手"] * 5 + [""]
    assert rows[-1] == {
        "rank": None,
        "entry": "040",
        "name": "苏文华",
        "unit": "平安区驿路通达快运部",
        "theory": "",
        "practice": "",
        "total": "",
        "status": "disqualified",
        "award": "",
    }


def test_versions_follow_each_other(marked: Event, officer: User) -> None:
    assert current_result(marked) is None
    first = publish(marked, officer, ResultState.PROVISIONAL)
    final = publish(marked, officer, ResultState.FINAL)
    back = Performance.objects.get(entry__event=marked, entry__number="040")
    back.status, back.theory = "ranked", Decimal("73.4")
    back.save()
    corrected = publish(marked, officer, ResultState.CORRECTED, "040号申诉成立，恢复名次")
    assert [(v.version, v.state) for v in (first, final, corrected)] == [
        (1, "provisional"),
        (2, "final"),
        (3, "corrected"),
    ]
    assert current_result(marked) == corrected
    assert len([row for row in ResultVersion.objects.get(version=2).rows if row["rank"]]) == 34
    assert len([row for row in corrected.rows if row["rank"]]) == 35
    assert [each.action for each in audit.about(marked)] == ["competitions.results.imported"] + [
        "competitions.results.published"
    ] * 3


@pytest.mark.parametrize("state", [ResultState.PROVISIONAL, ResultState.FINAL])
def test_publishing_again_returns_what_is_shown(marked: Event, officer: User, state: ResultState) -> None:
    assert publish(marked, officer, state) == publish(marked, officer, state)
    assert ResultVersion.objects.count() == 1


def test_new_marks_do_not_show_before_they_are_published(marked: Event, officer: User) -> None:
    shown = publish(marked, officer, ResultState.FINAL)
    Performance.objects.filter(entry__number="011").update(theory=0)
    assert current_result(marked) == shown
    assert shown.rows[0]["entry"] == "011"


def refusal(event: Event, actor: User, state: ResultState | str, note: str = "") -> str | None:
    with pytest.raises(ValidationError) as refused:
        publish_results(event, state=state, note=note, actor=actor, now=NOW)
    return refused.value.code


def test_refusals(marked: Event, officer: User) -> None:
    assert refusal(marked, officer, ResultState.CORRECTED, "x") == "state"
    assert refusal(marked, officer, "nonsense") == "state"
    publish(marked, officer, ResultState.FINAL)
    assert refusal(marked, officer, ResultState.PROVISIONAL) == "state"
    assert refusal(marked, officer, ResultState.CORRECTED, "x") == "unchanged"
    Performance.objects.filter(entry__number="011").update(theory=0)
    assert refusal(marked, officer, ResultState.FINAL) == "state"
    assert refusal(marked, officer, ResultState.CORRECTED, "  ") == "note_required"
    assert ResultVersion.objects.count() == 1


@pytest.mark.parametrize(
    "value",
    [
        {"name": "状元"},
        ["状元"],
        [{"name": "状元"}],
        [{"name": "状元", "first": 2, "last": 1}],
        [{"name": "状元", "first": 0, "last": 1}],
        [{"name": "状元", "first": "1", "last": 1}],
    ],
)
def test_honours_are_bands_of_ranks(event: Event, value: object) -> None:
    check_honours(event.honours)
    check_honours([])
    with pytest.raises(ValidationError) as refused:
        check_honours(value)
    assert refused.value.code == "honours"


def test_a_published_version_keeps_its_weights(marked: Event, officer: User) -> None:
    publish(marked, officer, ResultState.FINAL)
    Event.objects.update(theory_weight=50, practice_weight=50)
    kept = ResultVersion.objects.get()
    assert (kept.theory_weight, kept.practice_weight, kept.rows[0]["total"]) == (30, 70, "95.51")


def test_an_event_without_marks_has_nothing_to_publish(event: Event, officer: User) -> None:
    assert refusal(event, officer, ResultState.PROVISIONAL) == "empty"


def test_only_the_organisers_officer_publishes(marked: Event, other_officer: User, reviewer: User) -> None:
    for somebody in (other_officer, reviewer):
        with pytest.raises(PermissionDenied):
            publish(marked, somebody, ResultState.FINAL)
    assert ResultVersion.objects.count() == 0


def test_marks_are_written_with_two_places_or_three() -> None:
    assert [mark_text(Decimal(m)) for m in ("90", "85.5", "85.125", "0")] == [
        "90.00",
        "85.50",
        "85.125",
        "0.00",
    ]
    assert mark_text(None) == ""
