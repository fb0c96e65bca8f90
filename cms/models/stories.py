"""Stories of model couriers."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from office.people.enums import ConsentPurpose
from office.people.models import Consent, Station
from recognition.awards.queries import candidate_of

from ..blocks import BodyBlock
from ..fields import StreamField
from ..forms import StoryForm
from .base import SitePage


class StoryIndexPage(SitePage):
    """All stories, the newest first."""

    lead = models.CharField(_("lead"), max_length=200, blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("lead")]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.StoryPage"]
    max_count = 1

    class Meta:
        verbose_name = _("list of stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the stories that may be shown today."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["stories"] = StoryPage.objects.child_of(self).told(timezone.localdate()).newest()
        return context


class StoryQuerySet(PageQuerySet):
    """Stories, and which of them may be shown."""

    def told(self, on: datetime.date) -> StoryQuerySet:
        """Return the live stories whose consent holds on a day."""
        return self.live().filter(  # type: ignore[no-any-return]
            Q(consent__expires_on=None) | Q(consent__expires_on__gte=on),
            consent__purpose=ConsentPurpose.STORY,
            consent__withdrawn_at=None,
            consent__given_on__lte=on,
        )

    def newest(self) -> StoryQuerySet:
        """Return them newest first, with what a card shows of each (portrait in its sizes, station)."""
        return (  # type: ignore[no-any-return]
            self.select_related("portrait", "station__employer")
            .prefetch_related("portrait__renditions")
            .order_by("-first_published_at", "-pk")
        )


class StoryPage(SitePage):
    """The story of one courier, shown while the courier's consent holds (民法典 art. 1019, PIPL art. 25)."""

    person = models.CharField(_("name as told"), max_length=64)
    consent = models.ForeignKey(
        Consent, verbose_name=_("consent"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    station = models.ForeignKey(
        Station, verbose_name=_("station"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    honour = models.CharField(_("honour"), max_length=80, blank=True)
    lead = models.CharField(_("lead"), max_length=160)
    quotation = models.CharField(_("lead quotation"), max_length=120, blank=True)
    portrait = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("portrait"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Upright, 4 to 5; mark the face in the picture's settings so that no cut loses it."),
    )
    portrait_alt = models.CharField(
        _("description of the portrait"),
        max_length=160,
        blank=True,
        help_text=_("What the picture shows, for readers who do not see it."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("story"))

    base_form_class = StoryForm
    objects = PageManager.from_queryset(StoryQuerySet)()
    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel([FieldPanel("person"), FieldPanel("consent")], heading=_("Who is told of")),
        MultiFieldPanel([FieldPanel("portrait"), FieldPanel("portrait_alt")], heading=_("Portrait")),
        FieldPanel("lead"),
        FieldPanel("quotation"),
        FieldPanel("station"),
        FieldPanel("honour"),
        FieldPanel("body"),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("person"),
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    parent_page_types = ["cms.StoryIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("story")

    def publication_faults(self, on: datetime.date) -> dict[str, ValidationError]:
        """Ask for a consent that holds on the day, and for the portrait in words."""
        faults = super().publication_faults(on)
        if fault := self._consent_fault(on):
            faults["consent"] = fault
        if self.portrait and not self.portrait_alt.strip():
            faults["portrait_alt"] = ValidationError(
                gettext("Describe the portrait for readers who do not see it."), code="alt_missing"
            )
        return faults

    def _consent_fault(self, on: datetime.date) -> ValidationError | None:
        if not self.consent or self.consent.purpose != ConsentPurpose.STORY:
            return ValidationError(
                gettext(
                    "A story is published only with the courier's consent on record. "
                    "Choose it, or record it first."
                ),
                code="consent_missing",
            )
        if not self.consent.is_valid(on):
            return ValidationError(
                gettext(
                    "This consent does not hold on the day of publication: it ended, was withdrawn or "
                    "begins later. Ask the courier again and record the new consent."
                ),
                code="consent_ended",
            )
        return None

    @classmethod
    def shown_on(cls, on: datetime.date) -> StoryQuerySet:
        """Return the stories whose consent holds on a day."""
        return cls.objects.told(on)  # type: ignore[no-any-return]

    def told_with_consent(self) -> frozenset[str]:
        """Return the name of the story's courier, once the courier consented to it."""
        return frozenset({self.person, self.consent.courier.name} if self.consent else ())

    def may_be_shown(self, on: datetime.date) -> bool:
        """Tell whether the courier's consent holds on a day."""
        return self._consent_fault(on) is None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the story while the consent holds; afterwards it is not found, published or not."""
        if not getattr(request, "is_preview", False) and not self.may_be_shown(timezone.localdate()):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the others of the same station, and the selection in which the person can be supported."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if self.consent is not None:
            context["candidate"] = candidate_of(self.consent.courier, on=timezone.localdate())
        told = StoryPage.objects.told(timezone.localdate()).newest()
        context["neighbours"] = (
            told.filter(station=self.station_id).exclude(pk=self.pk)[:3] if self.station_id else told.none()
        )
        return context
