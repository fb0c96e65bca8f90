"""Workbooks out: types, formats, no formulas, a manifest, templates."""

import hashlib
import io
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from office.exchange.cells import CellKind
from office.exchange.columns import Column, money_column
from office.exchange.headers import find_header
from office.exchange.sheets import read_tables
from office.exchange.template import template_workbook
from office.exchange.writing import Manifest, Sheet, row_line, safe_text, sheet_title, write_workbook

ID = Column("id_number", "证件号码", required=True, width=22)
AMOUNT = Column("amount", "金额", text=False)
ROSTER = (
    Column("serial", "序号"),
    Column("name", "姓名", ("学员姓名",), required=True, example="张三", hint="与身份证一致"),
    ID,
    Column("sex", "性别", choices=("男", "女")),
    Column("category", "人员类别", choices=("企业职工", "其他")),
)


def open_book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def test_values_keep_their_types() -> None:
    moment = datetime(2026, 8, 3, 0, 30, 15, 7, tzinfo=UTC)
    values = [date(2026, 8, 3), moment, time(8, 30), Decimal("12.50"), 3, True, None, gettext_lazy("Yes")]
    columns = [Column(str(place), str(place), text=False) for place in range(len(values))]
    page = open_book(write_workbook(Sheet("a", columns, [values]))).active
    cells = [cell.value for cell in page[2]]
    assert cells == [
        datetime(2026, 8, 3),
        datetime(2026, 8, 3, 8, 30, 15),  # the office's own time
        time(8, 30),
        12.5,
        3,
        True,
        None,
        str(_("Yes")),
    ]
    assert [page["A2"].number_format, page["B2"].number_format] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm"]


def test_amounts_are_numbers_with_two_places() -> None:
    columns = (money_column("amount", "金额（元）"), AMOUNT)
    page = open_book(write_workbook(Sheet("a", columns, [(Decimal("1234.50"), 3), ("合计", 3)]))).active
    cells = [(cell.value, cell.data_type, cell.number_format) for row in page["A2:A3"] for cell in row]
    assert cells == [(1234.5, "n", "#,##0.00"), ("合计", "s", "@")]
    assert page["B2"].number_format == "General"


def test_long_numbers_are_text_and_the_header_stays_in_sight() -> None:
    page = open_book(write_workbook(Sheet("a", (ID, AMOUNT), [(630203199001010015, 1500)]))).active
    assert (page["A2"].value, page["A2"].data_type, page["A2"].number_format) == (
        "630203199001010015",
        "s",
        "@",
    )
    assert (page["B2"].value, page["B2"].data_type) == (1500, "n")
    assert (page.freeze_panes, page.auto_filter.ref, page.column_dimensions["A"].width) == ("A2", "A1:B2", 22)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "=cmd|' /C calc'!A0", "=1+1"])
