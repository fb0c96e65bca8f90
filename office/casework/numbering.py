"""Numbers of cases, notices and receipts."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.db.models.functions import Length

T = TypeVar("T", bound=Model)

TRIES = 25
# Without 0 O 1 I L: a receipt number is read out on the telephone.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def next_number(model: type[Model], prefix: str, year: int, *, digits: int) -> str:
    """Return the number after the highest of a prefix and year: `BT-2026-000001`."""
    stem = f"{prefix}-{year}-"
    numbers = (
        model._default_manager.filter(number__startswith=stem)
        .order_by(Length("number").desc(), "-number")
        .values_list("number", flat=True)
    )
    last = numbers.first()
    serial = int(last.removeprefix(stem)) + 1 if last else 1
    return f"{stem}{serial:0{digits}d}"


def create_numbered(make: Callable[[], T]) -> T:
    """Run `make`, which takes the next number and inserts, again while somebody else takes that number first.

    The number's unique constraint decides who was first. Raises the last IntegrityError after 25 tries, and
    any that trying again cannot mend comes out by the same way.
    """
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                return make()
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def random_receipt(prefix: str, day: str) -> str:
    """Return a receipt number that nobody can guess: prefix, day (YYYYMMDD) and eight letters."""
    return f"{prefix}-{day}-{''.join(secrets.choice(_LETTERS) for _ in range(8))}"
