"""Money asked back, and what came in of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import RecoveryReason
from .budget import Budget
from .claim import Claim


class RecoveryOrder(models.Model):
    """The order to pay back what a claim received, whole or in part, by a document and until a day."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="recovery")
    number = models.CharField(_("recovery number"), max_length=32, unique=True)
    amount = models.PositiveBigIntegerField(_("amount (fen)"))
    received = models.PositiveBigIntegerField(_("received (fen)"), default=0)
    reason_class = models.CharField(_("class of reason"), max_length=12, choices=RecoveryReason.choices)
    reason = models.CharField(_("reason"), max_length=300)
    document_number = models.CharField(_("document number"), max_length=80)
    due_on = models.DateField(_("to be paid back by"))
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField(_("ordered at"))

    class Meta:
        verbose_name = _("recovery")
        verbose_name_plural = _("recoveries")
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, received__lte=F("amount")),
                name="subsidies_recovery_never_exceeded",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def outstanding(self) -> int:
        """What has not come in yet, in fen."""
        return self.amount - self.received


class RecoveryReceipt(models.Model):
    """One payment that came back, to the `budget` it came from, or without one to the treasury."""

    order = models.ForeignKey(RecoveryOrder, on_delete=models.PROTECT, related_name="receipts")
    received_on = models.DateField(_("received on"))
    amount = models.PositiveBigIntegerField(_("amount (fen)"))
    bank_reference = models.CharField(_("bank reference"), max_length=60)
    budget = models.ForeignKey(
        Budget,
        verbose_name=_("returned to the budget"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="receipts",
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name = _("receipt of a recovery")
        verbose_name_plural = _("receipts of recoveries")
        ordering = ["received_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["order", "bank_reference"], name="subsidies_recovery_receipt_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="subsidies_receipt_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.order} {self.bank_reference}"
