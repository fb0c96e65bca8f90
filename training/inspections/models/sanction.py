"""What a provider was told, and until when it may file no class."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Organisation

from ..enums import SanctionStep
from .inspection import Inspection


class Sanction(models.Model):
    """A step of the ladder with its document; `barred_from` to `barred_until` no new class may be filed."""

    provider = models.ForeignKey(
        Organisation, verbose_name=_("training provider"), on_delete=models.PROTECT, related_name="sanctions"
    )
    step = models.CharField(_("step"), max_length=16, choices=SanctionStep.choices)
    document_number = models.CharField(_("document number"), max_length=80)
    reason = models.TextField(_("reason"))
    imposed_on = models.DateField(_("imposed on"))
    rectify_by = models.DateField(_("rectify by"), null=True, blank=True)
    barred_from = models.DateField(_("no new class from"), null=True, blank=True)
    barred_until = models.DateField(_("no new class until"), null=True, blank=True)
    inspection = models.ForeignKey(
        Inspection,
        verbose_name=_("inspection"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sanctions",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)
    lifting_reason = models.CharField(_("why lifted"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        ordering = ["-imposed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "document_number"], name="inspections_sanction_document_once"
            ),
            models.CheckConstraint(
                condition=Q(barred_from=None, barred_until=None)
                | Q(barred_from__isnull=False, barred_until__gte=F("barred_from")),
                name="inspections_bar_has_both_days",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on=None, lifting_reason="")
                | (Q(lifted_on__isnull=False) & ~Q(lifting_reason="")),
                name="inspections_lifted_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} · {self.document_number}"

    def get_absolute_url(self) -> str:
        """The page of the provider that bears it."""
        return reverse("inspections:provider", args=[self.provider_id])

    def bars(self, on: datetime.date) -> bool:
        """Tell whether no new class may be filed on a day."""
        if self.barred_from is None or self.barred_until is None:
            return False
        lifted = self.lifted_on is not None and self.lifted_on <= on
        return not lifted and self.barred_from <= on <= self.barred_until
