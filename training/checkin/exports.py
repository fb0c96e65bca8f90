"""Attendance and signals as workbooks: the very rows of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Unpack

from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook
from training.courses.models import TrainingClass

from .queries import kinds_of

STANDING_COLUMNS: Final = (
    Column("position", "序号", text=False, width=6),
    Column("name", "姓名", width=18),
    Column("id_number", "证件号码", width=22),
    Column("attended", "已出勤课时", text=False, width=12),
    Column("missed", "已缺课时", text=False, width=10),
    Column("possible", "最多可达课时", text=False, width=14),
    Column("required", "结业所需课时", text=False, width=14),
    Column("may_miss", "还可缺课时", text=False, width=12),
    Column("absences", "缺勤节次", text=False, width=10),
    Column("standing", "状态", width=18),
)
SIGNAL_COLUMNS: Final = (
    Column("number", "班级编号", width=18),
    Column("held_on", "上课日期", text=False),
    Column("lesson", "节次/课程", width=24),
    Column("name", "姓名", width=18),
    Column("id_number", "证件号码", width=22),
    Column("direction", "签到/签退", width=10),
    Column("scanned_at", "时间", text=False, width=18),
    Column("serial", "流水号", width=20),
    Column("signals", "信号", width=40),
)


def standing_workbook(training_class: TrainingClass, rows: Sequence[Any], **taken: Unpack[Taken]) -> bytes:
    """Return the trainees of a list, each with its `standing`; who took how many is recorded."""
    values = [
        (
            each.position,
            each.courier.name,
            each.courier.id_number_masked,
            each.standing.attended,
            each.standing.missed,
            each.standing.still_possible,
            each.standing.required,
            each.standing.may_still_miss,
            each.absences,
            each.standing_label,
        )
        for each in rows
    ]
    title = _("Attendance of class %(number)s") % {"number": training_class.number}
    return list_workbook(
        "checkin.standing.exported",
        Sheet(_("Attendance"), STANDING_COLUMNS, values),
        subject=training_class,
        about=title,
        trainees=len(rows),
        **taken,
    )


def signals_workbook(rows: Sequence[Any], **taken: Unpack[Taken]) -> bytes:
    """Return the signals of a list; who took how many is recorded."""
    values = [
        (
            each.lesson.training_class.number,
            each.lesson.held_on,
            each.lesson.topic,
            each.enrolment.courier.name,
            each.enrolment.courier.id_number_masked,
            each.get_direction_display(),
            each.scanned_at,
            each.serial,
            "、".join(str(kind.label) for kind in kinds_of(each)),
        )
        for each in rows
    ]
    return list_workbook(
        "checkin.signals.exported",
        Sheet(_("Check-in signals"), SIGNAL_COLUMNS, values),
        signals=len(rows),
        **taken,
    )
