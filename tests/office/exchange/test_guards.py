"""Every file that is refused, each with its own code and sentence."""

import hashlib
import io
import random
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from office.exchange.files import MAX_BYTES, MAX_ELEMENTS, MESSAGES, inspect
from office.exchange.sheets import read_tables

from .conftest import MAIN, OFFICE, parts_of

Make = Callable[..., bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SHEET = "xl/worksheets/sheet1.xml"
ONE_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>'


def refused(content: bytes, filename: str) -> str:
    with pytest.raises(ValidationError) as caught:
        read_tables(content, filename)
    (error,) = caught.value.error_list
    assert error.code is not None
    if error.code in MESSAGES:
        assert error.messages == [str(MESSAGES[error.code])]
    return error.code


def test_a_good_workbook_passes_and_is_known_by_its_digest(workbook: Make) -> None:
    content = workbook(ONE_CELL)
    passed = inspect(content, "名册.XLSX")
    assert (passed.kind, passed.size, passed.digest) == (
        "xlsx",
        len(content),
        hashlib.sha256(content).hexdigest(),
    )


def test_a_csv_passes() -> None:
    assert inspect("姓名\n张三\n".encode(), "a.csv").kind == "csv"


def test_every_refusal_has_its_own_sentence() -> None:
    sentences = [str(message) for message in MESSAGES.values()]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (b"%PDF-1.7", "a.pdf", "wrong_type"),
        (b"name\n", "a.txt", "wrong_type"),
        (b"name\n", "a", "wrong_type"),
        (b"<html><table>", "a.xlsx", "wrong_type"),
        (b"\x89PNG\0\0", "a.csv", "wrong_type"),
        (b"PK\x03\x04rest", "a.csv", "wrong_type"),
        (OLE, "a.doc", "wrong_type"),
        (b"", "a.xlsx", "empty"),
        (b"", "a.csv", "empty"),
        (b"\xef\xbb\xbf \r\n", "a.csv", "empty"),
        (b",,\r\n,,\r\n", "a.csv", "empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "password_protected"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xls", "old_xls"),
        (OLE + "Workbook".encode("utf-16-le"), "a.xlsx", "old_xls"),
        (OLE + "Book".encode("utf-16-le"), "a.xls", "old_xls"),
        (b"<html><table>", "a.xls", "old_xls"),
        (b"PK\x03\x04", "a.xlsm", "macro_workbook"),
        (b"PK\x03\x04 and no more", "a.xlsx", "broken_file"),
        (b"\xff\xfe\x00", "a.csv", "broken_file"),
        ("姓名\n".encode() + b"\xff\xff\xff", "a.csv", "broken_file"),
        (b'"' + b"a" * 200_000 + b'"', "a.csv", "broken_file"),
        (b"a" + b",a" * 300, "a.csv", "wrong_type"),
        (b"a\n" * 5_201, "a.csv", "too_many_rows"),
    ],
)
def test_files_that_are_no_sheets(content: bytes, filename: str, code: str) -> None:
    assert refused(content, filename) == code


