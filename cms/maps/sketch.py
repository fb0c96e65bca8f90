"""Laying out a map: places to drawing units, a round scale, numbers that do not cover one another. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, floor, hypot, log10, pi, sin
from typing import Final

from .geodesy import Degrees, metres_from

#: The drawing's width in units; on a phone a unit is nearly a pixel, so a number is a thumb's target.
WIDTH: Final = 400
HEIGHTS: Final = (240, 480)
#: Half the width of a number's disc, what stays free around it, and what stays free at the edge.
RADIUS: Final = 14
GAP: Final = 2
MARGIN: Final = 34
#: Fewer metres than this are not drawn across the whole width: two points of one yard stay near each other.
LEAST_EXTENT: Final = 800
#: How many rings of places are tried around a crowded point, each a radius further out.
RINGS: Final = 28


@dataclass(frozen=True, slots=True)
class Pin:
    """A place in drawing units (from the upper left), and where the disc with its number stands."""

    x: float
    y: float
    disc_x: float
    disc_y: float

    @property
    def is_moved(self) -> bool:
        """Whether the disc stands beside its place, so that a line leads there."""
        return (self.x, self.y) != (self.disc_x, self.disc_y)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A laid-out map. `bar` units are `metres` long; the grid's lines lie as far apart."""

    width: int
    height: int
    pins: list[Pin]
    bar: float
    metres: int

    @property
    def columns(self) -> list[float]:
        """Where the upright lines of the grid are."""
        return [self.bar * place for place in range(1, int(self.width / self.bar) + 1)]

    @property
    def rows(self) -> list[float]:
        """Where the level lines of the grid are, from below."""
        return [self.height - self.bar * place for place in range(1, int(self.height / self.bar) + 1)]


def lay_out(places: Sequence[Degrees]) -> Sketch:
    """Lay out places given in WGS 84 degrees (north, east), north up; raise ValueError without any."""
    if not places:
        raise ValueError("A map needs a place.")
    norths, easts = [place[0] for place in places], [place[1] for place in places]
    origin = ((min(norths) + max(norths)) / 2, (min(easts) + max(easts)) / 2)
    offsets = [metres_from(origin, *place) for place in places]
    across = max(2 * max(abs(x) for x, _y in offsets), LEAST_EXTENT)
    upright = max(2 * max(abs(y) for _x, y in offsets), LEAST_EXTENT / 2)
    units = (WIDTH - 2 * MARGIN) / across
    height = round(min(max(upright * units + 2 * MARGIN, HEIGHTS[0]), HEIGHTS[1]))
    units = min(units, (height - 2 * MARGIN) / upright)
    spots = [(WIDTH / 2 + x * units, height / 2 - y * units) for x, y in offsets]
    metres = _round_length(WIDTH / 4 / units)
    return Sketch(WIDTH, height, _pins(spots, height), metres * units, metres)


def _round_length(metres: float) -> int:
    """The longest of 1, 2, 5, 10, 20, 50 … metres that is no longer than this."""
    power = 10 ** floor(log10(metres))
    return int(max(step * power for step in (1, 2, 5) if step * power <= metres))


def _pins(spots: Sequence[tuple[float, float]], height: int) -> list[Pin]:
    discs: list[tuple[float, float]] = []
    pins = []
    for x, y in spots:
        disc = next((place for place in _around(x, y) if _is_free(place, discs, height)), (x, y))
        discs.append(disc)
        pins.append(Pin(round(x, 1), round(y, 1), round(disc[0], 1), round(disc[1], 1)))
    return pins


def _around(x: float, y: float) -> Iterator[tuple[float, float]]:
    yield x, y
    for ring in range(1, RINGS + 1):
        places = 8 + 4 * ring
        for place in range(places):
            angle = 2 * pi * place / places
            yield x + ring * RADIUS * cos(angle), y - ring * RADIUS * sin(angle)


def _is_free(place: tuple[float, float], discs: Sequence[tuple[float, float]], height: int) -> bool:
    x, y = place
    inside = RADIUS <= x <= WIDTH - RADIUS and RADIUS <= y <= height - RADIUS
    # The lower left corner belongs to the scale, the upper right one to the arrow.
    in_corner = (x < WIDTH / 3 and y > height - 2 * RADIUS) or (x > WIDTH - 40 and y < 44)
    return inside and not in_corner and all(hypot(x - a, y - b) >= 2 * RADIUS + GAP for a, b in discs)
