"""Cells come with the type and the value that the sheet gives them."""

import io
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart

from office.exchange.cells import EMPTY, Cell, CellKind, as_date, as_decimal, text_cell
from office.exchange.sheets import Table, read_tables

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

Make = Callable[..., bytes]
Data = Callable[[str], bytes]
XLSX = ("attendance", "competition", "roster-template", "roster-union", "roster-wps", "scores")


def only(content: bytes, filename: str = "a.xlsx") -> Table:
    (table,) = read_tables(content, filename)
    return table


def number(text: str) -> Cell:
    return Cell(CellKind.NUMBER, Decimal(text))


@pytest.mark.parametrize("name", XLSX)
def test_the_files_read_as_openpyxl_reads_them(data: Data, name: str) -> None:
    content = data(f"{name}.xlsx")
    book = load_workbook(io.BytesIO(content), data_only=True)
    expected = {
        (page.title, cell.row, cell.column - 1): cell.value
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }
    found = {}
    for table in read_tables(content, f"{name}.xlsx"):
        for row in table.rows:
            for place, cell in enumerate(row.cells):
                if cell.kind is CellKind.NUMBER:
                    found[table.name, row.number, place] = float(cell.value)
                elif cell.kind is not CellKind.EMPTY:
                    found[table.name, row.number, place] = cell.value
    assert found == expected


def test_the_stated_extent_is_not_believed(data: Data) -> None:
    assert only(data("roster-wps.xlsx")).rows[-1].number == 124


def test_types_are_kept(workbook: Make) -> None:
    content = workbook(
        '<row r="1">'
        '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 1 </t></is></c>'
        '<c r="B1"><v>1</v></c><c r="C1"><v>59.899999999999999</v></c>'
        '<c r="D1"><v>9.902031987012883E+17</v></c>'
        '<c r="E1" t="b"><v>1</v></c><c r="F1" t="e"><v>#REF!</v></c><c r="G1" t="str"><f>A1</f><v>x</v></c>'
        '<c r="H1"><f>NOW()</f></c><c r="I1" t="d"><v>2026-11-23T00:00:00</v></c><c r="K1"><v>-0</v></c>'
        "</row>"
    )
    assert only(content).rows[0].cells == (
        Cell(CellKind.TEXT, " 1 "),
        number("1"),
        number("59.9"),
        number("9.902031987012883E+17"),
        Cell(CellKind.BOOL, True),
        Cell(CellKind.ERROR, "#REF!"),
        Cell(CellKind.TEXT, "x"),
        Cell(CellKind.ERROR, ""),
        Cell(CellKind.DATE, datetime(2026, 11, 23)),
        EMPTY,
        number("0"),
    )


def test_shared_strings_are_joined_without_their_phonetic_guides(workbook: Make) -> None:
    content = workbook(
        '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>',
        {
            "xl/sharedStrings.xml": f'<x:sst xmlns:x="{MAIN}"><x:si><x:t>甲_x000D_乙_x0000_</x:t></x:si>'
            "<x:si><x:r><x:t>索南</x:t></x:r><x:r><x:t>才让</x:t></x:r>"
            "<x:rPh sb='0' eb='1'><x:t>suo</x:t></x:rPh></x:si></x:sst>",
        },
    )
    assert [cell.text for cell in only(content).rows[0].cells] == ["索南才让", "甲\r乙"]


def test_cells_without_references_stand_side_by_side(workbook: Make) -> None:
    content = workbook("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r='5'><c><v>5</v></c></row><row/>")
    assert [(row.number, [cell.text for cell in row.cells]) for row in only(content).rows] == [
        (1, ["1", "", "3"]),
        (5, ["5"]),
    ]


@pytest.mark.parametrize("epoch", [datetime(1899, 12, 30), datetime(1904, 1, 1)])
def test_dates_are_known_by_their_format(epoch: datetime) -> None:
    book = Workbook()
    book.epoch = epoch
    page = book.active
    page.append([date(2026, 8, 3), datetime(2026, 8, 3, 8, 30), time(8, 30), 46237, 46237.5])
    page["D1"].number_format = 'yyyy"年"m"月"d"日"'
    page["E1"].number_format = '"y"0.0_);[Red]\\d0'
    stream = io.BytesIO()
    book.save(stream)
    cells = only(stream.getvalue()).rows[0].cells
    # openpyxl moves dates to the epoch, plain numbers stay
    assert [cell.value for cell in cells[:3]] == [date(2026, 8, 3), datetime(2026, 8, 3, 8, 30), time(8, 30)]
    shift = 1462 if epoch.year == 1904 else 0
    assert cells[3].value == date.fromordinal(date(2026, 8, 3).toordinal() + shift)
    assert cells[4] == number("46237.5")


@pytest.mark.parametrize("number_format", [31, 57])
def test_the_date_formats_of_chinese_excel_are_known_by_number(workbook: Make, number_format: int) -> None:
    styles = (
        f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="{number_format}"/></cellXfs>'
        "</styleSheet>"
    )
    cells = (
        '<c s="1"><v>46237</v></c><c s="1"><v>13912345678</v></c><c s="1"><v>-1</v></c><c><v>46237</v></c>'
    )
    content = workbook(f'<row r="1">{cells}</row>', {"xl/styles.xml": styles})
    # what lies beyond the calendar stays the number that somebody typed
    assert only(content).rows[0].cells == (
        Cell(CellKind.DATE, date(2026, 8, 3)),
        number("13912345678"),
        number("-1"),
        number("46237"),
    )


