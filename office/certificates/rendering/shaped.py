"""Script that has to be shaped: Tibetan letters are stacked by HarfBuzz and drawn as outlines.

reportlab prints one glyph after another and cannot stack. So a shaped run is drawn as paths, and its text is
laid over it invisibly, so that it can be searched and copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

import uharfbuzz

FONTS = Path(__file__).resolve().parents[3] / "fonts"
#: Faces that are shaped, by the name they are registered under.
FILES = {"OfficeTibetan": "OfficeTibetan-Regular.ttf"}

#: Tibetan hangs from its head line, far below the baseline: beside Han it is set smaller and higher.
SIZE, RISE = 0.85, 130

# A HarfBuzz font is used by one thread at a time.
_shaping = Lock()


@dataclass(frozen=True, slots=True)
class Shape:
    """A run as it is drawn: `path` in PDF operators (thousandths of the type size), and its `advance`."""

    path: str
    advance: float


class _Pen:
    """Writes the outlines of glyphs as PDF path operators, moved by the place of each glyph."""

    def __init__(self, scale: float, rise: float) -> None:
        self.scale, self.rise = scale, rise
        self.parts: list[str] = []
        self.origin = (0.0, 0.0)
        self._last = (0.0, 0.0)
        self.functions = uharfbuzz.DrawFuncs()
        self.functions.set_move_to_func(lambda x, y, _: self._go(x, y, "m"))
        self.functions.set_line_to_func(lambda x, y, _: self._go(x, y, "l"))
        self.functions.set_quadratic_to_func(self._quadratic)
        self.functions.set_cubic_to_func(self._cubic)
        self.functions.set_close_path_func(lambda _: self.parts.append("h"))

    def _at(self, x: float, y: float) -> str:
        across, up = (x + self.origin[0]) * self.scale, (y + self.origin[1]) * self.scale + self.rise
        return f"{across:.1f} {up:.1f}"

    def _go(self, x: float, y: float, operator: str) -> None:
        self.parts.append(f"{self._at(x, y)} {operator}")
        self._last = (x, y)

    def _quadratic(self, cx: float, cy: float, x: float, y: float, _: object) -> None:
        # PDF knows cubic curves only; this one is the same curve.
        x0, y0 = self._last
        first = (x0 + (cx - x0) * 2 / 3, y0 + (cy - y0) * 2 / 3)
        second = (x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3)
        self._cubic(*first, *second, x, y, None)

    def _cubic(self, ax: float, ay: float, bx: float, by: float, x: float, y: float, _: object) -> None:
        self.parts.append(f"{self._at(ax, ay)} {self._at(bx, by)} {self._at(x, y)} c")
        self._last = (x, y)


@cache
def _font(file: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(FONTS / file)))


@lru_cache(maxsize=512)
def shape(face: str, text: str) -> Shape:
    """Return how a run of one shaped face is drawn."""
    return outline(FILES[face], text, size=SIZE, rise=RISE)


@lru_cache(maxsize=4096)
def outline(file: str, text: str, *, size: float = 1, rise: float = 0) -> Shape:
    """Return how a text is drawn with the face of a file under FONTS: what a preview shows of any face."""
    with _shaping:
        font = _font(file)
        scale = 1000 / font.face.upem * size
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer, {})
        pen = _Pen(scale, rise)
        along = 0
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            pen.origin = (along + place.x_offset, place.y_offset)
            font.draw_glyph(glyph.codepoint, pen.functions, None)
            along += place.x_advance
    return Shape("\n".join(pen.parts), along * scale)
