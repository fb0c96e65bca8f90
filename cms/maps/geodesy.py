"""Coordinates of this country: GCJ-02 brought back to WGS 84, and degrees to metres. Pure.

GCJ-02 shifts WGS 84 by some hundred metres that differ from place to place. The shift is a published sum of
sines (as in the open implementations of map applications); it has no closed inverse, so that is found by
repeating.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, pi, radians, sin, sqrt
from typing import Final

#: Metres in a degree of latitude on the sphere of the Earth's mean radius (6,371,009 m).
METRES_A_DEGREE: Final = 6_371_009 * pi / 180
#: The ellipsoid of the shift (Krassowsky 1940): half axis in metres, squared eccentricity.
_AXIS: Final = 6_378_245.0
_ECCENTRICITY: Final = 0.006_693_421_622_965_943
#: The middle from which the shift counts, in degrees.
_MIDDLE: Final = (35.0, 105.0)
#: The waves of the shift as (metres, waves a degree), in each direction.
_EAST_WAVES: Final = ((20, 6), (20, 2))
_NORTHWARD: Final = ((20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30))
_EASTWARD: Final = ((20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30))
#: A repetition comes closer by a factor of some thousand: four are exact to less than a millimetre.
_ROUNDS: Final = 4

Degrees = tuple[float, float]


def to_wgs84(latitude: float, longitude: float) -> Degrees:
    """Return GCJ-02 degrees (north, east) in WGS 84, exact to a millimetre."""
    north, east = latitude, longitude
    for _round in range(_ROUNDS):
        shifted_north, shifted_east = to_gcj02(north, east)
        north, east = north + latitude - shifted_north, east + longitude - shifted_east
    return north, east


def to_gcj02(latitude: float, longitude: float) -> Degrees:
    """Return WGS 84 degrees (north, east) in GCJ-02."""
    y, x = latitude - _MIDDLE[0], longitude - _MIDDLE[1]
    shared = _waves(x, _EAST_WAVES)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    north += shared + _waves(y, _NORTHWARD)
    east += shared + _waves(x, _EASTWARD)
    flattened = 1 - _ECCENTRICITY * sin(radians(latitude)) ** 2
    metres_north = _AXIS * (1 - _ECCENTRICITY) / (flattened * sqrt(flattened)) * pi / 180
    metres_east = _AXIS / sqrt(flattened) * cos(radians(latitude)) * pi / 180
    return latitude + north / metres_north, longitude + east / metres_east


def _waves(degrees: float, waves: Iterable[tuple[float, float]]) -> float:
    return sum(metres * sin(often * pi * degrees) for metres, often in waves) * 2 / 3


def metres_from(origin: Degrees, latitude: float, longitude: float) -> tuple[float, float]:
    """Return how far a place lies east and north of an origin, in metres; right for a district's extent."""
    east = (longitude - origin[1]) * METRES_A_DEGREE * cos(radians(origin[0]))
    return east, (latitude - origin[0]) * METRES_A_DEGREE
