"""The classes that couriers may join, as a workbook."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.columns import Column
from office.exchange.writing import Manifest, Sheet, write_workbook
from office.people.models import User

COLUMNS: Final = (
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


@transaction.atomic
def offers_workbook(rows: Any, *, actor: User, now: datetime.datetime, selection: str, link: str) -> bytes:
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
    audit.record("courses.class.exported", actor=actor, subject=actor, at=now, classes=len(values))
    manifest = Manifest(actor.get_full_name(), now, selection, link)
    return write_workbook(Sheet(_("Classes to join"), COLUMNS, values), manifest=manifest)
