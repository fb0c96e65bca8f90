"""Sheets to fill in: blank templates, and the register and the results of a class with its trainees."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Final

from office.exchange.columns import Column
from office.exchange.template import PairsPage, template_workbook

from .attempts import pass_marks_of
from .enums import Delivery, LessonForm, SheetKind
from .imports import COLUMNS, words
from .imports.filing import INFO, INFO_SHEET
from .imports.timetable import TIMETABLE_SHEET
from .models import ClassFiling, TrainingClass

#: A trainee as a sheet to fill in has it: number in the roster, name, full ID number.
Person = tuple[int, str, str]
_NAMES: Final[Mapping[str, str]] = {
    SheetKind.ROSTER: "学员花名册",
    SheetKind.ATTENDANCE: "考勤表",
    SheetKind.SCORES: "成绩花名册",
    SheetKind.ONLINE: "线上学时",
    SheetKind.CERTIFICATES: "证书数据回填",
    SheetKind.FILING: "开班备案表",
}
#: What the results sheet of a class asks for; the office knows the rest of the columns.
_RESULT_KEYS: Final = frozenset({"name", "id_number", "absent", "examiner"})
_MOST_DAYS: Final = 31


def sheet_name(kind: SheetKind, training_class: TrainingClass) -> str:
    """Return the file name of a class's own sheet."""
    return f"{training_class.number}_{_NAMES[kind]}.xlsx"


def template_name(kind: SheetKind) -> str:
    """Return the file name of a template."""
    return f"模板_{_NAMES[kind]}_v1.xlsx"


def template_of(kind: SheetKind, training_class: TrainingClass) -> bytes:
    """Return the blank sheet of a kind for a class; the register has a column a day of the timetable."""
    if kind == SheetKind.FILING:
        return filing_sheet(training_class)
    columns: tuple[Column, ...] = COLUMNS[kind]
    if kind == SheetKind.ATTENDANCE:
        days = _timetable(training_class) or [training_class.starts_on]
        columns = (*columns, *_day_columns(training_class, days))
    return _to_fill_in(kind, training_class, columns)


def filing_sheet(training_class: TrainingClass) -> bytes:
    """The filing of a planned class with what the plan says already, and its lessons where it has some."""
    lessons = [
        (
            lesson.held_on,
            f"{lesson.starts_at:%H:%M}" if lesson.starts_at else "",
            f"{lesson.ends_at:%H:%M}" if lesson.ends_at else "",
            lesson.hours,
            lesson.topic,
            words.FORM_WORDS[LessonForm(lesson.form)],
            lesson.teacher,
            lesson.teacher_number,
            lesson.room,
        )
        for lesson in training_class.lessons.all()
    ]
    return template_workbook(
        f"{training_class.title}{TIMETABLE_SHEET}",
        COLUMNS[SheetKind.FILING],
        sheet=TIMETABLE_SHEET,
        band=[("培训机构", training_class.provider.name), ("班级编号", training_class.number)],
        notes=["先填“开班信息”，再逐课填“课程表”；课程表的课时合计须与课程目录一致。"],
        rows=lessons,
        pairs=PairsPage(INFO_SHEET, INFO, _plan_of(training_class)),
    )


def _plan_of(training_class: TrainingClass) -> dict[str, object]:
    course = training_class.course
    filing = ClassFiling.objects.filter(training_class=training_class).first() or ClassFiling()
    return {
        "provider": training_class.provider.name,
        "credit_code": training_class.provider.credit_code,
        "title": training_class.title,
        "programme": filing.programme or course.name,
        "occupation": course.occupation,
        "level": course.level,
        "delivery": words.DELIVERY_WORDS[Delivery(training_class.delivery)],
        "capacity": training_class.capacity,
        "hours": course.hours,
        "theory": course.theory_hours,
        "practice": course.practice_hours,
        "online": course.online_hours,
        "starts_on": training_class.starts_on.isoformat(),
        "ends_on": training_class.ends_on.isoformat(),
        "place": training_class.place,
        "room": training_class.room,
        "assessor": filing.assessor,
        "contact": filing.contact,
        "head_teacher": filing.head_teacher,
        "fee": training_class.fee,
        "subsidy_asked": training_class.subsidy_asked,
    }


def register_of(training_class: TrainingClass, people: Sequence[Person]) -> bytes:
    """The register with a row a trainee and a column a day, its cells empty."""
    days = _timetable(training_class) or _weekdays(training_class)
    columns = (*COLUMNS[SheetKind.ATTENDANCE], *_day_columns(training_class, days))
    rows = [(*person, *(None for _day in days)) for person in people]
    return _to_fill_in(SheetKind.ATTENDANCE, training_class, columns, rows=rows)


