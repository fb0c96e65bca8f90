"""An employer's roster of its riders (T13): its columns, and what each row is held against.

Nobody else's people are disclosed: whether and where a number is known elsewhere changes no verdict, and the
one warning about names says the same whatever the registry holds.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from office.exchange.cells import as_date
from office.exchange.columns import Column, normalise_header
from office.exchange.headers import find_header
from office.exchange.layouts import DataRow
from office.exchange.report import JudgedRow, Report
from office.exchange.sheets import read_tables

from ..enums import EmploymentForm, Insurance
from ..identifiers import clean_phone, is_mobile
from ..models import Employment, Organisation
from ..names import NAME_MESSAGE, check_name, clean_name
from ..queries import by_id_number, open_employments
from .judgement import ID_NUMBER, Judgement, judge_id_number, refuse_duplicates, refuse_too_long

FORM_WORDS: Final[Mapping[str, EmploymentForm]] = {
    "劳动合同": EmploymentForm.CONTRACT,
    "劳务派遣": EmploymentForm.DISPATCH,
    "众包": EmploymentForm.CROWD,
    "合作商": EmploymentForm.PARTNER,
}
INSURANCE_WORDS: Final[Mapping[str, Insurance]] = {
    "职工养老": Insurance.PENSION,
    "工伤": Insurance.INJURY,
    "职业伤害保障": Insurance.OCCUPATIONAL,
    "未参保": Insurance.NONE,
}
YES_WORDS: Final[Mapping[str, bool]] = {"是": True, "否": False}
PRECEDENCE: Final = (
    "required",
    "cell_error",
    "name",
    "id_numeric_cell",
    "id_length",
    "id_birth_date",
    "id_checksum",
    "phone",
    "choice",
    "too_long",
    "date",
    "days",
    "months",
    "duplicate_in_file",
    "not_employed",
)
DUPLICATES: Final = ("duplicate_in_file",)
#: Columns that hold a day, written into the row as an ISO text.
DAYS: Final = ("started_on", "ended_on", "contract_signed_on")
_LENGTHS: Final = {"brand": 40, "station": 80, "post": 40, "vehicle": 20}
_FORMS: Final = {
    "合同制": "劳动合同",
    "全职": "劳动合同",
    "派遣": "劳务派遣",
    "外包": "合作商",
    "代理商": "合作商",
}


def _clean_form(text: str) -> str:
    word = normalise_header(text)
    return _FORMS.get(word, word)


COLUMNS: Final = (
    Column("position", "序号", aliases=("编号", "No"), text=False, width=6, example="示例"),
    Column(
        "name",
        "姓名",
        aliases=("骑手姓名", "员工姓名", "名字"),
        required=True,
        clean=clean_name,
        width=16,
        example="张三",
        hint="按身份证填写，少数民族姓名用“·”分隔",
    ),
    ID_NUMBER,
    Column(
        "phone",
        "手机号",
        aliases=("手机号码", "联系电话", "电话", "手机"),
        required=True,
        clean=clean_phone,
        width=16,
        hint="11 位手机号码",
    ),
    Column("brand", "平台/品牌", aliases=("平台", "品牌"), required=True, width=16),
    Column("station", "站点", aliases=("网点", "配送站", "站点名称"), required=True, width=18),
    Column(
        "form",
        "用工形式",
        aliases=("用工方式", "用工类型"),
        required=True,
        clean=_clean_form,
        choices=tuple(FORM_WORDS),
        width=14,
    ),
    Column("started_on", "入职日期", aliases=("到岗日期", "入职时间"), width=14, example="2026-03-01"),
    Column("post", "岗位", aliases=("岗位（工种）", "工种", "职务"), required=True, width=14),
    Column(
        "insurance",
        "参保情况",
        aliases=("社保情况", "参保"),
        choices=tuple(INSURANCE_WORDS),
        width=16,
    ),
    Column("union_member", "工会会员", aliases=("是否工会会员",), choices=tuple(YES_WORDS), width=10),
    Column("vehicle", "车辆类型", aliases=("车型", "交通工具"), width=14),
    Column("contract_signed_on", "合同签订日期", aliases=("劳动合同签订日期", "签订日期"), width=14),
    Column("contract_months", "合同期限（月）", aliases=("合同期限", "合同月数"), width=12),
    Column("ended_on", "离岗日期", aliases=("离职日期", "离岗时间"), width=14),
    Column("remark", "备注", aliases=("说明",), width=20),
)


def judge(content: bytes, filename: str, *, employer: Organisation, today: datetime.date) -> Judgement:
    """Read a roster and judge every row for an employer; codes as in PRECEDENCE.

    Warnings let a row in: `name_differs`, `phone_repeated`, `new_station`. Raises ValidationError for a file
    that cannot be used.
    """
    layout = find_header(read_tables(content, filename), COLUMNS)
    rows = [_judged(layout.judge(source), source, today) for source in layout.rows()]
    refuse_duplicates(rows)
    left_out = _hold_against_registry(rows, employer)
    _warn(rows, employer)
    return Judgement(Report(layout.recognised, rows), _notes(left_out))


def _judged(row: JudgedRow, source: DataRow, today: datetime.date) -> JudgedRow:
    """Judge a row by itself, and write its days as ISO texts."""
    values = row.values
    if values.get("name") and not check_name(values["name"]):
        row.refuse("name", "name", NAME_MESSAGE)
    judge_id_number(row, source, today=today)
    if values.get("phone") and not is_mobile(values["phone"]):
        row.refuse("phone", "phone", _("This is no mobile number of 11 digits. Correct it."))
    refuse_too_long(row, _LENGTHS)
    _judge_days(row, source, today)
    months = values.get("contract_months", "")
    if months and not (months.isascii() and months.isdigit() and 0 < int(months) <= 600):
        row.refuse("contract_months", "months", _("Enter the months of the contract as a number, as 12."))
    return row


def _judge_days(row: JudgedRow, source: DataRow, today: datetime.date) -> None:
    days: dict[str, datetime.date] = {}
    for key in DAYS:
        if not row.values.get(key):
            continue
        day = as_date(source[key])
        if day is None:
            row.refuse(key, "date", _("This is no day. Write it as 2026-11-23."))
            continue
        days[key], row.values[key] = day, day.isoformat()
        if key != "started_on" and day > today:
            row.refuse(key, "days", _("The day lies in the future. Correct it."))
    started, ended = days.get("started_on"), days.get("ended_on")
    if started and ended and ended < started:
        row.refuse("ended_on", "days", _("The last day lies before the first. Correct the day."))


def _hold_against_registry(rows: list[JudgedRow], employer: Organisation) -> int:
    """Refuse to end what is not open here; return how many employed people the file does not name."""
    good = [row for row in rows if not row.rejected]
    known = by_id_number([row.values["id_number"] for row in good])
    employed = open_employments(employer)
    named = set()
    for row in good:
        courier = known.get(row.values["id_number"])
        here = employed.get(courier.pk) if courier is not None else None
        if courier is not None:
            named.add(courier.pk)
            if courier.name != row.values["name"]:
                row.warn(
                    "name",
                    "name_differs",
                    _("The registry keeps another name for this number. Compare both with the card."),
                )
        if row.values.get("ended_on"):
            _judge_end(row, here)
    return len(employed.keys() - named)


def _judge_end(row: JudgedRow, here: Employment | None) -> None:
    if here is None:
        row.refuse(
            "ended_on",
            "not_employed",
            _("This person has no open employment with you that could end. Remove the last day."),
        )
    elif here.started_on and row.values["ended_on"] < here.started_on.isoformat():
        row.refuse("ended_on", "days", _("The last day lies before the first. Correct the day."))


def _warn(rows: list[JudgedRow], employer: Organisation) -> None:
    """Point out what lets a row in but deserves a look."""
    stations = set(employer.stations.values_list("name", flat=True))
    phones: dict[str, int] = {}
    for row in rows:
        if row.rejected:
            continue
        if (earlier := phones.setdefault(row.values["phone"], row.row)) != row.row:
            message = _("Row %(row)d has the same telephone number.") % {"row": earlier}
            row.warn("phone", "phone_repeated", message)
        if row.values["station"] not in stations and not row.values.get("ended_on"):
            row.warn("station", "new_station", _("This station is new and will be entered."))


def _notes(left_out: int) -> list[str]:
    if not left_out:
        return []
    return [
        _(
            "%(count)d people who work for you are not in this file; nothing changes for them. To end an "
            "employment, enter its last day."
        )
        % {"count": left_out}
    ]
