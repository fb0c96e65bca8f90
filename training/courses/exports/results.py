"""The attempts of a class as a workbook: the very rows of the screen."""

from __future__ import annotations

from typing import Final, Unpack

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook

from ..models import Attempt, TrainingClass

COLUMNS: Final = (
    Column("position", "序号", text=False, width=6),
    Column("name", "姓名", width=18),
    Column("number", "第几次", text=False, width=8),
    Column("taken_on", "考核日期", text=False),
    Column("theory", "理论成绩", text=False, width=10),
    Column("practice", "技能成绩", text=False, width=10),
    Column("review", "综合评审", text=False, width=10),
    Column("outcome", "结果", width=10),
    Column("examiner", "考评员", width=14),
    Column("source", "来源", width=14),
)


def attempts_workbook(
    training_class: TrainingClass, rows: QuerySet[Attempt], **taken: Unpack[Taken]
) -> bytes:
    """Return the attempts of a list in its order; who took how many is recorded."""
    attempts = list(rows)
    values = [
        (
            each.enrolment.position,
            each.enrolment.courier.name,
            each.number,
            each.taken_on,
            each.theory,
            each.practice,
            each.review,
            _("Absent") if each.absent else _("Passed") if each.passed else _("Not passed"),
            each.examiner,
            each.get_source_display(),
        )
        for each in attempts
    ]
    whose = _("Results of class %(number)s") % {"number": training_class.number}
    return list_workbook(
        "courses.attempts.exported",
        Sheet(_("Results"), COLUMNS, values),
        subject=training_class,
        about=whose,
        attempts=len(attempts),
        **taken,
    )
