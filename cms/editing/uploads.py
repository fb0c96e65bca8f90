"""The words inside documents that editors send, for what must be found in them. Pure.

What cannot be read to its end is refused: nobody could say what would be handed out.
"""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal, InvalidOperation
from pathlib import PurePath
from typing import Any, Final

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml import ElementTree as XmlTree
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from office.exchange.files import inspect, inspect_document
from office.exchange.papers import read_paper

MOST_PAGES: Final = 300
#: Fewer letters and signs beside a picture are a stamp or the mark of a scanning program, no text of a page.
LEAST_SIGNS: Final = 50
# UTF-8 with or without its mark, what Excel calls Unicode text, and the national standard.
ENCODINGS: Final = ("utf-8-sig", "utf-16", "gb18030")
# The elements whose text belongs together: a paragraph, a shared text, a cell, a property.
_WHOLE: Final = frozenset({"p", "si", "is", "v", "f", "t", "sheet", "comment"})
# Where the text of the document itself stands; other parts hold names of styles and the like.
_BODY: Final = re.compile(r"word/document\d*\.xml|xl/sharedStrings\.xml|xl/worksheets/[^/]+\.xml")
# Attributes that hold words: where a link leads, what a picture shows. Others hold keys of the program.
_WORDS: Final = frozenset({"Target", "descr", "title", "name", "tooltip", "display"})
_EXPONENT: Final = re.compile(r"-?\d(?:\.\d+)?[eE]\+?\d{1,2}")
_FRACTION: Final = re.compile(r"(-?\d+\.\d{1,6})\d*")
# What a damaged PDF lets escape from its reader.
_PDF_FAULTS: Final = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)


def text_of_file(name: str, content: bytes, *, looked_through: bool = False) -> str:
    """Return the words of a PDF, .docx, .xlsx, .csv or .txt file, one paragraph or cell a line.

    A page or a sheet of pictures says what no program reads here. `looked_through`: somebody read it
    (`cms.models.ScanCheck`), so that only its words are returned. Raises ValidationError: the codes of
    `office.exchange` for damaged, locked, active and swollen files, and `no_text` (a scan),
    `too_many_pages`, `unknown_kind`.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == ".pdf":
        return _pdf(name, content, looked_through)
    if suffix == ".docx":
        inspect_document(content)
        return _package(content, looked_through)
    if suffix == ".xlsx":
        inspect(content, name)
        return _package(content, looked_through)
    if suffix in (".csv", ".txt"):
        return _plain(content)
    raise ValidationError(
        _("Files of this kind cannot be looked into. Send it as PDF, Word, Excel, CSV or text."),
        code="unknown_kind",
    )


def _pdf(name: str, content: bytes, looked_through: bool) -> str:
    # Refuses scripts, attached files, passwords and what hides behind the end.
    read_paper(PurePath(name).name, content)
    try:
        reader = PdfReader(io.BytesIO(content))
        if len(reader.pages) > MOST_PAGES:
            raise ValidationError(
                _("It has more than %(most)d pages. Split it.") % {"most": MOST_PAGES}, code="too_many_pages"
            )
        pages = [page.extract_text() for page in reader.pages]
        unread = [
            number
            for number, (page, text) in enumerate(zip(reader.pages, pages, strict=True), start=1)
            if _signs(text) < (LEAST_SIGNS if page.images else 1)
        ]
        told = [str(value) for value in (reader.metadata or {}).values()]
    except _PDF_FAULTS as error:
        raise ValidationError(
            _("The PDF is damaged. Print it to a new PDF and send that."), code="broken_pdf"
        ) from error
    if unread and not looked_through:
        raise _no_text(", ".join(map(str, unread[:8])))
    return "\n".join([*pages, *told])


def _signs(text: str) -> int:
    """Return how many letters, digits and signs a text has."""
    return len("".join(text.split()))


def _no_text(pages: str) -> ValidationError:
    return ValidationError(
        _(
            "It has pages of pictures with hardly any text, as a scan has (%(pages)s). Send the document "
            "itself, or recognise its text. A leader who did not send the file may look through it and let "
            "it pass: open the document in the list of documents."
        )
        % {"pages": pages},
        code="no_text",
    )


def _package(content: bytes, looked_through: bool) -> str:
    """Return the words of every part of an Office file: hidden sheets, comments, headers, properties too."""
    lines: list[str] = []
    pictures = signs = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            if "/embeddings/" in part.lower():
                raise ValidationError(
                    _("It holds another file inside. Take that out and send it by itself."),
                    code="file_in_file",
                )
            if part.lower().endswith((".xml", ".rels")):
                root = _root(archive.read(part))
                lines += _words(root)
                signs += _signs("".join(root.itertext())) if _BODY.fullmatch(part) else 0
            pictures += "/media/" in part.lower()
    if not looked_through and signs < pictures * LEAST_SIGNS:
        raise _no_text(_("pictures: %(count)d") % {"count": pictures})
    return "\n".join(lines)


def _root(content: bytes) -> Any:
    try:
        return XmlTree.fromstring(content)
    except (DefusedXmlException, XmlTree.ParseError, ValueError) as error:
        raise ValidationError(
            _("The file is damaged. Save it anew and send that."), code="broken_file"
        ) from error


def _words(root: Any) -> list[str]:
    lines = []
    for element in root.iter():
        kind = str(element.tag).rpartition("}")[2]
        lines += [value for name, value in element.attrib.items() if name.rpartition("}")[2] in _WORDS]
        if kind in _WHOLE:
            lines.append(_written_out("".join(element.itertext())))
        elif element.text and element.text.strip():
            lines.append(element.text)
    return lines


def _written_out(text: str) -> str:
    """Return a number as its digits: without exponent, without the seventeen places of a quotient."""
    if fraction := _FRACTION.fullmatch(text):
        return fraction[1]
    if not _EXPONENT.fullmatch(text):
        return text
    try:
        return f"{Decimal(text):.0f}"
    except InvalidOperation:
        return text


def _plain(content: bytes) -> str:
    for encoding in ENCODINGS:
        if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ValidationError(
        _("Its characters could not be read. Save it as UTF-8 and send that."), code="unknown_encoding"
    )
