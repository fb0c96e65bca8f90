"""Sheet T10, the summary of applications that is sent upward: the very applications that the list shows."""

from __future__ import annotations

from typing import Unpack

from django.db.models import QuerySet

from office.casework.procedures import procedure_of
from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook
from training.subsidies.rules.months import age_on

from ..enums import Ground, Level
from ..models import TitleApplication
from ..queries import hours_by_application, with_rows
from ..summary import COLUMNS, GRADES

#: The sheet as units send it, with what the office adds.
EXPORTED = (
    COLUMNS[0],
    Column("number", "申请编号", width=18),
    *COLUMNS[1:],
    Column("verdict", "条件核查", width=10),
    Column("state", "状态", width=16),
)
VERDICTS = {True: "符合", False: "不符合", None: "证据不足"}


def applications_workbook(rows: QuerySet[TitleApplication], **taken: Unpack[Taken]) -> bytes:
    """Return applications as a workbook with masked ID numbers, and record that they were taken.

    The number of queries does not grow with the applications.
    """
    found = list(with_rows(rows.select_related("employer_notice")))
    hours = hours_by_application(found)
    lines = [
        _row(place, application, hours[application.pk]) for place, application in enumerate(found, start=1)
    ]
    sheet = Sheet("申报汇总表", EXPORTED, lines)
    return list_workbook("titles.application.exported", sheet, rows=len(lines), **taken)


def _row(place: int, application: TitleApplication, hours: object) -> tuple[object, ...]:
    case, person, round_ = application.case, application.applicant, application.round
    notice = getattr(application, "employer_notice", None)
    since = application.specialty_since
    return (
        place,
        case.number,
        person.name,
        person.get_sex_display(),
        f"{person.birth_date:%Y-%m}",
        person.id_number_masked,
        str(case.organisation or ""),
        application.post,
        _joined(application.get_education_display(), application.major, application.graduated_on),
        _joined(application.get_held_level_display(), application.held_since),
        age_on(since, round_.as_of) if since else None,
        round_.get_level_display(),
        GRADES[Level(round_.level)],
        round_.get_branch_display(),
        hours,
        application.appraisal,
        application.summary,
        ""
        if application.ground == Ground.STANDARD
        else _joined(application.get_ground_display(), application.ground_note),
        # The gate lets nobody past the submission without every paper asked for; a return asks for more.
        "否" if case.state in ("draft", "returned") else "是",
        notice.opinion if notice else "",
        VERDICTS[application.eligible] if application.judged_on else "",
        str(procedure_of(case).state(case.state).label),
    )


def _joined(*parts: object) -> str:
    return "/".join(str(part) for part in parts if part)
