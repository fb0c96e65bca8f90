"""Short addresses of pages, for QR codes and messages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ShortLink(models.Model):
    """A code that leads to a page wherever the page moves. Once printed it is never given to another page."""

    code = models.CharField(_("code"), max_length=6, unique=True, editable=False)
    page = models.OneToOneField(
        Page, verbose_name=_("page"), on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    # A page is not "used" by its own short address.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("short address")
        verbose_name_plural = _("short addresses")

    def __str__(self) -> str:
        return f"/s/{self.code}"
