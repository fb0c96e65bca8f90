"""What every page of the site keeps to."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from office.desk.kept import mark

from ..forms import SitePageForm
from .routes import ReadWhole


class SitePage(ReadWhole):
    """A page of the public site, which goes live only when nothing that its kind asks for is missing.

    Every way of publishing ends in `save()`: button, bulk action, schedule and `revision.publish()`.
    """

    base_form_class = SitePageForm

    class Meta:
        abstract = True

    def save(self, clean: bool = True, **kwargs: Any) -> Any:
        """Refuse to store a page as live without what publishing needs.

        Wagtail's own bookkeeping names the columns it writes; it neither publishes nor changes what is shown.
        """
        if self.live and kwargs.get("update_fields") is None:
            self.check_publishable(timezone.localdate())
        return super().save(clean=clean, **kwargs)

    #: The query parameters by which this kind of page differs; an answer to any other is not kept.
    parameters: frozenset[str] = frozenset()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, and say that every visitor gets this page alike (cms.caching)."""
        answer: HttpResponse = super().serve(request, *args, **kwargs)
        return mark(answer, parameters=self.parameters)

    def publication_faults(self, on: datetime.date) -> dict[str, ValidationError]:
        """Return what stands against publication on a day, by the name of the field that mends it."""
        return {}

    def check_publishable(self, on: datetime.date) -> None:
        """Raise ValidationError, by field, with all that stands against publication on a day."""
        if faults := self.publication_faults(on):
            raise ValidationError(faults)
