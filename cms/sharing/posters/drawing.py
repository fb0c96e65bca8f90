"""Drawing a poster: 1080 x 1440 points, a JPEG of at most 250 KB (UX.md 6.2)."""

from __future__ import annotations

import io

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image, ImageDraw

from . import grounds
from .code import code_of
from .facts import Place, Poster
from .lettering import Block, set_in, width_of, write, write_block

SIZE = WIDTH, HEIGHT = 1080, 1440
MOST_BYTES = 250 * 1024
QUALITIES = (88, 78, 66, 52, 36, 20)
CODE = 260
#: Metal and ink of the first three ranks.
MEDALS = {
    1: (grounds.WHEAT, (92, 56, 4)),
    2: ((214, 218, 224), (58, 64, 72)),
    3: ((205, 140, 88), (74, 34, 6)),
}
#: The strip at the foot, which holds the code and the office's name; the margin left and right.
STRIP = 320
FOOT = HEIGHT - STRIP
MARGIN = 70
MEASURE = WIDTH - 2 * MARGIN


def draw(poster: Poster, portrait: bytes | None = None) -> bytes:
    """Return the JPEG of a poster; `portrait` is the file that it names, or None when that is gone."""
    if poster.occasion:
        picture = _result(poster)
        hint = _("Press on the code to see the whole ranking")
    else:
        picture = _story(poster, portrait)
        hint = _("Press on the code to read the story")
    _strip(picture, poster, hint)
    return encoded(picture)


def encoded(picture: Image.Image) -> bytes:
    """Return a picture as JPEG in the best of QUALITIES that keeps to MOST_BYTES."""
    content = b""
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        content = out.getvalue()
        if len(content) <= MOST_BYTES:
            break
    return content


def _story(poster: Poster, portrait: bytes | None) -> Image.Image:
    quoted = poster.quotation if "“" in poster.quotation else f"“{poster.quotation}”" * bool(poster.quotation)
    title = set_in(poster.title, MEASURE, (72, 64, 56), 2, 1.28)
    quotation = set_in(quoted, MEASURE - 30, (40, 36) if portrait else (54, 46), 4 if portrait else 6, 1.5)
    told = set_in(" · ".join(filter(None, (poster.person, poster.unit))), MEASURE, (34, 30), 2, 1.4)
    honour = set_in(poster.honour, MEASURE - 48, (30, 26), 1)
    blocks = [block for block in (honour, title, quotation, told) if block.lines]
    top = FOOT - 54 - sum(block.height for block in blocks) - _gaps(blocks, honour)
    if portrait:
        picture = Image.new("RGB", SIZE, grounds.NIGHT)
        face = poster.portrait.face if poster.portrait else (0.5, 0.35)
        # The face stands in the middle of what the words leave free.
        picture.paste(grounds.fitted(portrait, (WIDTH, FOOT), face, top / 2 / FOOT), (0, 0))
        grounds.shade(picture, grounds.NIGHT, max(0, top - 150), top + 170)
    else:
        picture = grounds.sloping(SIZE, grounds.LAKE, grounds.NIGHT)
        grounds.sun(picture, (WIDTH - 230, 190), 62)
        grounds.mountains(picture, FOOT, grounds.WHITE, 16)
        # The words stand between sky and mountains.
        top = max(300, top - 230)
    _words(ImageDraw.Draw(picture), top, honour, title, quotation, told)
    return picture


def _gaps(blocks: list[Block], honour: Block) -> int:
    return 34 * (len(blocks) - 1) + 8 + (24 if honour.lines else 0)


def _words(
    draw: ImageDraw.ImageDraw, top: float, honour: Block, title: Block, quotation: Block, told: Block
) -> None:
    """Write what a story says, from a height downwards."""
    y = top
    if honour.lines:
        width = width_of(honour.lines[0], honour.size)
        box = [MARGIN, y, MARGIN + width + 48, y + honour.size + 24]
        draw.rounded_rectangle(box, 10, fill=grounds.CRIMSON)
        write(draw, (MARGIN + 24, y + 11), honour.lines[0], honour.size, grounds.GOLD)
        y += honour.size + 24 + 34
    y = write_block(draw, (MARGIN, y), title, grounds.WHITE, bold=1) + 42
    if quotation.lines:
        draw.rectangle([MARGIN, y + 4, MARGIN + 5, y + quotation.height + 4], fill=grounds.WHEAT)
        y = write_block(draw, (MARGIN + 30, y), quotation, grounds.GOLD) + 34
    write_block(draw, (MARGIN, y), told, (226, 233, 240))


