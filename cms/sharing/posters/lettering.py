"""Letters on a picture: by the faces and the rules of line breaking that certificates are printed with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageDraw, ImageFont

from office.certificates.rendering.faces import CHAIN, holder, split_runs, text_width
from office.certificates.rendering.lines import balanced, break_lines
from office.certificates.rendering.shaped import FILES as SHAPED
from office.certificates.rendering.shaped import FONTS

Colour = tuple[int, int, int]
Point = tuple[float, float]
#: Where the baseline of a line lies below its top, in sizes of the type; the height of a Han character.
ASCENT = 0.86
#: Signs after which a sentence pauses, and how short a line may be beside the longest to end there.
STOPS = "，。、；：？！—…”"
SHORTEST = 0.45


@dataclass(frozen=True)
class Block:
    """Lines of one size in points of the picture, and how far their baselines stand apart."""

    lines: tuple[str, ...]
    size: int
    leading: int

    @property
    def height(self) -> int:
        """From the top of the first line to the foot of the last."""
        return self.leading * (len(self.lines) - 1) + self.size if self.lines else 0


@lru_cache(maxsize=64)
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    # Only Tibetan needs shaping; without it a line is drawn several times as quickly.
    engine = ImageFont.Layout.RAQM if face in SHAPED else ImageFont.Layout.BASIC
    return ImageFont.truetype(FONTS / dict(CHAIN)[face], size, layout_engine=engine)


def printable(text: str) -> str:
    """Return a text on one line, without what no face can draw (a smiley, say)."""
    return "".join(char for char in " ".join(text.split()) if holder(char))


def width_of(text: str, size: int) -> float:
    """Return the width of a line in points."""
    return text_width(text, size)


def set_in(text: str, measure: int, sizes: tuple[int, ...], most: int, leading: float = 1.4) -> Block:
    """Set a text in lines of about the same length: in the largest size that needs no more than `most` lines.

    What fits in no size is cut at the smallest, with an ellipsis.
    """
    text = printable(text)
    if not text:
        return Block((), sizes[-1], 0)
    for size in sizes:
        lines = balanced(text, size, measure)
        if len(lines) <= most:
            return Block(_by_sense(text, size, measure, lines), size, round(size * leading))
    size = sizes[-1]
    kept = break_lines(text, size, measure)[:most]
    last = kept[-1].rstrip("，。、；：？！ ")
    while width_of(last + "……", size) > measure:
        last = last[:-1]
    return Block((*kept[:-1], last + "……"), size, round(size * leading))


def _by_sense(text: str, size: int, measure: int, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return as many lines as given, broken after a stop where that leaves none too short."""

    def stops(tried: tuple[str, ...]) -> tuple[int, float]:
        widths = [width_of(line, size) for line in tried]
        even = min(widths) / max(widths)
        if max(widths) > measure or even < SHORTEST:
            return 0, even
        return sum(line[-1] in STOPS for line in tried[:-1]), even

    tries = [break_lines(text, size, measure - narrower) for narrower in range(0, measure // 2, size // 2)]
    if len(lines) == 2:
        places = (place for place, char in enumerate(text[:-1], start=1) if char in STOPS)
        tries += [(text[:place], text[place:]) for place in places if text[place] not in STOPS]
    best = max((each for each in tries if len(each) == len(lines)), key=stops)
    return best if stops(best)[0] else lines


def write(draw: ImageDraw.ImageDraw, at: Point, text: str, size: int, fill: Colour, *, bold: int = 0) -> None:
    """Write one line whose upper left corner is `at`; `bold` thickens the strokes by so many points."""
    x, y = at[0], at[1] + size * ASCENT
    for run in split_runs(text):
        draw.text((x, y), run.text, fill, _font(run.face, size), anchor="ls", stroke_width=bold)
        x += width_of(run.text, size)


def write_block(draw: ImageDraw.ImageDraw, at: Point, block: Block, fill: Colour, *, bold: int = 0) -> float:
    """Write the lines of a block below one another; return where it ends."""
    for number, line in enumerate(block.lines):
        write(draw, (at[0], at[1] + number * block.leading), line, block.size, fill, bold=bold)
    return at[1] + block.height
