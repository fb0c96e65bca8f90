"""No vote is traceable: not by key, order, time, record, sealed box or file."""

from __future__ import annotations

import itertools
import random
import secrets
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils import timezone

from office.people.models import User
from recognition.committees import actions, ballots
from recognition.committees.enums import Choice
from recognition.committees.models import AgendaItem, Expert, Vote, Voter

from .conftest import NOW, code_of

YES, NO, ABSTAIN = Choice.YES, Choice.NO, Choice.ABSTAIN


class UndoError(Exception):
    """Takes back what was done to look at it."""


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table; on SQLite with its hidden number, in the order in which it lies there.

    On PostgreSQL the place of a row depends on what was taken back before; its mark has a test of its own.
    """
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    hidden = "rowid, " if connection.vendor == "sqlite" else ""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f"SELECT {hidden}* FROM {connection.ops.quote_name(table)}")
            rows = [tuple(_plain(value) for value in row) for row in cursor.fetchall()]
            found[table] = rows if hidden else sorted(rows, key=repr)
    return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, (bytes, memoryview)) else value


@pytest.fixture
def chance(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let all randomness begin anew from a number, so that two runs differ in nothing but what was done."""

    def seed(number: int) -> None:
        source = random.Random(number)
        with connection.cursor() as cursor:
            # What PostgreSQL counts, it goes on counting after a transaction was taken back.
            for statement in connection.ops.sequence_reset_sql(no_style(), [Voter]):
                cursor.execute(statement)
        monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=source.getrandbits(128), version=4))
        monkeypatch.setattr(secrets, "token_bytes", lambda size=32: source.randbytes(size))
        monkeypatch.setattr(secrets, "SystemRandom", lambda: source)
        monkeypatch.setattr(Vote._meta.get_field("id"), "_get_default", uuid.uuid4)

    return seed


@pytest.fixture
def ballot(item: AgendaItem, open_session: Callable[..., Any], secretary: User) -> AgendaItem:
    open_session()
    return item


@pytest.mark.django_db
def test_who_voted_what_leaves_no_trace_in_the_database(
    ballot: AgendaItem, experts: list[Expert], secretary: User, chance: Callable[[int], None]
) -> None:
    """The same people in the same order, the same totals, but every possible share of the choices among them.

    If what remains is equal to the last byte, no question to the database can tell one from the other.
    """
    left = []
    for choices in sorted(set(itertools.permutations((YES, YES, YES, NO, ABSTAIN)))):
        chance(7)
        try:
            with transaction.atomic():
                actions.open_ballot(ballot, actor=secretary, now=NOW)
                for expert, choice in zip(experts, choices, strict=True):
                    actions.cast_vote(ballot, choice, actor=expert.user, now=NOW)
                actions.close_ballot(ballot, actor=secretary, now=NOW)
                left.append(everything())
                raise UndoError
        except UndoError:
            pass
    assert len(left) == 20
    assert len(left[0]["committees_vote"]) == 5
    assert [each for each in left if each != left[0]] == []


@pytest.mark.django_db
def test_while_the_ballot_is_open_only_the_sealed_box_differs(
    ballot: AgendaItem, experts: list[Expert], secretary: User, chance: Callable[[int], None]
) -> None:
    left = []
    for choice in Choice:
        chance(7)
        opened = ballot
        try:
            with transaction.atomic():
                opened = actions.open_ballot(ballot, actor=secretary, now=NOW)
                actions.cast_vote(ballot, choice, actor=experts[0].user, now=NOW)
                left.append(everything())
                raise UndoError
        except UndoError:
            ballots.destroy_key(opened.box_key)
    boxes = set()
    for each in left:
        (row,) = each.pop("committees_agendaitem")
        (box,) = [value for value in row if isinstance(value, bytes)]
        boxes.add(box)
        assert each["committees_vote"] == []
    assert left[0] == left[1] == left[2]
    assert (len(boxes), len({len(box) for box in boxes})) == (3, 1)


def test_a_vote_has_no_column_but_key_item_and_choice() -> None:
    columns = {field.name: type(field) for field in Vote._meta.get_fields()}
    assert columns == {"id": models.UUIDField, "item": models.ForeignKey, "choice": models.CharField}
    assert Vote._meta.get_field("id").default is uuid.uuid4
    told = {field.name for field in Voter._meta.get_fields()}
    assert told == {"id", "item", "expert", "has_voted"}


