"""Evidence of standing as a workbook, for those who may see it."""

from __future__ import annotations

from typing import Unpack

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook

from ..models import Attestation


def attestation_workbook(rows: QuerySet[Attestation], **taken: Unpack[Taken]) -> bytes:
    """Return evidence as a workbook with masked ID numbers, and record that it was taken."""
    columns = (
        Column("name", _("Name")),
        Column("id_number", _("ID number")),
        Column("said", pgettext("of a person", "Standing")),
        Column("as_of", _("As of"), text=False),
        Column("valid_until", _("Valid until"), text=False),
        Column("source", _("Source")),
        Column("attested_by", _("Attested by")),
        Column("document", _("Document")),
        Column("entered_by", _("Entered by")),
        Column("revoked", _("Reason for revoking")),
    )
    lines = [
        (
            row.courier.name,
            row.courier.id_number_masked,
            row.said,
            row.as_of,
            row.valid_until,
            row.get_source_display(),
            row.attested_by,
            row.document,
            row.entered_by.get_full_name() if row.entered_by else "",
            row.revoked_reason,
        )
        for row in rows
    ]
    return list_workbook(
        "subsidies.standing.exported",
        Sheet(_("Evidence of standing"), columns, lines),
        rows=len(lines),
        filter=taken["selection"],
        **taken,
    )
