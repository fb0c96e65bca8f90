"""The filing of a class: a sheet of labels and values (开班信息) and a timetable (课程表)."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.exchange.cells import Cell, CellKind, as_date, as_decimal
from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.pairs import VALUE, Pairs, find_pairs
from office.exchange.report import JudgedRow, Report
from office.exchange.sheets import read_tables
from office.people.identifiers import check_credit_code, clean_credit_code, clean_phone, is_mobile

from ..models import ClassFiling, TrainingClass
from .judgement import Judgement
from .timetable import COLUMNS, judge_lesson, judge_overlaps
from .words import DELIVERY_OF_WORD, DELIVERY_WORDS

__all__ = ["COLUMNS", "INFO", "INFO_SHEET", "judge"]

INFO_SHEET: Final = "开班信息"
#: The labels in their order; `hint` and `example` go into the template.
INFO: Final = (
    Column("provider", "培训机构名称", required=True, hint="须与本机构登记名称一致"),
    Column("credit_code", "统一社会信用代码", aliases=("信用代码",), required=True, hint="18 位"),
    Column("title", "班级名称", required=True, hint="不超过 60 字"),
    Column("programme", "培训项目/补贴项目", aliases=("培训项目", "补贴项目"), required=True),
    Column("occupation", "培训职业（工种）", aliases=("培训职业", "职业", "工种"), required=True),
    Column("level", "培训等级", aliases=("等级",), hint="无等级的课程不填"),
    Column(
        "delivery",
        "培训形式",
        required=True,
        choices=tuple(DELIVERY_WORDS.values()),
        hint="三选一",
    ),
    Column("capacity", "计划人数", aliases=("培训人数", "人数"), required=True, hint="整数"),
    Column("hours", "总课时", aliases=("总学时", "课时"), required=True, hint="等于理论、实操、线上之和"),
    Column("theory", "其中理论", aliases=("理论课时", "理论学时", "理论")),
    Column("practice", "其中实操", aliases=("实操课时", "实操学时", "实操")),
    Column("online", "其中线上", aliases=("线上课时", "线上学时", "线上")),
    Column("starts_on", "开班日期", aliases=("开始日期",), required=True, hint="如 2026-12-07"),
    Column("ends_on", "结业日期", aliases=("结束日期",), required=True, hint="如 2026-12-18"),
    Column("place", "上课地址", aliases=("上课地点", "培训地点"), required=True),
    Column("room", "教室"),
    Column("assessor", "委托评价机构", aliases=("评价机构",)),
    Column("contact", "联系人"),
    Column("contact_phone", "联系人电话", hint="选填；已登记的留空即保留"),
    Column("head_teacher", "班主任", required=True),
    Column(
        "head_teacher_phone",
        "班主任电话",
        aliases=("联系电话", "班主任联系电话"),
        required=True,
        hint="11 位手机号码；已登记的可留空",
    ),
    Column("fee", "收费标准（元/人）", aliases=("收费标准",), hint="免费填 0"),
    Column(
        "subsidy_asked",
        "拟申请补贴标准（元/人）",
        aliases=("拟申请补贴标准",),
        required=True,
        hint="不申请填 0",
    ),
)
_LENGTHS: Final = {
    "title": 60, "programme": 80, "place": 120, "room": 60, "assessor": 120, "contact": 64,
    "head_teacher": 64,
}  # fmt: skip
_NUMBERS: Final = ("hours", "theory", "practice", "online", "fee", "subsidy_asked")
_MOST: Final = Decimal(1_000_000)


def judge(content: bytes, filename: str, *, training_class: TrainingClass, today: datetime.date) -> Judgement:
    """Read a filing for a planned class: judge every label and every lesson.

    `facts["info"]` is the report on the labels, `facts["plan"]` their cleaned texts by key. A filing goes in
    as a whole or not at all. Raises ValidationError for a file that cannot be used.
    """
    tables = read_tables(content, filename)
    pairs = find_pairs(tables, INFO, sheet=INFO_SHEET)
    layout = find_header([table for table in tables if table is not pairs.table], COLUMNS)
    rows = [judge_lesson(layout, source) for source in layout.rows()]
    judge_overlaps(rows, training_class)
    plan, info = _judge_info(pairs, training_class)
    _hold_together(plan, info, rows)
    report = Report(pairs.recognised, list(info.values()))
    notes = [problem.message for row in report.rejected for problem in row.problems]
    return Judgement(Report(layout.recognised, rows), notes, {"info": report.to_json(), "plan": plan})


def _judge_info(pairs: Pairs, training_class: TrainingClass) -> tuple[dict[str, str], dict[int, JudgedRow]]:
    rows = pairs.rows()
    # The sheet that is handed out bears no telephone number, so an empty one leaves what is on record.
    on_record = phones_on_record(training_class)
    plan: dict[str, str] = {}
    for item in INFO:
        pair = pairs.found.get(item.key)
        if pair is None:
            plan[item.key] = ""
            continue
        value, fault = _clean(item, pair.cell)
        if fault is not None and fault[0] == "required" and item.key in on_record:
            fault = None
        plan[item.key] = value
        fault = fault or _held_against(item.key, value, training_class)
        if fault is not None:
            code, message = fault
            rows[pair.row].refuse(VALUE, code, f"{item.header}：{message}")
    return plan, rows


def phones_on_record(training_class: TrainingClass) -> dict[str, str]:
    """Return the telephone numbers that a class's plan has already, by the labels of the sheet."""
    filing = ClassFiling.objects.filter(training_class=training_class).first()
    if filing is None:
        return {}
    phones = {"head_teacher_phone": filing.head_teacher_phone, "contact_phone": filing.contact_phone}
    return {name: phone for name, phone in phones.items() if phone}


