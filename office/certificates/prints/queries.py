"""Reading the ledger of paper; what somebody may see begins at the `…_visible_to` functions."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from office.people.enums import Role
from office.people.models import Organisation
from office.people.permissions import organisations_of

from ..enums import Status
from ..models import Blank, Certificate, Copy, Printer, PrintRun, Stock
from ..permissions import ISSUING, issuers_of
from .enums import BlankState


def runs_visible_to(user: Any) -> QuerySet[PrintRun]:
    """Return the print runs of the issuers whose certificates a user keeps."""
    return PrintRun.objects.filter(issuers_of(user)).select_related("issuer", "printer", "made_by")


def with_sheets(runs: QuerySet[PrintRun]) -> QuerySet[PrintRun]:
    """Add `sheets`, `spoilt` and `handed` to each run, in the same query."""
    return runs.annotate(
        sheets=Count("copies"),
        spoilt=Count("copies", filter=Q(copies__spoilt_at__isnull=False)),
        handed=Count("copies__handover"),
    )


def copies_visible_to(user: Any) -> QuerySet[Copy]:
    """Return the printed sheets of those runs."""
    runs = PrintRun.objects.filter(issuers_of(user))
    return Copy.objects.filter(run__in=runs).select_related(
        "run__issuer", "certificate__holder", "certificate__series", "blank", "handover"
    )


def uncollected(user: Any) -> QuerySet[Copy]:
    """Return the good copies of valid certificates that nobody has signed for, station by station."""
    waiting = copies_visible_to(user).filter(spoilt_at=None, handover=None, certificate__status=Status.VALID)
    return waiting.order_by("station", "certificate__number")


def stations_waiting(user: Any) -> QuerySet[Copy, Any]:
    """Return each `station` with the number of its papers that nobody has signed for (`papers`), by name."""
    return uncollected(user).order_by("station").values("station").annotate(papers=Count("pk"))


def stocks_visible_to(user: Any) -> QuerySet[Stock]:
    """Return the deliveries of blank stationery of those issuers."""
    return Stock.objects.filter(issuers_of(user)).select_related("issuer", "recorded_by")


def with_balance(stocks: QuerySet[Stock]) -> QuerySet[Stock]:
    """Add `received`, `printed`, `spoilt`, `damaged` and `left`: received is the sum of the others.

    `printed` counts the good sheets, `spoilt` those spoilt in printing.
    """
    used = Q(blanks__copy__isnull=False)
    return stocks.annotate(
        received=Count("blanks"),
        printed=Count("blanks", filter=used & Q(blanks__copy__spoilt_at=None)),
        spoilt=Count("blanks", filter=used & Q(blanks__copy__spoilt_at__isnull=False)),
        damaged=Count("blanks", filter=Q(blanks__damaged_at__isnull=False)),
        left=Count("blanks", filter=Q(blanks__copy=None, blanks__damaged_at=None)),
    )


def blanks_visible_to(user: Any) -> QuerySet[Blank]:
    """Return each numbered sheet of those issuers with its `state` (a BlankState)."""
    state = Case(
        When(copy__spoilt_at__isnull=False, then=Value(BlankState.SPOILT.value)),
        When(copy__isnull=False, then=Value(BlankState.PRINTED.value)),
        When(damaged_at__isnull=False, then=Value(BlankState.DAMAGED.value)),
        default=Value(BlankState.IN_STOCK.value),
        output_field=CharField(),
    )
    rows = Blank.objects.filter(issuers_of(user)).annotate(state=state)
    return rows.select_related("stock__issuer", "copy__certificate", "damaged_by", "copy__spoilt_by")


def free_blanks(stock: Stock) -> QuerySet[Blank]:
    """Return the sheets of a delivery that are still blank, by number."""
    return stock.blanks.filter(copy=None, damaged_at=None).order_by("number")


def stocks_to_print_on(issuer: Organisation) -> QuerySet[Stock]:
    """Return the deliveries of an issuer that have blanks left."""
    left = Blank.objects.filter(copy=None, damaged_at=None).values("stock")
    return Stock.objects.filter(issuer=issuer, pk__in=left).order_by("received_on", "pk")


def printers_visible_to(user: Any) -> QuerySet[Printer]:
    """Return the printers of the offices for which a user prints."""
    offices = organisations_of(user, Role.REGISTRAR, *ISSUING)
    return (
        Printer.objects.filter(office__in=offices).select_related("office").order_by("office__name", "name")
    )


def offices_of(user: Any) -> QuerySet[Organisation]:
    """Return the offices whose printers a user keeps."""
    return Organisation.objects.filter(pk__in=organisations_of(user, Role.REGISTRAR, *ISSUING)).order_by(
        "name"
    )


def without_good_copy(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Return the valid certificates that have to be printed: never were, or were spoilt."""
    good = Copy.objects.filter(spoilt_at=None).values("certificate")
    return certificates.filter(status=Status.VALID).exclude(pk__in=good)
