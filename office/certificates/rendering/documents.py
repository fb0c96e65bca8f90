"""Plain office documents on A4: a title, a band of facts, a table whose head is repeated, numbered pages.

For payment lists, application forms, decision slips: everything whose content is a list.
"""

from collections.abc import Collection, Sequence
from datetime import date

from office.certificates.rendering.pages import Document, check_printable, printed
from office.certificates.rendering.sheet import A4_LANDSCAPE, A4_PORTRAIT, Sheet
from office.certificates.rendering.tables import Table


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
