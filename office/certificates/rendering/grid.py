"""Forms of ruled boxes, as offices hand them up (审批表): labels and entries in bands, a photograph, seals.

A band holds boxes side by side. One taller than what is left of the page goes on over the next, its labels
repeated, so that a long text is never cut short.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from office.certificates.rendering.faces import text_width
from office.certificates.rendering.guilloche import MM, colour
from office.certificates.rendering.pages import MARGIN, Cell, Document, cell_lines, check_printable, printed
from office.certificates.rendering.sheet import A4_PORTRAIT, Sheet
from office.certificates.rendering.tables import SHADE

A3_PORTRAIT = (297 * MM, 420 * MM)
A4_TEXT, A3_TEXT = 10.5, 14.0
PADDING, LEADING = 2 * MM, 1.5
#: The share of the width that a photograph takes: 38 mm on A4, where a two-inch one is 35 mm x 49 mm.
PHOTO_SHARE = 0.2235
#: Fewer lines than these are not parted from the rest of a box.
FEWEST = 4


class Box(NamedTuple):
    """A text in its share (0 to 1) of the width; a `head` is a label, shaded and in the middle."""

    text: str
    share: float
    head: bool = False


class Band(NamedTuple):
    """Boxes side by side, at least `least` points high; `foot` stands at the lower right of the last one."""

    boxes: tuple[Box, ...]
    least: float = 0
    foot: tuple[str, ...] = ()


def render_form(
    title: str,
    bands: Sequence[Band],
    *,
    author: str,
    made_on: date,
    subtitle: str = "",
    footer: str = "",
    photo: bytes | None = None,
    beside_photo: int = 0,
    large: bool = False,
) -> bytes:
    """Return a form as PDF on A4, or on A3 (`large`); the same arguments give the same bytes.

    The first `beside_photo` bands leave room at the right for a photograph, which may be None.

    Raises UnprintableText with the box as field, and ValueError when the photograph is no picture.
    """
    check_printable([("title", title), ("subtitle", subtitle), ("footer", footer)])
    check_printable([(band.boxes[0].text, box.text) for band in bands for box in band.boxes])
    document = Document(A3_PORTRAIT if large else A4_PORTRAIT, footer)
    document.title(title, subtitle)
    form = _Form(document, A3_TEXT if large else A4_TEXT)
    top = document.y
    for band in bands[:beside_photo]:
        form.draw(band, document.measure * (1 - PHOTO_SHARE))
    if beside_photo:
        form.photograph(photo, top)
    for band in bands[beside_photo:]:
        form.draw(band, document.measure)
    return printed(document, Sheet(document.pages[0].size, title=title, author=author, made_on=made_on))


class _Form:
    """Draws bands one under the other."""

    def __init__(self, document: Document, size: float) -> None:
        self.document, self.size = document, size
        self.step = size * LEADING

    def draw(self, band: Band, measure: float) -> None:
        """Draw a band, over as many pages as it needs."""
        cells = [cell_lines(box.text, self.size, box.share * measure - 2 * PADDING) for box in band.boxes]
        while True:
            height = max(self._height(cells, band.foot), band.least)
            if height <= self.document.room:
                self._row(band, cells, measure, height, band.foot)
                return
            fitting = int((self.document.room - 2 * PADDING) / self.step)
            longest = max(len(cell) for cell in cells)
            if fitting < FEWEST or longest <= fitting:
                self.document.turn()
                continue
            parts = [
                cell if box.head else cell[:fitting] for box, cell in zip(band.boxes, cells, strict=True)
            ]
            self._row(band, parts, measure, self._height(parts, ()), ())
            cells = [
                cell if box.head else cell[fitting:] for box, cell in zip(band.boxes, cells, strict=True)
            ]
            self.document.turn()

    def photograph(self, photo: bytes | None, top: float) -> None:
        """Draw the box beside the bands from `top` to where the last one ended, and the picture in it."""
        document = self.document
        width, height = document.measure * PHOTO_SHARE, top - document.y
        x = document.width - MARGIN - width
        page = document.pages[-1]
        page.operators.append(f"{x:.2f} {document.y:.2f} {width:.2f} {height:.2f} re S")
        if photo is None:
            document.write(x + (width - 2 * self.size) / 2, top - height / 2, "照片", self.size)
        else:
            room = width - 2 * MM, height - 2 * MM
            page.pictures.append((photo, x + MM, document.y + MM, *room))

    def _height(self, cells: Sequence[Cell], foot: Sequence[str]) -> float:
        return (max(len(cell) for cell in cells) + len(foot)) * self.step + 2 * PADDING

    def _row(
        self, band: Band, cells: Sequence[Cell], measure: float, height: float, foot: Sequence[str]
    ) -> None:
        """Draw the boxes where the last band ended."""
        document, x = self.document, MARGIN
        bottom = document.y - height
        for box, cell in zip(band.boxes, cells, strict=True):
            width = box.share * measure
            frame = f"{x:.2f} {bottom:.2f} {width:.2f} {height:.2f} re"
            document.pages[-1].operators.append(f"{colour(SHADE)} {frame} B" if box.head else f"{frame} S")
            down = (height - len(cell) * self.step) / 2 if box.head else PADDING
            for number, line in enumerate(cell):
                shift = (width - text_width(line, self.size)) / 2 if box.head else PADDING
                y = document.y - down - self.size * 1.1 - number * self.step
                document.write(x + shift, y, line, self.size)
            x += width
        for number, line in enumerate(reversed(foot)):
            start = x - PADDING - text_width(line, self.size)
            document.write(start, bottom + PADDING + number * self.step, line, self.size)
        document.y = bottom
