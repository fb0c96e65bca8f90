"""What every page of the site keeps to."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Page

from ..forms import SitePageForm


class SitePage(Page):
    """A page of the public site, which goes live only when nothing that its kind asks for is missing.

    Every way of publishing ends in `save()`: button, bulk action, schedule and `revision.publish()`.
    """

    base_form_class = SitePageForm
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
        return super().save(clean=clean, **kwargs)

    def publication_faults(self, on: datetime.date) -> dict[str, ValidationError]:
        """Return what stands against publication on a day, by the name of the field that mends it."""
        return {}

    def check_publishable(self, on: datetime.date) -> None:
        """Raise ValidationError, by field, with all that stands against publication on a day."""
        if faults := self.publication_faults(on):
            raise ValidationError(faults)
