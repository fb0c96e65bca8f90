"""The signature of a paper, kept apart from the file so that a lost file can be made again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Signature(models.Model):
    """What sealing added behind a paper's last byte (deflated): printed anew, a paper is whole with it."""

    certificate = models.OneToOneField(
        "certificates.Certificate", on_delete=models.PROTECT, primary_key=True, related_name="signature"
    )
    level = models.CharField(_("level of the signature"), max_length=16)
    deflated = models.BinaryField(_("signature"))

    class Meta:
        verbose_name = _("signature of a paper")
        verbose_name_plural = _("signatures of papers")

    def __str__(self) -> str:
        return f"{self.certificate} {self.level}"
