"""The pages told in English too."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page
from wagtail.search import index

from ..blocks import BodyBlock
from ..fields import StreamField
from .base import SitePage
from .openness import open_to_all

# Root, front door, front door in English.
FRONT = 3


class EnglishPage(SitePage):
    """A page in English, tied to the Chinese one that it tells; the Chinese text is the one that holds."""

    original = models.OneToOneField(
        Page,
        verbose_name=_("Chinese page"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="in_english",
        help_text=_("The switch of languages leads from one to the other."),
    )
    lead = models.CharField(_("lead"), max_length=300, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *SitePage.content_panels,
        PageChooserPanel("original"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    parent_page_types = ["cms.HomePage", "cms.EnglishPage"]
    subpage_types = ["cms.EnglishPage"]
    content_language = "en"

    class Meta:
        verbose_name = _("English page")

    @property
    def is_behind(self) -> bool:
        """Whether the Chinese page was published anew after this one."""
        return bool(
            self.original
            and self.original.last_published_at
            and self.last_published_at
            and self.original.last_published_at > self.last_published_at
        )

    @property
    def is_front(self) -> bool:
        """Whether this is the front door told in English."""
        return bool(self.depth == FRONT)

    def publication_faults(self, on: datetime.date) -> dict[str, ValidationError]:
        """Keep what is told in Chinese only to its own page (docs/decisions/36-two-languages.md)."""
        faults = super().publication_faults(on)
        if self.original and not getattr(self.original.specific_class, "has_english", True):
            faults["original"] = ValidationError(
                gettext(
                    "Stories and results are told in Chinese only: when a consent ends or a result is "
                    "corrected, a translation would still tell the old. Choose another page."
                ),
                code="chinese_only",
            )
        return faults

    def counterpart(self) -> Page | None:
        """Return the Chinese page, if it is on the site."""
        return self.original if self.original and self.original.live else None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer in English whatever language the reader chose: the frame speaks as the page does."""
        with translation.override("en"):
            response = super().serve(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
        response.headers["Content-Language"] = "en"
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the English pages below."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["below"] = open_to_all(EnglishPage.objects.child_of(self))
        return context
