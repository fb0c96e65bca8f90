"""Printing certificates: one file for one holder, or one file with a page for each of a class."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from office.certificates.rendering import completion, honour
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
    "render_batch",
    "render_certificate",
]


class Design(NamedTuple):
    """A layout under one code: paper size in points, a check that raises ValueError, and the drawing."""

    size: tuple[float, float]
    check: Callable[[CertificateFacts], None]
    draw: Callable[[Sheet, CertificateFacts], None]


#: Every design ever issued with. Entries are added, never changed or taken away.
DESIGNS = {code: Design(completion.SIZE, completion.check, completion.draw) for code in completion.QR_SIDES}
DESIGNS |= {code: Design(honour.SIZE, honour.check, honour.draw) for code in honour.ADDRESSES}


def _design(facts: CertificateFacts) -> Design:
    if facts.design not in DESIGNS:
        raise UnknownDesign(facts.design)
    return DESIGNS[facts.design]


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
    return render_batch([facts], credential)


def render_batch(batch: Sequence[CertificateFacts], credential: bytes | None = None) -> bytes:
    """Return one PDF with a page for each, in their order. Raises as `check_printable`.

    The document is dated and named after the first. Raises ValueError when there is none.
    """
    if not batch:
        raise ValueError("There is no certificate to print. Choose at least one.")
    first = batch[0]
    name = f"{first.title} {first.number}".strip() if len(batch) == 1 else first.title
    sheet = Sheet(_design(first).size, title=name, author=first.issuer, made_on=first.issued_on)
    for facts in batch:
        design = _design(facts)
        _check_characters(facts)
        if design.size != sheet.size:
            raise ValueError("The certificates of one file have the same paper size. Print them apart.")
        design.draw(sheet, facts)
        sheet.next_page()
    if credential is not None:
        sheet.enclose(credential, made_on=first.issued_on)
    return sheet.finish()
