"""What a competition cost, and who bore it: never the training fund."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import CostKind, CostSource
from .competition import Competition


class ContestCost(models.Model):
    """One expense in fen.

    Prizes and costs of contests are not paid out of the employment subsidy fund (财社〔2023〕181号
    第十六条（六）): the database refuses what the rule refuses. A row entered by mistake is voided with a
    reason, not deleted.
    """

    competition = models.ForeignKey(
        Competition, verbose_name=_("competition"), on_delete=models.PROTECT, related_name="costs"
    )
    kind = models.CharField(_("kind of cost"), max_length=8, choices=CostKind.choices)
    description = models.CharField(_("what for"), max_length=120)
    amount = models.PositiveBigIntegerField(_("amount (fen)"))
    source = models.CharField(_("borne by"), max_length=12, choices=CostSource.choices)
    document = models.CharField(_("voucher"), max_length=60, blank=True)
    paid_on = models.DateField(_("paid on"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    void_reason = models.CharField(_("voided because"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("cost of a competition")
        verbose_name_plural = _("costs of a competition")
        ordering = ["-paid_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=CostSource.TRAINING_FUND), name="competitions_cost_never_training_fund"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="competitions_cost_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.competition} {self.description}"