def test_hidden_sheets_are_said_to_be_hidden_and_charts_hold_no_rows() -> None:
    book = Workbook()
    for state in ("visible", "hidden", "veryHidden"):
        page = book.create_sheet(state)
        page.sheet_state = state
        page.append([1])
    book.remove(book.worksheets[0])
    book.create_chartsheet("chart").add_chart(BarChart())
    stream = io.BytesIO()
    book.save(stream)
    tables = read_tables(stream.getvalue(), "a.xlsx")
    assert [(table.name, table.hidden) for table in tables] == [
        ("visible", False),
        ("hidden", True),
        ("veryHidden", True),
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="inlineStr"><is><t>_x005F_x0041_</t></is></c>', "_x0041_"),
        ('<c t="str"><f>A2</f><v>甲_x000D_乙_x0007_</v></c>', "甲\r乙"),
        ('<c t="str"><v>_xD800_ _x4E2D_</v></c>', "_xD800_ _x4E2D_"),
    ],
)
def test_escapes_stand_for_what_xml_cannot_hold(workbook: Make, cell: str, text: str) -> None:
    assert only(workbook(f"<row>{cell}</row>")).rows[0].cells == (text_cell(text),)


def test_a_formula_whose_result_is_an_empty_text_is_empty(workbook: Make) -> None:
    content = workbook('<row><c t="str"><f>A2</f><v></v></c><c><f>A2</f><v/></c><c t="e"><f>A2</f></c></row>')
    uncalculated = Cell(CellKind.ERROR, "")
    assert only(content).rows[0].cells == (EMPTY, uncalculated, uncalculated)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (EMPTY, ""),
        (text_cell(" 张 "), " 张 "),
        (number("18"), "18"),
        (number("18.0"), "18"),
        (number("18.50"), "18.5"),
        (number("9.902031987012883E+17"), "990203198701288300"),
        (number("-0.0"), "0"),
        (Cell(CellKind.BOOL, True), "TRUE"),
        (Cell(CellKind.BOOL, False), "FALSE"),
        (Cell(CellKind.ERROR, "#N/A"), "#N/A"),
        (Cell(CellKind.DATE, date(2026, 8, 3)), "2026-08-03"),
        (Cell(CellKind.DATE, datetime(2026, 8, 3)), "2026-08-03"),
        (Cell(CellKind.DATE, datetime(2026, 8, 3, 8, 30)), "2026-08-03 08:30"),
        (Cell(CellKind.DATE, time(8, 30)), "08:30"),
    ],
)
def test_a_cell_reads_as_it_was_typed(cell: Cell, text: str) -> None:
    assert cell.text == text


@pytest.mark.parametrize(
    "typed",
    [
        "2026-8-3",
        "2026-08-03",
        "2026/8/3",
        "2026.8.3",
        "2026年8月3日",
        "2026 年 8 月 3 日",
        "20260803",
        "２０２６-０８-０３",
    ],
)
def test_days_are_read_as_people_write_them(typed: str) -> None:
    assert as_date(text_cell(typed)) == date(2026, 8, 3)


def test_days_are_read_from_numbers_and_dates() -> None:
    assert as_date(number("46237")) == date(2026, 8, 3)
    assert as_date(number("20260803")) == date(2026, 8, 3)
    assert as_date(Cell(CellKind.DATE, datetime(2026, 8, 3, 8, 30))) == date(2026, 8, 3)
    assert as_date(Cell(CellKind.DATE, date(2026, 8, 3))) == date(2026, 8, 3)


@pytest.mark.parametrize(
    "cell", [EMPTY, text_cell("8月3日"), text_cell("2026-02-30"), number("0"), number("999999")]
)
def test_what_is_no_day(cell: Cell) -> None:
    assert as_date(cell) is None


def test_numbers_are_read_from_numbers_and_digits() -> None:
    cells = (
        number("59.5"),
        text_cell(" ５９.5 "),
        text_cell("1,000"),
        text_cell("缺考"),
        EMPTY,
        text_cell("NaN"),
    )
    assert [as_decimal(cell) for cell in cells] == [
        Decimal("59.5"),
        Decimal("59.5"),
        Decimal(1000),
        None,
        None,
        None,
    ]
    assert as_decimal(Cell(CellKind.BOOL, True)) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_of_any_usual_kind(encoding: str, delimiter: str) -> None:
    lines = ["姓名,证件号码", '祁𫖮,="99012119820729445X"', "", '"马\n海龙",\'990121']
    content = "\r\n".join(line.replace(",", delimiter) for line in lines).encode(encoding)
    assert [(row.number, [cell.text for cell in row.cells]) for row in only(content, "a.csv").rows] == [
        (1, ["姓名", "证件号码"]),
        (2, ["祁𫖮", "99012119820729445X"]),
        (4, ["马\n海龙", "'990121"]),
    ]
