"""What every page of the site keeps to."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from ..editing.faults import house_faults, merged
from ..editing.hands import SitePermissionTester
from ..forms import SitePageForm


class SitePage(Page):
    """A page of the public site, which goes live only when nothing that its kind asks for is missing.

    Every way of publishing ends in `save()`: button, bulk action, schedule and `revision.publish()`.
    """

    base_form_class = SitePageForm
    # The language of the words that editors write here.
    content_language = "zh-hans"

    class Meta:
        abstract = True

    def save(self, clean: bool = True, **kwargs: Any) -> Any:
        """Refuse to store a page as live without what publishing needs.

        Wagtail's own bookkeeping names the columns it writes; it neither publishes nor changes what is shown.
        """
        if self.live and kwargs.get("update_fields") is None:
            self.check_publishable(timezone.localdate())
        return super().save(clean=clean, **kwargs)

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
        """Return the pages of this kind that are answered on a day; stories ask for their consent."""
        return cls.objects.live()

    def permissions_for_user(self, user: Any) -> SitePermissionTester:
        """Return what the publishing house lets a user do to the page."""
        return SitePermissionTester(user, self)

    def counterpart(self) -> Page | None:
        """Return the page in the other language, if there is one on the site."""
        english: Page | None = getattr(self, "in_english", None)
        return english if english is not None and english.live else None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tell the frame where the switch of languages leads."""
        other = self.counterpart()
        request.counterpart = other  # type: ignore[attr-defined]
        request.other_language_path = other.get_url(request) if other else None  # type: ignore[attr-defined]
        return super().serve(request, *args, **kwargs)  # type: ignore[no-any-return]
