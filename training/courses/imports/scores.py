"""The results of a test (T5): marks out of 100, or absent, under a header over one or two lines."""

from __future__ import annotations

import datetime
from dataclasses import asdict
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
from office.people.names import clean_name

from ..attempts import changes_of, histories_of, on_day, pass_marks_of, refusal_of
from ..grading import PARTS, Marks, PassMarks
from ..models import TrainingClass
from .enrolled import ENROLMENT, find_enrolments, seats_of
from .judgement import ID_NUMBER, Judgement, judge_id_number, refuse_duplicates, refuse_too_long

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
    ID_NUMBER,
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
    Column(
        "review",
        "综合评审",
        aliases=("综合评审成绩", "综合成绩", "评审成绩"),
        text=False,
        width=10,
        hint="二级、一级填写",
    ),
    Column(
        "performance",
        "工作业绩评审",
        aliases=("工作业绩", "业绩评审", "工作业绩成绩"),
        text=False,
        width=12,
        hint="规则要求时填写",
    ),
    Column("absent", "缺考标记", aliases=("缺考", "是否缺考"), width=10, hint="缺考的填“缺考”"),
    Column("result", "评定结果", aliases=("结果", "成绩评定", "是否合格"), width=10),
    Column("taken_on", EXAM_DAY, aliases=("考试日期", "考评日期"), width=14, hint="也可填在表头上方"),
    Column("examiner", "考评员", aliases=("考评人员", "考官"), width=12),
)
_ABSENT: Final = frozenset({"缺考", "缺", "是", "√", "✓", "1", "y", "yes"})
_RESULTS: Final = {"合格": True, "通过": True, "不合格": False, "未通过": False, "缺考": False}
_LENGTHS: Final = {"ticket": 40, "examiner": 64}


def judge(content: bytes, filename: str, *, training_class: TrainingClass, today: datetime.date) -> Judgement:
    """Read results and judge every row; codes as in `judgement.PRECEDENCE`.

    Each row's `taken_on` is its own day, or that above the header; `passed` tells whether its marks pass at
    the person's level. `facts["taken_on"]` is the day of the sheet (ISO), the last where rows differ. A row
    of a day that is on record corrects that result, one of a later day is a retake.
    Raises ValidationError for a file that cannot be used: the reader's codes, `no_exam_day`, `exam_ahead`.
    """
    layout = find_header(read_tables(content, filename), COLUMNS)
    _refuse_without_marks(layout)
    stated = _stated_day(layout, today)
    sources = list(layout.rows())
    rows = [_judged(layout, source, stated, today) for source in sources]
    seats = seats_of(rows, training_class)
    asked = pass_marks_of(training_class)
    for row, source in zip(rows, sources, strict=True):
        seat = seats.get(row.values.get("id_number", ""))
        level = (seat.level if seat else "") or training_class.course.level
        _judge_marks(row, source, asked(level))
    refuse_duplicates(rows)
    find_enrolments(rows, training_class, seats)
    _refuse_spent(rows, training_class)
    last = max((row.values["taken_on"] for row in rows), default="") or (stated or today).isoformat()
    return Judgement(Report(layout.recognised, rows), _notes(training_class, rows), {"taken_on": last})


def marks_of(row: JudgedRow) -> Marks:
    """Return the marks of a judged row that has no error in them."""
    given = {part: Decimal(text) if (text := row.values.get(part, "")) else None for part in PARTS}
    return Marks(**given, absent=row.values.get("absent") == "yes")


def has_passed(row: JudgedRow) -> bool:
    """Tell whether a judged row passes."""
    return row.values.get("passed") == "yes"


def _refuse_without_marks(layout: Layout) -> None:
    """Both columns of marks must be there; a cell of theirs may be empty when the person was absent."""
    missing = [each.header for each in COLUMNS if each.key in {"theory", "practice"} - layout.places.keys()]
    if missing:
        raise ValidationError(
            _("The sheet “%(sheet)s” lacks these columns: %(headers)s. Add them and send the file again."),
            code="missing_columns",
            params={"sheet": layout.table.name, "headers": "、".join(missing)},
        )


def _stated_day(layout: Layout, today: datetime.date) -> datetime.date | None:
    """Return the day above the header, or the only one that the rows state; None when they state several."""
    above = as_date(layout.labelled(EXAM_DAY))
    days = {above} if above else {day for row in layout.rows() if (day := as_date(row["taken_on"]))}
    if not days:
        raise ValidationError(
            _("The sheet does not say when the test was. Write 考核日期：2026-09-12 above the header."),
            code="no_exam_day",
        )
    if min(days) > today:
        raise ValidationError(
            _("The test is dated %(day)s, which is still to come. Correct the date in the sheet."),
            code="exam_ahead",
            params={"day": min(days).isoformat()},
        )
    return days.pop() if len(days) == 1 else None


