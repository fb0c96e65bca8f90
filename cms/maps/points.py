"""The map of the rest points that a page lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..enums import Datum
from .geodesy import Degrees, to_wgs84
from .sketch import Pin, Sketch, lay_out

if TYPE_CHECKING:
    from ..models import RestPoint


@dataclass(frozen=True, slots=True)
class PointOnMap:
    """A rest point under the number that list and map give it, with the address that map programs open."""

    number: int
    point: RestPoint
    pin: Pin
    geo: str


@dataclass(frozen=True, slots=True)
class PointMap:
    """A map and the points on it, in the order of the list."""

    sketch: Sketch
    points: list[PointOnMap]


def wgs84_of(point: RestPoint) -> Degrees:
    """Return where a rest point lies, in WGS 84 degrees (north, east)."""
    north, east = float(point.latitude), float(point.longitude)
    return to_wgs84(north, east) if point.datum == Datum.GCJ02 else (north, east)


def geo_of(place: Degrees) -> str:
    """Return the address of a place (RFC 5870: WGS 84), to the metre."""
    return f"geo:{place[0]:.5f},{place[1]:.5f}"


def map_of(points: Sequence[RestPoint]) -> PointMap | None:
    """Return the map of points numbered from 1 in their order; None of none."""
    listed = list(points)
    if not listed:
        return None
    places = [wgs84_of(point) for point in listed]
    sketch = lay_out(places)
    rows = zip(listed, places, sketch.pins, strict=True)
    return PointMap(
        sketch,
        [PointOnMap(number, point, pin, geo_of(place)) for number, (point, place, pin) in enumerate(rows, 1)],
    )
