"""An opinion asked of a department about a nominee."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.people.models import Organisation

from ..enums import OpinionOutcome
from .nominee import Nominee


class Opinion(models.Model):
    """What a department was asked, by when, and what it says; a paper answer names its document."""

    nominee = models.ForeignKey(
        Nominee, verbose_name=_("nominee"), on_delete=models.PROTECT, related_name="opinions"
    )
    department = models.ForeignKey(
        Organisation, verbose_name=_("department"), on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(_("answer due on"))
    outcome = models.CharField(_("opinion"), max_length=12, choices=OpinionOutcome.choices, blank=True)
    words = models.CharField(_("grounds"), max_length=500, blank=True)
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answer entered by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("opinion of a department")
        verbose_name_plural = _("opinions of departments")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["nominee", "department"], name="awards_opinion_once"),
            models.CheckConstraint(
                condition=Q(outcome="", answered_at=None, answered_by=None)
                | (~Q(outcome="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="awards_opinion_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=OpinionOutcome.OBJECTION, words=""), name="awards_objection_has_grounds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} · {self.nominee}"
