"""Pauses of single cases, and days on which nothing is approved."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .case import Case


class Pause(models.Model):
    """A time in which a case stood still; `actions.unpause` ends it, the day it was to end does not."""

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="pauses")
    reason = models.TextField(_("reason"))
    until = models.DateField(_("expected until"), null=True, blank=True)
    began_at = models.DateTimeField(_("paused at"))
    began_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("paused by"), on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(_("continued at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("continued by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    working_days = models.PositiveSmallIntegerField(_("working days stood still"), null=True, blank=True)

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["case", "began_at"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="casework_one_pause"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, working_days=None)
                | Q(ended_at__gte=F("began_at"), ended_by__isnull=False, working_days__isnull=False),
                name="casework_pause_ends_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.reason}"


class ApprovalFreeze(models.Model):
    """Days on which cases of a procedure are not approved, such as the closing of the year's accounts."""

    procedure = models.CharField(
        _("procedure"), max_length=40, blank=True, help_text=_("Its code; empty for all procedures.")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        verbose_name = _("approval freeze")
        verbose_name_plural = _("approval freezes")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="casework_freeze_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m-%d} – {self.ends_on:%Y-%m-%d}: {self.reason}"
