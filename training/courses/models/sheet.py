"""A sheet that somebody sent for a class: kept sealed, judged, then committed."""

from __future__ import annotations

import json
import uuid
import zlib
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people import vault

from ..enums import SheetKind
from .classes import TrainingClass


class SheetImport(models.Model):
    """An uploaded file with what reading it found.

    Both hold ID numbers, so both are encrypted: `content_sealed` is the file as received, `judgement_sealed`
    the rows as judged when it came (JSON, deflated). `outcome` holds counts only, never a person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training_class = models.ForeignKey(
        TrainingClass, verbose_name=_("class"), on_delete=models.PROTECT, related_name="sheets"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=SheetKind.choices)
    filename = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    content_sealed = models.BinaryField(editable=False)
    judgement_sealed = models.BinaryField(editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    committed_at = models.DateTimeField(_("committed at"), null=True, blank=True)
    outcome = models.JSONField(_("outcome"), default=dict)

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

    @property
    def content(self) -> bytes:
        """The file as it was received."""
        return vault.unseal_bytes(self.content_sealed, context=f"courses.sheet.content:{self.id}")

    @property
    def judgement(self) -> dict[str, Any]:
        """The rows as judged, in plain values."""
        packed = vault.unseal_bytes(self.judgement_sealed, context=f"courses.sheet.judgement:{self.id}")
        judgement: dict[str, Any] = json.loads(zlib.decompress(packed))
        return judgement

    def seal(self, content: bytes, judgement: dict[str, Any]) -> None:
        """Put file and judgement into this row, sealed for it; the row is not saved."""
        packed = zlib.compress(json.dumps(judgement, ensure_ascii=False).encode(), level=1)
        self.content_sealed = vault.seal_bytes(content, context=f"courses.sheet.content:{self.id}")
        self.judgement_sealed = vault.seal_bytes(packed, context=f"courses.sheet.judgement:{self.id}")
