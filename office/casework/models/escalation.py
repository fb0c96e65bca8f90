"""Overdue cases reported to those above."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .case import Case


class Escalation(models.Model):
    """A missed day of a case and who was told; once a state and day."""

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="escalations"
    )
    state = models.CharField(_("state"), max_length=24)
    due_on = models.DateField(_("was due on"))
    escalated_at = models.DateTimeField(pgettext_lazy("to those above", "reported at"))
    told = models.ManyToManyField(settings.AUTH_USER_MODEL, verbose_name=_("told"), related_name="+")

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        ordering = ["-escalated_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "state", "due_on"], name="casework_escalated_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.due_on:%Y-%m-%d}"