def test_no_text_becomes_a_formula(start: str) -> None:
    columns = (Column("a", f"{start}head"), AMOUNT)
    manifest = Manifest(f"{start}me", datetime(2026, 1, 1, tzinfo=UTC), f"{start}all")
    book = open_book(
        write_workbook(Sheet(f"{start}x", columns, [(f"{start}1", f"{start}2")]), manifest=manifest)
    )
    cells = [cell for page in book for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert book.worksheets[0]["A2"].value.strip() == f"{start}1".strip()
    assert book.worksheets[0]["A2"].quotePrefix


@given(st.text(max_size=60))
def test_any_text_comes_back_as_it_was_but_for_control_characters(text: str) -> None:
    (table,) = read_tables(write_workbook(Sheet("a", (AMOUNT,), [("x",), (text,)])), "a.xlsx")
    kept = safe_text(text).replace("_x005F_", "_")
    read = table.rows[2].cells[0].text if len(table.rows) > 2 else ""
    assert (
        read.replace("\r\n", "\n").replace("\r", "\n").strip()
        == kept.replace("\r\n", "\n").replace("\r", "\n").strip()
    )


def test_text_that_no_cell_takes_is_made_fit() -> None:
    assert safe_text("a\x00b\x1fc") == "abc"
    assert len(safe_text("x" * 40_000)) == 32_767
    assert sheet_title("[a]:b*c?/d\\" + "e" * 40) == "a  b c  d eeeeeeeeeeeeeeeeeeeee"[:31]
    assert sheet_title("///") == "Sheet"


def test_the_manifest_says_who_took_what() -> None:
    rows = [("630203199001010015", 1), ("11010519491231002X", 2)]
    manifest = Manifest("王审核", datetime(2026, 8, 3, tzinfo=UTC), "班级 PX-2026-001")
    page = open_book(write_workbook(Sheet("拨付", (ID, AMOUNT), iter(rows)), manifest=manifest)).worksheets[1]
    digest = hashlib.sha256(b"".join(row_line(row) for row in rows)).hexdigest()
    assert [cell.value for cell in page["B"]] == [
        "王审核",
        datetime(2026, 8, 3, 8, 0),
        "班级 PX-2026-001",
        "拨付",
        2,
        digest,
    ]


def test_a_row_of_another_length_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zip"):
        write_workbook(Sheet("a", (ID, AMOUNT), [("1",)]))


def test_a_template_holds_headings_an_example_and_drop_downs() -> None:
    content = template_workbook(
        "学员花名册", ROSTER, sheet="花名册", band=(("班级编号", "PX-2026-900"),), version="2"
    )
    book = open_book(content)
    page = book["花名册"]
    assert [[cell.value for cell in row] for row in page.iter_rows(max_row=4)] == [
        ["学员花名册", None, None, None, None],
        ["班级编号：", "PX-2026-900", None, None, None],
        ["序号", "姓名*", "证件号码*", "性别", "人员类别"],
        ["示例", "张三", None, None, None],
    ]
    assert [str(each) for each in page.merged_cells.ranges] == ["A1:E1"]
    assert page.column_dimensions["C"].number_format == "@"
    rules = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules == {"D5:D5004": "'代码表'!$A$2:$A$3", "E5:E5004": "'代码表'!$B$2:$B$3"}
    assert [[cell.value for cell in row] for row in book["代码表"].iter_rows()] == [
        ["性别", "人员类别"],
        ["男", "企业职工"],
        ["女", "其他"],
    ]
    assert book.properties.version == "2"


def test_known_rows_stand_in_the_place_of_the_example() -> None:
    content = template_workbook(
        "学员花名册",
        ROSTER,
        sheet="花名册",
        notes=("一人一行",),
        rows=[(1, "=张三", "11010519491231002X", None, None), (2, "李四", "630203199001010015", "男", None)],
    )
    book = open_book(content)
    page = book["花名册"]
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=4)] == [
        ["1", "=张三", "11010519491231002X", None, None],
        ["2", "李四", "630203199001010015", "男", None],
    ]
    assert [(cell.data_type, cell.number_format) for cell in page["C"][3:]] == [("s", "@")] * 2
    rules = {str(rule.sqref) for rule in page.data_validations.dataValidation}
    assert rules == {"D4:D5003", "E4:E5003"}
    assert [cell.value for cell in book.worksheets[1]["A"]][:2] == ["一人一行", "序号"]
    layout = find_header(read_tables(content, "a.xlsx"), ROSTER)
    assert [row["name"].text for row in layout.rows()] == ["=张三", "李四"]
    assert layout.skipped == ()


def test_a_known_row_of_another_length_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zip"):
        template_workbook("学员花名册", ROSTER, sheet="花名册", rows=[("1",)])


def test_a_filled_template_is_read_back() -> None:
    content = template_workbook("学员花名册", ROSTER, sheet="花名册", notes=("一人一行",))
    book = open_book(content)
    for place, value in enumerate((1, "李四", "630203199001010015", "男", "其他"), start=1):
        book["花名册"].cell(5, place, value)
    stream = io.BytesIO()
    book.save(stream)
    layout = find_header(read_tables(stream.getvalue(), "a.xlsx"), ROSTER)
    (row,) = layout.rows()
    assert (layout.table.name, layout.header_rows, row.number, row["name"].text) == (
        "花名册",
        (3,),
        5,
        "李四",
    )
    assert [each.why for each in layout.skipped] == ["example"]


def test_an_exported_sheet_is_read_back() -> None:
    columns = (Column("name", "姓名", required=True), ID)
    content = write_workbook(Sheet("名册", columns, [("=张三", "11010519491231002X")]))
    layout = find_header(read_tables(content, "a.xlsx"), columns)
    (row,) = layout.rows()
    assert (row["name"].kind, row["name"].text, row["id_number"].text) == (
        CellKind.TEXT,
        "=张三",
        "11010519491231002X",
    )
