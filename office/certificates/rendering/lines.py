"""Breaking Chinese text into lines (GB/T 15834 and the usual 避头尾 rules), and choosing a type size."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from office.certificates.rendering.faces import text_width

#: Never at the start of a line.
CLOSING = "，。、；：？！）》〉」』】〕〗”’…—·％%℃,.;:?!)]}～"
#: Never at the end of a line.
OPENING = "（《〈「『【〔〖“‘([{"
#: A number stays with its unit; a word or a code stays whole.
_TOKEN = re.compile(r"\d[\d.,]*(?:年|月|日|分|学时|元|人)?|[0-9A-Za-z@#&*_+/.:\-]+|\s+|.", re.DOTALL)
_ATOM = re.compile(f"[{re.escape(OPENING)}]")


class Paragraph(NamedTuple):
    """Lines of one type size in points; the first begins after `indent` points."""

    size: float
    indent: float
    lines: tuple[str, ...]


def atoms(text: str) -> list[str]:
    """Split `text` into pieces between which a line may end."""
    pieces: list[str] = []
    held = ""
    for token in _TOKEN.findall(text):
        if _ATOM.fullmatch(token):
            held += token
        elif token[0] in CLOSING and pieces and not held:
            pieces[-1] += token
        else:
            pieces.append(held + token)
            held = ""
    return [*pieces, held] if held else pieces


def _cut(atom: str, size: float, measure: float) -> Iterable[str]:
    """Cut a piece that is longer than a whole line, after a sign of an address where there is one."""
    if text_width(atom, size) <= measure:
        return [atom]
    parts = [""]
    for character in atom:
        if parts[-1] and text_width(parts[-1] + character, size) > measure:
            kept = max(map(parts[-1].rfind, "/?&=-")) + 1
            rest = parts[-1][kept:] if kept > len(parts[-1]) / 2 else ""
            parts[-1] = parts[-1].removesuffix(rest)
            parts.append(rest)
        parts[-1] += character
    return parts


@lru_cache(maxsize=512)
def break_lines(text: str, size: float, measure: float, indent: float = 0) -> tuple[str, ...]:
    """Break `text` into lines of at most `measure` points; the first is `indent` points shorter."""
    lines: list[str] = []
    line = ""
    for piece in chain.from_iterable(_cut(atom, size, measure - indent) for atom in atoms(text)):
        room = measure - (0 if lines else indent)
        if line and text_width((line + piece).rstrip(), size) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece if line or not lines else piece.lstrip()
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


@lru_cache(maxsize=512)
def fit(
    text: str, sizes: tuple[float, ...], measure: float, most_lines: tuple[int, ...], indent_ems: float = 0
) -> Paragraph | None:
    """Return `text` in the largest of `sizes` at which it needs no more lines than `most_lines` allows there.

    A last line of one or two characters is filled by shortening the others a little. None: it fits nowhere.
    """
    for size, most in zip(sizes, most_lines, strict=True):
        indent = indent_ems * size
        lines = break_lines(text, size, measure, indent)
        if len(lines) > most:
            continue
        for shorter in range(1, 5):
            if len(lines) < 2 or len(lines[-1].rstrip(CLOSING)) > 2:
                break
            tried = break_lines(text, size, measure - shorter * size, indent)
            lines = tried if len(tried) == len(lines) else lines
        return Paragraph(size, indent, lines)
    return None


def balanced(text: str, size: float, measure: float) -> tuple[str, ...]:
    """Break `text` like `break_lines`, but into lines of about the same length, for centred setting."""
    lines = break_lines(text, size, measure)
    narrow = measure
    while len(lines) > 1 and narrow > size:
        narrow -= size / 2
        tried = break_lines(text, size, narrow)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines
