"""What a juror has to mark, as a workbook: the rows of the screen with the own scores."""

from __future__ import annotations

from typing import Final, Unpack

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook

from ..models import Reading
from ..queries.jury import scores_of

READING_COLUMNS: Final = (
    Column("nominee", "推荐对象", width=20),
    Column("unit", "单位", width=28),
    Column("call", "评选活动", width=32),
    Column("due_on", "评分截止", text=False),
    Column("conflict", "回避情况", width=14),
    Column("handed_in_at", "提交时间", text=False, width=18),
    Column("score", "本人评分", text=False, width=10),
)


def readings_workbook(rows: QuerySet[Reading], **taken: Unpack[Taken]) -> bytes:
    """Return a juror's own nominees with the own scores; who took how many is recorded."""
    found = list(rows)
    scores = scores_of(found)
    values = [
        (
            each.nominee.name,
            each.nominee.unit.name,
            each.juror.jury.call.name,
            each.juror.jury.due_on,
            each.get_answer_display(),
            each.handed_in_at,
            scores.get(each.pk),
        )
        for each in found
    ]
    sheet = Sheet(_("Nominees to mark"), READING_COLUMNS, values)
    return list_workbook("awards.reading.exported", sheet, rows=len(values), **taken)