def results_of(training_class: TrainingClass, people: Sequence[Person]) -> bytes:
    """The results with a row a trainee and no marks, dated the last day of the class."""
    asked = pass_marks_of(training_class)(training_class.course.level).asked
    columns = [column for column in COLUMNS[SheetKind.SCORES] if column.key in _RESULT_KEYS.union(asked)]
    day = training_class.ends_on.isoformat()
    return _to_fill_in(SheetKind.SCORES, training_class, columns, rows=_named(columns, people), exam_day=day)


def online_hours_of(training_class: TrainingClass, people: Sequence[Person]) -> bytes:
    """The online hours with a row a trainee, to be filled in for each course of the platform."""
    columns = COLUMNS[SheetKind.ONLINE]
    return _to_fill_in(SheetKind.ONLINE, training_class, columns, rows=_named(columns, people))


def certificates_of(training_class: TrainingClass, people: Sequence[Person]) -> bytes:
    """The certificates of other bodies with a row a trainee; class and occupation are known."""
    columns = COLUMNS[SheetKind.CERTIFICATES]
    course = training_class.course
    known = {"class_number": training_class.number, "occupation": course.occupation, "level": course.level}
    return _to_fill_in(SheetKind.CERTIFICATES, training_class, columns, rows=_named(columns, people, **known))


def _named(columns: Sequence[Column], people: Sequence[Person], **known: str) -> list[list[object]]:
    """A row a trainee with name and ID number, and what is known of everybody, in the order of columns."""
    return [
        [{"name": name, "id_number": number, **known}.get(column.key) for column in columns]
        for _position, name, number in people
    ]


def _to_fill_in(
    kind: SheetKind,
    training_class: TrainingClass,
    columns: Sequence[Column],
    *,
    rows: Sequence[Sequence[object]] = (),
    exam_day: str = "",
) -> bytes:
    band = [("培训机构", training_class.provider.name), ("班级编号", training_class.number)]
    if kind == SheetKind.SCORES:
        band.append(("考核日期", exam_day))
    return template_workbook(
        f"{training_class.title}{_NAMES[kind]}",
        columns,
        sheet=_NAMES[kind],
        band=band,
        notes=_notes(kind),
        rows=rows,
    )


def _timetable(training_class: TrainingClass) -> list[datetime.date]:
    return sorted(set(training_class.lessons.values_list("held_on", flat=True)))


def _weekdays(training_class: TrainingClass) -> list[datetime.date]:
    """The first weekdays of a class, 31 at most; every day of one that is held at a weekend only."""
    span = (training_class.ends_on - training_class.starts_on).days + 1
    days = [training_class.starts_on + datetime.timedelta(days=after) for after in range(span)]
    return ([day for day in days if day.isoweekday() < 6] or days)[:_MOST_DAYS]


def _day_columns(training_class: TrainingClass, days: Sequence[datetime.date]) -> list[Column]:
    # Day and month name a day only while the whole class lies in one year.
    years = {day.year for day in (*days, training_class.starts_on, training_class.ends_on)}
    plain = len(years) == 1
    return [
        Column(
            day.isoformat(),
            f"{day.month}月{day.day}日" if plain else day.isoformat(),
            width=8 if plain else 12,
            choices=("√", "迟", "假", "缺"),
            example="√",
        )
        for day in days
    ]


def _notes(kind: SheetKind) -> list[str]:
    return {
        SheetKind.ROSTER: ["证件号码、联系电话请用文本格式填写；单次不超过 5000 行。"],
        SheetKind.ATTENDANCE: [
            "每个上课日一列，表头写日期（如 8月3日）；√ 到课，迟 迟到，假 请假，缺 缺勤。迟到计入出勤。",
            "尚无课表的班：没有上课的日期整列留空或删除，缺少的上课日在右侧加一列并写上日期。",
        ],
        SheetKind.FILING: [],
        SheetKind.SCORES: [
            "请在表头上方填写考核日期，补考或分批考核的可在“考核日期”列逐行填写；同一日期再次导入为更正，新日期为补考。",
            "成绩为 0—100；二级、一级须填综合评审；缺考的在“缺考标记”列填“缺考”。",
        ],
        SheetKind.ONLINE: [
            "一名学员一门平台课程一行；学号填花名册序号，或填 18 位证件号码（文本格式）。",
            "每条记录最多按应学课时计入；“登录IP/设备数”只记数量，不保存地址。",
        ],
        SheetKind.CERTIFICATES: [
            "登记其他机构颁发的证书，一本证书一行；证书编号请用文本格式填写，须与发证年份、等级一致。"
        ],
    }[kind]
