"""How far the marks of a stage are: what is entered, what differs, what stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from office.people.models import User

from ..models import Item, Mark, Performance, Reading, Stage

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One item of one performance: the readings (none, one or two) and the mark that stands, if any."""

    performance: Performance
    item: Item
    readings: tuple[Reading, ...]
    mark: Mark | None

    @property
    def differs(self) -> bool:
        """Whether two readings wait for a third person."""
        return self.mark is None and len(self.readings) == 2

    def read_by(self, user: User) -> Reading | None:
        """What a user entered here."""
        return next((each for each in self.readings if each.entered_by_id == user.pk), None)

    def is_open_to(self, user: User) -> bool:
        """Whether the user may still enter the mark: nobody else's second entry is in."""
        return self.mark is None and (len(self.readings) < 2 or self.read_by(user) is not None)


@dataclass(slots=True)
class Line:
    """A performance with its cells in the order of the items."""

    performance: Performance
    cells: list[Cell] = field(default_factory=list)

    @property
    def entered(self) -> int:
        """How many readings are in."""
        return sum(len(cell.readings) for cell in self.cells)

    @property
    def settled(self) -> int:
        """How many marks stand."""
        return sum(1 for cell in self.cells if cell.mark)

    @property
    def differing(self) -> int:
        """How many items wait for a third person."""
        return sum(1 for cell in self.cells if cell.differs)

    def open_to(self, user: User) -> list[Cell]:
        """The cells into which a user may enter a mark."""
        return [cell for cell in self.cells if cell.is_open_to(user)]


def lines_of(stage: Stage, performances: Iterable[Performance] | None = None) -> list[Line]:
    """Return how far each performance of a stage is, in four queries; those given only, if any are."""
    rows = performances_of_stage(stage) if performances is None else performances
    lines = {each.pk: Line(each) for each in rows}
    items = list(stage.items.order_by("position"))
    readings: dict[Key, list[Reading]] = defaultdict(list)
    for reading in (
        Reading.objects.filter(performance__in=lines).select_related("entered_by").order_by("place")
    ):
        readings[reading.performance_id, reading.item_id].append(reading)
    marks = standing_marks(lines)
    for line in lines.values():
        for item in items:
            key = (line.performance.pk, item.pk)
            line.cells.append(Cell(line.performance, item, tuple(readings[key]), marks.get(key)))
    return list(lines.values())


def performances_of_stage(stage: Stage) -> QuerySet[Performance]:
    """Return the performances of a stage with their entries, by entry number."""
    return stage.performances.select_related("entry__team", "replaces__entry").order_by("entry__number", "pk")


def standing_marks(performances: Iterable[int]) -> dict[Key, Mark]:
    """Return the mark that stands for each item of performances, by (performance, item), in one query."""
    rows = Mark.objects.filter(performance__in=list(performances)).order_by("version")
    return {(mark.performance_id, mark.item_id): mark for mark in rows}


def differences_of(stage: Stage) -> list[Cell]:
    """Return the items whose two readings differ and wait for a third person, by entry and item."""
    return [cell for line in lines_of(stage) for cell in line.cells if cell.differs]


def marks_settled_by_hand(stage: Stage) -> QuerySet[Mark]:
    """Return the marks that a third person settled, with why, the newest first."""
    return (
        Mark.objects.filter(performance__stage=stage)
        .exclude(reason="")
        .select_related("performance__entry", "item", "settled_by")
        .order_by("-settled_at", "-pk")
    )
