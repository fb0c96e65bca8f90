"""Finding the header, naming its columns, and telling data from what stands around it."""

import json
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from office.exchange.cells import CellKind, text_cell
from office.exchange.columns import Column, normalise_header
from office.exchange.headers import find_header
from office.exchange.layouts import Layout
from office.exchange.report import Skipped
from office.exchange.sheets import Row, Table, read_tables
from office.people.identifiers import clean_id_number, clean_phone
from office.people.names import clean_name

Data = Callable[[str], bytes]

ROSTER = (
    Column("name", "姓名", ("学员姓名",), required=True, clean=clean_name),
    Column("id_number", "证件号码", ("身份证号", "身份证号码"), required=True, clean=clean_id_number),
    Column("sex", "性别"),
    Column("ethnicity", "民族", ("名族",)),
    Column("category", "人员类别", ("人员类型",), required=True),
    Column("employer", "工作单位", ("所在企业",), required=True),
    Column("post", "岗位（工种）", ("工种",), required=True),
    Column("phone", "联系电话", ("手机号码",), required=True, clean=clean_phone),
)
SCORES = (
    Column("name", "姓名", required=True),
    Column("id_number", "证件号码", ("身份证号",), required=True),
    Column("theory", "理论成绩", ("理论",), required=True),
    Column("practice", "技能成绩", ("技能",), required=True),
    Column("absent", "缺考标记", ("缺考",)),
)
TWO = (Column("name", "姓名", ("名字",), required=True), Column("phone", "联系电话", required=True))


def table(*rows: tuple[int, list[str]], name: str = "名册", hidden: bool = False) -> Table:
    return Table(name, tuple(Row(number, tuple(map(text_cell, texts))) for number, texts in rows), hidden)


def found(*rows: tuple[int, list[str]]) -> Layout:
    return find_header([table(*rows)], TWO)


def refusal(tables: list[Table]) -> tuple[str | None, str]:
    with pytest.raises(ValidationError) as caught:
        find_header(tables, TWO)
    return caught.value.code, caught.value.messages[0]


@pytest.mark.parametrize("name", ["roster-gb18030", "roster-template", "roster-union", "roster-wps"])
def test_every_roster_has_as_many_rows_as_its_answer_says(data: Data, name: str) -> None:
    answer = json.loads(data(f"{name}.answer.json"))
    layout = find_header(read_tables(data(answer["file"]), answer["file"]), ROSTER)
    rows = {row.number: layout.judge(row) for row in layout.rows()}
    assert len(rows) == answer["data_rows"]
    for cleaned in answer["cleaned"]:
        assert rows[cleaned["row"]].values | cleaned == rows[cleaned["row"]].values | {"row": cleaned["row"]}
    blanks = [each["row"] for each in answer["rejected"] if each["code"] == "required"]
    assert [number for number, row in rows.items() if "required" in row.codes] == blanks


def test_the_union_roster_is_understood(data: Data) -> None:
    layout = find_header(read_tables(data("roster-union.xlsx"), "a.xlsx"), ROSTER)
    recognised = layout.recognised
    assert (recognised.sheet, recognised.header_rows) == ("花名册", (3,))
    assert [(each.key, each.theirs, each.letter) for each in recognised.matched] == [
        ("name", "姓 名", "B"),
        ("id_number", "身份证 号码", "F"),
        ("sex", "性别", "C"),
        ("ethnicity", "名族", "D"),
        ("category", "人员类型", "H"),
        ("employer", "所在企业", "I"),
        ("post", "工种", "G"),
        ("phone", "手机号码", "J"),
    ]
    unknown = ["序号", "学历", "原技术等级", "培训等级", "证书编号", "家庭地址"]
    assert [each.header for each in recognised.unknown] == unknown
    assert recognised.skipped == (Skipped(66, "total", "合计"), Skipped(67, "signature", "填表人："))
    rows = {row.number: row for row in layout.rows()}
    assert 12 in rows  # hidden on the sheet
    assert rows[13]["id_number"].kind is CellKind.NUMBER


