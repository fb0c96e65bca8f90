"""A QR code as PDF operators: quick, and the same for the same text."""

import re
from functools import lru_cache
from typing import Any

import segno
from segno import consts

from office.certificates.rendering.guilloche import MM

QUIET_ZONE = 4
#: In points. Below 0.4 mm a code no longer reads from a photo of the whole sheet.
LEAST_MODULE = 0.4 * MM
#: Error correction M reads at 150 dpi on 25 mm (a whole A4 page photographed at 1240 px).
ERROR = "m"
#: One mask for all. Scoring all eight costs more than the rest of a page in a batch, and readers take any.
MASK = 3
#: Rows overlap by a hair, so that no viewer shows white seams between them.
OVERLAP = 0.02
#: An unbroken stretch of dark modules in a row of segno's matrix.
_DARK = re.compile(b"\x01+")


@lru_cache(maxsize=64)
def qr_operators(text: str, x: float, y: float, side: float) -> str:
    """Return the operators for a black code whose quiet zone fills the square of `side` points at (x, y).

    The digits behind a `#` take less room as a segment of their own. A code is the dearest part of a page:
    the last ones are kept, for a paper is checked before it is printed.

    Raises ValueError when the text is so long that the modules would be smaller than LEAST_MODULE.
    """
    # segno takes a list of segments, its annotations do not say so.
    made: Any = segno.make
    matrix = made(_segments(text), error=ERROR, mask=MASK, micro=False, boost_error=False).matrix
    count = len(matrix)
    module = side / (count + 2 * QUIET_ZONE)
    if module < LEAST_MODULE:
        raise ValueError(f"A code of {len(text)} characters is too dense to be read. Shorten the address.")
    left, top = x + QUIET_ZONE * module, y + side - QUIET_ZONE * module
    parts = [f"q {module:.5f} 0 0 {module:.5f} {left:.3f} {top:.3f} cm 0 0 0 rg"]
    for row, modules in enumerate(matrix, start=1):
        for dark in _DARK.finditer(modules):
            start, end = dark.span()
            parts.append(f"{start} {-row} {end - start} {1 + OVERLAP} re")
    return "\n".join([*parts, "f Q"])


def _segments(text: str) -> str | list[tuple[str, int | None]]:
    address, mark, digits = text.partition("#")
    if not (mark and digits.isascii() and digits.isdecimal()):
        return text
    return [(address + mark, consts.MODE_BYTE), (digits, consts.MODE_NUMERIC)]
