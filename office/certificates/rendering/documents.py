"""Plain office documents on A4: a title, a band of facts, a table whose head is repeated, numbered pages.

For payment lists, notices, class books: everything whose content is a list.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from office.certificates.rendering.faces import missing_characters, text_width
from office.certificates.rendering.facts import UnprintableText
from office.certificates.rendering.guilloche import MM, Colour, colour
from office.certificates.rendering.lines import balanced, break_lines
from office.certificates.rendering.sheet import A4_LANDSCAPE, A4_PORTRAIT, Sheet

MARGIN = 20 * MM
PADDING = 1.6 * MM
#: A text that needs exactly its column must not be broken by a rounding error.
ROUNDING = 0.05
TITLE_SIZE, BODY_SIZE, CELL_SIZE, NOTE_SIZE = 19.0, 11.5, 10.0, 8.5
LEADING = 1.45
NOTHING_LISTED = "（无）"

INK: Colour = (0.08, 0.10, 0.13)
GREY: Colour = (0.38, 0.42, 0.47)
RULE: Colour = (0.66, 0.70, 0.75)
SHADE: Colour = (0.93, 0.945, 0.96)

Size = tuple[float, float]
Cell = tuple[str, ...]


class Row(NamedTuple):
    """The broken lines of each cell and the height that the tallest needs, in points."""

    cells: tuple[Cell, ...]
    height: float


@dataclass
class Page:
    """What is drawn on one page, collected first so that the number of pages is known; `note` is its foot."""

    size: Size
    note: str = ""
    operators: list[str] = field(default_factory=list)
    lines: list[tuple[float, float, str, float, Colour, float]] = field(default_factory=list)


def cell_lines(text: str, size: float, measure: float) -> Cell:
    """Return the lines of a cell; a line feed in it begins a new one."""
    parts = text.split("\n")
    return tuple(
        line
        for part in parts
        for line in ((part,) if text_width(part, size) <= measure else break_lines(part, size, measure))
    )


def column_needs(texts: Sequence[Sequence[str]], size: float, padding: float = PADDING) -> tuple[float, ...]:
    """Return the width at which nothing in a column is broken, for each column of rows of texts."""
    return tuple(
        max(text_width(part, size) for text in column for part in text.split("\n")) + 2 * padding + ROUNDING
        for column in zip(*texts, strict=True)
    )


def column_widths(
    texts: Sequence[Sequence[str]], total: float, size: float, padding: float = PADDING
) -> tuple[float, ...]:
    """Return widths that fill `total`: short columns get what they need, long ones share what is left."""
    needs = column_needs(texts, size, padding)
    if sum(needs) <= total:
        return tuple(need + (total - sum(needs)) / len(needs) for need in needs)
    widths = [0.0] * len(needs)
    left, open_columns = total, sorted(range(len(needs)), key=needs.__getitem__)
    while open_columns:
        column = open_columns.pop(0)
        widths[column] = min(needs[column], left / (len(open_columns) + 1))
        left -= widths[column]
    return tuple(widths)


class Document:
    """Fills pages from top to bottom; each may have a size of its own."""

    def __init__(self, size: Size, note: str = "") -> None:
        self.pages: list[Page] = []
        self.floor = MARGIN + NOTE_SIZE * 1.2
        self.turn(size, note)

    @property
    def width(self) -> float:
        """The width of the page at hand."""
        return self.pages[-1].size[0]

    @property
    def height(self) -> float:
        """The height of the page at hand."""
        return self.pages[-1].size[1]

    @property
    def measure(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    @property
    def room(self) -> float:
        """What is left of the page, in points."""
        return self.y - self.floor

    def turn(self, size: Size | None = None, note: str | None = None) -> None:
        """Begin a page, like the last one unless said otherwise."""
        last = self.pages[-1] if self.pages else Page(A4_PORTRAIT)
        self.pages.append(Page(size or last.size, last.note if note is None else note))
        self.y = self.height - MARGIN

    def write(self, x: float, y: float, text: str, size: float, ink: Colour = INK, weight: float = 0) -> None:
        """Put a line of text at a place."""
        self.pages[-1].lines.append((x, y, text, size, ink, weight))

    def title(self, text: str, subtitle: str) -> None:
        """A title over the width of the page, and a line under it."""
        for line, size in [
            *((line, TITLE_SIZE) for line in balanced(text, TITLE_SIZE, self.measure)),
            *((line, BODY_SIZE) for line in balanced(subtitle, BODY_SIZE, self.measure)),
        ]:
            self.y -= size * 1.3
            weight = 0.3 if size == TITLE_SIZE else 0
            self.write((self.width - text_width(line, size)) / 2, self.y, line, size, weight=weight)
        self.y -= 5 * MM

    def facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Pairs in two columns; a pair too long for its half gets the whole width."""
        half = self.measure / 2
        column = 0
        for label, value in facts:
            text = f"{label}：{value}"
            whole = text_width(text, CELL_SIZE) > half - 4 * MM
            if column == 0 or whole:
                self.y -= CELL_SIZE * 1.6
            broken = cell_lines(text, CELL_SIZE, self.measure) if whole else (text,)
            for number, line in enumerate(broken):
                self.y -= CELL_SIZE * 1.6 if number else 0
                self.write(MARGIN + (0 if whole else column * half), self.y, line, CELL_SIZE)
            column = 0 if whole else 1 - column
        self.y -= 4 * MM if facts else 0

    def paragraphs(self, texts: Sequence[str]) -> None:
        """Paragraphs whose first lines are indented by two characters."""
        leading = BODY_SIZE * 1.6
        for text in texts:
            for number, line in enumerate(break_lines(text, BODY_SIZE, self.measure, 2 * BODY_SIZE)):
                if self.room < leading:
                    self.turn()
                self.y -= leading
                self.write(MARGIN + (0 if number else 2 * BODY_SIZE), self.y, line, BODY_SIZE)
        self.y -= 4 * MM if texts else 0

    def signature(self, names: Sequence[str]) -> None:
        """Lines centred over one another at the right, kept on one page, with room for a seal."""
        if not names:
            return
        wide = max(text_width(name, BODY_SIZE) for name in names)
        if self.room < 22 * MM + len(names) * BODY_SIZE * 1.7:
            self.turn()
        self.y -= 14 * MM
        for name in names:
            self.y -= BODY_SIZE * 1.7
            start = self.width - MARGIN - 12 * MM - wide / 2 - text_width(name, BODY_SIZE) / 2
            self.write(start, self.y, name, BODY_SIZE)


