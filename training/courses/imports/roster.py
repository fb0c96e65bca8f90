"""The roster: the 18 columns of the district's template, the union's 14, and what others call them."""

from __future__ import annotations

import datetime
from typing import Final

from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.layouts import DataRow
from office.exchange.report import JudgedRow, Report
from office.exchange.sheets import read_tables
from office.people import queries as people
from office.people.identifiers import clean_id_number, clean_phone, is_mobile, sex_of
from office.people.names import (
    NAME_MESSAGE,
    PRIVATE_USE_MESSAGE,
    check_name,
    clean_name,
    private_use_characters,
)

from ..clashes import clashes_of_people
from ..models import TrainingClass
from ..queries import employers_named
from . import words
from .judgement import Judgement, judge_id_number, refuse_duplicates, refuse_too_long

COLUMNS: Final = (
    Column("position", "序号", aliases=("编号", "No", "学号"), text=False, width=6, example="示例"),
    Column(
        "name",
        "姓名",
        aliases=("学员姓名", "名字", "学员"),
        required=True,
        clean=clean_name,
        width=16,
        example="张三",
        hint="按身份证填写，少数民族姓名用“·”分隔",
    ),
    Column("id_kind", "证件类型", aliases=("证件种类",), width=14, example="居民身份证"),
    Column(
        "id_number",
        "证件号码",
        aliases=("身份证号", "身份证号码", "公民身份号码", "公民身份证号码", "身份证", "证件号"),
        required=True,
        clean=clean_id_number,
        width=22,
        example="99020319900101001X",
        hint="18 位，文本格式",
    ),
    Column(
        "sex",
        "性别",
        clean=words.clean_sex,
        choices=tuple(words.SEX_WORDS),
        width=6,
        hint="可不填，须与证件号码一致",
    ),
    Column("born", "出生年月", aliases=("出生日期", "年龄"), width=12),
    Column("ethnicity", "民族", aliases=("名族",), clean=words.clean_ethnicity, width=10),
    Column("education", "文化程度", aliases=("学历", "文化水平"), clean=words.clean_education, width=16),
    Column(
        "residence", "户籍所在地", aliases=("户口性质", "户籍地址", "户籍地", "家庭地址", "住址"), width=20
    ),
    Column(
        "category",
        "人员类别",
        aliases=("人员类型", "补贴对象类别", "补贴对象"),
        required=True,
        clean=words.clean_category,
        choices=tuple(words.CATEGORY_WORDS.values()),
        width=26,
    ),
    Column(
        "employer",
        "工作单位",
        aliases=("用人单位", "所在企业", "平台/站点", "单位", "单位名称", "所在单位"),
        required=True,
        width=28,
    ),
    Column("station", "站点/区域", aliases=("网点", "配送站", "站点", "区域"), width=16),
    Column("post", "岗位（工种）", aliases=("岗位", "工种", "培训工种", "职业", "职业（工种）"), width=14),
    Column("years", "从事本职业年限", aliases=("工龄", "从业年限"), width=10),
    Column(
        "phone",
        "联系电话",
        aliases=("手机号", "手机号码", "电话", "手机", "联系方式"),
        required=True,
        clean=clean_phone,
        width=16,
        hint="11 位手机号码",
    ),
    Column("former_level", "原技术等级", aliases=("原职业资格等级", "原证书编号", "原等级"), width=14),
    Column("level", "培训等级", aliases=("申报等级", "等级"), width=14),
    Column("remark", "备注", aliases=("说明",), width=20),
)
_LENGTHS: Final = {
    "employer": 120,
    "station": 80,
    "post": 40,
    "level": 20,
    "remark": 200,
    "ethnicity": 20,
    "education": 20,
}


def judge(content: bytes, filename: str, *, training_class: TrainingClass, today: datetime.date) -> Judgement:
    """Read a roster and judge every row for a class; codes as in `judgement.PRECEDENCE`.

    Warnings let a row in: clash, name_differs, phone_repeated, unknown_employer, private_character,
    education, ethnicity, id_kind.
    Raises ValidationError for a file that cannot be used.
    """
    layout = find_header(read_tables(content, filename), COLUMNS)
    rows = [_judged(layout.judge(source), source, today) for source in layout.rows()]
    refuse_duplicates(rows)
    _hold_against_class(rows, training_class)
    _warn(rows)
    report = Report(layout.recognised, rows)
    return Judgement(report, _notes(report, training_class))


