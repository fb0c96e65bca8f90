"""A list of entries (T12 竞赛报名表): its columns, and what each row is held against.

Sex, size, insurance and the file of the photo are for those who run the day: they stay in the sealed sheet.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.layouts import DataRow
from office.exchange.report import JudgedRow, Report
from office.exchange.sheets import read_tables
from office.people.identifiers import clean_phone, is_mobile
from office.people.imports.judgement import (
    ID_NUMBER,
    Judgement,
    judge_id_number,
    refuse_duplicates,
    refuse_too_long,
)
from office.people.models import Employment, Organisation
from office.people.names import NAME_MESSAGE, check_name, clean_name
from office.people.queries import by_id_number
from office.policy.queries import version_in_force
from training.courses.levels import level_named, rank_of
from training.subsidies.rules.parameters import reading

from ..enums import EntryGroup
from ..models import Event
from ..queries import results_of_couriers

SCHEME: Final = "contest-entry"
GROUP_WORDS: Final[Mapping[str, EntryGroup]] = {"职工组": EntryGroup.STAFF, "学生组": EntryGroup.STUDENT}
DUPLICATES: Final = ("duplicate_in_file", "entered_already")
PRECEDENCE: Final = (
    "required", "cell_error", "name", "id_numeric_cell", "id_length", "id_birth_date", "id_checksum", "phone",
    "choice", "too_long", "level", "duplicate_in_file", "entered_already", "other_event", "group",
    "level_too_high", "past_winner", "other_unit", "not_employed",
)  # fmt: skip

COLUMNS: Final = (
    Column("position", "序号", aliases=("No",), text=False, width=6, example="示例"),
    Column("unit", "参赛单位", aliases=("单位", "工作单位", "代表队"), required=True, width=26),
    Column("leader", "领队/电话", aliases=("领队", "领队及电话", "领队姓名"), width=22),
    Column("name", "姓名", aliases=("选手姓名",), required=True, clean=clean_name, width=14),
    Column("sex", "性别", width=6),
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
    Column("occupation", "职业（工种）", aliases=("职业", "工种"), required=True, width=16),
    Column(
        "skill_level", "现等级", aliases=("职业技能等级", "技能等级", "现有等级"), clean=level_named, width=16
    ),
    Column("event", "参赛项目", aliases=("赛项", "项目", "参赛赛项"), required=True, width=18),
    Column("group", "组别", aliases=("参赛组别",), choices=tuple(GROUP_WORDS), width=10),
    Column("years", "从业年限", aliases=("工作年限",), text=False, width=10),
    Column("insured", "保险", aliases=("是否投保",), choices=("是", "否"), width=8),
    Column("size", "尺码", aliases=("服装尺码",), width=8),
    Column("photo", "照片文件名", aliases=("照片",), width=18),
    Column("reserve", "替补", aliases=("是否替补",), choices=("是", "否"), width=8),
)
_LENGTHS: Final = {"unit": 120, "leader": 64}


def judge(
    content: bytes, filename: str, *, event: Event, today: datetime.date, employer: Organisation | None = None
) -> Judgement:
    """Read a list of entries and judge every row for an event; codes as in PRECEDENCE.

    With an `employer` it is that employer's own list, which enters its own people only. The warning
    `name_differs` lets a row in. Raises ValidationError for a file that cannot be used, and those
    of the policy on entries.
    """
    layout = find_header(read_tables(content, filename), COLUMNS)
    rows = [_judged(layout.judge(source), source, event, today) for source in layout.rows()]
    refuse_duplicates(rows)
    rule = version_in_force(SCHEME, event.competition.held_on).parameters
    _hold_against_rule(rows, rule)
    _hold_against_record(rows, rule, event)
    if employer is not None:
        _hold_against_roster(rows, employer)
    return Judgement(Report(layout.recognised, rows))


def _judged(row: JudgedRow, source: DataRow, event: Event, today: datetime.date) -> JudgedRow:
    """Judge a row by itself."""
    values = row.values
    if values.get("name") and not check_name(values["name"]):
        row.refuse("name", "name", NAME_MESSAGE)
    judge_id_number(row, source, today=today)
    if values.get("phone") and not is_mobile(values["phone"]):
        row.refuse("phone", "phone", _("This is no mobile number of 11 digits. Correct it."))
    refuse_too_long(row, _LENGTHS)
    if values.get("skill_level") and rank_of(values["skill_level"]) is None:
        row.refuse("skill_level", "level", _("This is no level of skill. Write it as 三级/高级工."))
    if values.get("event") and values["event"] not in {event.name, event.code}:
        message = _("This row is for another event than “%(event)s”. Send it there.") % {"event": event.name}
        row.refuse("event", "other_event", message)
    return row


def _hold_against_rule(rows: list[JudgedRow], rule: Mapping[str, Any]) -> None:
    with reading(rule, "groups"):
        groups = {EntryGroup(each) for each in rule["groups"]["value"]}
    with reading(rule, "highest_level"):
        highest = str(rule["highest_level"]["value"])
        most = rank_of(highest) if highest else None
        if highest and most is None:
            raise ValueError
    for row in rows:
        group = GROUP_WORDS.get(row.values.get("group", ""), EntryGroup.STAFF)
        if group not in groups:
            told = _("%(group)s may not enter (%(clause)s).")
            row.refuse("group", "group", told % {"group": group.label, "clause": _clause(rule, "groups")})
        held = rank_of(row.values.get("skill_level", ""))
        if most is not None and held is not None and held > most:
            told = _("Who holds more than %(level)s may not enter (%(clause)s).")
            message = told % {"level": highest, "clause": _clause(rule, "highest_level")}
            row.refuse("skill_level", "level_too_high", message)


def _clause(rule: Mapping[str, Any], code: str) -> str:
    return str(rule[code].get("clause", ""))


def _hold_against_record(rows: list[JudgedRow], rule: Mapping[str, Any], event: Event) -> None:
    """Refuse who is entered already, and past winners of the occupation where the rule says so."""
    with reading(rule, "past_winners"):
        barred = ("allowed", "excluded").index(rule["past_winners"]["value"]) == 1
    known = by_id_number([row.values["id_number"] for row in rows if not row.rejected])
    entered = set(event.entries.filter(courier__isnull=False).values_list("courier", flat=True))
    results = results_of_couriers(known.values()) if barred else {}
    for row in rows:
        courier = None if row.rejected else known.get(row.values["id_number"])
        if courier is None:
            continue
        if courier.pk in entered:
            row.refuse("id_number", "entered_already", _("This person is entered in this event already."))
        elif any(
            fact.rank == 1 and fact.is_settled and fact.occupation_code == event.occupation_code
            for fact in results.get(courier.pk, [])
        ):
            message = _("Past winners of the same occupation may not enter (%(clause)s).")
            row.refuse("name", "past_winner", message % {"clause": _clause(rule, "past_winners")})
        if courier.name != row.values["name"]:
            message = _("The registry keeps another name for this number. Compare both with the card.")
            row.warn("name", "name_differs", message)


def _hold_against_roster(rows: list[JudgedRow], employer: Organisation) -> None:
    """Refuse rows of other units, and people who are not on the employer's roster today."""
    names = {employer.name, employer.short_name} - {""}
    known = by_id_number([row.values["id_number"] for row in rows if not row.rejected])
    employed = set(
        Employment.objects.filter(courier__in=known.values(), employer=employer, ended_on=None).values_list(
            "courier", flat=True
        )
    )
    for row in rows:
        if row.rejected:
            continue
        if row.values["unit"] not in names:
            message = _("An employer enters its own people: write “%(unit)s” as the unit.")
            row.refuse("unit", "other_unit", message % {"unit": employer.name})
        courier = known.get(row.values["id_number"])
        if courier is None or courier.pk not in employed:
            message = _(
                "This person is not on your roster today. Send the roster first, or correct the number."
            )
            row.refuse("id_number", "not_employed", message)
