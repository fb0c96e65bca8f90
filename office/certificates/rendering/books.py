"""Books of several parts on A4: a cover with its contents and room for a seal, then titled parts of tables.

For class books and transcripts. A part may lie on its side; a table too wide for its page is continued on
further pages, each of which repeats the columns that say whose row it is.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from office.certificates.rendering.faces import text_width
from office.certificates.rendering.guilloche import MM, colour
from office.certificates.rendering.lines import balanced, break_lines
from office.certificates.rendering.pages import (
    BODY_SIZE,
    CELL_SIZE,
    GREY,
    INK,
    MARGIN,
    NOTE_SIZE,
    RULE,
    Document,
    check_printable,
    printed,
)
from office.certificates.rendering.sheet import A4_LANDSCAPE, A4_PORTRAIT, Sheet
from office.certificates.rendering.tables import PADDING, Table, column_needs

COVER_TITLE, PART_TITLE = 30.0, 15.0
SMALL_SIZE, SMALL_PADDING = 8.0, 0.9 * MM
#: The zone of a seal has no text in it: 45 mm for the seal, and some room to miss it by.
SEAL_ZONE = 55 * MM
CONTENTS = "目　录"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a part: `kept` leading columns are repeated where it is continued sideways."""

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    numeric: Collection[int] = ()
    centred: Collection[int] = ()
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part that begins on a page of its own: facts, paragraphs, tables, notes, lines to sign on."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    opening: Sequence[str] = ()
    grids: Sequence[Grid] = ()
    closing: Sequence[str] = ()
    to_sign: Sequence[str] = ()
    landscape: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: facts under the title, and at the foot an empty zone for the seal of `sealed_by`."""

    subtitle: str
    facts: Sequence[tuple[str, str]]
    sealed_by: str


def render_book(
    title: str,
    parts: Sequence[Part],
    *,
    cover: Cover | None = None,
    author: str,
    made_on: date,
    footer: str = "",
) -> bytes:
    """Return a book as PDF; the same arguments give the same bytes.

    Without a cover the first part begins the book under the book's title. Raises UnprintableText with the
    place as field, and ValueError for a row with too few or too many cells or a book of nothing.
    """
    if not parts:
        raise ValueError("A book has at least one part.")
    _check(title, parts, cover)
    document = Document(A4_PORTRAIT, footer)
    begun: list[tuple[str, int]] = []
    below_facts = _draw_cover(document, title, cover) if cover is not None else 0.0
    for number, part in enumerate(parts):
        size = A4_LANDSCAPE if part.landscape else A4_PORTRAIT
        if number or cover is not None:
            document.turn(size, f"{footer} · {part.title}" if footer else part.title)
        else:
            document.pages.clear()
            document.turn(size, footer)
            document.title(title, "")
        begun.append((part.title, len(document.pages)))
        _draw_part(document, part, headed=cover is not None or number > 0)
    if cover is not None:
        _draw_contents(document, begun, below_facts)
    return printed(document, Sheet(document.pages[0].size, title=title, author=author, made_on=made_on))


def _check(title: str, parts: Sequence[Part], cover: Cover | None) -> None:
    named = [("title", title)]
    if cover is not None:
        named += [("cover", text) for text in (cover.subtitle, cover.sealed_by)]
        named += [(f"cover, {label}", label + value) for label, value in cover.facts]
    for part in parts:
        named += [(part.title, text) for text in (*part.opening, *part.closing, *part.to_sign)]
        named += [(f"{part.title}, {label}", label + value) for label, value in part.facts]
        for grid in part.grids:
            named += [(part.title, text) for text in (grid.caption, *grid.headers)]
            for number, row in enumerate(grid.rows, start=1):
                if len(row) != len(grid.headers):
                    raise ValueError(f"Row {number} of {part.title} has not a cell for each header.")
                named += [(f"{part.title}, row {number}", text) for text in row]
    check_printable(named)


def _draw_cover(document: Document, title: str, cover: Cover) -> float:
    """Draw title, facts and seal zone; return where the facts end."""
    document.y -= 20 * MM
    for text, size, weight in ((title, COVER_TITLE, 0.4), (cover.subtitle, PART_TITLE, 0.0)):
        for line in balanced(text, size, document.measure):
            document.y -= size * 1.4
            document.write(
                (document.width - text_width(line, size)) / 2, document.y, line, size, weight=weight
            )
        document.y -= 6 * MM
    document.y -= 6 * MM
    widest = max((text_width(label, BODY_SIZE) for label, _value in cover.facts), default=0)
    start = MARGIN + 14 * MM
    column = document.width - MARGIN - 14 * MM - start - widest - 4 * MM
    for label, value in cover.facts:
        lines = break_lines(value, BODY_SIZE, column) or ("",)
        document.write(start, document.y - BODY_SIZE * 1.7, label, BODY_SIZE, GREY)
        for line in lines:
            document.y -= BODY_SIZE * 1.7
            document.write(start + widest + 4 * MM, document.y, line, BODY_SIZE)
    _draw_seal_zone(document, cover.sealed_by)
    return document.y


def _draw_seal_zone(document: Document, sealed_by: str) -> None:
    """Corner marks around an empty zone at the foot of the page, and beside it whose seal it waits for."""
    right, bottom, arm = document.width - MARGIN, MARGIN + 8 * MM, 5 * MM
    left, top = right - SEAL_ZONE, bottom + SEAL_ZONE
    marks = [
        f"{x + dx:.2f} {y:.2f} m {x:.2f} {y:.2f} l {x:.2f} {y + dy:.2f} l S"
        for x, dx in ((left, arm), (right, -arm))
        for y, dy in ((bottom, arm), (top, -arm))
    ]
    document.pages[-1].operators += [f"{colour(RULE, stroke=True)} 0.6 w", *marks]
    for number, line in enumerate((f"{sealed_by}（盖章）", "年　　月　　日")):
        start = left - 6 * MM - text_width(line, BODY_SIZE)
        document.write(start, bottom + 16 * MM - number * BODY_SIZE * 2, line, BODY_SIZE)


def _draw_contents(document: Document, begun: Sequence[tuple[str, int]], below: float) -> None:
    """The parts with their pages, on the cover under its facts and left of the zone of the seal."""
    page = document.pages[0]
    y = below - 14 * MM
    start, end = MARGIN + 14 * MM, MARGIN + 90 * MM
    page.lines.append((start, y, CONTENTS, BODY_SIZE, GREY, 0.2))
    for title, number in begun:
        y -= BODY_SIZE * 1.6
        page.lines.append((start, y, title, BODY_SIZE, INK, 0))
        shown = str(number)
        page.lines.append((end - text_width(shown, BODY_SIZE), y, shown, BODY_SIZE, GREY, 0))


def _draw_part(document: Document, part: Part, *, headed: bool) -> None:
    if headed:
        document.y -= PART_TITLE * 1.1
        start = (document.width - text_width(part.title, PART_TITLE)) / 2
        document.write(start, document.y, part.title, PART_TITLE, weight=0.3)
        document.y -= 5 * MM
    document.facts(part.facts)
    document.paragraphs(part.opening)
    size, padding = (SMALL_SIZE, SMALL_PADDING) if part.small else (CELL_SIZE, PADDING)
    for grid in part.grids:
        _draw_caption(document, grid.caption)
        for number, piece in enumerate(_pieces(grid, document.measure, size, padding)):
            if number:
                document.turn()
            Table(
                document,
                piece.headers,
                piece.rows,
                piece.numeric,
                centred=piece.centred,
                size=size,
                padding=padding,
            ).draw()
    _draw_notes(document, part.closing)
    _draw_lines_to_sign(document, part.to_sign)


def _draw_caption(document: Document, caption: str) -> None:
    if not caption:
        return
    if document.room < 30 * MM:
        document.turn()
    document.y -= BODY_SIZE * 1.5
    document.write(MARGIN, document.y, caption, BODY_SIZE, weight=0.2)
    document.y -= 2 * MM


def _pieces(grid: Grid, measure: float, size: float, padding: float) -> Iterator[Grid]:
    """Cut a table that is too wide into tables that fit, each with the kept columns at its left."""
    needs = column_needs([grid.headers, *grid.rows], size, padding)
    if not grid.kept or sum(needs) <= measure:
        yield grid
        return
    kept = list(range(grid.kept))
    room = measure - sum(needs[: grid.kept])
    # Even blocks: the last page of a wide table is as readable as the first.
    rest = range(grid.kept, len(needs))
    blocks = max(1, -(-int(sum(needs[grid.kept :])) // int(room)))
    while True:
        each = -(-len(rest) // blocks)
        columns = [list(rest[start : start + each]) for start in range(0, len(rest), each)]
        if each == 1 or all(sum(needs[column] for column in block) <= room for block in columns):
            break
        blocks += 1
    for block in columns:
        places = [*kept, *block]
        yield replace(
            grid,
            headers=[grid.headers[place] for place in places],
            rows=[[row[place] for place in places] for row in grid.rows],
            numeric=[new for new, old in enumerate(places) if old in grid.numeric],
            centred=[new for new, old in enumerate(places) if old in grid.centred],
        )


def _draw_notes(document: Document, notes: Sequence[str]) -> None:
    leading = NOTE_SIZE * 1.6
    for note in notes:
        for line in break_lines(note, NOTE_SIZE, document.measure):
            if document.room < leading:
                document.turn()
            document.y -= leading
            document.write(MARGIN, document.y, line, NOTE_SIZE, GREY)


def _draw_lines_to_sign(document: Document, names: Sequence[str]) -> None:
    """Each name with a line behind it, two beside one another, kept on one page."""
    if not names:
        return
    rows = -(-len(names) // 2)
    if document.room < (8 + 13 * rows) * MM:
        document.turn()
    document.y -= 8 * MM
    half = document.measure / 2
    for number, name in enumerate(names):
        column = number % 2
        document.y -= 13 * MM if column == 0 else 0
        start = MARGIN + column * half
        document.write(start, document.y, name, BODY_SIZE)
        line = start + text_width(name, BODY_SIZE) + 2 * MM
        end = start + half - 8 * MM
        document.pages[-1].operators.append(
            f"{line:.2f} {document.y - 1.5 * MM:.2f} m {end:.2f} {document.y - 1.5 * MM:.2f} l S"
        )
