"""Pages that say in a sentence what they are about."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .base import SitePage


class LedPage(SitePage):
    """A page with a lead: a sentence that stands under the title, in lists and in search engines."""

    lead = models.CharField(_("lead"), max_length=200, blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("lead")]

    class Meta:
        abstract = True
