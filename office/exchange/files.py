"""Guards: what a file must be before anything reads it. Every refusal has its own code and plain message.

Limits: 10 MB as sent; a workbook unpacks to at most 20 MB, in at most 2,000 parts, with no part beyond 200 :
1, and holds at most 1,500,000 XML elements. A part is never read whole before it is counted.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, Literal

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_UNPACKED: Final = 20 * 1024 * 1024
MAX_PARTS: Final = 2_000
MAX_RATIO: Final = 200
MAX_ELEMENTS: Final = 1_500_000  # 5,000 rows of 70 columns; a tree of them takes 150 MB
_RATIO_FREE: Final = 1024 * 1024  # small parts of equal rows pack very well, and do no harm
_CHUNK: Final = 64 * 1024

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
# What zipfile lets escape from a directory that does not fit its parts.
_ZIP_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
_PLAIN_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

MESSAGES: Final[dict[str, Promise]] = {
    "wrong_type": _(
        "This file is neither an .xlsx workbook nor a .csv file. Save the sheet as .xlsx and send it again."
    ),
    "too_large": _("The file is larger than 10 MB. Remove pictures from it or split it, and send it again."),
    "empty": _("The file is empty. Fill in the sheet, save it and send it again."),
    "password_protected": _(
        "The workbook is protected by a password. Open it in WPS or Excel, remove the password, save it and "
        "send it again."
    ),
    "macro_workbook": _("The workbook contains macros. Save it as .xlsx (without macros) and send it again."),
    "zip_bomb": _(
        "The workbook unpacks to far more than a roster needs, so it was not opened. Copy the rows into the "
        "template and send that."
    ),
    "old_xls": _(
        "This is an old .xls workbook. Open it in WPS or Excel, choose “Save as” and the type .xlsx, "
        "and send that."
    ),
    "broken_file": _(
        "The file is damaged and could not be read. Open it in WPS or Excel, save it anew and send that."
    ),
    "doctype": _(
        "The workbook contains a declaration that no spreadsheet program writes, so it was not read. "
        "Copy the rows into the template and send that."
    ),
}


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that passed: how it is to be read, its size in bytes and its SHA-256 (64 hex digits)."""

    kind: Literal["xlsx", "csv"]
    size: int
    digest: str


def refusal(code: str) -> ValidationError:
    """The error with which a file is refused for `code`."""
    return ValidationError(str(MESSAGES[code]), code=code)


def inspect(content: bytes, filename: str) -> Inspected:
    """Let a file pass or raise ValidationError with one of the codes of `MESSAGES`."""
    if not content:
        raise refusal("empty")
    if len(content) > MAX_BYTES:
        raise refusal("too_large")
    suffix = PurePath(filename).suffix.lower()
    if suffix in (".xlsm", ".xltm"):
        raise refusal("macro_workbook")
    if content.startswith(_OLE):
        raise refusal(_ole_fault(content))
    if suffix == ".xls":
        raise refusal("old_xls")
    digest = hashlib.sha256(content).hexdigest()
    if suffix == ".xlsx":
        if not content.startswith(_ZIP):
            raise refusal("wrong_type")
        _inspect_package(content, "xl/")
        return Inspected("xlsx", len(content), digest)
    if suffix == ".csv":
        _inspect_csv(content)
        return Inspected("csv", len(content), digest)
    raise refusal("wrong_type")


def inspect_document(content: bytes) -> None:
    """Let a Word document (.docx) pass, or raise ValidationError with one of the codes of `MESSAGES`."""
    if len(content) > MAX_BYTES:
        raise refusal("too_large")
    if content.startswith(_OLE):
        raise refusal("password_protected" if _ole_fault(content) == "password_protected" else "broken_file")
    if not content.startswith(_ZIP):
        raise refusal("broken_file")
    _inspect_package(content, "word/")


def _ole_fault(content: bytes) -> str:
    names = {name: name.encode("utf-16-le") in content for name in ("EncryptedPackage", "Workbook", "Book")}
    if names["EncryptedPackage"]:
        return "password_protected"
    return "old_xls" if names["Workbook"] or names["Book"] else "wrong_type"


def _inspect_csv(content: bytes) -> None:
    if content.startswith((*_ZIP, b"%PDF", b"{\\rtf")):
        raise refusal("wrong_type")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    if b"\0" in content:
        raise refusal("wrong_type")
    if not content.removeprefix(b"\xef\xbb\xbf").strip():
        raise refusal("empty")


def _inspect_package(content: bytes, folder: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _weigh(parts)
            _look_at_names({part.filename for part in parts}, folder)
            unpacked = elements = 0
            for part in parts:
                for chunk in _chunks(archive, part):
                    unpacked += len(chunk)
                    elements += chunk.count(b"<") - chunk.count(b"</")
                    if unpacked > MAX_UNPACKED or elements > MAX_ELEMENTS:
                        raise refusal("zip_bomb")
    except _ZIP_FAULTS as error:
        raise refusal("broken_file") from error


def _weigh(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise refusal("zip_bomb")
    for part in parts:
        if part.flag_bits & 0x1:
            raise refusal("password_protected")
        if part.compress_type not in _PLAIN_METHODS:
            raise refusal("broken_file")
        if part.file_size > _RATIO_FREE and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            raise refusal("zip_bomb")


def _look_at_names(names: set[str], folder: str) -> None:
    lower = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in lower):
        raise refusal("macro_workbook")
    if "[content_types].xml" not in lower or not any(name.startswith(folder) for name in lower):
        raise refusal("wrong_type")
    if "xl/workbook.bin" in lower:
        raise refusal("wrong_type")


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a part piece by piece; refuse a document type declaration in any XML, whatever its width."""
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if is_xml:
                seen = tail + chunk.replace(b"\0", b"")  # UTF-16 has a zero byte beside each ASCII letter
                if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                    raise refusal("doctype")
                tail = seen[-16:]
            yield chunk
