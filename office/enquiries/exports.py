"""Lists taken out of the room."""

from __future__ import annotations

from typing import Unpack

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook

from .models import Enquiry

COLUMNS = (
    Column("receipt", "回执号", width=25),
    Column("kind", "种类", width=12),
    Column("topic", "主题", width=24),
    Column("department", "答复单位", width=28),
    Column("page", "网页", width=28),
    Column("text", "内容", width=60),
    Column("received_at", "收到时间", width=18, text=False),
    Column("due_on", "答复期限", width=12, text=False),
    Column("answered_at", "答复时间", width=18, text=False),
    Column("answer", "答复", width=60),
)


def enquiries_workbook(enquiries: QuerySet[Enquiry], **taken: Unpack[Taken]) -> bytes:
    """Return the enquiries without their askers, and record that they were taken."""
    rows = [
        (
            each.receipt_number,
            each.get_kind_display(),
            each.get_topic_display(),
            each.department.name if each.department else "",
            each.page,
            each.text,
            each.received_at,
            each.due_on,
            answer.answered_at if answer else None,
            answer.text if answer else "",
        )
        for each in enquiries
        for answer in [getattr(each, "answer", None)]
    ]
    return list_workbook(
        "enquiries.enquiry.exported", Sheet(_("Enquiries"), COLUMNS, rows), enquiries=len(rows), **taken
    )
