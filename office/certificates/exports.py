"""The register of certificates as a workbook."""

from __future__ import annotations

from typing import Any, Final, Unpack

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook

from . import kinds
from .models import Certificate

COLUMNS: Final = (
    Column("number", "证书编号", width=24),
    Column("kind", "证书种类", width=18),
    Column("holder_name", "姓名", width=18),
    Column("issuer", "颁发单位", width=32),
    Column("issued_on", "颁发日期", text=False),
    Column("expires_on", "有效期至", text=False),
    Column("status", "状态", width=10),
    Column("revoked_at", "注销时间", text=False, width=18),
    Column("revocation_reason", "注销原因", width=18),
    Column("revocation_document", "决定文号", width=24),
)


def register_workbook(rows: QuerySet[Certificate], **taken: Unpack[Taken]) -> bytes:
    """Return the certificates of a list, in its order, without ID numbers; who took how many is recorded."""
    values = [
        (
            each.number,
            each.kind_label,
            each.holder_name,
            each.issuer.name,
            each.issued_on,
            each.expires_on,
            each.get_status_display(),
            each.revoked_at,
            each.get_revocation_reason_display(),
            each.revocation_document,
        )
        for each in rows
    ]
    sheet = Sheet(_("Certificates"), COLUMNS, values)
    return list_workbook("certificates.register.exported", sheet, certificates=len(values), **taken)


SERIES_COLUMNS: Final = (
    Column("series", "编号系列", width=18),
    Column("kind", "证书种类", width=18),
    Column("last", "最后编号", text=False, width=10),
    Column("taken", "证书数", text=False, width=10),
    Column("missing", "缺号", text=False, width=8),
    Column("revoked", "注销", text=False, width=8),
    Column("replaced", "换发", text=False, width=8),
)


def series_workbook(rows: QuerySet[Any], **taken: Unpack[Taken]) -> bytes:
    """Return the series with their counts; who took how many is recorded."""
    keys = ("last", "taken", "missing", "revoked", "replaced")
    values = [(str(each), kinds.label_of(each.kind), *(getattr(each, key) for key in keys)) for each in rows]
    sheet = Sheet(_("Number series"), SERIES_COLUMNS, values)
    return list_workbook("certificates.series.exported", sheet, series=len(values), **taken)
