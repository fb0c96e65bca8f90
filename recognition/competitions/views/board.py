"""The board of the hall: a public page that keeps itself fresh, for a projector and for a phone."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from .. import queries
from ..enums import BoardState
from ..models import Event

#: How often the page asks for itself, in seconds.
REFRESH = 5


@require_GET
def live(request: HttpRequest, code: str) -> HttpResponse:
    """Show the marks as they stand while the board is open, as they stood when frozen, else what is out."""
    event = get_object_or_404(queries.events_in_public(), code=code)
    board = getattr(event, "board", None)
    shown = board.state if board is not None else BoardState.CLOSED
    context = {"event": event, "board": board, "seconds": REFRESH, **_rows(event, shown)}
    return render(request, "competitions/live.html", context)


def _rows(event: Event, shown: str) -> dict[str, Any]:
    if shown == BoardState.FROZEN:
        return {**event.board.frozen, "result": None}
    if shown == BoardState.OPEN:
        try:
            standing = queries.standing_of(event)
        except ValidationError as fault:
            # Without a rule nothing can be ranked; the office sees why on its own page.
            raise Http404 from fault
        return {"rows": standing.rows, "team_rows": standing.team_rows, "result": None}
    result = queries.current_result(event)
    if result is None:
        raise Http404
    # Awards are named when they were given, after their notice.
    (board,) = queries.boards_of([event], timezone.localdate())
    return {"rows": board.rows, "team_rows": board.team_rows, "result": result}
