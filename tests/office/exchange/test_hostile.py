"""Whatever is done to a file, it is read or refused in words; nothing else escapes."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.report import Report
from office.exchange.returning import error_workbook
from office.exchange.sheets import read_tables

DATA = Path(__file__).parents[2] / "data"
COLUMNS = (
    Column("name", "姓名", required=True),
    Column("phone", "联系电话", ("手机号码", "身份证号", "理论")),
)
PARTS = (
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
    "_rels/.rels",
)
SNIPPETS = (
    "<c r='A2'/>",
    "<v>1e5</v>",
    "<v>-1</v>",
    " r='ZZ9'",
    "<mergeCell ref='A1:XFD1048576'/>",
    "<f>1</f>",
    " t='d'",
    " t='s'",
    " s='-1'",
    " date1904='1'",
    "_x0000_",
    "_xD800_",
    "&#x1F;",
    "<t>",
    "</c>",
    "9" * 30,
    "\u0000",
    "<row r='0'>",
)
Change = tuple[int, int, int, str]
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 10**6), st.integers(0, 30), st.sampled_from((0, 1, 2)), st.sampled_from(SNIPPETS)
    ),
    min_size=1,
    max_size=4,
)


def read_or_refuse(content: bytes, filename: str) -> None:
    try:
        layout = find_header(read_tables(content, filename), COLUMNS)
        report = Report(layout.recognised, [layout.judge(row) for row in layout.rows()])
        returned = error_workbook(content, filename, report, columns=COLUMNS)
    except ValidationError as error:
        refused = error
    else:
        assert read_tables(returned, "a.xlsx")
        return
    assert refused.code
    assert refused.messages[0]


def change(content: bytes, changes: list[Change]) -> bytes:
    """Put text in, take bytes out, or repeat some, at places that follow from the numbers."""
    changed = bytearray(content)
    for seed, length, kind, snippet in changes:
        place = seed % max(len(changed), 1)
        if kind == 0:
            changed[place:place] = snippet.encode()
        elif kind == 1:
            del changed[place : place + length]
        else:
            changed[place:place] = changed[place : place + length]
    return bytes(changed)


@pytest.mark.parametrize("name", ["scores", "roster-template"])
@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PARTS), CHANGES)
def test_changed_parts(name: str, part: str, changes: list[Change]) -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(DATA / f"{name}.xlsx") as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, change(content, changes) if entry == part else content)
    read_or_refuse(stream.getvalue(), "a.xlsx")


@pytest.mark.parametrize("name", ["scores.xlsx", "roster-gb18030.csv"])
@settings(max_examples=60, deadline=None)
@given(CHANGES)
def test_changed_files(name: str, changes: list[Change]) -> None:
    read_or_refuse(change((DATA / name).read_bytes(), changes), name)


@given(st.binary(max_size=300), st.sampled_from(("a.xlsx", "a.csv", "a.xls", "a")))
def test_any_bytes(content: bytes, filename: str) -> None:
    read_or_refuse(content, filename)
