"""A summary sheet of nominations (T11), kept sealed as it came."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Organisation
from office.people.models.sheet import SealedSheet

from .call import Call


class NominationSheet(SealedSheet):
    """What a unit sent to a call."""

    vault_context = "awards.nomination_sheet"

    call = models.ForeignKey(Call, verbose_name=_("call"), on_delete=models.PROTECT, related_name="sheets")
    unit = models.ForeignKey(Organisation, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("sheet of nominations")
        verbose_name_plural = _("sheets of nominations")
        ordering = ["-uploaded_at"]
        constraints = [models.UniqueConstraint(fields=["call", "unit", "sha256"], name="awards_sheet_once")]

    def __str__(self) -> str:
        return f"{self.call} {self.filename}"

    def get_absolute_url(self) -> str:
        """The page that shows the judged rows."""
        return reverse("awards:sheet", args=[self.pk])
