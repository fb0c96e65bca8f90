"""What every page of the site keeps to."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.panels import TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index

from office.desk.kept import mark

from .. import pinyin, slugs
from ..forms import SitePageForm
from ..search.kinds import Kind
from .routes import ReadWhole


class SitePage(ReadWhole):
    """A page of the public site, which goes live only when nothing that its kind asks for is missing.

    Every way of publishing ends in `save()`: button, bulk action, schedule and `revision.publish()`.
    """

    slug: str
    base_form_class = SitePageForm
    #: Under which heading the public search lists pages of this kind.
    search_kind = Kind.PAGE
    # The title does not write the slug while it is typed: the browser knows no pinyin.
    content_panels = [TitleFieldPanel("title", targets=[])]
    search_fields = [
        *Page.search_fields,
        index.SearchField("sound", boost=2),
        index.AutocompleteField("sound"),
    ]
    #: How often something new is expected below the page, a key of settings.SITE_CHECK_DAYS; empty: never.
    freshness: ClassVar[str] = ""

    class Meta:
        abstract = True

    def save(self, clean: bool = True, **kwargs: Any) -> Any:
        """Refuse to store a page as live without what publishing needs.

        Wagtail's own bookkeeping names the columns it writes; it neither publishes nor changes what is shown.
        """
        if self.live and kwargs.get("update_fields") is None:
            self.check_publishable(timezone.localdate())
        if self.path and not self.slug:
            self.slug = slugs.slug_for(self, self.get_parent())
        return super().save(clean=clean, **kwargs)

    #: The query parameters by which this kind of page differs; an answer to any other is not kept.
    parameters: frozenset[str] = frozenset()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, and say that every visitor gets this page alike (cms.caching)."""
        answer: HttpResponse = super().serve(request, *args, **kwargs)
        return mark(answer, parameters=self.parameters)

    def people_named(self) -> list[str]:
        """Return the names of the people whom the page is about; they are read as names."""
        return []

    def sound(self) -> str:
        """Return what finds the title, and the people named, by pinyin or its initials."""
        names = self.people_named()
        return " ".join(pinyin.heard(text, names=names) for text in dict.fromkeys([self.title, *names]))

    @classmethod
    def withheld(cls, on: datetime.date) -> QuerySet[Any] | None:
        """Return the live pages of this kind that may not be shown on a day; None where there are none ever.

        Search results and short links leave them out.
        """
        return None

    def publication_faults(self, on: datetime.date) -> dict[str, ValidationError]:
        """Return what stands against publication on a day, by the name of the field that mends it."""
        return {}

    def check_publishable(self, on: datetime.date) -> None:
        """Raise ValidationError, by field, with all that stands against publication on a day."""
        if faults := self.publication_faults(on):
            raise ValidationError(faults)
