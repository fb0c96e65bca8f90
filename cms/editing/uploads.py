"""The words inside documents that editors send, for what must be found in them. Pure.

What cannot be read to its end is refused: nobody could say what would be handed out.
"""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal, InvalidOperation
from pathlib import PurePath
from typing import Final

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml import ElementTree as XmlTree
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from office.exchange.files import inspect, inspect_document
from office.exchange.papers import read_paper

MOST_PAGES: Final = 300
# UTF-8 with or without its mark, what Excel calls Unicode text, and the national standard.
ENCODINGS: Final = ("utf-8-sig", "utf-16", "gb18030")
# The elements whose text belongs together: a paragraph, a shared text, a cell, a property.
_WHOLE: Final = frozenset({"p", "si", "is", "v", "f", "t", "sheet", "comment"})
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


def text_of_file(name: str, content: bytes) -> str:
    """Return the words of a PDF, .docx, .xlsx, .csv or .txt file, one paragraph or cell a line.

    Raises ValidationError: the codes of `office.exchange` for damaged, locked, active and swollen files, and
    `no_text` (a scan), `too_many_pages`, `unknown_kind`.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == ".pdf":
        return _pdf(name, content)
    if suffix == ".docx":
        inspect_document(content)
        return _package(content)
    if suffix == ".xlsx":
        inspect(content, name)
        return _package(content)
    if suffix in (".csv", ".txt"):
        return _plain(content)
    raise ValidationError(
        _("Files of this kind cannot be looked into. Send it as PDF, Word, Excel, CSV or text."),
        code="unknown_kind",
    )


def _pdf(name: str, content: bytes) -> str:
    # Refuses scripts, attached files, passwords and what hides behind the end.
    read_paper(PurePath(name).name, content)
    try:
        reader = PdfReader(io.BytesIO(content))
        if len(reader.pages) > MOST_PAGES:
            raise ValidationError(
                _("It has more than %(most)d pages. Split it.") % {"most": MOST_PAGES}, code="too_many_pages"
            )
        pages = [page.extract_text() for page in reader.pages]
        told = [str(value) for value in (reader.metadata or {}).values()]
    except _PDF_FAULTS as error:
        raise ValidationError(
            _("The PDF is damaged. Print it to a new PDF and send that."), code="broken_pdf"
        ) from error
    if not all(page.strip() for page in pages):
        raise ValidationError(
            _("It has pages without text, as a scan has. Send the document itself, or recognise its text."),
            code="no_text",
        )
    return "\n".join([*pages, *told])


def _package(content: bytes) -> str:
    """Return the words of every part of an Office file: hidden sheets, comments, headers, properties too."""
    lines: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            if "/embeddings/" in part.lower():
                raise ValidationError(
                    _("It holds another file inside. Take that out and send it by itself."),
                    code="file_in_file",
                )
            if part.lower().endswith((".xml", ".rels")):
                lines += _part(archive.read(part))
    return "\n".join(lines)


def _part(content: bytes) -> list[str]:
    try:
        root = XmlTree.fromstring(content)
    except (DefusedXmlException, XmlTree.ParseError, ValueError) as error:
        raise ValidationError(
            _("The file is damaged. Save it anew and send that."), code="broken_file"
        ) from error
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