def test_a_header_over_two_lines(data: Data) -> None:
    layout = find_header(read_tables(data("scores.xlsx"), "scores.xlsx"), SCORES)
    assert (layout.header_rows, layout.places) == (
        (4, 5),
        {"name": 1, "id_number": 3, "theory": 7, "practice": 8, "absent": 9},
    )
    assert [row.number for row in layout.rows()] == list(range(6, 42))
    assert layout.labelled("考核日期").text == "2026-09-12"
    assert layout.labelled("考评员").text == ""


def test_a_parent_heading_tells_its_children_apart() -> None:
    columns = (Column("first", "初试成绩", required=True), Column("second", "复试成绩", required=True))
    lines = table((1, ["初试", "复试"]), (2, ["成绩", "成绩"]), (3, ["60", "70"]))
    assert find_header([lines], columns).places == {"first": 0, "second": 1}


def test_columns_that_are_days(data: Data) -> None:
    layout = find_header(read_tables(data("attendance.xlsx"), "a.xlsx"), ROSTER[:2])
    assert [(other.header, other.letter) for other in layout.others][:2] == [("8月3日", "C"), ("8月4日", "D")]
    assert len(layout.others) == 10
    first = next(layout.rows())
    assert (first.number, "".join(first.at(other.index).text for other in layout.others)) == (
        3,
        "√√缺√√√√√迟√",
    )
    assert first.at(99).is_blank


def test_the_competition_sheet(data: Data) -> None:
    columns = (
        Column("entry", "参赛号", required=True),
        Column("name", "姓名", required=True),
        Column("state", "状态"),
    )
    layout = find_header(read_tables(data("competition.xlsx"), "a.xlsx"), columns)
    rows = list(layout.rows())
    assert (len(rows), rows[0]["entry"].text, rows[1]["state"].text) == (40, "001", "弃权")


@pytest.mark.parametrize(
    "heading", ["联系电话", " 联系电话* ", "联系\n电话：", "【联系电话】", "联系电话（必填）", "＊联系电话"]
)
def test_headings_are_known_in_any_dress(heading: str) -> None:
    assert found((1, ["姓名", heading]), (2, ["张三", "1"])).places == {"name": 0, "phone": 1}


def test_headings_are_compared_without_dress() -> None:
    assert normalise_header(" 岗位（工种）*\n：Ｎｏ ") == "岗位工种no"


def test_the_printed_heading_outranks_an_alias_and_the_first_of_two_wins() -> None:
    layout = found((1, ["名字", "姓名", "联系电话", "联系电话"]), (2, ["a", "b", "1", "2"]))
    assert layout.places == {"name": 1, "phone": 2}
    assert [other.letter for other in layout.others] == ["A", "D"]


def test_labels_above_the_header() -> None:
    layout = found(
        (1, ["班级编号：", "", "PX-1"]),
        (2, ["日期: 2026-8-1"]),
        (3, ["姓名", "联系电话"]),
        (4, ["张三", "1"]),
    )
    assert layout.labelled("班级编号").text == "PX-1"
    assert layout.labelled("日期").text == "2026-8-1"
    assert layout.labelled("姓名").is_blank


def test_the_sheet_with_most_headings_is_taken_and_hidden_ones_are_not() -> None:
    row = (1, ["姓名", "联系电话"])
    hidden = table(row, (2, ["王五", "1"]), name="藏", hidden=True)
    notes = table((1, ["姓名"]), (2, ["联系电话"]), name="说明")
    assert find_header([hidden, notes, table(row, (2, ["张三", "1"]))], TWO).table.name == "名册"
    assert refusal([hidden])[0] == "header_not_found"


def test_a_header_below_the_fifteenth_row_is_not_found() -> None:
    assert found((15, ["姓名", "联系电话"]), (16, ["张三", "1"])).header_rows == (15,)
    code, message = refusal([table((16, ["姓名", "联系电话"]), (17, ["张三", "1"]))])
    assert code == "header_not_found"
    assert "姓名、联系电话" in message


