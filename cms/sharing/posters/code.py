"""A QR code as points of a picture."""

from __future__ import annotations

import segno
from PIL import Image

#: ISO/IEC 18004 asks for four modules of white around a code.
QUIET_ZONE = 4
#: Smaller modules no longer read from the screen of a telephone.
LEAST_MODULE = 3


def code_of(address: str, side: int) -> Image.Image:
    """Return an address as a black code on a white square of `side` points, the quiet zone within.

    Raises ValueError when the address is so long that the modules would be smaller than three points.
    """
    matrix = segno.make(address, error="m", micro=False).matrix
    modules = len(matrix) + 2 * QUIET_ZONE
    scale = side // modules
    if scale < LEAST_MODULE:
        raise ValueError(f"A code of {len(address)} characters is too dense to be read. Shorten the address.")
    code = Image.frombytes(
        "L", (len(matrix),) * 2, bytes(0 if dark else 255 for row in matrix for dark in row)
    )
    drawn = code.resize((len(matrix) * scale,) * 2, Image.Resampling.NEAREST)
    white = Image.new("L", (side, side), 255)
    white.paste(drawn, ((side - drawn.width) // 2,) * 2)
    return white
