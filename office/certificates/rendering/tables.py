"""Tables of office documents: columns as wide as they need, the head repeated on each page."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from office.certificates.rendering.faces import text_width
from office.certificates.rendering.guilloche import MM, Colour, colour
from office.certificates.rendering.pages import CELL_SIZE, MARGIN, Cell, Document, cell_lines

PADDING = 1.6 * MM
#: A text that needs exactly its column must not be broken by a rounding error.
ROUNDING = 0.05
LEADING = 1.45
NOTHING_LISTED = "（无）"
SHADE: Colour = (0.93, 0.945, 0.96)


class Row(NamedTuple):
    """The broken lines of each cell and the height that the tallest needs, in points."""

    cells: tuple[Cell, ...]
    height: float


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
