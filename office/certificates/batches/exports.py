"""Batches as a workbook, and their papers as single files in one archive."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final, Unpack

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook
from office.people.models import User

from .. import kinds, papers
from ..models import Batch, Certificate
from .queries import certificates_of_batch

COLUMNS: Final = (
    Column("title", "批次", width=40),
    Column("kind", "证书种类", width=18),
    Column("issuer", "颁发单位", width=32),
    Column("issued_on", "颁发日期", text=False),
    Column("total", "人数", text=False, width=8),
    Column("issued", "已颁发", text=False, width=8),
    Column("refused", "不予颁发", text=False, width=10),
    Column("waiting", "待颁发", text=False, width=8),
    Column("finished_at", "完成时间", text=False, width=18),
)


def batches_workbook(rows: QuerySet[Any], **taken: Unpack[Taken]) -> bytes:
    """Return batches with their counts; who took how many is recorded."""
    values = [
        (
            each.title,
            kinds.label_of(each.kind),
            each.issuer.name,
            each.issued_on,
            each.total,
            each.issued,
            each.refused,
            each.waiting,
            each.finished_at,
        )
        for each in rows
    ]
    sheet = Sheet(_("Batches of certificates"), COLUMNS, values)
    return list_workbook("certificates.batches.exported", sheet, batches=len(values), **taken)


class _Sink(io.RawIOBase):
    """Takes what an archive writes and hands it on; nothing is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        """Say that it can be written to; it cannot be gone back in."""
        return True

    def write(self, part: Any) -> int:
        """Take a part."""
        self.parts.append(bytes(part))
        return len(part)

    def taken(self) -> bytes:
        """Return what has come since the last time."""
        parts, self.parts = self.parts, []
        return b"".join(parts)


def papers_archive(batch: Batch, *, actor: User, now: datetime.datetime) -> Iterator[bytes]:
    """Return a zip with one PDF a certificate as issued, piece by piece; who took it is recorded at once.

    Raises PermissionDenied, or ValidationError `no_certificates`; while it streams, `paper_lost`.
    """
    if not actor.has_perm("certificates.continue_batch", batch):
        raise PermissionDenied(_("You may not take the certificates of this issuer."))
    certificates = certificates_of_batch(batch)
    count = certificates.count()
    if not count:
        raise ValidationError(_("This batch has no certificates yet."), code="no_certificates")
    audit.record("certificates.batch.taken", actor=actor, subject=batch, at=now, certificates=count)
    return _archived(certificates)


def _archived(certificates: QuerySet[Certificate]) -> Iterator[bytes]:
    sink = _Sink()
    # The papers are deflated inside; the archive only holds them together.
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for each in certificates.iterator(chunk_size=200):
            name = zipfile.ZipInfo(f"{each.number}.pdf", each.issued_on.timetuple()[:6])
            archive.writestr(name, papers.fetch(each))
            yield sink.taken()
    yield sink.taken()
