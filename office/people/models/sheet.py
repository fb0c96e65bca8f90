"""A sheet that names people: kept sealed as received, judged, then committed once."""

from __future__ import annotations

import json
import uuid
import zlib
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .. import vault
from .organisation import Organisation


class SealedSheet(models.Model):
    """An uploaded file with what reading it found; each room has its own table of them.

    Both hold ID numbers, so both are encrypted: `content_sealed` is the file as received, `judgement_sealed`
    the rows as judged when it came (JSON, deflated). `outcome` holds counts only, never a person.
    `vault_context` names the table in the seal, and never changes once rows exist.
    """

    vault_context: ClassVar[str]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
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
        abstract = True

    @property
    def content(self) -> bytes:
        """The file as it was received."""
        return vault.unseal_bytes(self.content_sealed, context=f"{self.vault_context}.content:{self.id}")

    @property
    def judgement(self) -> dict[str, Any]:
        """The rows as judged, in plain values."""
        packed = vault.unseal_bytes(
            self.judgement_sealed, context=f"{self.vault_context}.judgement:{self.id}"
        )
        judgement: dict[str, Any] = json.loads(zlib.decompress(packed))
        return judgement

    def seal(self, content: bytes, judgement: dict[str, Any]) -> None:
        """Put file and judgement into this row, sealed for it; the row is not saved."""
        packed = zlib.compress(json.dumps(judgement, ensure_ascii=False).encode(), level=1)
        self.content_sealed = vault.seal_bytes(content, context=f"{self.vault_context}.content:{self.id}")
        self.judgement_sealed = vault.seal_bytes(packed, context=f"{self.vault_context}.judgement:{self.id}")


class RiderSheet(SealedSheet):
    """An employer's roster of its riders (T13)."""

    vault_context = "people.rider_sheet"

    employer = models.ForeignKey(
        Organisation, verbose_name=_("employer"), on_delete=models.PROTECT, related_name="rider_sheets"
    )

    class Meta:
        verbose_name = _("roster of riders")
        verbose_name_plural = _("rosters of riders")
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(fields=["employer", "sha256"], name="people_rider_sheet_once"),
        ]

    def __str__(self) -> str:
        return f"{self.employer} {self.filename}"

    def get_absolute_url(self) -> str:
        """The page that shows the judged rows."""
        return reverse("people:rider_sheet", args=[self.pk])
