"""Reading a summary sheet of nominations (T11) of a unit: the judgement of every row; nothing is stored."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from office.exchange.cells import as_date
from office.exchange.headers import find_header
from office.exchange.layouts import DataRow
from office.exchange.report import JudgedRow, Report
from office.exchange.sheets import read_tables
from office.people.enums import Sex
from office.people.imports.judgement import Judgement, refuse_repeated, refuse_too_long
from office.people.models import Courier, Employment, Organisation

from .models import Call, Nominee
from .models.nominee import LONG, SHORT
from .summary import CATEGORY_WORDS, COLUMNS, RESULT_WORDS, SECTOR_WORDS

PRECEDENCE: Final = (
    "required",
    "cell_error",
    "choice",
    "too_long",
    "birth",
    "date",
    "notice_days",
    "number",
    "person_unknown",
    "person_ambiguous",
    "sex_differs",
    "not_open",
    "duplicate_in_file",
)
DUPLICATES: Final = ("duplicate_in_file",)
_LENGTHS: Final = {
    "post": 60,
    "politics": 20,
    "honours": 300,
    "short_text": SHORT,
    "long_text": LONG,
    "conduct": 120,
    "remark": 200,
}
_MONTH: Final = re.compile(r"(\d{4})[-./年]?(\d{1,2})")
_DAY: Final = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})")
_SEX: Final = {"男": Sex.MALE, "女": Sex.FEMALE}
_YES: Final = {"是": True, "否": False}


def judge(content: bytes, filename: str, *, call: Call, unit: Organisation) -> Judgement:
    """Read a sheet and judge every row for a unit's people; codes as in PRECEDENCE.

    The sheet bears no ID number, so a person is found among those who work for the unit today, by name and
    month of birth. `facts["people"]` holds the person's key by row. Raises ValidationError for a file that
    cannot be used.
    """
    layout = find_header(read_tables(content, filename), COLUMNS)
    rows = [_judged(layout.judge(source), source) for source in layout.rows()]
    people = _find_people(rows, unit)
    _hold_against_call(rows, people, call, unit)
    message = _("Row %(row)d names the same person. Keep one of the two rows.")
    refuse_repeated(rows, lambda row: people.get(row.row), column="name", message=message)
    found = {str(number): str(courier.pk) for number, courier in people.items() if courier is not None}
    return Judgement(Report(layout.recognised, rows), [], {"people": found})


def _judged(row: JudgedRow, source: DataRow) -> JudgedRow:
    """Judge a row by itself, and write its months and days as ISO texts."""
    values = row.values
    refuse_too_long(row, _LENGTHS)
    if values.get("birth"):
        values["birth"] = _month(source, values["birth"]) or ""
        if not values["birth"]:
            row.refuse("birth", "birth", _("This is no month of birth. Write it as 1995-05."))
    if values.get("assembly_on"):
        day = as_date(source["assembly_on"])
        values["assembly_on"] = day.isoformat() if day else ""
        if day is None:
            row.refuse("assembly_on", "date", _("This is no day. Write it as 2026-11-23."))
    _judge_notice(row)
    for key in ("service_years", "deliveries", "safe_days"):
        text = values.get(key, "")
        if text and not (text.isascii() and text.isdigit() and len(text) <= 8):
            row.refuse(key, "number", _("This is no whole number. Correct it."))
    return row


def _month(source: DataRow, text: str) -> str | None:
    if day := as_date(source["birth"]):
        return f"{day:%Y-%m}"
    found = _MONTH.fullmatch("".join(text.split()).rstrip("月"))
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    return f"{found[1]}-{int(found[2]):02d}"


def _judge_notice(row: JudgedRow) -> None:
    """Read the first and the last day of the unit's notice out of one cell."""
    text = row.values.get("notice", "")
    days = [_day(found) for found in _DAY.findall(text)]
    if not text:
        return
    if len(days) != 2 or None in days or days[0] > days[1]:  # type: ignore[operator]
        message = _("Write the first and the last day of the notice, as 2026-09-02至2026-09-08.")
        row.refuse("notice", "notice_days", message)
        return
    row.values["notice"] = "/".join(day.isoformat() for day in days if day)


def _day(parts: tuple[str, str, str]) -> datetime.date | None:
    try:
        return datetime.date(*map(int, parts))
    except ValueError:
        return None


def _find_people(rows: list[JudgedRow], unit: Organisation) -> dict[int, Courier | None]:
    """Find each row's person among the unit's, in one query; refuse rows that fit nobody, or several."""
    jobs = Employment.objects.filter(employer=unit, ended_on=None).select_related("courier")
    known: dict[tuple[str, str], list[Courier]] = {}
    for job in jobs:
        known.setdefault((job.courier.name, f"{job.courier.birth_date:%Y-%m}"), []).append(job.courier)
    people: dict[int, Courier | None] = {}
    for row in rows:
        fitting = known.get((row.values.get("name", ""), row.values.get("birth", "")), [])
        people[row.row] = fitting[0] if len(fitting) == 1 else None
        if row.rejected:
            continue
        if not fitting:
            message = _("Nobody of this name and month of birth works for the unit today.")
            row.refuse("name", "person_unknown", message)
        elif len(fitting) > 1:
            message = _(
                "Several people of this name and month of birth work for the unit. Nominate on the page."
            )
            row.refuse("name", "person_ambiguous", message)
        elif fitting[0].sex != _SEX[row.values["sex"]]:
            row.refuse("sex", "sex_differs", _("The registry keeps another sex for this person."))
    return people


def _hold_against_call(
    rows: list[JudgedRow], people: Mapping[int, Courier | None], call: Call, unit: Organisation
) -> None:
    """Refuse people whose case has left the unit; warn of those who are drafts already."""
    there = {
        nominee.courier_id: nominee
        for nominee in Nominee.objects.filter(call=call, merged_into=None).select_related("case")
    }
    for row in rows:
        courier = people.get(row.row)
        nominee = there.get(courier.pk) if courier is not None else None
        if row.rejected or nominee is None:
            continue
        if nominee.case.state != "draft" or nominee.unit_id != unit.pk:
            message = _("This person is nominated already and the case is no draft of yours any more.")
            row.refuse("name", "not_open", message)
        else:
            row.warn("name", "changes_draft", _("This person is a draft already; the row replaces it."))


def told_by(row: JudgedRow) -> dict[str, Any]:
    """Return the columns of a nominee that an accepted row tells."""
    values = row.values
    first, last = values["notice"].split("/")
    return {
        "category": CATEGORY_WORDS[values["category"]],
        "post": values["post"],
        "politics": values.get("politics", ""),
        "is_new_employment": _YES.get(values.get("new_employment", ""), False),
        "is_public_sector": SECTOR_WORDS.get(values.get("sector", ""), False),
        "union_member": _YES.get(values.get("union", "")),
        "service_years": _number(values.get("service_years", "")),
        "honours_told": values["honours"],
        "short_text": values["short_text"],
        "long_text": values["long_text"],
        "assembly_on": datetime.date.fromisoformat(values["assembly_on"]),
        "notice_from": datetime.date.fromisoformat(first),
        "notice_until": datetime.date.fromisoformat(last),
        "notice_result": RESULT_WORDS[values["notice_result"]],
        "conduct": values.get("conduct", ""),
        "deliveries": _number(values.get("deliveries", "")),
        "safe_days": _number(values.get("safe_days", "")),
        "remark": values.get("remark", ""),
    }


def _number(text: str) -> int | None:
    return int(text) if text else None
