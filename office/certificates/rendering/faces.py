"""The faces a sheet is printed with, in the order they are asked for a character.

A missing glyph prints a crossed box without any error, so text is split by coverage beforehand and what no
face holds can be named before anything is issued.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).resolve().parents[3] / "fonts"
#: Name and file, first choice first. A further face joins by one more line here.
CHAIN = (
    ("OfficeKai", "OfficeKai-Regular.ttf"),
    ("OfficeKaiSupplement", "OfficeKaiSupplement-Regular.ttf"),
)
MAIN = CHAIN[0][0]
BFCHAR_BLOCK = 100

_registering = Lock()


class Run(NamedTuple):
    """A stretch of text that one face prints; `face` is the name it is registered under."""

    face: str
    text: str


def to_unicode_map(name: str, subset: Iterable[int]) -> str:
    """Return the ToUnicode CMap of a subset whose n-th code prints the n-th code point of `subset`.

    Code points beyond the BMP are surrogate pairs and a block has at most 100 entries (ISO 32000-1, 9.10.3).
    """
    entries = [
        f"<{code:02X}> <{(chr(point) if point else chr(0xFFFD)).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
    ]
    blocks = [entries[start : start + BFCHAR_BLOCK] for start in range(0, len(entries), BFCHAR_BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


class Face(TTFont):
    """An embedded TrueType face whose text can be copied and searched in every plane.

    reportlab 5.1 writes code points beyond the BMP as five digits into the ToUnicode map, so that 𬱖 comes
    back as another character. The map is exchanged here after reportlab has built it.
    """

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        """Add the font objects to `doc`. Raises RuntimeError if reportlab builds them in another way now."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(subsets))]
        super().addObjects(doc)
        for name, subset in zip(names, subsets, strict=True):
            font = doc.idToObject["BasicFonts"].dict[name]
            stream = doc.idToObject.get(getattr(font.ToUnicode, "name", None))
            if "beginbfchar" not in str(getattr(stream, "content", "")):
                raise RuntimeError(
                    "reportlab no longer keeps the ToUnicode map where it did in 5.1. "
                    "Mend Face.addObjects: rare names would be copied wrongly from the certificate."
                )
            stream.content = to_unicode_map(font.BaseFont, subset)


@cache
def _load() -> tuple[Face, ...]:
    faces = tuple(Face(name, FONTS / file, asciiReadable=False, shapable=False) for name, file in CHAIN)
    for face in faces:
        pdfmetrics.registerFont(face)
    return faces


def chain() -> tuple[Face, ...]:
    """Return the faces, read and registered once in a process."""
    with _registering:
        return _load()


@cache
def _holders() -> tuple[tuple[str, frozenset[int]], ...]:
    return tuple((face.fontName, frozenset(face.face.charToGlyph)) for face in chain())


def holder(character: str) -> str | None:
    """Return the name of the first face that holds the character, or None."""
    return next((name for name, held in _holders() if ord(character) in held), None)


def missing_characters(text: str) -> tuple[str, ...]:
    """Return the characters of `text` that no face holds, each once, in their order."""
    return tuple(dict.fromkeys(character for character in text if holder(character) is None))


@lru_cache(maxsize=1024)
def _runs(text: str) -> tuple[Run, ...]:
    main = _holders()[0][1]
    if all(ord(character) in main for character in text):
        return (Run(MAIN, text),) if text else ()
    faces = ((holder(character) or MAIN, character) for character in text)
    return tuple(
        Run(face, "".join(character for _, character in group))
        for face, group in groupby(faces, itemgetter(0))
    )


def split_runs(text: str) -> list[Run]:
    """Split `text` into the longest runs of one face. What no face holds stays with the main face."""
    return list(_runs(text))


@lru_cache(maxsize=16384)
def advance(character: str) -> float:
    """Return the width of one character in thousandths of the type size."""
    name = holder(character) or MAIN
    return float(pdfmetrics.getFont(name).face.getCharWidth(ord(character)))


def text_width(text: str, size: float, spacing: float = 0) -> float:
    """Return the width of `text` in points; `spacing` is added between two characters."""
    if not text:
        return 0.0
    return sum(map(advance, text)) * size / 1000 + spacing * (len(text) - 1)
