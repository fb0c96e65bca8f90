"""Designs as files for another office, and their list as a workbook."""

from __future__ import annotations

import json
from typing import Any, Final, Unpack

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook

from .. import kinds
from ..models import DesignVersion

COLUMNS: Final = (
    Column("name", "证书版式", width=30),
    Column("code", "代码", width=20),
    Column("kind", "证书种类", width=18),
    Column("used_from", "启用日期", text=False),
    Column("published_at", "发布时间", text=False, width=18),
)


def design_file(version: DesignVersion) -> bytes:
    """Return a version as a file that another office reads; the same version gives the same bytes."""
    return (json.dumps(version.layout, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def designs_workbook(rows: QuerySet[Any], **taken: Unpack[Taken]) -> bytes:
    """Return the versions of a list; who took how many is recorded."""
    values = [
        (each.design.name, each.code, kinds.label_of(each.design.kind), each.used_from, each.published_at)
        for each in rows
    ]
    sheet = Sheet(_("Designs"), COLUMNS, values)
    return list_workbook("certificates.designs.exported", sheet, versions=len(values), **taken)
