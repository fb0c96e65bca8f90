"""Each address by somebody who is let in: what a database server is asked of the walk.

Who is refused is refused before the database has much to say; the whole walk is taken on SQLite.
"""

from __future__ import annotations

import pytest
from django.db import connection

from .table import TABLE
from .walk import Walker

LET_IN = ("200", "done", "422")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor == "sqlite", reason="the whole walk is taken on SQLite")
def test_every_row_is_answered_as_declared(walker: Walker) -> None:
    differing = {}
    for (row, method), cells in TABLE.items():
        persona = next((each for each, word in cells.items() if word in LET_IN), "visitor")
        told = walker.ask(row, walker.asks[row], method, persona).told
        if told != cells[persona]:
            differing[row, method, persona] = (cells[persona], told)
    assert differing == {}
