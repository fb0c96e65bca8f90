"""Files that a page hands out."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a file is, by the ending of its name.
KINDS: Final = {
    "xlsx": XLSX,
    "csv": "text/csv",
    "pdf": "application/pdf",
    "json": "application/json",
    "zip": "application/zip",
}


def file_answer(content: bytes, name: str) -> HttpResponse:
    """Return a file of one of these KINDS under its name, to be kept by nobody on the way."""
    response = HttpResponse(content, content_type=KINDS[name.rpartition(".")[2]])
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "no-store, private"
    return response
