"""A sheet that names the readers of files (.csv or .xlsx): its columns, and what each row is held against."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.casework.models import Case
from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.report import JudgedRow, Report
from office.exchange.sheets import read_tables
from office.people.imports.judgement import Judgement, refuse_repeated
from office.people.names import clean_name

from .enums import Answer
from .models import Declaration, Dossier, Expert, Panel
from .queries import members_on
from .queries.conflicts import hints_between

COLUMNS: Final = (
    Column("position", "序号", aliases=("No",), text=False, width=6, example="示例"),
    Column(
        "case", "案件编号", aliases=("申请编号", "编号"), required=True, width=20, example="ZC-2026-000001"
    ),
    Column("title", "案件名称", aliases=("名称",), width=36),
    Column(
        "filing", "评委备案编号", aliases=("备案编号", "专家编号"), required=True, width=22, example="001"
    ),
    Column("name", "评委姓名", aliases=("姓名", "专家姓名"), clean=clean_name, width=12, example="张三"),
)
PRECEDENCE: Final = (
    "required", "cell_error", "unknown_case", "not_a_member", "name_differs", "conflict", "hint",
    "duplicate_in_file", "reads_already",
)  # fmt: skip
DUPLICATES: Final = ("duplicate_in_file", "reads_already")


def judge(
    content: bytes, filename: str, *, panel: Panel, cases: QuerySet[Case], today: datetime.date
) -> Judgement:
    """Read a sheet and judge every row for a panel; codes as in PRECEDENCE, and the warning `speciality`.

    `cases` are those that the panel may give out. `facts` holds by row the keys of the case (`cases`) and of
    the expert (`experts`). Raises ValidationError for a file that cannot be used.
    """
    layout = find_header(read_tables(content, filename), COLUMNS)
    rows = [layout.judge(source) for source in layout.rows()]
    known = {case.number: case for case in cases}
    members = {expert.filing_number: expert for expert in members_on(panel.committee, today)}
    found: dict[int, tuple[Case, Expert]] = {}
    for row in rows:
        _judge_names(row, known, members)
        if not row.rejected:
            found[row.row] = known[row.values["case"]], members[row.values["filing"]]
    message = _("Row %(row)d gives the same file to the same expert. Keep one of the two rows.")
    refuse_repeated(
        rows, lambda row: (row.values["case"], row.values["filing"]), column="filing", message=message
    )
    _hold_against_ties(rows, found, panel)
    facts = {
        "cases": {str(row): case.pk for row, (case, _expert) in found.items()},
        "experts": {str(row): expert.pk for row, (_case, expert) in found.items()},
    }
    return Judgement(Report(layout.recognised, rows), [], facts)


def _judge_names(row: JudgedRow, known: dict[str, Case], members: dict[str, Expert]) -> None:
    """Refuse what is no case for this panel, and whoever holds no seat in the committee today."""
    values = row.values
    if values.get("case") and values["case"] not in known:
        row.refuse("case", "unknown_case", _("No case of this number waits for this panel."))
    expert = members.get(values.get("filing", ""))
    if values.get("filing") and expert is None:
        row.refuse("filing", "not_a_member", _("No expert of this number sits in the committee today."))
    elif expert is not None and values.get("name") and values["name"] != str(expert):
        message = _("This filing number belongs to %(name)s. Correct the number or the name.")
        row.refuse("name", "name_differs", message % {"name": expert})


def _hold_against_ties(rows: list[JudgedRow], found: dict[int, tuple[Case, Expert]], panel: Panel) -> None:
    """Refuse conflicts, strong hints of one, and who reads the file already; warn of another speciality."""
    cases, experts = {case for case, _e in found.values()}, {expert for _c, expert in found.values()}
    there = {each.case_id: each for each in Dossier.objects.filter(committee=panel.committee, case__in=cases)}
    files = [
        there.get(case.pk) or Dossier(pk=-case.pk, committee=panel.committee, case=case) for case in cases
    ]
    hints, of_case = hints_between(files, experts), {each.case_id: each for each in files}
    shut = _pairs(Declaration.objects.filter(dossier__in=there.values(), answer=Answer.DECLARED))
    reading = _pairs(panel.assignments.all())
    sought = set(panel.specialities.values_list("pk", flat=True))
    fields = _fields(experts) if sought else {}
    for row in rows:
        if row.rejected or row.row not in found:
            continue
        case, expert = found[row.row]
        pair = (of_case[case.pk].pk, expert.pk)
        if pair in shut:
            row.refuse("filing", "conflict", _("This expert declared a conflict with this file."))
        elif strong := [hint for hint in hints[pair] if hint.strong]:
            row.refuse("filing", "hint", str(strong[0].words))
        elif pair in reading:
            row.refuse("filing", "reads_already", _("This expert reads this file already."))
        elif sought and not sought & fields[expert.pk]:
            row.warn("filing", "speciality", _("None of the expert's specialities is sought by the panel."))


def _pairs(rows: QuerySet[Any]) -> set[tuple[int, int]]:
    return set(rows.order_by().values_list("dossier", "expert"))


def _fields(experts: set[Expert]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {expert.pk: set() for expert in experts}
    rows = Expert.specialities.through._default_manager.filter(expert__in=experts)
    for expert, speciality in rows.values_list("expert", "speciality"):
        found[expert].add(speciality)
    return found
