"""Reading an .xlsx workbook: one streamed pass a sheet, cells kept sparsely, caps asked while reading.

Our own reader and not a library's, because the sheet is a stranger's. A dense reader allocates the whole
rectangle for one cell at XFD1048576; the stated extent (`dimension`) may be a lie (WPS writes A1:A1); a
formula without a stored result must be told from an empty cell; and numbers must come as written, not as
floats. The file has passed `files.inspect` before. Layout of the parts: ECMA-376 part 1, chapter 18.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .files import refusal
from .worksheet import RawSheet, SheetReader, unescape

MAX_SHEETS: Final = 50

_DATE_FORMATS: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_FORMAT_NOISE: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def read_workbook(archive: zipfile.ZipFile) -> list[RawSheet]:
    """Read every worksheet in the workbook's order.

    Raises ValidationError with the codes broken_file, doctype, too_many_rows, too_many_columns,
    too_many_sheets.
    """
    try:
        book = _read_book(archive)
        strings = _read_strings(archive, book.part("sharedStrings"))
        dates = _read_date_styles(archive, book.part("styles"))
        return [_read_sheet(archive, entry, strings, dates, book.epoch) for entry in book.sheets()]
    except (expat.ExpatError, LookupError, ValueError, OverflowError, StopIteration) as error:
        raise refusal("broken_file") from error


@dataclass(slots=True)
class _SheetEntry:
    name: str
    hidden: bool
    relation: str
    part: str = ""


@dataclass(slots=True)
class _Book:
    entries: list[_SheetEntry]
    relations: dict[str, tuple[str, str]]  # id -> (kind, part)
    epoch: date

    def part(self, kind: str) -> str:
        return next((part for what, part in self.relations.values() if what == kind), "")

    def sheets(self) -> list[_SheetEntry]:
        """The worksheets; chart and dialogue sheets hold no rows."""
        found = []
        for entry in self.entries:
            kind, part = self.relations[entry.relation]
            if kind == "worksheet":
                entry.part = part
                found.append(entry)
        if len(found) > MAX_SHEETS:
            raise ValidationError(
                _(
                    "The workbook has more than %(limit)d sheets. "
                    "Keep the sheet with the rows and send it again."
                )
                % {"limit": MAX_SHEETS},
                code="too_many_sheets",
            )
        return found


_Start = Callable[[str, dict[str, str]], None]


def _parse(
    archive: zipfile.ZipFile,
    part: str,
    start: _Start,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    with archive.open(part) as stream:
        parser.ParseFile(stream)


def _refuse_doctype(*_ignored: object) -> None:
    raise refusal("doctype")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _read_relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(part)
    relations: dict[str, tuple[str, str]] = {}

    def start(tag: str, attrs: dict[str, str]) -> None:
        if _local(tag) == "Relationship" and attrs.get("TargetMode") != "External":
            target = attrs["Target"].replace("\\", "/")
            full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            relations[attrs["Id"]] = (attrs["Type"].rpartition("/")[2], full.lstrip("/"))

    _parse(archive, posixpath.join(folder, "_rels", f"{name}.rels"), start)
    return relations


def _read_book(archive: zipfile.ZipFile) -> _Book:
    root = next(part for kind, part in _read_relations(archive, "").values() if kind == "officeDocument")
    book = _Book([], _read_relations(archive, root), date(1899, 12, 30))

    def start(tag: str, attrs: dict[str, str]) -> None:
        local = _local(tag)
        if local == "workbookPr" and attrs.get("date1904") in ("1", "true"):
            book.epoch = date(1904, 1, 1)
        elif local == "sheet":
            relation = next(value for key, value in attrs.items() if _local(key) == "id" and ":" in key)
            hidden = attrs.get("state", "visible") != "visible"
            book.entries.append(_SheetEntry(attrs["name"], hidden, relation))

    _parse(archive, root, start)
    return book


def _read_strings(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The shared strings; rich text is joined, phonetic guides (rPh) are left out."""
    strings: list[str] = []
    pieces: list[str] = []
    state = {"in_text": False, "phonetic": False}

    def start(tag: str, _attrs: dict[str, str]) -> None:
        local = _local(tag)
        if local == "si":
            pieces.clear()
        elif local == "rPh":
            state["phonetic"] = True
        elif local == "t":
            state["in_text"] = not state["phonetic"]

    def end(tag: str) -> None:
        local = _local(tag)
        if local == "si":
            strings.append(unescape("".join(pieces)))
        elif local == "rPh":
            state["phonetic"] = False
        elif local == "t":
            state["in_text"] = False

    def text(data: str) -> None:
        if state["in_text"]:
            pieces.append(data)

    if part and part in archive.namelist():
        _parse(archive, part, start, end, text)
    return strings


def _read_date_styles(archive: zipfile.ZipFile, part: str) -> frozenset[int]:
    """The style numbers whose number format shows a date or a time."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    state = {"in_cell_formats": False}

    def start(tag: str, attrs: dict[str, str]) -> None:
        local = _local(tag)
        if local == "numFmt":
            codes[int(attrs["numFmtId"])] = attrs.get("formatCode", "")
        elif local == "cellXfs":
            state["in_cell_formats"] = True
        elif local == "xf" and state["in_cell_formats"]:
            formats.append(int(attrs.get("numFmtId", "0")))

    def end(tag: str) -> None:
        if _local(tag) == "cellXfs":
            state["in_cell_formats"] = False

    if part and part in archive.namelist():
        _parse(archive, part, start, end)
    return frozenset(place for place, number in enumerate(formats) if _shows_date(number, codes.get(number)))


def _shows_date(number: int, code: str | None) -> bool:
    if code is None:
        return number in _DATE_FORMATS
    bare = _FORMAT_NOISE.sub("", code.split(";")[0]).lower()
    return bare != "general" and re.search(r"[ymdhs]", bare) is not None


def _read_sheet(
    archive: zipfile.ZipFile, entry: _SheetEntry, strings: list[str], dates: frozenset[int], epoch: date
) -> RawSheet:
    sheet = RawSheet(entry.name, entry.hidden)
    reader = SheetReader(sheet, strings, dates, epoch)
    _parse(archive, entry.part, reader.start, reader.end, reader.text)
    return sheet
