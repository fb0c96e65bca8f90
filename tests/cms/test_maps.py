"""Maps drawn here: coordinates brought to one datum, numbers that do not cover one another."""

from itertools import combinations
from math import hypot

import pytest

from cms.maps.geodesy import to_gcj02, to_wgs84
from cms.maps.sketch import GAP, RADIUS, WIDTH, lay_out


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        ((31.1774276, 121.5272106), (31.17530398, 121.53154186)),
        ((22.543847, 113.912316), (22.54079613, 113.91717648)),
        ((39.911954, 116.377817), (39.91334545, 116.38404722)),
    ],
    ids=["Shanghai", "Shenzhen", "Beijing"],
)
def test_the_shift_of_maps_is_taken_off(wgs84: tuple[float, float], gcj02: tuple[float, float]) -> None:
    assert to_gcj02(*wgs84) == pytest.approx(gcj02, abs=1e-8)
    assert to_wgs84(*gcj02) == pytest.approx(wgs84, abs=2e-8)


def test_north_is_up_and_the_scale_is_true() -> None:
    # One minute of latitude is a nautical mile; at 60° north a minute of longitude is half of it.
    sketch = lay_out([(60.0, 100.0), (60 + 1 / 60, 100.0), (60.0, 100 + 2 / 60)])
    low, high, east = sketch.pins
    assert (high.y < low.y, high.x == low.x, east.y == low.y) == (True, True, True)
    assert east.x - low.x == pytest.approx(low.y - high.y, rel=0.005)
    assert (low.y - high.y) / sketch.bar * sketch.metres == pytest.approx(1853, rel=0.005)
    assert str(sketch.metres).strip("0") in {"1", "2", "5"}


@pytest.mark.parametrize("crowd", [1, 12, 60])
def test_numbers_do_not_cover_one_another_and_stay_on_the_map(crowd: int) -> None:
    # Half of the points stand in one yard.
    places = [(36.5 + (each % 2) * each * 2e-4, 102.1 + (each % 2) * each * 3e-4) for each in range(crowd)]
    sketch = lay_out(places)
    discs = [(pin.disc_x, pin.disc_y) for pin in sketch.pins]
    close = [
        pair
        for pair in combinations(discs, 2)
        if hypot(pair[0][0] - pair[1][0], pair[0][1] - pair[1][1]) < 2 * RADIUS + GAP - 0.2
    ]
    outside = [(x, y) for x, y in discs if not (0 < x < WIDTH and 0 < y < sketch.height)]
    assert (close, outside) == ([], [])


def test_a_map_needs_a_place() -> None:
    with pytest.raises(ValueError, match="needs a place"):
        lay_out([])
