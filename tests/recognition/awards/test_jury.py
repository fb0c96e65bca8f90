"""The jury of a call: appointed, asked, marking, and what its marks make of the board."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from office.audit.models import Entry
from office.people.enums import Role
from office.people.models import User
from recognition.awards import actions, queries
from recognition.awards.models import Criterion, Juror, Mark, Reading
from recognition.committees.enums import Answer, Ground
from tests.personas import user

from .conftest import NOW, TODAY, Office

Codes = Callable[[pytest.ExceptionInfo[Any]], set[str]]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def jurors(office: Office) -> list[User]:
    names = ("张评委", "李评委", "王评委")
    return [user(name, Role.EXPERT, organisation=office.police) for name in names]


def test_the_board_ranks_by_the_mean_of_weighted_marks(office: Office, jurors: list[User]) -> None:
    call = office.call()
    names = {name: office.on_board(call, name) for name in ("甲", "乙", "丙", "丁")}
    office.jury(call, *jurors)
    # 0.6 * 90 + 0.4 * 85.5 = 88.20, 0.6 * 91 + 0.4 * 90 = 90.60: a mean of 89.40.
    office.mark(names["甲"], jurors[0], "90", "85.5")
    office.mark(names["甲"], jurors[1], "91", "90")
    office.mark(names["乙"], jurors[0], "89.4", "89.4")
    office.mark(names["丙"], jurors[0], "70", "70")
    lines = queries.board_of(call)
    assert [(line.place, line.nominee.name, str(line.points), line.jurors) for line in lines] == [
        (1, "甲", "89.40", 2),
        (1, "乙", "89.40", 1),
        (3, "丙", "70.00", 1),
        (None, "丁", "None", 0),
    ]


def test_a_juror_with_a_conflict_counts_neither_above_nor_below_the_line(
    office: Office, jurors: list[User], code_of: Codes
) -> None:
    call = office.call()
    nominee = office.on_board(call, "甲")
    office.jury(call, *jurors)
    office.mark(nominee, jurors[0], "60", "60")
    late = office.mark(nominee, jurors[1], "90", "90")
    third = Reading.objects.get(nominee=nominee, juror__user=jurors[2])
    actions.answer_conflict(third, Answer.DECLARED, ground=Ground.FAMILY, actor=jurors[2], now=NOW)
    actions.recuse(late, ground=Ground.EMPLOYER, actor=office.officer, now=NOW)
    (line,) = queries.board_of(call)
    assert (str(line.points), line.jurors, line.judges) == ("60.00", 1, 1)
    with pytest.raises(ValidationError) as refusal:
        actions.answer_conflict(third, Answer.NONE, actor=jurors[2], now=NOW)
    assert code_of(refusal) == {"declared_already"}
    with pytest.raises(ValidationError) as refusal:
        actions.hand_in(third, {}, actor=jurors[2], now=NOW)
    assert code_of(refusal) == {"conflict"}


def test_nothing_opens_before_the_conflict_is_answered(
    office: Office, jurors: list[User], code_of: Codes, client: Client
) -> None:
    call = office.call()
    nominee = office.on_board(call, "甲")
    type(nominee).objects.filter(pk=nominee.pk).update(short_text="六年零差错。")
    office.jury(call, *jurors)
    reading = Reading.objects.get(nominee=nominee, juror__user=jurors[0])
    with pytest.raises(ValidationError) as refusal:
        actions.hand_in(reading, {}, actor=jurors[0], now=NOW)
    assert code_of(refusal) == {"not_declared"}
    with pytest.raises(PermissionDenied):
        actions.answer_conflict(reading, Answer.NONE, actor=jurors[1], now=NOW)
    client.force_login(jurors[0])
    assert "六年零差错" not in client.get(reading.get_absolute_url()).content.decode()
    client.post(
        reverse("awards:answer_conflicts"),
        {"deed_key": "0b6f9c3a-8d5e-4f4e-9d5a-3f1f7a1b2c3d", f"reading_{reading.pk}": "none"},
    )
    reading.refresh_from_db()
    assert reading.answer == Answer.NONE
    assert "六年零差错" in client.get(reading.get_absolute_url()).content.decode()
    client.force_login(jurors[1])
    assert client.get(reading.get_absolute_url()).status_code == 404


def test_the_own_marks_come_before_those_of_others(
    office: Office, jurors: list[User], client: Client
) -> None:
    call = office.call()
    nominee = office.on_board(call, "甲")
    office.jury(call, *jurors, office.officer)
    first = office.mark(nominee, jurors[0], "77", "77")
    waiting = Reading.objects.get(nominee=nominee, juror__user=jurors[1])
    assert (queries.others_of(waiting), queries.others_of(first)) == ([], [])
    second = office.mark(nominee, jurors[1], "66", "66")
    assert [str(score) for score, _remark in queries.others_of(second)] == ["77.00"]
    client.force_login(office.officer)
    for path in (call.get_absolute_url(), reverse("awards:jury", args=[call.pk])):
        hidden = client.get(path).content.decode()
        assert ("77.00" in hidden, "71.50" in hidden) == (False, False)
    assert [(line.place, line.points) for line in queries.board_of(call, blind=True)] == [(None, None)]
    office.mark(nominee, office.officer, "85", "85")
    assert "76.00" in client.get(call.get_absolute_url()).content.decode()


def test_criteria_and_marks_are_frozen_by_the_database(office: Office, jurors: list[User]) -> None:
    call = office.call()
    nominee = office.on_board(call, "甲")
    office.jury(call, jurors[0])
    office.mark(nominee, jurors[0], "77", "77")
    for rows, change in ((Criterion.objects.all(), {"weight": 50}), (Mark.objects.all(), {"mark": 100})):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_a_jury_begins_once_with_criteria_and_jurors(
    office: Office, jurors: list[User], code_of: Codes
) -> None:
    call = office.call()
    bad = actions.set_jury
    from_office = {"due_on": TODAY, "actor": office.officer, "now": NOW}
    with pytest.raises(ValidationError) as refusal:
        bad(call, criteria=[], **from_office)
    assert code_of(refusal) == {"weights"}
    with pytest.raises(PermissionDenied):
        bad(call, criteria=[], **from_office | {"actor": office.employer})
    jury = office.jury(call, jurors[0])
    with pytest.raises(ValidationError) as refusal:
        actions.begin_marking(jury, actor=office.officer, now=NOW)
    assert code_of(refusal) == {"begun"}
    with pytest.raises(ValidationError) as refusal:
        actions.appoint_juror(jury, jurors[0], appointed_on=TODAY, actor=office.officer, now=NOW)
    assert code_of(refusal) == {"appointed_already"}


def test_later_nominees_and_later_jurors_get_their_files_and_who_leaves_is_waited_for_no_more(
    office: Office, jurors: list[User], code_of: Codes
) -> None:
    call = office.call()
    jury = office.jury(call, jurors[0])
    nominee = office.passed(call)
    assert Reading.objects.filter(nominee=nominee).count() == 1
    actions.appoint_juror(jury, jurors[1], appointed_on=TODAY, actor=office.officer, now=NOW)
    assert [(str(juror), count) for juror, count in queries.owed_by_jury(jury, TODAY)] == [
        ("张评委", 1),
        ("李评委", 1),
    ]
    actions.remind(jury, actor=office.officer, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        actions.remind(jury, actor=office.officer, now=NOW)
    assert code_of(refusal) == {"reminded_today"}
    leaving = Juror.objects.get(user=jurors[1])
    actions.end_juror(leaving, reason="因病", actor=office.officer, now=NOW)
    assert list(queries.readings_of(jurors[1])) == []
    assert [str(juror) for juror, _count in queries.owed_by_jury(jury, TODAY)] == ["张评委"]
    (line,) = queries.board_of(call)
    assert line.judges == 1


def test_no_more_marks_once_the_second_review_has_the_nominee(
    office: Office, jurors: list[User], code_of: Codes
) -> None:
    call = office.call()
    office.jury(call, jurors[0])
    (nominee,), _end = office.decidable(call)
    reading = Reading.objects.get(nominee=nominee)
    with pytest.raises(ValidationError) as refusal:
        actions.answer_conflict(reading, Answer.NONE, actor=jurors[0], now=NOW)
    assert code_of(refusal) == {"moved_on"}


def test_hints_name_who_nominated_and_who_works_for_the_unit(office: Office, jurors: list[User]) -> None:
    call = office.call()
    office.on_board(call, "甲")
    jury = office.jury(call, office.employer, jurors[0])
    nominees = queries.with_nominators(call, [row.pk for row in queries.on_the_way(call)])
    found = queries.hints_of(list(jury.jurors.all()), nominees)
    by_name = {
        str(Juror.objects.get(pk=key)): {hint.ground for hint in hints} for (_n, key), hints in found.items()
    }
    assert by_name == {"employer": {Ground.EMPLOYER, Ground.RECOMMENDER}, "张评委": set()}


@pytest.mark.parametrize("name", ["jury", "reading_list"])
def test_pages_of_the_jury_ask_as_much_for_three_rows_as_for_one(
    name: str, office: Office, client: Client, jurors: list[User]
) -> None:
    call = office.call()
    office.on_board(call, "甲")
    jury = office.jury(call, jurors[0])
    path = reverse(f"awards:{name}", args=[call.pk] if name == "jury" else [])
    client.force_login(office.officer if name == "jury" else jurors[0])
    counts = []
    for names in ((), ("乙", "丙")):
        for each in names:
            office.on_board(call, each)
        actions.jury.give_out(jury, now=NOW)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_every_step_of_a_jury_is_recorded(office: Office, jurors: list[User]) -> None:
    call = office.call()
    nominee = office.on_board(call, "甲")
    office.jury(call, jurors[0])
    office.mark(nominee, jurors[0], "77", "77")
    told = Entry.objects.filter(action__startswith="awards.jury").order_by("pk")
    assert list(told.values_list("action", flat=True)) == [
        "awards.jury.set",
        "awards.jury.appointed",
        "awards.jury.begun",
        "awards.jury.answered",
        "awards.jury.handed_in",
    ]
    assert "77" not in str(list(told.values_list("data", flat=True)))
