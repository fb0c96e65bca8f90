"""The columns of a year, laid out for a drawing. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: The drawing in units: about a pixel each on a phone, so that its words can be read there.
WIDTH: Final = 360
HEIGHT: Final = 180
#: Room above for the figure, below for the month.
HEAD: Final = 18
FOOT: Final = 20
#: How high the stub of a column stands whose figure is not shown.
STUB: Final = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where it stands, how high it is, its words; `value` is None where it is not shown."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    value: int | None


def columns_of(figures: Sequence[tuple[str, int | None]], *, places: int = 12) -> list[Column]:
    """Lay out labelled figures side by side, the highest as high as the drawing; at most `places` of them.

    Nothing has no column; what is not shown has a stub of the same height everywhere.
    """
    step = WIDTH / places
    width = step * 0.66
    most = max((value or 0 for _label, value in figures), default=0) or 1
    room = HEIGHT - HEAD - FOOT
    columns = []
    for place, (label, value) in enumerate(figures[:places]):
        height = STUB if value is None else room * value / most
        x = step * place + (step - width) / 2
        columns.append(
            Column(
                round(x, 1),
                round(HEIGHT - FOOT - height, 1),
                round(width, 1),
                round(height, 1),
                round(x + width / 2, 1),
                label,
                value,
            )
        )
    return columns
