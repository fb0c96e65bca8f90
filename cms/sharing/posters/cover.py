"""The picture of the site itself: what messengers show of a page that has no picture of its own."""

from __future__ import annotations

from django.conf import settings
from PIL import Image, ImageDraw

from . import grounds
from .drawing import encoded
from .lettering import set_in, width_of, write


def cover(size: tuple[int, int]) -> bytes:
    """Return a JPEG with the office's name before the mountains of its mark."""
    width, height = size
    picture: Image.Image = grounds.sloping(size, grounds.LAKE, grounds.FRAME)
    grounds.sun(picture, (width - 190, 130), 48)
    grounds.mountains(picture, height, grounds.WHITE, 20)
    draw = ImageDraw.Draw(picture)
    grounds.band(draw, height - 12, width, 12)
    name = set_in(settings.OFFICE_NAME, width - 200, (76, 64, 54), 3, 1.35)
    top = (height - name.height) / 2 - 20
    for number, line in enumerate(name.lines):
        left = (width - width_of(line, name.size)) / 2
        write(draw, (left, top + number * name.leading), line, name.size, grounds.WHITE, bold=1)
    return encoded(picture)
