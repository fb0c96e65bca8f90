"""The engraved ground of a certificate, as PDF operators: interlaced waves round the edge, a faint rosette.

A cell is repeated by translation or rotation, letter for letter, so that the ground deflates to little.
Lengths are points; colours are RGB from 0 to 1.
"""

from collections.abc import Callable
from itertools import pairwise
from math import cos, pi, sin

Point = tuple[float, float]
Colour = tuple[float, float, float]

MM = 72 / 25.4
STEPS = 12
#: Bezier handle of a quarter circle of radius 1.
ARC = 0.5523


def colour(rgb: Colour, *, stroke: bool = False) -> str:
    """Return the operator that chooses a fill or stroke colour."""
    return f"{rgb[0]:.3f} {rgb[1]:.3f} {rgb[2]:.3f} {'RG' if stroke else 'rg'}"


def curve(at: Callable[[float], Point], start: float, end: float, steps: int) -> str:
    """Return a smooth path along `at(t)` from `start` to `end` in `steps` Bezier pieces."""
    width = (end - start) / steps
    tiny = width * 1e-3

    def slope(t: float) -> Point:
        (x0, y0), (x1, y1) = at(t - tiny), at(t + tiny)
        return (x1 - x0) / (2 * tiny) * width / 3, (y1 - y0) / (2 * tiny) * width / 3

    marks = [start + width * step for step in range(steps + 1)]
    x, y = at(start)
    parts = [f"{x:.2f} {y:.2f} m"]
    for here, there in pairwise(marks):
        (x0, y0), (x3, y3) = at(here), at(there)
        (u0, v0), (u3, v3) = slope(here), slope(there)
        parts.append(f"{x0 + u0:.2f} {y0 + v0:.2f} {x3 - u3:.2f} {y3 - v3:.2f} {x3:.2f} {y3:.2f} c")
    return "\n".join([*parts, "S"])


def rounded_frame(left: float, bottom: float, right: float, top: float, radius: float) -> str:
    """Return a stroked rectangle with round corners."""
    k = radius * (1 - ARC)
    return (
        f"{left + radius:.2f} {bottom:.2f} m {right - radius:.2f} {bottom:.2f} l "
        f"{right - k:.2f} {bottom:.2f} {right:.2f} {bottom + k:.2f} {right:.2f} {bottom + radius:.2f} c "
        f"{right:.2f} {top - radius:.2f} l "
        f"{right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - radius:.2f} {top:.2f} c "
        f"{left + radius:.2f} {top:.2f} l "
        f"{left + k:.2f} {top:.2f} {left:.2f} {top - k:.2f} {left:.2f} {top - radius:.2f} c "
        f"{left:.2f} {bottom + radius:.2f} l "
        f"{left:.2f} {bottom + k:.2f} {left + k:.2f} {bottom:.2f} {left + radius:.2f} {bottom:.2f} c s"
    )


def _edge_cell(length: float, amplitude: float, phases: list[float]) -> str:
    """One wavelength of the band along the x axis."""

    def strand(phase: float) -> Callable[[float], Point]:
        return lambda t: (t * length, amplitude * sin(2 * pi * (t + phase)))

    return "\n".join(curve(strand(phase), 0, 1, STEPS) for phase in phases)


def _corner(radius: float, amplitude: float, phases: list[float]) -> str:
    """One wavelength of the band round a quarter circle about the origin, from angle -90 to 0."""

    def strand(phase: float) -> Callable[[float], Point]:
        def bent(t: float) -> Point:
            angle = pi / 2 * (t - 1)
            reach = radius - amplitude * sin(2 * pi * (t + phase))
            return reach * cos(angle), reach * sin(angle)

        return bent

    return "\n".join(curve(strand(phase), 0, 1, STEPS) for phase in phases)


def band(width: float, height: float, inset: float, amplitude: float, strands: int, wave: float) -> str:
    """Return interlaced waves along the edge of a page, `inset` from its edges to the middle of the band.

    `wave` is the wavelength aimed at; the sides take the nearest that fits a whole number of times.
    """
    phases = [number / strands for number in range(strands)]
    radius = wave * 2 / pi
    across, up = width - 2 * (inset + radius), height - 2 * (inset + radius)
    corner = _corner(radius, amplitude, phases)
    parts = []
    sides = (
        (1, 0, inset + radius, inset, across),
        (0, 1, width - inset, inset + radius, up),
        (-1, 0, width - inset - radius, height - inset, across),
        (0, -1, inset, height - inset - radius, up),
    )
    for c, s, x, y, side in sides:
        count = round(side / wave)
        cell = _edge_cell(side / count, amplitude, phases)
        for number in range(count):
            along = side * number / count
            parts.append(f"q {c} {s} {-s} {c} {x + c * along:.2f} {y + s * along:.2f} cm\n{cell}\nQ")
        end_x, end_y = x + c * side - s * radius, y + s * side + c * radius
        parts.append(f"q {c} {s} {-s} {c} {end_x:.2f} {end_y:.2f} cm\n{corner}\nQ")
    return "\n".join(parts)


def rosette(x: float, y: float, radius: float, petals: int) -> str:
    """Return a rosette of `petals` equal closed loops about (x, y)."""

    def loop(t: float) -> Point:
        return radius * (0.61 + 0.39 * cos(t)), radius * 0.52 * sin(t)

    petal = curve(loop, 0, 2 * pi, 16)
    turned = []
    for number in range(petals):
        angle = 2 * pi * number / petals
        c, s = cos(angle), sin(angle)
        turned.append(f"q {c:.4f} {s:.4f} {-s:.4f} {c:.4f} {x:.2f} {y:.2f} cm\n{petal}\nQ")
    return "\n".join(turned)
