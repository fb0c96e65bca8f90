"""One office and one walk for all questions: the walk is what costs, so it is done once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from .office import Office, standing
from .walk import Answer, Cell, Walker


@pytest.fixture(autouse=True)
def empty_rooms() -> Iterator[None]:
    """The office of the walk keeps its papers from the first test to the last; cached values go."""
    yield
    cache.clear()


@pytest.fixture(scope="package")
def office(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, standing(patch) as made:
        yield made


@pytest.fixture(scope="package")
def walker(office: Office) -> Walker:
    return Walker(office)


@pytest.fixture(scope="package")
def answers(walker: Walker) -> dict[Cell, Answer]:
    return walker.answers()
