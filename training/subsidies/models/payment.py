"""The money of a claim."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .claim import Claim


class Payment(models.Model):
    """The money of a claim: one payment a claim, for ever."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, primary_key=True, related_name="payment")
    number = models.CharField(_("payment list number"), max_length=32, unique=True)
    people = models.PositiveIntegerField(_("people"))
    amount = models.PositiveBigIntegerField(_("amount (fen)"))
    listed_at = models.DateTimeField(_("listed at"))
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    bank_reference = models.CharField(_("bank reference"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-listed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, people__gt=0), name="subsidies_payment_is_something"
            ),
        ]

    def __str__(self) -> str:
        return self.number
