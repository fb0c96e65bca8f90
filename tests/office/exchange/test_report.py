"""A report counts its rows and survives being kept as JSON."""

import json

from django.utils.translation import gettext_lazy

from office.exchange.report import JudgedRow, Matched, Problem, Recognised, Report, Severity, Skipped, Unknown

LAYOUT = Recognised(
    "名册",
    (4, 5),
    (Matched("name", "姓名", "姓 名", "B"),),
    (Unknown("C", "血型"),),
    (Skipped(9, "total", "合计"),),
)


def sample() -> Report:
    good, warned, bad = (JudgedRow(row, {"name": name}) for row, name in ((6, "张三"), (7, "李四"), (8, "")))
    warned.warn("name", "private_use", gettext_lazy("Name"))
    bad.warn("", "odd", "odd")
    bad.refuse("name", "required", "empty")
    return Report(LAYOUT, [good, warned, bad])


def test_rows_are_sorted_by_what_becomes_of_them() -> None:
    report = sample()
    assert report.counts == {"data_rows": 3, "accepted": 2, "rejected": 1, "warnings": 1}
    assert [row.row for row in report.accepted] == [6, 7]
    assert [row.row for row in report.rejected] == [8]
    assert [row.row for row in report.warnings] == [7]
    assert [row.row for row in report.with_code("required", "other")] == [8]
    assert report.rejected[0].codes == ["odd", "required"]
    assert report.problems[2] == Problem(8, "name", "required", "empty", Severity.ERROR)


def test_a_report_is_equal_after_being_kept() -> None:
    report = sample()
    assert Report.from_json(json.loads(json.dumps(report.to_json()))) == report


def test_columns_are_named_as_they_named_them() -> None:
    assert (LAYOUT.header_of("name"), LAYOUT.letter_of("name")) == ("姓 名", "B")
    assert (LAYOUT.header_of("phone"), LAYOUT.letter_of("phone")) == ("phone", "")
