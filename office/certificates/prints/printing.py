"""Putting a print run on record: which sheets, in which order, on which blanks."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..enums import Status
from ..models import Blank, Certificate, Copy, Printer, PrintRun, Stock
from ..rendering.certificate import CertificateFacts, paper_size
from .actions import ask
from .enums import Mode
from .queries import free_blanks


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What lies in the printer: `stock` and `first` say which numbered sheets; None where they bear none.

    `stations` says where each paper is handed out, by the certificate's key; the run is sorted by it.
    """

    title: str
    mode: str = Mode.PLAIN
    printer: Printer | None = None
    stock: Stock | None = None
    first: str = ""
    stations: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def print_certificates(
    certificates: Sequence[Certificate], job: Job, *, actor: User, now: datetime.datetime
) -> PrintRun:
    """Put a print run on record, station by station, and use up a numbered blank for each sheet.

    Raises PermissionDenied, or ValidationError `nothing_to_print`, `not_valid`, `already_printed` (a good
    copy is there: enter it as spoilt first), `two_issuers`, `two_sizes`, `too_few_blanks`, `blank_number`.
    """
    _refuse_mixed(certificates)
    issuer = certificates[0].issuer
    ask(actor, certificates[0])
    _refuse_printed(certificates)
    run = PrintRun.objects.create(
        issuer=issuer,
        title=job.title[:200],
        mode=job.mode,
        printer=job.printer,
        right_halves=job.printer.right_halves if job.printer else 0,
        down_halves=job.printer.down_halves if job.printer else 0,
        made_at=now,
        made_by=actor,
    )
    ordered = sorted(certificates, key=lambda each: (job.stations.get(each.pk, ""), each.number))
    earlier = _copies_before(ordered)
    copies = Copy.objects.bulk_create(
        Copy(
            run=run,
            position=position,
            certificate=each,
            copy_number=earlier.get(each.pk, 0) + 1,
            station=job.stations.get(each.pk, ""),
        )
        for position, each in enumerate(ordered, start=1)
    )
    if job.stock is not None:
        _use_blanks(job.stock, job.first, copies)
    audit.record(
        "certificates.run.printed", actor=actor, subject=run, at=now, sheets=len(copies), mode=run.mode
    )
    return run


def _refuse_mixed(certificates: Sequence[Certificate]) -> None:
    if not certificates:
        raise ValidationError(
            _("There is nothing to print: every certificate has a good copy. Enter spoilt ones first."),
            code="nothing_to_print",
        )
    for each in certificates:
        if each.status != Status.VALID:
            raise ValidationError(
                _("Certificate %(number)s is no longer valid and is not printed."),
                code="not_valid",
                params={"number": each.number},
            )
    if len({each.issuer_id for each in certificates}) > 1:
        raise ValidationError(_("A print run is of one issuer. Print them apart."), code="two_issuers")
    if len({paper_size(CertificateFacts.from_json(each.facts)) for each in certificates}) > 1:
        raise ValidationError(
            _("These certificates are not all of one paper size. Print them apart."), code="two_sizes"
        )


def _refuse_printed(certificates: Sequence[Certificate]) -> None:
    good = Copy.objects.filter(certificate__in=[each.pk for each in certificates], spoilt_at=None)
    found = good.select_related("certificate").first()
    if found is not None:
        raise ValidationError(
            _("Certificate %(number)s has a good copy. Enter that as spoilt before another is printed."),
            code="already_printed",
            params={"number": found.certificate.number},
        )


def _copies_before(certificates: Sequence[Certificate]) -> dict[int, int]:
    """Return the highest copy number by certificate, of those that have one."""
    rows = Copy.objects.filter(certificate__in=[each.pk for each in certificates])
    return dict(rows.order_by("copy_number").values_list("certificate", "copy_number"))


def _use_blanks(stock: Stock, first: str, copies: Sequence[Copy]) -> None:
    """Give each copy the next blank, from `first` on; sheets already settled are passed over."""
    wanted = first.strip().upper()
    free = free_blanks(stock).select_for_update()
    if wanted:
        if not free.filter(number=wanted).exists():
            raise ValidationError(
                {
                    "first": ValidationError(
                        _("Sheet %(number)s is not a blank of this delivery."),
                        code="blank_number",
                        params={"number": wanted},
                    )
                }
            )
        free = free.filter(number__gte=wanted)
    blanks = list(free[: len(copies)])
    if len(blanks) < len(copies):
        raise ValidationError(
            {
                "stock": ValidationError(
                    _("%(wanted)d sheets are needed, and this delivery has %(left)d from there on."),
                    code="too_few_blanks",
                    params={"wanted": len(copies), "left": len(blanks)},
                )
            }
        )
    for blank, copy in zip(blanks, copies, strict=True):
        blank.copy = copy
    Blank.objects.bulk_update(blanks, ["copy"], batch_size=500)
