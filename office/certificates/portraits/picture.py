"""Making one inch of photo out of whatever somebody sends."""

from __future__ import annotations

import io

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from office.exchange.papers import read_picture

#: 25 mm x 35 mm at 300 dots an inch.
SIZE = (295, 413)
LEAST = (200, 280)


def one_inch(name: str, content: bytes) -> bytes:
    """Return a JPEG of 295 x 413 on white: upright, cropped to the middle, without what the camera wrote.

    Raises ValidationError at the field `file`: `too_small`, and what `read_picture` raises.
    """
    sent = Image.open(io.BytesIO(read_picture(name, content).content))
    if sent.width < LEAST[0] or sent.height < LEAST[1]:
        message = _("The picture is too small: 200 x 280 pixels at least.")
        raise ValidationError({"file": ValidationError(message, code="too_small")})
    white = Image.new("RGBA", sent.size, "white")
    white.alpha_composite(sent.convert("RGBA"))
    # The head is in the upper part of a portrait: more is cut away below than above.
    cropped = ImageOps.fit(white.convert("RGB"), SIZE, centering=(0.5, 0.35))
    made = io.BytesIO()
    cropped.save(made, "JPEG", quality=90, dpi=(300, 300))
    return made.getvalue()
