"""A person's photo for certificates, kept sealed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from office.people import vault
from office.people.models import Courier


class Portrait(models.Model):
    """One photo a person: 25 mm x 35 mm on white, without what the camera wrote into the file.

    It is printed on certificates whose design has a place for it, and used for nothing else; the person sees
    and removes it. A certificate keeps the photo that it was printed with.
    """

    courier = models.OneToOneField(
        Courier, on_delete=models.PROTECT, primary_key=True, related_name="portrait"
    )
    image_sealed = models.BinaryField(editable=False)
    kept_at = models.DateTimeField(_("kept at"))
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("kept by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("photo for certificates")
        verbose_name_plural = _("photos for certificates")

    def __str__(self) -> str:
        return str(self.courier)

    @property
    def image(self) -> bytes:
        """The photo as JPEG."""
        return vault.unseal_bytes(self.image_sealed, context=_context(self.courier_id))

    def seal(self, image: bytes) -> None:
        """Put a photo into this row, sealed for it; the row is not saved."""
        self.image_sealed = vault.seal_bytes(image, context=_context(self.courier_id))


def _context(courier_id: object) -> str:
    return f"certificates.portrait:{courier_id}"
