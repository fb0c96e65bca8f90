"""What the public may know of a class that takes people in: page and open data read the same facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from training.courses.seating import Offer
from training.subsidies.models import Rate
from training.subsidies.queries import rates_for_classes

from .enums import PartOfDay


@dataclass(frozen=True, slots=True)
class OpenClass:
    """A class on offer. `rate` is what a scheme pays for a person who completes it, None where none does."""

    offer: Offer
    parts: list[PartOfDay]
    rate: Rate | None

    @property
    def training_class(self) -> Any:
        """The class, with its course and provider."""
        return self.offer.training_class

    @property
    def seats_left(self) -> int:
        """How many seats are free; 0 when one comes on the waiting list."""
        return max(self.offer.seats_left, 0)

    @property
    def place(self) -> str:
        """Where it is taught: place and room, or the provider where neither is told."""
        told = f"{self.training_class.place} {self.training_class.room}".strip()
        return told or str(self.training_class.provider)

    @property
    def rate_in_yuan(self) -> Decimal | None:
        """What the scheme pays for a person, in yuan."""
        return None if self.rate is None else Decimal(self.rate.amount) / 100


def open_classes(classes: Iterable[Any]) -> list[OpenClass]:
    """Return classes of `seating.classes_to_join` as the public may know them, in one query more."""
    found = list(classes)
    rates = rates_for_classes(found)
    return [
        OpenClass(
            Offer(each, each.capacity - each.enrolled, each.waiting, None, None),
            PartOfDay.of(each.lessons.all()),
            rates.get(each.pk),
        )
        for each in found
    ]
