"""Opening, freezing and closing the board of the hall."""

from __future__ import annotations

import datetime

from django.db import transaction

from office.audit import actions as audit
from office.people.models import User

from ..enums import BoardState
from ..models import Board, Event
from ..queries import standing_of
from .guards import ask, lock


@transaction.atomic
def set_board(event: Event, *, state: str, actor: User | None, now: datetime.datetime) -> Board:
    """Show the marks of an event in public as they come, freeze what is shown, or close the board.

    `state` is a BoardState. A frozen board keeps the rows of that moment, so that the last marks stay a
    surprise; the same again changes nothing. Raises PermissionDenied, and ValidationError of the rule.
    """
    ask(actor, "competitions.open_board", event)
    lock(event)
    board = Board.objects.filter(event=event).first()
    if board is not None and board.state == state:
        return board
    frozen = {}
    if state == BoardState.FROZEN:
        standing = standing_of(event)
        frozen = {"rows": standing.rows, "team_rows": standing.team_rows}
    board, _new = Board.objects.update_or_create(
        event=event, defaults={"state": state, "frozen": frozen, "changed_at": now}
    )
    audit.record("competitions.board.set", actor=actor, subject=event, at=now, state=state)
    return board


def close_board(event: Event, *, now: datetime.datetime) -> None:
    """Close the board of an event whose results are published: the public reads those. Part of that deed."""
    Board.objects.filter(event=event).update(state=BoardState.CLOSED, frozen={}, changed_at=now)
