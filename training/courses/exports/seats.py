"""The seats of a class, and the classes that couriers may join, as workbooks."""

from __future__ import annotations

from typing import Any, Final, Unpack

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook

from ..models import Enrolment, TrainingClass

SEAT_COLUMNS: Final = (
    Column("position", "序号", text=False, width=6),
    Column("name", "姓名", width=18),
    Column("id_number", "证件号码", width=22),
    Column("category", "人员类别", width=22),
    Column("employer", "工作单位", width=28),
    Column("origin", "报名方式", width=16),
    Column("seat", "名额状态", width=10),
    Column("enrolled_at", "报名时间", text=False, width=18),
    Column("promoted_at", "递补时间", text=False, width=18),
    Column("cancelled_at", "退出时间", text=False, width=18),
    Column("reason", "退出原因", width=30),
)
OFFER_COLUMNS: Final = (
    Column("number", "班级编号", width=18),
    Column("title", "班级名称", width=36),
    Column("course", "培训课程", width=28),
    Column("provider", "培训机构", width=30),
    Column("place", "上课地点", width=30),
    Column("starts_on", "开班日期", text=False),
    Column("ends_on", "结业日期", text=False),
    Column("left", "剩余名额", text=False, width=10),
    Column("waiting", "候补人数", text=False, width=10),
)


def seats_workbook(training_class: TrainingClass, rows: QuerySet[Enrolment], **taken: Unpack[Taken]) -> bytes:
    """Return the seats of a list with masked ID numbers; who took how many is recorded."""
    seats = list(rows)
    values = [
        (
            each.position,
            each.courier.name,
            each.courier.id_number_masked,
            each.get_category_display(),
            each.employer_name,
            each.get_origin_display(),
            each.get_seat_display(),
            each.enrolled_at,
            each.promoted_at,
            each.cancelled_at,
            each.cancel_reason,
        )
        for each in seats
    ]
    whose = _("Seats of class %(number)s") % {"number": training_class.number}
    return list_workbook(
        "courses.seats.exported",
        Sheet(_("Seats"), SEAT_COLUMNS, values),
        subject=training_class,
        about=whose,
        seats=len(seats),
        **taken,
    )


def offers_workbook(rows: Any, **taken: Unpack[Taken]) -> bytes:
    """Return the classes of `seating.classes_to_join` in their order; who took how many is recorded."""
    values = [
        (
            each.number,
            each.title,
            str(each.course),
            each.provider.name,
            each.place,
            each.starts_on,
            each.ends_on,
            each.capacity - each.enrolled,
            each.waiting,
        )
        for each in rows
    ]
    return list_workbook(
        "courses.class.exported",
        Sheet(_("Classes to join"), OFFER_COLUMNS, values),
        classes=len(values),
        **taken,
    )
