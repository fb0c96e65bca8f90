"""The board of the hall: shut until it is opened, live, frozen, and closed by the publication."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from office.people.models import User
from recognition.competitions import actions
from recognition.competitions.actions import EntryFacts
from recognition.competitions.enums import BoardState, ResultState
from recognition.competitions.models import Board, Event, Performance

from .conftest import NOW

LIVE = "/contests/DEMO-KDY/live/"


@pytest.fixture
def marked(event: Event, officer: User) -> Event:
    rows = [
        EntryFacts(number, name, "邮政", Decimal(mark), Decimal(mark))
        for number, name, mark in (("001", "马海龙", 90), ("002", "李秀英", 80))
    ]
    actions.import_results(event, rows=rows, digest="", actor=officer, now=NOW)
    return event


def text(client: Client) -> str:
    response = client.get(LIVE)
    assert response.status_code == 200
    return response.content.decode()


def board(event: Event, state: BoardState, officer: User) -> Board:
    return actions.set_board(event, state=state, actor=officer, now=NOW)


def test_nothing_is_shown_before_it_is_opened(client: Client, marked: Event, officer: User) -> None:
    assert client.get(LIVE).status_code == 404
    board(marked, BoardState.OPEN, officer)
    assert "马海龙" in text(client)
    board(marked, BoardState.CLOSED, officer)
    assert client.get(LIVE).status_code == 404


def test_a_live_board_says_that_it_is_provisional_and_names_no_award(
    client: Client, marked: Event, officer: User
) -> None:
    board(marked, BoardState.OPEN, officer)
    page = text(client)
    assert ('data-refresh="5"' in page, "js/refresh.js" in page, "<style" in page) == (True, True, False)
    assert ("tag--warning" in page, "技术状元" in page, "90.00" in page) == (True, False, True)
    Performance.objects.filter(entry__number="001").update(theory=100)
    assert "93.00" in text(client)


def test_a_frozen_board_keeps_what_it_showed(client: Client, marked: Event, officer: User) -> None:
    board(marked, BoardState.FROZEN, officer)
    Performance.objects.filter(entry__number="001").update(theory=100)
    assert ("90.00" in text(client), "93.00" in text(client)) == (True, False)
    before = Board.objects.get().changed_at
    assert board(marked, BoardState.FROZEN, officer).changed_at == before


def test_the_publication_closes_the_board_and_is_shown_there(
    client: Client, marked: Event, officer: User
) -> None:
    board(marked, BoardState.FROZEN, officer)
    actions.publish_results(marked, state=ResultState.FINAL, actor=officer, now=NOW)
    assert Board.objects.get().state == "closed"
    Performance.objects.filter(entry__number="001").update(theory=0)
    page = text(client)
    # Awards are named when they were given, after their notice.
    assert ("技术状元" in page, "90.00" in page, "tag--success" in page) == (False, True, True)


def test_the_board_asks_no_more_for_more_entries(
    client: Client, marked: Event, officer: User, django_assert_max_num_queries: object
) -> None:
    board(marked, BoardState.OPEN, officer)
    text(client)
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        text(client)
