"""The uploader's workbook comes back whole, with what is wrong in it and nothing that runs."""

import io
from collections.abc import Callable

import pytest
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.report import Report
from office.exchange.returning import error_workbook
from office.exchange.sheets import read_tables
from office.people.names import check_name, clean_name

from .conftest import row_of

Data = Callable[[str], bytes]
Make = Callable[..., bytes]

COLUMNS = (
    Column("name", "姓名", required=True, clean=clean_name),
    Column("id_number", "证件号码", ("身份证号码",), required=True, width=22),
    Column("category", "人员类别", ("人员类型",), required=True, choices=("企业职工", "其他")),
)
BAD = "FFF8CBAD"


def judged(content: bytes, filename: str) -> Report:
    layout = find_header(read_tables(content, filename), COLUMNS)
    rows = [layout.judge(row) for row in layout.rows()]
    for row in rows:
        if row.values["name"] and not check_name(row.values["name"]):
            row.refuse("name", "name", "=not a name")
        if row.values["name"] == "米发祥":
            row.warn("name", "seen", "+seen before")
    return Report(layout.recognised, rows)


def texts_of(content: bytes, filename: str) -> dict[tuple[str, int, int], str]:
    return {
        (table.name, row.number, place): cell.text
        for table in read_tables(content, filename)
        for row in table.rows
        for place, cell in enumerate(row.cells)
        if not cell.is_blank
    }


@pytest.mark.parametrize("filename", ["roster-union.xlsx", "roster-template.xlsx", "roster-wps.xlsx"])
def test_every_cell_is_where_it_was(data: Data, filename: str) -> None:
    content = data(filename)
    report = judged(content, filename)
    returned = error_workbook(content, filename, report, columns=COLUMNS)
    before, after = texts_of(content, filename), texts_of(returned, "a.xlsx")
    assert {place: after.get(place) for place in before} == before
    old, new = load_workbook(io.BytesIO(content)), load_workbook(io.BytesIO(returned))
    assert new.sheetnames[: len(old.sheetnames)] == old.sheetnames
    assert judged(returned, "a.xlsx").counts == report.counts


def test_a_csv_comes_back_as_a_workbook_with_the_same_row_numbers(data: Data) -> None:
    content = data("roster-gb18030.csv")
    report = judged(content, "a.csv")
    again = judged(error_workbook(content, "a.csv", report), "a.xlsx")
    assert [(row.row, row.codes) for row in again.rows] == [(row.row, row.codes) for row in report.rows]


def test_what_is_wrong_stands_beside_the_row_and_on_the_cell(data: Data) -> None:
    content = data("roster-union.xlsx")
    page = load_workbook(io.BytesIO(error_workbook(content, "a.xlsx", judged(content, "a.xlsx"))))["花名册"]
    assert [page["O3"].value, page["P3"].value] == ["结果", "错误说明"]
    # row 10 has neither a name nor a known category
    first, second = page["P10"].value.split("\n")
    assert (first[:3], second[:3], page["O10"].value) == ("1. ", "2. ", _("Cannot be imported"))
    assert [page[place].fill.start_color.rgb for place in ("B10", "H10")] == [BAD, BAD]
    assert f"1. {page['B10'].comment.text}" == first
    assert page["C10"].comment is None
    assert (page["P56"].value.split("\n")[1], page["P56"].data_type) == ("2. =not a name", "s")
    assert page["B56"].comment.text == "=not a name"
    assert page["O4"].value == _("With a warning")
    assert (page["P4"].value, page["P4"].data_type, page["B4"].comment.text) == (
        "+seen before",
        "s",
        "+seen before",
    )
    assert page["P66"].value is None


def test_the_summary_counts_by_problem(data: Data) -> None:
    content = data("roster-union.xlsx")
    report = judged(content, "a.xlsx")
    page = load_workbook(io.BytesIO(error_workbook(content, "a.xlsx", report)))[_("Summary")]
    assert [page[f"B{number}"].value for number in range(1, 5)] == list(report.counts.values())
    lines = [[cell.value for cell in row] for row in page.iter_rows(min_row=7)]
    assert sum(line[3] for line in lines) == len(report.problems)
    assert [line for line in lines if line[2] == "=not a name"] == [
        [_("Error"), "姓 名", "=not a name", 1, "56"]
    ]
    assert lines[-1] == [_("Warning"), "姓 名", "+seen before", 2, "4、64"]


def test_only_the_rows_that_stay_out(data: Data) -> None:
    content = data("roster-union.xlsx")
    report = judged(content, "a.xlsx")
    returned = error_workbook(content, "a.xlsx", report, only_rejected=True)
    again = judged(returned, "a.xlsx")
    assert [row.values for row in again.rows] == [row.values for row in report.rejected]


def test_a_workbook_given_back_twice_has_one_result_column(data: Data) -> None:
    content = data("roster-union.xlsx")
    once = error_workbook(content, "a.xlsx", judged(content, "a.xlsx"))
    twice = error_workbook(once, "a.xlsx", judged(once, "a.xlsx"))
    heads = [cell.value for cell in load_workbook(io.BytesIO(twice))["花名册"][3]]
    assert heads[-2:] == ["结果", "错误说明"]
    assert heads.count("结果") == 1


def test_nothing_that_runs_or_swells_comes_back(workbook: Make) -> None:
    head = "".join(
        f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("姓名", "证件号码", "人员类别")
    )
    content = workbook(
        f'<row r="1">{head}</row><row r="2"><c t="str"><f>HYPERLINK("http://x.invalid")</f><v>张三</v></c>'
        '<c t="str"><f>1</f><v>=cmd</v></c><c><f>NOW()</f></c></row>',
        after='<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A2:B2"/><mergeCell ref="?"/>'
        "</mergeCells>"
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
    )
    returned = error_workbook(content, "a.xlsx", judged(content, "a.xlsx"))
    page = load_workbook(io.BytesIO(returned)).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in page[2][:3]] == [
        ("张三", "s"),
        ("=cmd", "s"),
        ("#VALUE!", page["C2"].data_type),
    ]
    assert page["C2"].data_type != "f"
    assert list(page.merged_cells.ranges) == []
    assert page["A1"].hyperlink is None


def test_drop_downs_are_put_back(data: Data) -> None:
    content = data("roster-union.xlsx")
    book = load_workbook(
        io.BytesIO(error_workbook(content, "a.xlsx", judged(content, "a.xlsx"), columns=COLUMNS))
    )
    rules = {str(rule.sqref): rule.formula1 for rule in book["花名册"].data_validations.dataValidation}
    assert rules == {"H4:H64": "'代码表'!$A$2:$A$3"}
    assert book["代码表"].sheet_state == "hidden"
    assert [cell.value for cell in book["代码表"]["A"]] == ["人员类别", "企业职工", "其他"]


def test_columns_are_as_wide_as_what_is_in_them_and_titles_do_not_count(workbook: Make) -> None:
    heads = ("姓名", "证件号码", "人员类别", "a", "住址")
    person = ("张三", "990121198207294452", "其他", "", "平安街道" * 20)
    content = workbook(
        "".join(
            row_of(number, *texts) for number, texts in enumerate((("关于" * 30,), heads, person), start=1)
        )
    )
    returned = error_workbook(content, "a.xlsx", judged(content, "a.xlsx"), columns=COLUMNS[1:])
    page = load_workbook(io.BytesIO(returned)).worksheets[0]
    # name by its content, number and kind by our columns, the short one and the long one by the limits
    widths = [page.column_dimensions[letter].width for letter in "ABCDE"]
    assert widths == [8, COLUMNS[1].width, COLUMNS[2].width, 8, 40]