def test_ten_megabytes_are_the_limit() -> None:
    line = b"a," * 127 + b"a\n"
    just = (line * (MAX_BYTES // len(line) + 1))[:MAX_BYTES]
    assert inspect(just, "a.csv").size == MAX_BYTES
    assert refused(just + b"a", "a.csv") == "too_large"


def test_a_workbook_without_a_filled_cell_is_empty(workbook: Make) -> None:
    assert refused(workbook('<row r="9"><c r="C9" s="3"/></row>'), "a.xlsx") == "empty"
    assert refused(workbook(ONE_CELL.replace("姓名", " ")), "a.xlsx") == "empty"


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_are_refused_whatever_the_name(workbook: Make, part: str) -> None:
    assert refused(workbook(ONE_CELL, {part: b"x"}), "a.xlsx") == "macro_workbook"


@pytest.mark.parametrize(
    "parts",
    [
        {"[Content_Types].xml": "<Types/>", "word/document.xml": "<d/>"},
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<d/>"},
        {"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"},
    ],
)
def test_other_zips_are_no_workbooks(parts: dict[str, str]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    assert refused(stream.getvalue(), "a.xlsx") == "wrong_type"


def test_zip_bombs_are_refused_before_they_are_unpacked(workbook: Make) -> None:
    far_too_much = workbook(ONE_CELL, {"xl/media/a.bin": bytes(21 * 1024 * 1024)})
    ratio = workbook(ONE_CELL, {"xl/media/a.bin": bytes(2 * 1024 * 1024)})
    parts = workbook(ONE_CELL, {f"xl/{number}.bin": b"" for number in range(2_000)})
    for content in (far_too_much, ratio, parts):
        tracemalloc.start()
        assert refused(content, "a.xlsx") == "zip_bomb"
        assert tracemalloc.get_traced_memory()[1] < 8 * 1024 * 1024
        tracemalloc.stop()


def test_a_directory_that_lies_about_sizes_is_refused(workbook: Make) -> None:
    content = bytearray(workbook(ONE_CELL, {"xl/media/a.bin": bytes(21 * 1024 * 1024)}))
    place = content.rfind(b"PK\x01\x02")  # the last entry of the directory; its size says 10
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    assert refused(bytes(content), "a.xlsx") == "broken_file"


def test_a_zip_with_a_password_is_said_to_have_one(workbook: Make) -> None:
    content = bytearray(workbook(ONE_CELL))
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1
    assert refused(bytes(content), "a.xlsx") == "password_protected"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_no_spreadsheet_program_uses_is_refused(method: int) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refused(stream.getvalue(), "a.xlsx") == "broken_file"


ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>'


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/theme/theme1.xml", "xl/_rels/workbook.xml.rels"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_declaration_is_refused_in_any_part(workbook: Make, part: str, encoding: str) -> None:
    assert refused(workbook(ONE_CELL, {part: ENTITIES.encode(encoding)}), "a.xlsx") == "doctype"


def test_a_document_type_declaration_is_refused_in_a_part_of_any_name(workbook: Make) -> None:
    relations = parts_of("")["xl/_rels/workbook.xml.rels"].replace("sheet1.xml", "sheet1.dat")
    content = workbook("", {"xl/_rels/workbook.xml.rels": relations, "xl/worksheets/sheet1.dat": ENTITIES})
    assert refused(content, "a.xlsx") == "doctype"


def test_a_declaration_behind_a_long_comment_is_refused(workbook: Make) -> None:
    late = f"<!--{' ' * 65_530}-->{ENTITIES[21:]}"
    assert refused(workbook(ONE_CELL, {"xl/theme/theme1.xml": late}), "a.xlsx") == "doctype"


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("xl/workbook.xml", "<workbook"),
        (
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="none"/>'
            "</sheets></workbook>",
        ),
        (SHEET, f"<w xmlns='{MAIN}'><row r='x'/></w>"),
        (SHEET, f"<w xmlns='{MAIN}'><row r='0'><c><v>1</v></c></row></w>"),
        (SHEET, f"<w xmlns='{MAIN}'><row r='1'><c r='A1' t='s'><v>7</v></c></row></w>"),
        (SHEET, f"<w xmlns='{MAIN}'><row r='1'><c r='A1'><v>seven</v></c></row></w>"),
        (SHEET, f"<w xmlns='{MAIN}'><row r='1'><c r='A1'><v>nan</v></c></row></w>"),
        (SHEET, f"<w xmlns='{MAIN}'><row r='1'><c r='A1'><v>1E999</v></c></row></w>"),
        (SHEET, f"<w xmlns='{MAIN}'><row r='1'><c r='1A'><v>7</v></c></row></w>"),
        (SHEET, f"<w xmlns='{MAIN}'><row r='1'><c r='A1' t='d'><v>PT1H</v></c></row></w>"),
        (SHEET, '<?xml version="1.0" encoding="x-none"?><w/>'),
        ("xl/_rels/workbook.xml.rels", "<Relationships/>"),
        ("[Content_Types].xml", "<Types/>"),
    ],
)
def test_damaged_parts_are_said_to_be_damaged(workbook: Make, part: str, text: str) -> None:
    assert refused(workbook(ONE_CELL, {part: text}), "a.xlsx") == "broken_file"


def test_a_cut_file_is_said_to_be_damaged(data: Callable[[str], bytes]) -> None:
    content = data("roster-union.xlsx")
    for length in range(100, len(content), 997):
        assert refused(content[:length], "a.xlsx") == "broken_file"


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("XFD1048576", "too_many_rows"),
        ("A1048576", "too_many_rows"),
        ("XFD2", "too_many_columns"),
        ("IW1", "too_many_columns"),
    ],
)
def test_one_cell_far_away_is_refused_in_little_memory(workbook: Make, reference: str, code: str) -> None:
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    content = workbook(f'{ONE_CELL}<row r="{row}"><c r="{reference}"><v>1</v></c></row>')
    tracemalloc.start()
    assert refused(content, "a.xlsx") == code
    assert tracemalloc.get_traced_memory()[1] < 2 * 1024 * 1024
    tracemalloc.stop()


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/styles.xml"])
def test_more_elements_than_a_roster_needs_are_refused_before_they_become_a_tree(
    workbook: Make, part: str
) -> None:
    noise = random.Random(1).randbytes(60_000).hex()  # keeps the packing below what a bomb is known by
    good, bad = (
        workbook(ONE_CELL, {part: f"<a>{'<c/>' * number}<!--{noise}--></a>"})
        for number in (MAX_ELEMENTS - 100, MAX_ELEMENTS)
    )
    assert inspect(good, "a.xlsx").kind == "xlsx"
    tracemalloc.start()
    assert refused(bad, "a.xlsx") == "zip_bomb"
    assert tracemalloc.get_traced_memory()[1] < 2 * 1024 * 1024
    tracemalloc.stop()