def _result(poster: Poster) -> Image.Image:
    picture = grounds.sloping(SIZE, grounds.CRIMSON, (96, 10, 22))
    grounds.mountains(picture, FOOT, (60, 4, 12), 46)
    draw = ImageDraw.Draw(picture)
    grounds.frame(picture, 26, FOOT, grounds.GOLD)
    occasion = set_in(poster.occasion, MEASURE, (34, 30, 27), 2, 1.35)
    title = set_in(poster.title, MEASURE, (76, 68, 58), 2, 1.26)
    y: float = 84
    for block, bold in ((occasion, 0), (title, 1)):
        for number, line in enumerate(block.lines):
            # A stop at the end hangs beside the middle.
            left = (WIDTH - width_of(line.rstrip("：，、"), block.size)) / 2
            write(draw, (left, y + number * block.leading), line, block.size, grounds.GOLD, bold=bold)
        y += block.height + 34
    draw.line([WIDTH / 2 - 90, y + 2, WIDTH / 2 + 90, y + 2], fill=grounds.WHEAT, width=4)
    _places(picture, poster, y + 40)
    return picture


def _places(picture: Image.Image, poster: Poster, top: float) -> None:
    bottom = FOOT - 60
    rows = len(poster.places) + bool(poster.more)
    if not rows:
        return
    height = min(210.0, (bottom - top) / rows)
    y = top + (bottom - top - height * rows) / 2
    for place in poster.places:
        _place(picture, place, y, height)
        y += height
    if poster.more:
        more = ngettext("and %(count)s more", "and %(count)s more", poster.more) % {"count": poster.more}
        write(ImageDraw.Draw(picture), (MARGIN + 160, y + height / 2 - 20), more, 34, grounds.GOLD)


def _place(picture: Image.Image, place: Place, y: float, height: float) -> None:
    """Draw one row: the rank in a medal, the name with what it earned, the unit below."""
    draw = ImageDraw.Draw(picture)
    radius, x, middle = round(min(56.0, height * 0.36)), MARGIN + 70, round(y + height / 2)
    metal, ink = MEDALS[place.rank]
    for colour, size in ((metal, radius), (ink, radius - 5), (metal, radius - 7)):
        picture.paste(colour, (x - size, middle - size), grounds.disc(size))
    number, size = str(place.rank), radius
    write(draw, (x - width_of(number, size) / 2, middle - size * 0.52), number, size, ink, bold=1)
    left, room = x + 90, WIDTH - MARGIN - (x + 90)
    size = 56 if height > 130 else 42
    award = set_in(place.award, 380, (34, 28, 24), 1)
    reach = width_of(award.lines[0], award.size) if award.lines else 0
    name = set_in(place.name, round(room - reach - 30), (size, 40, 32), 1)
    unit = set_in(place.unit, round(room), (32 if height > 130 else 28, 26), 1)
    y = middle - (name.size + 16 + unit.height) / 2
    write_block(draw, (left, y), name, grounds.WHITE, bold=1)
    if award.lines:
        at = (WIDTH - MARGIN - 10 - reach, y + (name.size - award.size) / 2)
        write(draw, at, award.lines[0], award.size, grounds.GOLD)
    write_block(draw, (left, y + name.size + 16), unit, (255, 214, 200))


def _strip(picture: Image.Image, poster: Poster, hint: str) -> None:
    """Draw the foot: whose poster it is, what to do with the code, and the code."""
    draw = ImageDraw.Draw(picture)
    draw.rectangle([0, FOOT, WIDTH, HEIGHT], fill=grounds.PAPER)
    grounds.band(draw, FOOT, WIDTH, 8)
    left = WIDTH - MARGIN - CODE + 20
    picture.paste(code_of(poster.address, CODE), (left, FOOT + 36))
    measure = left - MARGIN - 50
    office = set_in(poster.office, measure, (42, 36, 32), 3, 1.35)
    told = set_in(hint, measure, (30, 27), 2, 1.4)
    y = FOOT + 8 + (STRIP - 8 - office.height - 26 - told.height) / 2
    y = write_block(draw, (MARGIN, y), office, grounds.INK, bold=1) + 26
    write_block(draw, (MARGIN, y), told, grounds.MUTED)