def test_nothing_points_to_a_vote_or_a_voter() -> None:
    """A table with a key to both would be the list that there must not be."""
    pointing = [
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.is_relation and field.related_model in (Vote, Voter)
    ]
    assert pointing == []


@pytest.mark.django_db
def test_votes_written_together_bear_one_mark(
    ballot: AgendaItem, experts: list[Expert], hold_ballot: Callable[..., AgendaItem]
) -> None:
    """On PostgreSQL every row bears the number of its transaction: all votes bear that of the closing."""
    hold_ballot(ballot, dict(zip(experts, (YES, NO, YES, NO, ABSTAIN), strict=True)), sign=False)
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no such mark")
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM committees_vote")
        marks = cursor.fetchall()
    assert len(marks) == 1


@pytest.fixture
def box(db: None) -> Iterator[uuid.UUID]:
    key = ballots.make_key()
    yield key
    ballots.destroy_key(key)


def test_boxes_look_alike_and_open_under_their_own_key_only(box: uuid.UUID) -> None:
    empty = ballots.seal(Counter(), box)
    full = ballots.seal(Counter({"yes": 25, "no": 300}), box)
    assert len(empty) == len(full)
    assert ballots.unseal(full, box) == Counter({"yes": 25, "no": 300, "abstain": 0})
    other = ballots.make_key()
    with pytest.raises(InvalidTag):
        ballots.unseal(full, other)


def test_once_the_key_is_destroyed_a_copy_of_the_box_opens_for_nobody(
    ballot: AgendaItem,
    experts: list[Expert],
    secretary: User,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    opened = actions.open_ballot(ballot, actor=secretary, now=NOW)
    actions.cast_vote(ballot, YES, actor=experts[0].user, now=NOW)
    opened.refresh_from_db()
    copy, key = bytes(opened.box), opened.box_key
    assert ballots.unseal(copy, key)["yes"] == 1
    with django_capture_on_commit_callbacks(execute=True):
        actions.close_ballot(ballot, actor=secretary, now=NOW)
    assert list((Path(settings.PRIVATE_ROOT) / "ballots").iterdir()) == []
    with pytest.raises(FileNotFoundError):
        ballots.unseal(copy, key)


def test_keys_that_a_crash_left_are_swept_away(box: uuid.UUID) -> None:
    lost = ballots.make_key()
    assert ballots.sweep([box], before=timezone.now().replace(year=2020)) == 0
    assert ballots.sweep([box], before=timezone.now().replace(year=2100)) == 1
    place = Path(settings.PRIVATE_ROOT) / "ballots"
    assert ([file.name for file in place.iterdir()], lost.hex != box.hex) == ([box.hex], True)


@pytest.mark.django_db
def test_the_key_lies_sealed_outside_the_database(ballot: AgendaItem, secretary: User) -> None:
    opened = actions.open_ballot(ballot, actor=secretary, now=NOW)
    kept = (Path(settings.PRIVATE_ROOT) / "ballots" / opened.box_key.hex).read_bytes()
    assert len(kept) == 1 + 12 + 32 + 16
    assert kept not in str(everything()).encode("latin-1", "replace")


@pytest.mark.django_db
def test_each_votes_once_in_person_and_in_time(
    ballot: AgendaItem, experts: list[Expert], secretary: User, stranger: User
) -> None:
    def refused(choice: Choice, actor: User) -> str:
        with pytest.raises(ValidationError) as error:
            actions.cast_vote(ballot, choice, actor=actor, now=NOW)
        return code_of(error)

    assert refused(YES, experts[0].user) == "ballot_closed"
    actions.open_ballot(ballot, actor=secretary, now=NOW)
    actions.cast_vote(ballot, YES, actor=experts[0].user, now=NOW)
    assert refused(NO, experts[0].user) == "voted_already"
    for nobody in (secretary, stranger):
        with pytest.raises(PermissionDenied):
            actions.cast_vote(ballot, YES, actor=nobody, now=NOW)
    actions.close_ballot(ballot, actor=secretary, now=NOW)
    assert refused(YES, experts[1].user) == "ballot_closed"
    assert list(ballot.votes.values_list("choice", flat=True)) == ["yes"]


@pytest.mark.django_db
def test_the_absent_do_not_vote(
    item: AgendaItem, open_session: Callable[..., Any], experts: list[Expert], secretary: User
) -> None:
    open_session(experts[:4])
    actions.open_ballot(item, actor=secretary, now=NOW)
    with pytest.raises(PermissionDenied):
        actions.cast_vote(item, YES, actor=experts[4].user, now=NOW)
