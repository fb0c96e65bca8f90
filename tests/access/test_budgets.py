"""Pages of the walk's office keep to their budgets (tests/weights.py)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.weights import weigh

from .walk import Walker

pytestmark = pytest.mark.django_db

#: Surface, who looks, row of the walk.
PAGES = (
    ("public", "visitor", "awards:support_list"),
    ("public", "visitor", "portal:login"),
    ("notice", "visitor", "casework:notices"),
    ("notice", "visitor", "casework:notice"),
    ("check", "visitor", "certificates:check"),
    ("check", "visitor", "certificates:verify"),
    ("courier", "courier", "portal:home"),
    ("courier", "courier", "portal:training"),
    ("courier", "courier", "subsidies:mine"),
    ("partner", "provider", "portal:home"),
    ("partner", "provider", "courses:class_list"),
    ("partner", "provider", "courses:class"),
    ("staff", "acceptor", "portal:home"),
    ("staff", "acceptor", "casework:cases"),
    ("staff", "acceptor", "casework:case"),
    ("staff", "registrar", "people:courier_list"),
)


@pytest.mark.parametrize(("surface", "persona", "row"), PAGES, ids=lambda part: part)
def test_a_page_keeps_to_its_budget(walker: Walker, surface: str, persona: str, row: str) -> None:
    ask = walker.asks[row]
    walker.ask(row, ask, "GET", persona)  # what a process learns once
    with CaptureQueriesContext(connection) as asked:
        answer = walker.ask(row, ask, "GET", persona)
    assert answer.status == 200
    # The walk undoes each request: a savepoint before and after.
    queries = sum("SAVEPOINT" not in query["sql"] for query in asked)
    assert weigh(answer.content.decode(), queries=queries).over(surface) == {}
