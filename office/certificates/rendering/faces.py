"""The faces a sheet is printed with, in the order they are asked for a character.

A missing glyph prints a crossed box without any error, so text is split by coverage beforehand and what no
face holds can be named before anything is issued. Coverage is known from a small file; a face itself is read
when a character of it is first measured or printed, so that a process pays only for the faces its names need.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import chain, groupby
from operator import itemgetter
from threading import Lock
from typing import Any, NamedTuple

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from .shaped import FILES as SHAPED
from .shaped import FONTS, shape

#: Name and file, first choice first; no character is in two of them. fonts/build.py writes the files.
CHAIN = (
    ("OfficeKai", "OfficeKai-Regular.ttf"),
    ("OfficeKaiSupplement", "OfficeKaiSupplement-Regular.ttf"),
    ("OfficeSongA", "OfficeSongA-Regular.ttf"),
    ("OfficeSongB", "OfficeSongB-Regular.ttf"),
    *SHAPED.items(),
)
MAIN = CHAIN[0][0]
COVERAGE = FONTS / "coverage.json"
BFCHAR_BLOCK = 100


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


def written_widths(widths: Sequence[float]) -> str:
    """Return widths as reportlab writes an array, ten in a row, without asking of each what it is."""
    numbers = [fp_str(width) for width in widths]
    rows = [" ".join(numbers[start : start + 10]) for start in range(0, len(numbers), 10)]
    joined = " \n  ".join(rows)
    return f"[ {joined} ]"


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
            font.Widths = written_widths(font.Widths.sequence)


_faces: dict[str, Face] = {}
_registering = Lock()


def face(name: str) -> Face:
    """Return a face of CHAIN, read and registered when it is first asked for in this process.

    Raises RuntimeError if it lacks a character that the coverage file promises.
    """
    if name not in _faces:
        with _registering:
            if name not in _faces:
                _faces[name] = _read(name)
    return _faces[name]


def _read(name: str) -> Face:
    file = FONTS / dict(CHAIN)[name]
    read = Face(name, file, asciiReadable=False, shapable=False)
    _mend_widths(read.face)
    if not coverage(name) <= read.face.charToGlyph.keys():
        raise RuntimeError(
            f"{file.name} holds less than {COVERAGE.name} says. Run fonts/build.py: "
            "characters would be printed as empty boxes."
        )
    pdfmetrics.registerFont(read)
    return read


def _mend_widths(file: Any) -> None:
    """Give glyphs behind the last full metric the advance that the file gives them, in its own units.

    reportlab 5.1 takes it in thousandths there, so that a subset of a face of 1024 units would be narrower
    than the document says (ISO 19005-3, 6.2.11.5).
    """
    full = int.from_bytes(file.get_table("hhea")[34:36])
    advance_of_the_rest = file.hmetrics[full - 1][0]
    file.hmetrics[full:] = [(advance_of_the_rest, bearing) for _, bearing in file.hmetrics[full:]]


@cache
def _index() -> tuple[list[int], list[int], list[str]]:
    """Return first code points, last code points and faces of all unbroken stretches, ascending."""
    held = json.loads(COVERAGE.read_text(encoding="utf-8"))
    ends = ((name, stretch.partition("-")) for name, _ in CHAIN for stretch in held[name])
    stretches = sorted((int(first, 16), int(last or first, 16), name) for name, (first, _, last) in ends)
    return [s[0] for s in stretches], [s[1] for s in stretches], [s[2] for s in stretches]


def coverage(name: str) -> frozenset[int]:
    """Return the code points that the coverage file gives a face."""
    firsts, lasts, names = _index()
    spans = (
        range(first, last + 1)
        for first, last, owner in zip(firsts, lasts, names, strict=True)
        if owner == name
    )
    return frozenset(chain.from_iterable(spans))


@cache
def _main_characters() -> frozenset[int]:
    return coverage(MAIN)


def holder(character: str) -> str | None:
    """Return the name of the face that holds the character, or None. Reads no face."""
    firsts, lasts, names = _index()
    code = ord(character)
    place = bisect_right(firsts, code) - 1
    return names[place] if place >= 0 and code <= lasts[place] else None


def missing_characters(text: str) -> tuple[str, ...]:
    """Return the characters of `text` that no face holds, each once, in their order."""
    if _main_characters().issuperset(map(ord, text)):
        return ()
    return tuple(dict.fromkeys(character for character in text if holder(character) is None))


@lru_cache(maxsize=1024)
def _runs(text: str) -> tuple[Run, ...]:
    main = _main_characters()
    if main.issuperset(map(ord, text)):
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
    return float(face(holder(character) or MAIN).face.getCharWidth(ord(character)))


def text_width(text: str, size: float, spacing: float = 0) -> float:
    """Return the width of `text` in points; `spacing` is added after each character of a run but the last.

    A shaped run counts as one character: its letters stand on one another and are not spaced.
    """
    runs = _runs(text)
    if not any(run.face in SHAPED for run in runs):
        return sum(map(advance, text)) * size / 1000 + spacing * max(len(text) - 1, 0)
    spaced = sum(1 if run.face in SHAPED else len(run.text) for run in runs)
    return sum(map(_run_advance, runs)) * size / 1000 + spacing * (spaced - 1)


def _run_advance(run: Run) -> float:
    return shape(*run).advance if run.face in SHAPED else sum(map(advance, run.text))
