"""Returns for supplement: all that is missing, told at once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .case import Case


class SupplementRequest(models.Model):
    """A round of supplement: what the applicant was asked for, until when, and the step that closed it."""

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="supplements"
    )
    round = models.PositiveSmallIntegerField(_("round"))
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    closed_at = models.DateTimeField(pgettext_lazy("a supplement", "closed at"), null=True, blank=True)
    closed_with = models.CharField(_("closed with the step"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("request for supplement")
        verbose_name_plural = _("requests for supplement")
        ordering = ["case", "round"]
        constraints = [
            models.UniqueConstraint(fields=["case", "round"], name="casework_supplement_round_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_at=None), name="casework_one_open_supplement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} #{self.round}"


class SupplementItem(models.Model):
    """One thing that is missing: a field or slot of the procedure, its name on that day, and what to do."""

    request = models.ForeignKey(SupplementRequest, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("position"))
    code = models.CharField(_("field"), max_length=60)
    label = models.CharField(_("field"), max_length=200)
    words = models.TextField(_("what is missing"))

    class Meta:
        verbose_name = _("item of a request for supplement")
        verbose_name_plural = _("items of requests for supplement")
        ordering = ["request", "position"]
        constraints = [
            models.UniqueConstraint(fields=["request", "code"], name="casework_supplement_item_once")
        ]

    def __str__(self) -> str:
        return self.label