def _judged(row: JudgedRow, source: DataRow, today: datetime.date) -> JudgedRow:
    """Judge a row by itself."""
    values = row.values
    if values.get("name") and not check_name(values["name"]):
        row.refuse("name", "name", NAME_MESSAGE)
    judge_id_number(row, source, today=today)
    number = values.get("id_number", "")
    sex = words.SEX_WORDS.get(values.get("sex", ""))
    readable = number and not {"id_numeric_cell", "id_length"}.intersection(row.codes)
    if sex is not None and readable and sex != sex_of(number):
        row.refuse(
            "sex",
            "sex_mismatch",
            _("The sex does not fit the ID number (digit 17). Compare both with the card."),
        )
    if values.get("phone") and not is_mobile(values["phone"]):
        row.refuse("phone", "phone", _("This is no mobile number of 11 digits. Correct it."))
    refuse_too_long(row, _LENGTHS)
    return row


def _hold_against_class(rows: list[JudgedRow], training_class: TrainingClass) -> None:
    """Refuse who has a seat already; warn where the registry knows another name (a query per 500 rows)."""
    good = [row for row in rows if not row.rejected]
    known = people.by_id_number([row.values["id_number"] for row in good])
    standing = training_class.enrolments.standing()
    enrolled = set(standing.values_list("courier_id", flat=True)) if known else set()
    clashes = clashes_of_people(training_class, [courier.pk for courier in known.values()])
    for row in good:
        courier = known.get(row.values["id_number"])
        if courier is None:
            continue
        for clash in clashes.get(courier.pk, ())[:1]:
            row.warn(
                "id_number",
                "clash",
                _("This person is in another class at the same time: %(class)s.") % {"class": clash},
            )
        if courier.pk in enrolled:
            row.refuse(
                "id_number",
                "already_enrolled",
                _("This person is in the class already. Nothing was changed."),
            )
        elif courier.name != row.values["name"]:
            row.warn(
                "name",
                "name_differs",
                _(
                    "The registry knows this ID number under another name, which is kept. Compare with "
                    "the card."
                ),
            )


def _warn(rows: list[JudgedRow]) -> None:
    """Point out what lets a row in but deserves a look."""
    good = [row for row in rows if not row.rejected]
    employers = employers_named({row.values["employer"] for row in good})
    phones: dict[str, int] = {}
    for row in good:
        values = row.values
        if (earlier := phones.setdefault(values["phone"], row.row)) != row.row:
            row.warn(
                "phone", "phone_repeated", _("Row %(row)d has the same telephone number.") % {"row": earlier}
            )
        if values["employer"] not in employers:
            row.warn(
                "employer",
                "unknown_employer",
                _("No employer of this name is registered. The name is kept; no employment is entered."),
            )
        if characters := private_use_characters(values["name"]):
            shown = "、".join(f"U+{ord(char):04X}" for char in characters)
            row.warn("name", "private_character", str(PRIVATE_USE_MESSAGE) % {"characters": shown})
        for key, (allowed, message) in _worth_a_look().items():
            if values.get(key) and values[key] not in allowed:
                row.warn(key, key, message)


def _worth_a_look() -> dict[str, tuple[tuple[str, ...], str]]:
    return {
        "education": (words.EDUCATION_WORDS, _("This schooling is not in the list; it is kept as written.")),
        "ethnicity": (
            words.ETHNICITY_WORDS,
            _("This is none of the 56 peoples of the list; it is kept as written."),
        ),
        "id_kind": (
            ("居民身份证", "身份证"),
            _("Only resident identity cards are read; the number was judged as one."),
        ),
    }


def _notes(report: Report, training_class: TrainingClass) -> list[str]:
    """Say what concerns the class as a whole."""
    seats = training_class.enrolments.enrolled().count() + len(report.accepted)
    if seats <= training_class.capacity:
        return []
    return [
        _(
            "With this roster %(seats)d people want a seat, but the class has %(capacity)d. The last "
            "%(waiting)d good rows go on the waiting list, in their order."
        )
        % {
            "seats": seats,
            "capacity": training_class.capacity,
            "waiting": min(seats - training_class.capacity, len(report.accepted)),
        }
    ]