def _judged(layout: Layout, source: DataRow, stated: datetime.date | None, today: datetime.date) -> JudgedRow:
    row = layout.judge(source)
    judge_id_number(row, source, today=today)
    cell = source["taken_on"]
    day = stated if cell.is_blank else as_date(cell)
    row.values["taken_on"] = day.isoformat() if day else ""
    if day is None:
        row.refuse(
            "taken_on",
            "exam_day",
            _("The day of the test cannot be read. Write it as 2026-09-12."),
        )
    elif day > today:
        row.refuse(
            "taken_on",
            "exam_day",
            _("The test is dated %(day)s, which is still to come.") % {"day": day.isoformat()},
        )
    refuse_too_long(row, _LENGTHS)
    return row


def _judge_marks(row: JudgedRow, source: DataRow, asked: PassMarks) -> None:
    texts = {key: source[key].text.strip() for key in (*PARTS, "absent")}
    if "缺考" in texts.values() or texts["absent"].lower() in _ABSENT:
        _judge_absent(row, texts)
    else:
        row.values["absent"] = ""
        for part in PARTS:
            _judge_mark(row, source, part, needed=part in asked.asked)
    if row.rejected:
        row.values["passed"] = ""
        return
    row.values["passed"] = "yes" if asked.passes(marks_of(row)) else ""
    _compare_result(row, asked)


def _judge_absent(row: JudgedRow, texts: dict[str, str]) -> None:
    row.values.update(dict.fromkeys(PARTS, ""), absent="yes")
    if any(texts[key] not in {"", "缺考", "缺", "0", "/", "-", "—"} for key in PARTS):
        row.refuse("absent", "score", _("The person is marked absent but has a mark. Keep one of the two."))


def _judge_mark(row: JudgedRow, source: DataRow, key: str, *, needed: bool) -> None:
    header = next(each.header for each in COLUMNS if each.key == key)
    if source[key].is_blank:
        row.values[key] = ""
        if needed:
            row.refuse(
                key,
                "required",
                _("“%(header)s” is empty. Enter the mark, or mark the person 缺考.") % {"header": header},
            )
        return
    mark = as_decimal(source[key])
    if mark is None or not 0 <= mark <= 100 or mark != round(mark, 2):
        row.refuse(
            key,
            "score",
            _("“%(header)s” must be a number from 0 to 100 with at most two decimals.") % {"header": header},
        )
        return
    row.values[key] = f"{mark:.2f}"


def _compare_result(row: JudgedRow, asked: PassMarks) -> None:
    """Refuse a stated result that the marks do not bear out."""
    stated = _RESULTS.get(row.values.get("result", ""))
    if stated is not None and stated != has_passed(row):
        needed = {each.key: each.header for each in COLUMNS if each.key in asked.asked}
        row.refuse(
            "result",
            "result_mismatch",
            _("The stated result does not fit the marks; passing needs %(marks)s. Correct one of them.")
            % {"marks": "、".join(f"{header} {getattr(asked, part):.0f}" for part, header in needed.items())},
        )


def _refuse_spent(rows: list[JudgedRow], training_class: TrainingClass) -> None:
    """Refuse whom no further attempt is open, and the sheet's corrections of a closed class."""
    good = [row for row in rows if not row.rejected]
    histories = histories_of(int(row.values[ENROLMENT]) for row in good)
    for row in good:
        day = datetime.date.fromisoformat(row.values["taken_on"])
        history = histories.get(int(row.values[ENROLMENT]), [])
        known = on_day(history, day)
        if known is not None and not changes_of(known, _facts_of(row)):
            continue
        if (refusal := refusal_of(history, day, training_class)) is not None:
            row.refuse("taken_on", str(refusal.code), "".join(refusal.messages))


def _facts_of(row: JudgedRow) -> dict[str, object]:
    """Return what a row says of its day, as an attempt has it."""
    told = {key: row.values.get(key, "") for key in ("ticket", "examiner")}
    return {**asdict(marks_of(row)), **told, "passed": has_passed(row)}


def _notes(training_class: TrainingClass, rows: list[JudgedRow]) -> list[str]:
    first = min((day for row in rows if (day := row.values["taken_on"])), default="")
    if not first or first >= training_class.starts_on.isoformat():
        return []
    return [
        _("The test is dated %(day)s, before the class began on %(start)s.")
        % {"day": first, "start": training_class.starts_on.isoformat()}
    ]
