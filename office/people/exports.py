"""Workbooks that leave the registry."""

from __future__ import annotations

import datetime
import json

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.audit.models import Entry
from office.exchange.columns import Column
from office.exchange.writing import Manifest, Sheet, write_workbook

from .models import User


def record_workbook(rows: QuerySet[Entry], *, actor: User, now: datetime.datetime, selection: str) -> bytes:
    """Return deeds as a workbook, with their digests, and record that they were taken (rows and filter)."""
    columns = (
        Column("sequence", _("No."), text=False),
        Column("at", _("Time"), text=False),
        Column("actor", _("Who")),
        Column("deed", _("Deed")),
        Column("code", _("Code of the deed")),
        Column("subject", _("Subject")),
        Column("details", _("Details")),
        Column("digest", _("Digest")),
    )
    deeds = [
        (
            entry.sequence,
            timezone.localtime(entry.at).replace(tzinfo=None),
            entry.actor_label,
            audit.label_of(entry.action),
            entry.action,
            entry.subject_label,
            json.dumps(entry.data, ensure_ascii=False),
            entry.digest,
        )
        for entry in rows
    ]
    audit.record(
        "people.record.exported", actor=actor, subject=actor, at=now, rows=len(deeds), filter=selection
    )
    manifest = Manifest(made_by=actor.get_full_name(), made_at=now, selection=selection or _("Everything"))
    return write_workbook(Sheet(_("Record of deeds"), columns, deeds), manifest=manifest)
