"""The results of a test: theory and practice out of 100, or absent, under a header over two lines."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.exchange.cells import as_date, as_decimal
from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.layouts import DataRow, Layout
from office.exchange.report import JudgedRow, Report
from office.exchange.sheets import read_tables
from office.people.identifiers import clean_id_number
from office.people.names import clean_name

from ..completion import passes
from ..models import TrainingClass
from .enrolled import find_enrolments
from .judgement import Judgement, judge_id_number, refuse_duplicates

EXAM_DAY: Final = "考核日期"
COLUMNS: Final = (
    Column("ticket", "准考证号", aliases=("考号",), width=16),
    Column(
        "name",
        "姓名",
        aliases=("学员姓名", "考生姓名"),
        required=True,
        clean=clean_name,
        width=16,
        example="张三",
    ),
    Column("sex", "性别", width=6),
    Column(
        "id_number",
        "证件号码",
        aliases=("身份证号", "身份证号码", "公民身份号码", "身份证", "证件号"),
        required=True,
        clean=clean_id_number,
        width=22,
        example="99020319900101001X",
        hint="18 位，文本格式",
    ),
    Column("employer", "单位", aliases=("工作单位", "用人单位"), width=28),
    Column("occupation", "职业（工种）", aliases=("职业", "工种"), width=14),
    Column("level", "等级", aliases=("申报等级", "培训等级"), width=14),
    Column(
        "theory",
        "理论成绩",
        aliases=("理论", "理论知识", "理论知识成绩", "考核成绩理论", "理论考试成绩"),
        text=False,
        width=10,
        example="80",
        hint="0—100，最多两位小数；缺考不填",
    ),
    Column(
        "practice",
        "技能成绩",
        aliases=("技能", "实操", "实操成绩", "操作技能", "技能操作", "考核成绩技能", "技能考核成绩"),
        text=False,
        width=10,
        example="80",
        hint="0—100，最多两位小数；缺考不填",
    ),
    Column("absent", "缺考标记", aliases=("缺考", "是否缺考"), width=10, hint="缺考的填“缺考”"),
    Column("result", "评定结果", aliases=("结果", "成绩评定", "是否合格"), width=10),
    Column("taken_on", EXAM_DAY, aliases=("考试日期", "考评日期"), width=14, hint="也可填在表头上方"),
)
_ABSENT: Final = frozenset({"缺考", "缺", "是", "√", "✓", "1", "y", "yes"})
_RESULTS: Final = {"合格": True, "通过": True, "不合格": False, "未通过": False, "缺考": False}
_HUNDRED: Final = Decimal(100)


def judge(content: bytes, filename: str, *, training_class: TrainingClass, today: datetime.date) -> Judgement:
    """Read results and judge every row; codes as in `judgement.PRECEDENCE`.

    `facts["taken_on"]` is the day of the test (ISO), from the band above the header or from its column.
    Raises ValidationError for a file that cannot be used: the reader's codes, `no_exam_day`, `exam_ahead`.
    """
    layout = find_header(read_tables(content, filename), COLUMNS)
    _refuse_without_marks(layout)
    taken_on = _exam_day(layout, today)
    rows = [_judged(layout, source, training_class, today) for source in layout.rows()]
    refuse_duplicates(rows)
    find_enrolments(rows, training_class)
    return Judgement(
        Report(layout.recognised, rows), _notes(training_class, taken_on), {"taken_on": taken_on.isoformat()}
    )


def marks_of(row: JudgedRow) -> tuple[Decimal | None, Decimal | None, bool]:
    """Return theory, practice and absent of a judged row that has no error in them."""
    theory, practice = row.values.get("theory", ""), row.values.get("practice", "")
    return (
        Decimal(theory) if theory else None,
        Decimal(practice) if practice else None,
        row.values.get("absent") == "yes",
    )


def has_passed(row: JudgedRow, pass_mark: Decimal) -> bool:
    """Tell whether a judged row passes."""
    theory, practice, absent = marks_of(row)
    return not absent and passes(theory, practice, pass_mark=pass_mark)


def _refuse_without_marks(layout: Layout) -> None:
    """Both columns of marks must be there; a cell of theirs may be empty when the person was absent."""
    missing = [each.header for each in COLUMNS if each.key in {"theory", "practice"} - layout.places.keys()]
    if missing:
        raise ValidationError(
            _("The sheet “%(sheet)s” lacks these columns: %(headers)s. Add them and send the file again."),
            code="missing_columns",
            params={"sheet": layout.table.name, "headers": "、".join(missing)},
        )


def _exam_day(layout: Layout, today: datetime.date) -> datetime.date:
    taken_on = as_date(layout.labelled(EXAM_DAY))
    if taken_on is None:
        stated = {as_date(row["taken_on"]) for row in layout.rows()} - {None}
        taken_on = stated.pop() if len(stated) == 1 else None
    if taken_on is None:
        raise ValidationError(
            _("The sheet does not say when the test was. Write 考核日期：2026-09-12 above the header."),
            code="no_exam_day",
        )
    if taken_on > today:
        raise ValidationError(
            _("The test is dated %(day)s, which is still to come. Correct the date in the sheet."),
            code="exam_ahead",
            params={"day": taken_on.isoformat()},
        )
    return taken_on


def _judged(
    layout: Layout, source: DataRow, training_class: TrainingClass, today: datetime.date
) -> JudgedRow:
    row = layout.judge(source)
    judge_id_number(row, source, today=today)
    texts = {key: source[key].text.strip() for key in ("theory", "practice", "absent")}
    if "缺考" in texts.values() or texts["absent"].lower() in _ABSENT:
        _judge_absent(row, texts)
    else:
        row.values["absent"] = ""
        for key in ("theory", "practice"):
            _judge_mark(row, source, key)
    if not row.rejected:
        _compare_result(row, training_class)
    return row


def _judge_absent(row: JudgedRow, texts: dict[str, str]) -> None:
    row.values.update(theory="", practice="", absent="yes")
    if any(texts[key] not in {"", "缺考", "缺", "0", "/", "-", "—"} for key in ("theory", "practice")):
        row.refuse("absent", "score", _("The person is marked absent but has a mark. Keep one of the two."))


def _judge_mark(row: JudgedRow, source: DataRow, key: str) -> None:
    header = next(each.header for each in COLUMNS if each.key == key)
    if source[key].is_blank:
        row.refuse(
            key,
            "required",
            _("“%(header)s” is empty. Enter the mark, or mark the person 缺考.") % {"header": header},
        )
        return
    mark = as_decimal(source[key])
    if mark is None or not 0 <= mark <= _HUNDRED or mark != round(mark, 2):
        row.refuse(
            key,
            "score",
            _("“%(header)s” must be a number from 0 to 100 with at most two decimals.") % {"header": header},
        )
        return
    row.values[key] = f"{mark:.2f}"


def _compare_result(row: JudgedRow, training_class: TrainingClass) -> None:
    """Refuse a stated result that the marks do not bear out."""
    stated = _RESULTS.get(row.values.get("result", ""))
    if stated is not None and stated != has_passed(row, training_class.pass_mark):
        row.refuse(
            "result",
            "result_mismatch",
            _(
                "The stated result does not fit the marks; passing needs %(mark)s in each part. Correct "
                "one of them."
            )
            % {"mark": f"{training_class.pass_mark:.0f}"},
        )


def _notes(training_class: TrainingClass, taken_on: datetime.date) -> list[str]:
    if taken_on >= training_class.starts_on:
        return []
    return [
        _("The test is dated %(day)s, before the class began on %(start)s.")
        % {"day": taken_on.isoformat(), "start": training_class.starts_on.isoformat()}
    ]