def test_missing_columns_are_named() -> None:
    columns = (*TWO, Column("post", "岗位", required=True), Column("remark", "备注"))
    with pytest.raises(ValidationError) as caught:
        find_header([table((1, ["姓名", "联系电话"]), (2, ["张三", "1"]))], columns)
    assert caught.value.code == "missing_columns"
    assert caught.value.params == {"keys": ["post"]}
    assert "岗位" in caught.value.messages[0]
    assert "备注" not in caught.value.messages[0]


def test_headings_alone_are_an_empty_sheet() -> None:
    assert refusal([table((1, ["姓名", "联系电话"]))])[0] == "empty"
    assert refusal([table((1, ["姓名", "联系电话"]), (2, ["示例", "1"]), (3, ["合计", "1"]))])[0] == "empty"


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (["示例", "张三"], "example"),
        (["（示例）", "张三"], "example"),
        (["张三", "1", "示例"], "example"),
        (["合计", "61人"], "total"),
        (["合 计："], "total"),
        (["共61人"], "total"),
        (["小计12"], "total"),
        (["", "总计"], "total"),
        (["填表人：", ""], "signature"),
        (["制表人：王五", "审核人："], "signature"),
        (["（盖章）"], "signature"),
        (["审核意见"], "signature"),
        (["注：本表一式三份，由培训机构、人力资源和社会保障部门各存一份"], "signature"),
        (["姓名", "联系电话"], "repeated_header"),
    ],
)
def test_rows_that_are_no_data(texts: list[str], why: str) -> None:
    layout = found((1, ["姓名", "联系电话"]), (2, ["张三", "1"]), (3, texts), (4, ["李四", "2"]))
    assert [row.number for row in layout.rows()] == [2, 4]
    assert [(each.row, each.why) for each in layout.skipped] == [(3, why)]


@pytest.mark.parametrize("texts", [["总有才", "1"], ["合计明", "1"], ["", "1"], ["注音", "1"], ["1", "合计"]])
def test_rows_that_look_like_it_and_are_data(texts: list[str]) -> None:
    layout = found((1, ["姓名", "联系电话"]), (2, texts))
    assert [row.number for row in layout.rows()] == [2]


def test_five_thousand_rows_are_the_limit() -> None:
    rows = [(number, ["张三", "1"]) for number in range(2, 5_002)]
    header = (1, ["姓名", "联系电话"])
    assert sum(1 for _row in found(header, *rows).rows()) == 5_000
    assert refusal([table(header, *rows, (5_002, ["张三", "1"]))])[0] == "too_many_rows"


def test_the_shape_of_a_row_is_judged(workbook: Callable[..., bytes]) -> None:
    columns = (
        Column("name", "姓名", required=True),
        Column("kind", "类别", choices=("甲", "乙"), required=True),
        Column("hours", "学时"),
        Column("gone", "备注"),
    )
    head = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("姓名", "类别", "学时"))
    content = workbook(
        f'<row r="1">{head}</row>'
        '<row r="2"><c t="str"><v> 张  三 </v></c><c t="str"><v>丙</v></c><c><f>A1</f></c></row>'
        '<row r="3"><c/><c t="str"><v>甲</v></c><c t="e"><v>#REF!</v></c></row>'
    )
    layout = find_header(read_tables(content, "a.xlsx"), columns)
    first, second = (layout.judge(row) for row in layout.rows())
    assert first.values == {"name": "张 三", "kind": "丙", "hours": ""}
    assert [(each.row, each.column, each.code) for each in first.problems] == [
        (2, "kind", "choice"),
        (2, "hours", "cell_error"),
    ]
    assert [(each.column, each.code) for each in second.problems] == [
        ("name", "required"),
        ("hours", "cell_error"),
    ]
    assert "#REF!" in second.problems[1].message
    assert "甲、乙" in first.problems[0].message
