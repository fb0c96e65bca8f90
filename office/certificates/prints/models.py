"""Printers, blank stationery, print runs with their copies, and who took a paper home."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Organisation

from .enums import Mode


class Printer(models.Model):
    """How far one printer of an office misses: what is printed is moved by so much, in half millimetres."""

    #: Half millimetres; more than 2 cm is a sheet put in wrongly, not a printer that misses.
    MOST = 40

    office = models.ForeignKey(
        Organisation, verbose_name=_("office"), on_delete=models.PROTECT, related_name="printers"
    )
    name = models.CharField(_("printer"), max_length=60)
    right_halves = models.SmallIntegerField(default=0)
    down_halves = models.SmallIntegerField(default=0)

    class Meta:
        verbose_name = _("printer")
        verbose_name_plural = _("printers")
        ordering = ["office__name", "name"]
        constraints = [
            models.UniqueConstraint(fields=["office", "name"], name="certificates_printer_once"),
            models.CheckConstraint(
                condition=Q(right_halves__range=(-40, 40), down_halves__range=(-40, 40)),
                name="certificates_printer_misses_little",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.office}"

    @property
    def right(self) -> Decimal:
        """Millimetres to the right."""
        return Decimal(self.right_halves) / 2

    @property
    def down(self) -> Decimal:
        """Millimetres downwards."""
        return Decimal(self.down_halves) / 2


class Stock(models.Model):
    """Blank stationery received: numbered sheets `first` to `last`, each of which is a `Blank`."""

    issuer = models.ForeignKey(
        Organisation, verbose_name=_("issuer"), on_delete=models.PROTECT, related_name="certificate_stocks"
    )
    name = models.CharField(_("stationery"), max_length=80)
    first = models.CharField(_("first number"), max_length=24)
    last = models.CharField(_("last number"), max_length=24)
    received_on = models.DateField(_("received on"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("stock of blanks")
        verbose_name_plural = _("stocks of blanks")
        ordering = ["-received_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.first}–{self.last}"

    def get_absolute_url(self) -> str:
        """The page that accounts for each number."""
        return reverse("certificates:stock", args=[self.pk])


class PrintRun(models.Model):
    """One job for one printer: what it holds, how it was printed, moved by how much."""

    issuer = models.ForeignKey(
        Organisation, verbose_name=_("issuer"), on_delete=models.PROTECT, related_name="print_runs"
    )
    title = models.CharField(_("print run"), max_length=200)
    mode = models.CharField(_("printed on"), max_length=10, choices=Mode.choices)
    printer = models.ForeignKey(
        Printer, verbose_name=_("printer"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    right_halves = models.SmallIntegerField(default=0)
    down_halves = models.SmallIntegerField(default=0)
    made_at = models.DateTimeField(_("printed at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("printed by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("print run")
        verbose_name_plural = _("print runs")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page with its sheets."""
        return reverse("certificates:run", args=[self.pk])


class Copy(models.Model):
    """One printed sheet of a certificate; a spoilt one says why, and only then another is printed."""

    run = models.ForeignKey(PrintRun, on_delete=models.PROTECT, related_name="copies")
    position = models.PositiveIntegerField()
    certificate = models.ForeignKey(
        "certificates.Certificate", on_delete=models.PROTECT, related_name="copies"
    )
    copy_number = models.PositiveSmallIntegerField(_("copy"))
    station = models.CharField(_("station"), max_length=200, blank=True)
    spoilt_reason = models.CharField(_("why the sheet was spoilt"), max_length=200, blank=True)
    spoilt_at = models.DateTimeField(null=True, blank=True)
    spoilt_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("printed copy")
        verbose_name_plural = _("printed copies")
        ordering = ["run", "position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="certificates_copy_position_once"),
            models.UniqueConstraint(
                fields=["certificate", "copy_number"], name="certificates_copy_number_once"
            ),
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(spoilt_at=None), name="certificates_one_good_copy"
            ),
            models.CheckConstraint(
                condition=Q(spoilt_at=None, spoilt_by=None, spoilt_reason="")
                | (Q(spoilt_at__isnull=False, spoilt_by__isnull=False) & ~Q(spoilt_reason="")),
                name="certificates_spoilt_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id}/{self.copy_number}"


class Blank(models.Model):
    """One numbered sheet of stationery: in stock, printed on (`copy`), or damaged before it was used.

    Every number received is a row that cannot be deleted, and no row can be used twice, so that received =
    in stock + printed + damaged always.
    """

    stock = models.ForeignKey(Stock, on_delete=models.PROTECT, related_name="blanks")
    # Repeated from the stock, so that the database itself refuses one number in two deliveries.
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("blank number"), max_length=24)
    copy = models.OneToOneField(Copy, on_delete=models.PROTECT, null=True, blank=True, related_name="blank")
    damaged_reason = models.CharField(_("why it was not used"), max_length=200, blank=True)
    damaged_at = models.DateTimeField(null=True, blank=True)
    damaged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("blank sheet")
        verbose_name_plural = _("blank sheets")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "number"], name="certificates_blank_once"),
            models.CheckConstraint(
                condition=Q(damaged_at=None, damaged_by=None, damaged_reason="")
                | (Q(copy=None, damaged_at__isnull=False, damaged_by__isnull=False) & ~Q(damaged_reason="")),
                name="certificates_blank_one_fate",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Handover(models.Model):
    """A paper given to its holder, or to somebody who signed for it: who, when, the end of the ID number."""

    copy = models.OneToOneField(Copy, on_delete=models.PROTECT, related_name="handover")
    handed_on = models.DateField(_("handed over on"))
    by_proxy = models.BooleanField(_("taken by a proxy"), default=False)
    receiver = models.CharField(_("who signed"), max_length=64)
    id_tail = models.CharField(_("last four characters of the ID number"), max_length=4)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("handing over")
        verbose_name_plural = _("handings over")
        ordering = ["-handed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(receiver="") & Q(id_tail__regex=r"^[0-9]{3}[0-9X]$"),
                name="certificates_handover_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.receiver} {self.handed_on}"