class Table:
    """A table of a document: widths in points, columns set to the right or in the middle, the head."""

    def __init__(
        self,
        document: Document,
        headers: Sequence[str],
        rows: Sequence[Sequence[str]],
        numeric: Collection[int],
        *,
        centred: Collection[int] = (),
        size: float = CELL_SIZE,
        padding: float = PADDING,
    ) -> None:
        self.document = document
        self.numeric, self.centred = numeric, centred
        self.size, self.padding = size, padding
        self.widths = column_widths([headers, *rows], document.measure, size, padding)
        self.head = self.measured(headers)[0]
        self.rows = [part for row in rows for part in self.measured(row)]

    def measured(self, texts: Sequence[str]) -> list[Row]:
        """Break the cells of a row; a row taller than half a page becomes several."""
        cells = [
            cell_lines(text, self.size, width - 2 * self.padding)
            for text, width in zip(texts, self.widths, strict=True)
        ]
        tallest = max(len(cell) for cell in cells)
        most = int(self.document.height / 2 / (self.size * LEADING))
        return [
            Row(
                tuple(cell[start : start + most] for cell in cells),
                min(most, tallest - start) * self.size * LEADING + 2 * self.padding,
            )
            for start in range(0, tallest, most)
        ]

    def draw(self) -> None:
        """Draw the head and every row, the head again on each page."""
        document = self.document
        if document.room < self.head.height + (self.rows[0].height if self.rows else 0):
            document.turn()
        self.draw_row(self.head, head=True)
        for row in self.rows:
            if document.room < row.height:
                document.turn()
                self.draw_row(self.head, head=True)
            self.draw_row(row)
        if not self.rows:
            self.draw_row(Row((), self.size * LEADING + 2 * self.padding))
            middle = (document.width - text_width(NOTHING_LISTED, self.size)) / 2
            document.write(middle, document.y + self.padding + self.size * 0.25, NOTHING_LISTED, self.size)
        document.y -= 5 * MM

    def draw_row(self, row: Row, *, head: bool = False) -> None:
        """Draw one row where the last ended."""
        document = self.document
        bottom = document.y - row.height
        boxes = document.pages[-1].operators
        x = MARGIN
        widths = self.widths if row.cells else (document.measure,)
        for width in widths:
            box = f"{x:.2f} {bottom:.2f} {width:.2f} {row.height:.2f} re"
            boxes.append(f"{colour(SHADE)} {box} B" if head else f"{box} S")
            x += width
        x = MARGIN
        for column, (cell, width) in enumerate(zip(row.cells, self.widths, strict=False)):
            for number, line in enumerate(cell):
                y = document.y - self.padding - self.size * (1.15 + number * LEADING)
                slack = width - 2 * self.padding - text_width(line, self.size)
                middle = head or column in self.centred
                shift = slack / 2 if middle else slack if column in self.numeric else 0
                document.write(x + self.padding + shift, y, line, self.size, weight=0.2 if head else 0)
            x += width
        document.y = bottom