def test_two_sheets_in_one_part_are_refused(workbook: Make) -> None:
    sheets = "".join(f'<sheet name="s{number}" sheetId="{number}" r:id="one"/>' for number in (1, 2))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    assert refused(workbook(ONE_CELL, {"xl/workbook.xml": book}), "a.xlsx") == "broken_file"


def test_shared_formulas_are_not_translated(workbook: Make) -> None:
    formula = "+".join(["A1"] * 5_000)
    uses = '<c><f t="shared" si="0"/><v>1</v></c>' * 200
    content = workbook(
        f'<row><c><f t="shared" ref="A1:GR1" si="0">{formula}</f><v>1</v></c>{uses}</row>'
        + f"<row>{uses}</row>"
    )
    started = time.process_time()
    (table,) = read_tables(content, "a.xlsx")
    assert [len(row.cells) for row in table.rows] == [201, 200]
    assert time.process_time() - started < 2


def test_too_many_filled_rows_are_refused_while_reading(workbook: Make) -> None:
    rows = "".join(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in range(1, 5_202))
    assert refused(workbook(rows), "a.xlsx") == "too_many_rows"


def test_styled_empty_cells_far_below_do_no_harm(workbook: Make) -> None:
    content = workbook(f'{ONE_CELL}<row r="1048576"><c r="XFD1048576" s="1"/></row>')
    (table,) = read_tables(content, "a.xlsx")
    assert [(row.number, len(row.cells)) for row in table.rows] == [(1, 1)]


def test_too_many_sheets_are_refused(workbook: Make) -> None:
    sheets = "".join(f'<sheet name="s{number}" sheetId="{number}" r:id="one"/>' for number in range(1, 52))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    assert refused(workbook(ONE_CELL, {"xl/workbook.xml": book}), "a.xlsx") == "too_many_sheets"
