"""Rounds, the register of titles and bars as workbooks: the very rows that the lists show."""

from __future__ import annotations

import datetime
from typing import Any, Unpack

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook

from ..models import Title, TitleBar


def rounds_workbook(rows: QuerySet[Any], **taken: Unpack[Taken]) -> bytes:
    """Return rounds with `applied` as a workbook, and record that they were taken."""
    columns = (
        Column("year", _("Year"), text=False),
        Column("branch", _("Branch"), width=20),
        Column("level", pgettext("title", "Level"), width=16),
        Column("route", _("Where it is decided"), width=16),
        Column("committee", _("Committee"), width=36),
        Column("opens_on", _("Applications from"), text=False),
        Column("closes_on", _("Applications until"), text=False),
        Column("as_of", _("Years counted up to"), text=False),
        Column("applied", _("Applications"), text=False),
    )
    lines = [
        (
            row.year,
            row.get_branch_display(),
            row.get_level_display(),
            row.get_route_display(),
            row.committee,
            row.opens_on,
            row.closes_on,
            row.as_of,
            row.applied,
        )
        for row in rows
    ]
    return list_workbook(
        "titles.round.exported", Sheet(_("Title rounds"), columns, lines), rows=len(lines), **taken
    )


def titles_workbook(rows: QuerySet[Title], **taken: Unpack[Taken]) -> bytes:
    """Return the register as a workbook with masked ID numbers, and record that it was taken."""
    columns = (
        Column("place", _("No."), text=False, width=6),
        Column("name", _("Name")),
        Column("id_number", _("ID number"), width=22),
        Column("level", pgettext("title", "Level"), width=16),
        Column("branch", _("Branch"), width=20),
        Column("obtained_on", _("Obtained on"), text=False),
        Column("committee", _("Committee"), width=36),
        Column("document_number", _("Document number"), width=24),
        Column("certificate_number", _("Certificate number"), width=20),
        Column("case", _("Case"), width=18),
        Column("revoked_on", _("Withdrawn on"), text=False),
        Column("revoked_by", _("Document of the withdrawal"), width=24),
    )
    lines = []
    for place, row in enumerate(rows, start=1):
        revocation = getattr(row, "revocation", None)
        lines.append(
            (
                place,
                row.courier.name,
                row.courier.id_number_masked,
                row.get_level_display(),
                row.get_branch_display(),
                row.obtained_on,
                row.committee,
                row.document_number,
                row.certificate_number,
                row.application.case.number if row.application else "",
                revocation.revoked_on if revocation else None,
                revocation.document_number if revocation else "",
            )
        )
    sheet = Sheet(_("Register of titles"), columns, lines)
    return list_workbook("titles.title.exported", sheet, rows=len(lines), **taken)


def bars_workbook(rows: QuerySet[TitleBar], **taken: Unpack[Taken]) -> bytes:
    """Return bars as a workbook with masked ID numbers, and record that they were taken."""
    columns = (
        Column("name", _("Name")),
        Column("id_number", _("ID number"), width=22),
        Column("starts_on", _("From"), text=False),
        Column("ends_on", _("Until"), text=False),
        Column("reason", _("Reason"), width=40),
        Column("document_number", _("Document number"), width=24),
        Column("case", _("Case"), width=18),
        Column("recorded_by", _("Recorded by")),
        Column("lifted_on", _("Lifted on"), text=False),
        Column("lifted_by", _("Document of the lifting"), width=24),
        Column("why_lifted", _("Reason of the lifting"), width=40),
    )
    lines = [
        (
            row.courier.name,
            row.courier.id_number_masked,
            row.starts_on,
            row.ends_on,
            row.reason,
            row.document_number,
            row.application.case.number if row.application else "",
            row.recorded_by.get_full_name(),
            *_lifting(row),
        )
        for row in rows
    ]
    sheet = Sheet(_("Bars from applying"), columns, lines)
    return list_workbook("titles.bar.exported", sheet, rows=len(lines), **taken)


def _lifting(bar: TitleBar) -> tuple[datetime.date | None, str, str]:
    lifting = getattr(bar, "lifting", None)
    return (lifting.lifted_on, lifting.document_number, lifting.reason) if lifting else (None, "", "")