def check_printable(named: Sequence[tuple[str, str]]) -> None:
    """Hold texts, each with the place it stands at, against the faces. Raises UnprintableText."""
    for where, text in named:
        missing = missing_characters(text.replace("\n", ""))
        if missing:
            raise UnprintableText(missing, where)


def render_table_document(
    title: str,
    facts: Sequence[tuple[str, str]],
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    footer: str = "",
    *,
    author: str,
    made_on: date,
    subtitle: str = "",
    opening: Sequence[str] = (),
    closing: Sequence[str] = (),
    signature: Sequence[str] = (),
    numeric: Collection[int] = (),
    landscape: bool = False,
) -> bytes:
    """Return a document as PDF; the same arguments give the same bytes.

    `opening` and `closing` are paragraphs before and after the table, `signature` the lines under it at the
    right (issuer, date), `numeric` the columns set to the right, counted from 0. Every row has a cell for
    each header, and a line feed in a cell begins a new line.

    Raises UnprintableText, with its place as field ("row 3, 姓名"), and ValueError when a row has too few or
    too many cells.
    """
    for number, row in enumerate(rows, start=1):
        if len(row) != len(headers):
            raise ValueError(f"Row {number} has {len(row)} cells; the table has {len(headers)} columns.")
    check_printable([("title", title), ("subtitle", subtitle), ("footer", footer)])
    check_printable([(f"fact {label}", label + value) for label, value in facts])
    check_printable([("text", text) for text in (*headers, *opening, *closing, *signature)])
    for number, row in enumerate(rows, start=1):
        check_printable(
            [(f"row {number}, {header}", text) for header, text in zip(headers, row, strict=True)]
        )
    document = Document(A4_LANDSCAPE if landscape else A4_PORTRAIT, footer)
    document.title(title, subtitle)
    document.facts(facts)
    document.paragraphs(opening)
    Table(document, headers, rows, numeric).draw()
    document.paragraphs(closing)
    document.signature(signature)
    return printed(document, Sheet(document.pages[0].size, title=title, author=author, made_on=made_on))


def printed(document: Document, sheet: Sheet) -> bytes:
    """Print the pages with their notes and numbers at the foot."""
    base = MARGIN - 6 * MM
    for number, page in enumerate(document.pages, start=1):
        sheet.resize(page.size)
        sheet.draw("\n".join([colour(RULE, stroke=True), "0.4 w", *page.operators]))
        for x, y, text, size, ink, weight in page.lines:
            sheet.text(x, y, text, size, ink=ink, weight=weight)
        sheet.text(MARGIN, base, page.note, NOTE_SIZE, ink=GREY)
        counted = f"第{number}页，共{len(document.pages)}页"
        start = page.size[0] - MARGIN - text_width(counted, NOTE_SIZE)
        sheet.text(start, base, counted, NOTE_SIZE, ink=GREY)
        sheet.next_page()
    return sheet.finish()