Fault = tuple[str, str | Promise]


def _clean(item: Column, cell: Cell) -> tuple[str, Fault | None]:
    """Return a label's value as plain text, and what is wrong with it by itself."""
    text = " ".join(cell.text.split())
    if cell.kind is CellKind.ERROR:
        return "", ("cell_error", _("The cell holds an error or a formula without a result. Type the value."))
    if not text:
        return "", ("required", _("This line is empty. Fill it in.")) if item.required else None
    if item.key in _NUMBERS or item.key == "capacity":
        return _number(item.key, cell)
    if item.key in ("starts_on", "ends_on"):
        day = as_date(cell)
        return (
            (day.isoformat(), None) if day else ("", ("date", _("This is no day. Write it as 2026-12-07.")))
        )
    if item.key in ("head_teacher_phone", "contact_phone"):
        phone = clean_phone(text)
        return phone, None if is_mobile(phone) else ("phone", _("This is no mobile number of 11 digits."))
    if item.key == "credit_code":
        code = clean_credit_code(text)
        return code, None if check_credit_code(code) else (
            "credit_code",
            _("The code has a wrong character."),
        )
    if item.key == "delivery":
        return text, None if text in DELIVERY_OF_WORD else ("choice", "、".join(item.choices))
    if len(text) > (length := _LENGTHS.get(item.key, 200)):
        return text, (
            "too_long",
            _("The text is longer than %(length)d characters. Shorten it.") % {"length": length},
        )
    return text, None


def _number(key: str, cell: Cell) -> tuple[str, Fault | None]:
    number = as_decimal(cell)
    if number is None or not 0 <= number < _MOST:
        return "", ("number", _("This is no number."))
    if key == "capacity":
        whole = number == int(number) and number >= 1
        return str(int(number)), None if whole else ("number", _("This must be a whole number from 1 on."))
    places = 2 if key in ("fee", "subsidy_asked") else 1
    exact = number == round(number, places)
    return f"{number:.{places}f}", None if exact else (
        "number",
        _("At most %(places)d decimals are kept.") % {"places": places},
    )


_OWN: Final[dict[str, tuple[Callable[[TrainingClass], str], str, Promise]]] = {
    "provider": (
        lambda each: each.provider.name,
        "provider_differs",
        gettext_lazy("The class is planned for “%(ours)s”. Correct the name."),
    ),
    "credit_code": (
        lambda each: each.provider.credit_code or "",
        "credit_code_differs",
        gettext_lazy("The registry has “%(ours)s” for this provider. Compare it with the licence."),
    ),
    "occupation": (
        lambda each: each.course.occupation,
        "course_differs",
        gettext_lazy("The course of this class is for “%(ours)s”."),
    ),
    "level": (
        lambda each: each.course.level,
        "course_differs",
        gettext_lazy("The course of this class has the level “%(ours)s”."),
    ),
    "theory": (
        lambda each: f"{each.course.theory_hours:.1f}",
        "hours_sum",
        gettext_lazy("The catalogue has %(ours)s class hours."),
    ),
    "practice": (
        lambda each: f"{each.course.practice_hours:.1f}",
        "hours_sum",
        gettext_lazy("The catalogue has %(ours)s class hours."),
    ),
    "online": (
        lambda each: f"{each.course.online_hours:.1f}",
        "hours_sum",
        gettext_lazy("The catalogue has %(ours)s class hours."),
    ),
    "hours": (
        lambda each: f"{each.course.hours:.1f}",
        "hours_sum",
        gettext_lazy("The catalogue has %(ours)s class hours."),
    ),
}


def _held_against(key: str, value: str, training_class: TrainingClass) -> Fault | None:
    """Compare a value with the class as planned; what the registry does not know is not compared."""
    if key not in _OWN:
        return None
    own, code, message = _OWN[key]
    ours = own(training_class)
    if key in ("theory", "practice", "online") and not value:
        return None
    if value == ours or (key == "credit_code" and not ours):
        return None
    return code, str(message) % {"ours": ours or "—"}


def _hold_together(plan: dict[str, str], info: dict[int, JudgedRow], rows: list[JudgedRow]) -> None:
    """Refuse days that do not fit each other: the last before the first, and lessons outside the class."""
    first, last = plan["starts_on"], plan["ends_on"]
    if not first or not last:
        return
    if last < first:
        at = next(row for row in info.values() if "ends_on" in row.values)
        at.refuse(VALUE, "dates", _("The class ends before it starts. Correct one of the two days."))
        return
    for row in rows:
        day = row.values.get("held_on", "")
        if not row.rejected and not first <= day <= last:
            row.refuse(
                "held_on",
                "outside",
                _("The lesson lies outside the class, which goes from %(first)s to %(last)s.")
                % {"first": first, "last": last},
            )
