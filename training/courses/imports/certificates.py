"""Certificates that other bodies issued to a class (T6): a row a certificate."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from office.exchange.cells import as_date, as_decimal
from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.layouts import DataRow, Layout
from office.exchange.report import JudgedRow, Report, Skipped
from office.exchange.sheets import read_tables
from office.people.names import clean_name

from ..certificate_numbers import clean_number
from ..enums import CertificateKind
from ..levels import LEVELS, level_named
from ..models import Occupation, TrainingClass
from ..recorded import CertificateFacts, faults_of, on_record, warnings_of
from .enrolled import find_enrolments
from .judgement import ID_NUMBER, Judgement, judge_id_number, refuse_repeated, refuse_too_long

#: The words of the sheet; they are Chinese in whatever language the office works.
KINDS: Final[dict[str, CertificateKind]] = {
    "职业技能等级证书": CertificateKind.SKILL_LEVEL,
    "职业资格证书": CertificateKind.QUALIFICATION,
    "专项职业能力证书": CertificateKind.SPECIAL_ABILITY,
    "培训合格证书": CertificateKind.COMPLETION,
}
COLUMNS: Final = (
    Column("class_number", "班级编号", aliases=("班号",), width=16, hint="可不填，须与本班一致"),
    Column("name", "姓名", aliases=("学员姓名",), required=True, clean=clean_name, width=16, example="张三"),
    ID_NUMBER,
    Column(
        "kind",
        "证书类型",
        aliases=("证书种类",),
        required=True,
        choices=tuple(KINDS),
        width=18,
        example="职业技能等级证书",
    ),
    Column(
        "number",
        "证书编号",
        aliases=("证书号", "证书号码"),
        required=True,
        clean=clean_number,
        width=26,
        hint="等级证书 22 位：字母 Y 或 S 加 21 位数字",
    ),
    Column(
        "occupation",
        "职业",
        aliases=("职业（工种）", "工种", "职业名称"),
        required=True,
        width=16,
        example="快递员",
    ),
    Column("level", "等级", aliases=("级别", "技能等级"), clean=level_named, choices=("", *LEVELS), width=14),
    Column("issuer", "发证机构", aliases=("发证单位", "评价机构"), required=True, width=30),
    Column(
        "issued_on",
        "发证日期",
        aliases=("发证时间", "颁发日期"),
        required=True,
        width=14,
        example="2026-09-30",
    ),
    Column("valid_until", "有效期至", aliases=("有效期",), width=14, hint="长期有效的不填"),
    Column("theory", "理论成绩", aliases=("理论",), text=False, width=10),
    Column("practice", "技能成绩", aliases=("技能", "实操成绩"), text=False, width=10),
)
#: What tells of a certificate; the other columns are filled in beforehand on the sheet of a class. A row that
#: says none of it is somebody without a certificate.
_TOLD: Final = ("kind", "number", "issuer", "issued_on", "valid_until", "theory", "practice")
_LENGTHS: Final = {"number": 40, "occupation": 40, "issuer": 120}


def judge(content: bytes, filename: str, *, training_class: TrainingClass, today: datetime.date) -> Judgement:
    """Read certificates and judge every row; codes as in `judgement.PRECEDENCE`, warning `number_province`.

    Raises ValidationError for a file that cannot be used (the reader's codes).
    """
    layout = find_header(read_tables(content, filename), COLUMNS)
    codes = dict(Occupation.objects.values_list("name", "code"))
    codes[training_class.course.occupation] = training_class.course.occupation_code
    rows, skipped = [], list(layout.skipped)
    for source in layout.rows():
        if all(source[key].is_blank for key in _TOLD):
            skipped.append(Skipped(source.number, "left_empty", source["name"].text[:20]))
        else:
            rows.append(_judged(layout, source, training_class, codes, today))
    skipped.sort(key=lambda each: each.row)
    refuse_repeated(
        rows,
        lambda row: (row.values["kind"], row.values["number"]),
        column="number",
        message=_("Row %(row)d has the same number. Keep one of the two rows."),
    )
    find_enrolments(rows, training_class)
    _refuse_taken(rows, training_class)
    return Judgement(Report(replace(layout.recognised, skipped=tuple(skipped)), rows))


def facts_of(row: JudgedRow) -> CertificateFacts:
    """Return what a judged row without errors says."""
    values = row.values

    def day(key: str) -> datetime.date | None:
        return datetime.date.fromisoformat(values[key]) if values.get(key) else None

    def mark(key: str) -> Decimal | None:
        return Decimal(values[key]) if values.get(key) else None

    return CertificateFacts(
        kind=KINDS[values["kind"]].value,
        number=values["number"],
        occupation_code=values["occupation_code"],
        occupation=values["occupation"],
        level=values.get("level", ""),
        issuer=values["issuer"],
        issued_on=datetime.date.fromisoformat(values["issued_on"]),
        valid_until=day("valid_until"),
        theory=mark("theory"),
        practice=mark("practice"),
    )


def _judged(
    layout: Layout,
    source: DataRow,
    training_class: TrainingClass,
    codes: dict[str, str],
    today: datetime.date,
) -> JudgedRow:
    row = layout.judge(source)
    judge_id_number(row, source, today=today)
    refuse_too_long(row, _LENGTHS)
    if (stated := row.values.get("class_number", "")) and stated.upper() != training_class.number.upper():
        row.refuse("class_number", "other_class", _("This row names another class. Send it for that class."))
    row.values["occupation_code"] = codes.get(row.values["occupation"], "")
    if row.values["occupation"] and not row.values["occupation_code"]:
        row.refuse(
            "occupation",
            "choice",
            _("The register of occupations has no such occupation. Ask the registrar to enter it first."),
        )
    _judge_days(row, source)
    for key in ("theory", "practice"):
        _judge_mark(row, source, key)
    if not row.rejected:
        facts = facts_of(row)
        for column, code, sentence in faults_of(facts, today=today):
            row.refuse(column, code, sentence)
        for column, code, sentence in warnings_of(facts):
            row.warn(column, code, sentence)
    return row


def _judge_days(row: JudgedRow, source: DataRow) -> None:
    for key in ("issued_on", "valid_until"):
        cell = source[key]
        if cell.is_blank or cell.text.strip() in {"长期", "长期有效"}:
            row.values[key] = ""
            continue
        day = as_date(cell)
        row.values[key] = day.isoformat() if day else ""
        if day is None:
            row.refuse(key, "day", _("This day cannot be read. Write it as 2026-09-30."))


def _judge_mark(row: JudgedRow, source: DataRow, key: str) -> None:
    row.values[key] = ""
    if source[key].is_blank:
        return
    mark = as_decimal(source[key])
    if mark is None or not 0 <= mark <= 100 or mark != round(mark, 2):
        row.refuse(key, "score", _("A mark is a number from 0 to 100 with at most two decimals."))
        return
    row.values[key] = f"{mark:.2f}"


def _refuse_taken(rows: list[JudgedRow], training_class: TrainingClass) -> None:
    """Refuse numbers on record; whose they are is said only of people of the class."""
    good = [row for row in rows if not row.rejected]
    known = on_record((KINDS[row.values["kind"]].value, row.values["number"]) for row in good)
    seats = dict(training_class.enrolments.values_list("courier_id", "position")) if known else {}
    for row in good:
        found = known.get((KINDS[row.values["kind"]].value, row.values["number"]))
        if found is None:
            continue
        holder = (
            _("This number is on record already, for %(name)s.") % {"name": found.courier.name}
            if found.courier_id in seats
            else _("This number is on record already, for somebody who is not in this class.")
        )
        row.refuse("number", "number_taken", holder)
