"""Making one inch of photo out of whatever somebody sends."""

from __future__ import annotations

import io

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

#: Bytes and pixels of what is taken in; a telephone's largest picture is smaller.
LARGEST, MOST_PIXELS = 10 * 1024 * 1024, 50_000_000
#: 25 mm x 35 mm at 300 dots an inch.
SIZE = (295, 413)
FORMATS = ("JPEG", "PNG")
LEAST = (200, 280)


def one_inch(content: bytes) -> bytes:
    """Return a JPEG of 295 x 413 on white: upright, cropped to the middle, without what the camera wrote.

    Raises ValidationError at the field `photo`: `too_large`, `no_image` (also one that is broken, or unfolds
    to more than 50 million pixels) or `too_small`.
    """
    if len(content) > LARGEST:
        raise _refused("too_large", _("The file is larger than 10 MB. Send a smaller picture."))
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise _refused("no_image", _("The picture has too many pixels. Send a smaller one."))
            if sent.width < LEAST[0] or sent.height < LEAST[1]:
                raise _refused("too_small", _("The picture is too small: 200 x 280 pixels at least."))
            upright = ImageOps.exif_transpose(sent).convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _refused(
            "no_image", _("This is no picture that can be read. Send it as JPEG or PNG.")
        ) from error
    white = Image.new("RGBA", upright.size, "white")
    white.alpha_composite(upright)
    # The head is in the upper part of a portrait: more is cut away below than above.
    cropped = ImageOps.fit(white.convert("RGB"), SIZE, centering=(0.5, 0.35))
    made = io.BytesIO()
    cropped.save(made, "JPEG", quality=90, dpi=(300, 300))
    return made.getvalue()


def _refused(code: str, message: str) -> ValidationError:
    return ValidationError({"photo": ValidationError(message, code=code)})
