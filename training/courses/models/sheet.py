"""A sheet that somebody sent for a class: kept sealed, judged, then committed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import SealedSheet

from ..enums import SheetKind
from .classes import TrainingClass


class SheetImport(SealedSheet):
    """A sheet for a class, with what reading it found."""

    vault_context = "courses.sheet"

    training_class = models.ForeignKey(
        TrainingClass, verbose_name=_("class"), on_delete=models.PROTECT, related_name="sheets"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=SheetKind.choices)

    class Meta:
        verbose_name = _("uploaded sheet")
        verbose_name_plural = _("uploaded sheets")
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "kind", "sha256"],
                condition=Q(committed_at=None),
                name="courses_pending_sheet_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training_class.number} {self.filename}"

    def get_absolute_url(self) -> str:
        """The page that shows the judged rows."""
        return reverse("courses:sheet", args=[self.pk])
