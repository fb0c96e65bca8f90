"""Printing certificates: one file for one holder, or one file with a page for each of a class."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from office.certificates.rendering import completion, honour, layouts
from office.certificates.rendering.faces import missing_characters
from office.certificates.rendering.facts import (
    PRINTED,
    CertificateFacts,
    TextTooLong,
    UnknownDesign,
    UnprintableText,
)
from office.certificates.rendering.sheet import Sheet

__all__ = [
    "DESIGNS",
    "CertificateFacts",
    "TextTooLong",
    "UnknownDesign",
    "UnprintableText",
    "check_printable",
    "months_of_validity",
    "of_layout",
    "paper_size",
    "provide",
    "render_batch",
    "render_certificate",
    "render_layout",
]


class Design(NamedTuple):
    """A layout under one code: paper size in points, a check that raises ValueError, and the drawing."""

    size: tuple[float, float]
    check: Callable[[CertificateFacts], None]
    draw: Callable[[Sheet, CertificateFacts], None]


#: Every design ever issued with. Entries are added, never changed or taken away.
DESIGNS = {code: Design(completion.SIZE, completion.check, completion.draw) for code in completion.QR_SIDES}
DESIGNS |= {code: Design(honour.SIZE, honour.check, honour.draw) for code in honour.ADDRESSES}


#: What comes before the version in the code of a design of the program.
RESERVED = frozenset(code.partition("/")[0] for code in DESIGNS)
_published: list[Callable[[str], layouts.Layout | None]] = []


def provide(find: Callable[[str], layouts.Layout | None]) -> None:
    """Say where the layouts of published designs are found by their code; they never change either."""
    _published[:] = [find]


def of_layout(layout: layouts.Layout) -> Design:
    """Return the design that a layout describes."""
    return Design(layout.size, partial(layouts.check, layout), partial(layouts.draw, layout))


def _design(facts: CertificateFacts) -> Design:
    if facts.design in DESIGNS:
        return DESIGNS[facts.design]
    # The names of the program's own designs are taken: no other is published under them.
    if facts.design.partition("/")[0] not in RESERVED:
        for find in _published:
            if layout := find(facts.design):
                return of_layout(layout)
    raise UnknownDesign(facts.design)


def _check_characters(facts: CertificateFacts) -> None:
    for field in PRINTED:
        missing = missing_characters(getattr(facts, field))
        if missing:
            raise UnprintableText(missing, field)


def check_printable(facts: CertificateFacts) -> None:
    """Raise what printing would raise; to be asked before a number is taken (`number` may be empty).

    Raises UnprintableText, TextTooLong, UnknownDesign, or ValueError when the photo is no image.
    """
    design = _design(facts)
    _check_characters(facts)
    design.check(facts)


def render_certificate(facts: CertificateFacts, credential: bytes | None = None) -> bytes:
    """Return the certificate as PDF, one page, its credential (JSON) inside. Raises as `check_printable`.

    The same facts give the same bytes as long as the fonts, reportlab and zlib are the same.
    """
    return _rendered([(_design(facts), facts)], credential=credential)


def months_of_validity(code: str) -> int | None:
    """Return how long certificates of a design hold; None for good, as those of the program do."""
    if code in DESIGNS:
        return None
    found = next((layout for find in _published if (layout := find(code))), None)
    return found.months if found else None


def paper_size(facts: CertificateFacts) -> tuple[float, float]:
    """Return width and height of the sheet in points. Raises UnknownDesign."""
    return _design(facts).size


def render_layout(layout: layouts.Layout, facts: CertificateFacts) -> bytes:
    """Return what a certificate with these facts will be, byte for byte, once the layout is published.

    Raises as `check_printable`.
    """
    return _rendered([(of_layout(layout), facts)])


def render_batch(
    batch: Sequence[CertificateFacts], *, text_only: bool = False, right: float = 0, down: float = 0
) -> bytes:
    """Return one PDF with a page for each, in their order. Raises as `check_printable`.

    The document is dated and named after the first. `text_only` is for bought stationery: what is printed on
    it already is left out. `right` and `down` are the millimetres by which everything is moved, for a printer
    that misses. Raises ValueError when there is none, or when the sheets are not of one size.
    """
    if not batch:
        raise ValueError("There is no certificate to print. Choose at least one.")
    designs = {facts.design: _design(facts) for facts in batch}
    pages = [(designs[facts.design], facts) for facts in batch]
    return _rendered(pages, text_only=text_only, right=right, down=down)


def _rendered(
    pages: Sequence[tuple[Design, CertificateFacts]],
    *,
    text_only: bool = False,
    right: float = 0,
    down: float = 0,
    credential: bytes | None = None,
) -> bytes:
    size, first = pages[0][0].size, pages[0][1]
    name = f"{first.title} {first.number}".strip() if len(pages) == 1 else first.title
    sheet = Sheet(size, title=name, author=first.issuer, made_on=first.issued_on)
    sheet.text_only = text_only
    for design, facts in pages:
        _check_characters(facts)
        if design.size != size:
            raise ValueError("The certificates of one file have the same paper size. Print them apart.")
        sheet.move(right, down)
        design.draw(sheet, facts)
        sheet.next_page()
    if credential:
        sheet.enclose(credential, made_on=first.issued_on)
    return sheet.finish()
