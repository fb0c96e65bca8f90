"""Workbooks made part by part, so that each may be wrong in one way."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parts_of(sheet_data: str, *, before: str = "", after: str = "") -> dict[str, str]:
    """The parts of a workbook of one sheet with this sheet data."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">'
        f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="名册" sheetId="1" r:id="one"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="one" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{before}<sheetData>{sheet_data}</sheetData>'
        f"{after}</worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>',
    }


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def row_of(number: int, *texts: str) -> str:
    """A row of inline strings."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' if text else "<c/>" for text in texts)
    return f'<row r="{number}">{cells}</row>'


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    """Make an .xlsx from rows of XML, with parts replaced or added."""

    def make(sheet_data: str, extra: Mapping[str, str | bytes] | None = None, **around: str) -> bytes:
        return zipped({**parts_of(sheet_data, **around), **(extra or {})})

    return make


@pytest.fixture
def data() -> Callable[[str], bytes]:
    """Read one of the files that really came."""
    return lambda name: (DATA / name).read_bytes()
