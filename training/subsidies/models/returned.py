"""What a bank sent back about batches (回盘): the file as received, and what each of its rows did."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people import vault

from ..enums import RowOutcome
from .bank import BankProfile
from .payment import PaymentLine


class BankReturn(models.Model):
    """A file of a bank, sealed as received; the same file is taken in once.

    `settled_on` is the bank's day for rows that name none. `outcome` holds counts only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    profile = models.ForeignKey(
        BankProfile, verbose_name=_("bank profile"), on_delete=models.PROTECT, related_name="returns"
    )
    filename = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    settled_on = models.DateField(_("day of the bank"))
    content_sealed = models.BinaryField(editable=False)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("received by"), on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(_("received at"))
    committed_at = models.DateTimeField(_("committed at"), null=True, blank=True)
    outcome = models.JSONField(_("outcome"), default=dict)

    class Meta:
        verbose_name = _("bank return")
        verbose_name_plural = _("bank returns")
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        """The page that shows the judged rows."""
        return reverse("subsidies:bank_return", args=[self.pk])

    @property
    def content(self) -> bytes:
        """The file as it was received."""
        return vault.unseal_bytes(self.content_sealed, context=f"subsidies.bank_return:{self.id}")

    def seal(self, content: bytes) -> None:
        """Put the file into this row, sealed for it; the row is not saved."""
        self.content_sealed = vault.seal_bytes(content, context=f"subsidies.bank_return:{self.id}")


class ReturnRow(models.Model):
    """A row of a return that was taken in: what it did, to which line, and what it said."""

    bank_return = models.ForeignKey(BankReturn, on_delete=models.PROTECT, related_name="rows")
    row = models.PositiveIntegerField(_("row number"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=RowOutcome.choices)
    code = models.CharField(_("code"), max_length=40, blank=True)
    line = models.ForeignKey(
        PaymentLine, on_delete=models.PROTECT, null=True, blank=True, related_name="return_rows"
    )
    amount = models.PositiveBigIntegerField(_("amount (fen)"), null=True, blank=True)
    told = models.CharField(_("what the bank said"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("row of a bank return")
        verbose_name_plural = _("rows of a bank return")
        ordering = ["bank_return", "row"]
        constraints = [
            models.UniqueConstraint(fields=["bank_return", "row"], name="subsidies_return_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.bank_return} {self.row}"
