"""A request to correct the record of honours, and its answer (民法典 art. 1031)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.people.models import Courier

from ..enums import CorrectionOutcome
from .honour import Honour


class CorrectionRequest(models.Model):
    """Somebody finds an honour wrong, or missing (`honour` None); the office answers each request.

    `changes` keeps what was corrected as {field: [before, after]}.
    """

    courier = models.ForeignKey(
        Courier, verbose_name=_("courier"), on_delete=models.PROTECT, related_name="honour_corrections"
    )
    honour = models.ForeignKey(
        Honour,
        verbose_name=_("honour"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
    )
    words = models.TextField(_("what is wrong or missing"), max_length=1000)
    asked_at = models.DateTimeField(_("asked at"))
    due_on = models.DateField(_("answer due on"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=CorrectionOutcome.choices, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    changes = models.JSONField(_("what was corrected"), default=dict, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("request for correction")
        verbose_name_plural = _("requests for correction")
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answer="", answered_at=None, answered_by=None)
                | (~Q(outcome="") & ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="honours_answer_is_whole",
            ),
            models.UniqueConstraint(
                fields=["courier", "honour"],
                condition=Q(outcome="", honour__isnull=False),
                name="honours_one_open_request_an_honour",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.courier} · {self.honour or '—'}"
