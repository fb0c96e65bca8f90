"""The way upwards."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recognition.honours.enums import Level

from ..enums import HigherOutcome
from .nominee import Nominee


class Recommendation(models.Model):
    """One step of the chain upwards: to which body, by which document, and what came back."""

    nominee = models.ForeignKey(
        Nominee, verbose_name=_("nominee"), on_delete=models.PROTECT, related_name="recommendations"
    )
    level = models.CharField(_("recommended to level"), max_length=10, choices=Level.choices)
    body = models.CharField(_("recommended to"), max_length=160)
    document_number = models.CharField(_("document number"), max_length=80)
    sent_on = models.DateField(_("sent on"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=HigherOutcome.choices, blank=True)
    outcome_document = models.CharField(_("document of the outcome"), max_length=80, blank=True)
    outcome_on = models.DateField(_("outcome of"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("recommendation upwards")
        verbose_name_plural = _("recommendations upwards")
        ordering = ["nominee", "sent_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["nominee", "level"], name="awards_recommended_once_a_level"),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_document="", outcome_on=None)
                | (~Q(outcome="") & ~Q(outcome_document="") & Q(outcome_on__isnull=False)),
                name="awards_outcome_has_a_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} · {self.nominee_id}"
