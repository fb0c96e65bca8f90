"""What every page of the site keeps to."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.admin.panels import TitleFieldPanel
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.search import index

from office.desk.kept import mark

from .. import pinyin, slugs
from ..editing.faults import house_faults, merged
from ..editing.hands import SitePermissionTester
from ..forms import SitePageForm
from ..search.kinds import Kind
from .openness import open_to_all
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
    #: The query parameters by which this kind of page differs; an answer to any other is not kept.
    parameters: frozenset[str] = frozenset()
    #: The language of the words that editors write here.
    content_language = "zh-hans"

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

        Whatever leads to pages leaves them out (`shown_on`, `shown.shown_pages`).
        """
        return None

    def publication_faults(self, on: datetime.date) -> dict[str, ValidationError]:
        """Return what stands against publication on a day, by the name of the field that mends it."""
        return {}

    def check_publishable(self, on: datetime.date) -> None:
        """Raise ValidationError, by field, with all that stands against publication on a day."""
        if faults := merged(self.publication_faults(on), house_faults(self, on)):
            raise ValidationError(faults)

    def told_with_consent(self) -> frozenset[str]:
        """Return the names of those of whom the page tells with their consent."""
        return frozenset()

    @classmethod
    def shown_on(cls, on: datetime.date) -> PageQuerySet:
        """Return the pages of this kind that everybody may read on a day."""
        withheld, pages = cls.withheld(on), open_to_all(cls.objects.all())
        return pages if withheld is None else pages.exclude(pk__in=withheld.values("pk"))

    def permissions_for_user(self, user: Any) -> SitePermissionTester:
        """Return what the publishing house lets a user do to the page."""
        return SitePermissionTester(user, self)

    def counterpart(self) -> Page | None:
        """Return the page in the other language, if there is one on the site."""
        english: Page | None = getattr(self, "in_english", None) if self.has_english else None
        return english if english is not None and english.live else None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tell the frame where the switch of languages leads, and that every visitor gets this page alike.

        What is alike may be kept (cms.caching).
        """
        other = self.counterpart()
        request.counterpart = other  # type: ignore[attr-defined]
        # Where the frame speaks another language than the page, the switch brings the frame to the page.
        leads_away = other is not None and self.content_language == get_language()
        request.other_language_path = other.get_url(request) if leads_away else None  # type: ignore
        answer: HttpResponse = super().serve(request, *args, **kwargs)
        return mark(answer, parameters=self.parameters)
