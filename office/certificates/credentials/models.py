"""The credential of a certificate, and its place in the list that tells whether it still counts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

#: Places in a list: the least that the standard allows (W3C, Bitstring Status List 1.0, 6.1), so that a place
#: says nothing about who has it.
PLACES = 131_072


class StatusEntry(models.Model):
    """A place in a list, drawn at random and taken for ever."""

    list = models.PositiveIntegerField(_("status list"))
    index = models.PositiveIntegerField(_("bit of the list"))

    class Meta:
        verbose_name = _("place in a status list")
        verbose_name_plural = _("places in status lists")
        constraints = [
            models.UniqueConstraint(fields=["list", "index"], name="certificates_place_once"),
            models.CheckConstraint(
                condition=Q(list__gte=1, index__lt=PLACES), name="certificates_place_in_a_list"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list}#{self.index}"


class Credential(models.Model):
    """What was signed for a certificate: `document` is, letter for letter, what its paper carries."""

    certificate = models.OneToOneField(
        "certificates.Certificate", on_delete=models.PROTECT, primary_key=True, related_name="credential"
    )
    entry = models.OneToOneField(StatusEntry, on_delete=models.PROTECT, related_name="credential")
    document = models.TextField(_("credential"))

    class Meta:
        verbose_name = _("credential")
        verbose_name_plural = _("credentials")

    def __str__(self) -> str:
        return str(self.certificate)
