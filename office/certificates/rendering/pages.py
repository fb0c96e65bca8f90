"""Pages of plain office documents on A4, filled from top to bottom, and numbered when they are printed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from office.certificates.rendering.faces import missing_characters, text_width
from office.certificates.rendering.facts import UnprintableText
from office.certificates.rendering.guilloche import MM, Colour, colour
from office.certificates.rendering.lines import balanced, break_lines
from office.certificates.rendering.sheet import A4_PORTRAIT, Sheet

MARGIN = 20 * MM
TITLE_SIZE, BODY_SIZE, CELL_SIZE, NOTE_SIZE = 19.0, 11.5, 10.0, 8.5

INK: Colour = (0.08, 0.10, 0.13)
GREY: Colour = (0.38, 0.42, 0.47)
RULE: Colour = (0.66, 0.70, 0.75)

Size = tuple[float, float]
Cell = tuple[str, ...]


@dataclass
class Page:
    """What is drawn on one page, collected first so that the number of pages is known; `note` is its foot."""

    size: Size
    note: str = ""
    operators: list[str] = field(default_factory=list)
    lines: list[tuple[float, float, str, float, Colour, float]] = field(default_factory=list)
    pictures: list[tuple[bytes, float, float, float, float]] = field(default_factory=list)


def cell_lines(text: str, size: float, measure: float) -> Cell:
    """Return the lines of a cell; a line feed in it begins a new one."""
    parts = text.split("\n")
    return tuple(
        line
        for part in parts
        for line in ((part,) if text_width(part, size) <= measure else break_lines(part, size, measure))
    )


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


def check_printable(named: Sequence[tuple[str, str]]) -> None:
    """Hold texts, each with the place it stands at, against the faces. Raises UnprintableText."""
    for where, text in named:
        missing = missing_characters(text.replace("\n", ""))
        if missing:
            raise UnprintableText(missing, where)


def printed(document: Document, sheet: Sheet) -> bytes:
    """Print the pages with their notes and numbers at the foot."""
    base = MARGIN - 6 * MM
    for number, page in enumerate(document.pages, start=1):
        sheet.resize(page.size)
        sheet.draw("\n".join([colour(RULE, stroke=True), "0.4 w", *page.operators]))
        for picture in page.pictures:
            sheet.picture(*picture)
        for x, y, text, size, ink, weight in page.lines:
            sheet.text(x, y, text, size, ink=ink, weight=weight)
        sheet.text(MARGIN, base, page.note, NOTE_SIZE, ink=GREY)
        counted = f"第{number}页，共{len(document.pages)}页"
        start = page.size[0] - MARGIN - text_width(counted, NOTE_SIZE)
        sheet.text(start, base, counted, NOTE_SIZE, ink=GREY)
        sheet.next_page()
    return sheet.finish()
