"""Stories of model couriers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.images.models import Image
from wagtail.models import PageManager
from wagtail.search import index

from office.people.enums import ConsentPurpose
from office.people.models import Consent, Station
from recognition.awards.models import Nominee
from recognition.awards.queries import candidate_of

from ..blocks import GALLERY_MOST, BodyBlock, GalleryBlock, has_description
from ..fields import StreamField
from ..forms import StoryForm
from ..pictures.reading import read_with
from ..search.kinds import Kind
from ..storytelling import facts_of, reading_of
from .base import SitePage
from .lists import ListPage
from .told import StoryQuerySet


class StoryIndexPage(ListPage):
    """All stories, the newest first; by year, honour and station."""

    filter_name = "StoryFilter"
    per_page = 12

    search_kind = Kind.STORY
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.StoryPage"]
    max_count = 1
    freshness = "news"

    class Meta:
        verbose_name = _("list of stories")

    def rows(self, on: datetime.date) -> QuerySet[Any]:
        """Return the stories that may be shown on a day."""
        return StoryPage.objects.child_of(self).told(on).newest()  # type: ignore[no-any-return]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Name the stories of this page of the list."""
        context = super().get_context(request, *args, **kwargs)
        context["stories"] = context["page_obj"].object_list
        return context


#: What is read of the rows to which a story is tied: no number of anybody's papers comes near a public page.
TIED = (
    "consent__courier__name",
    "consent__expires_on",
    "consent__given_on",
    "consent__purpose",
    "consent__withdrawn_at",
    "station__employer__name",
    "station__employer__short_name",
    "station__name",
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
        help_text=_("Upright, 4 to 5. Edit the picture once and mark the middle of the face there."),
    )
    portrait_alt = models.CharField(
        _("description of the portrait"),
        max_length=160,
        blank=True,
        help_text=_("What the picture shows, for readers who do not see it."),
    )
    portrait_credit = models.CharField(
        _("who took the portrait"),
        max_length=60,
        blank=True,
        help_text=_("The photographer's name; the press must print it."),
    )
    courier_since = models.PositiveSmallIntegerField(
        _("courier since (year)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1980), MaxValueValidator(2100)],
    )
    parcels = models.PositiveIntegerField(_("parcels delivered"), null=True, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("story"))
    gallery = StreamField(
        GalleryBlock(),
        verbose_name=_("gallery"),
        blank=True,
        max_num=GALLERY_MOST,
        help_text=_("Six pictures at the most, each described and with a caption."),
    )

    base_form_class = StoryForm
    search_kind = Kind.STORY
    # It goes with its courier's consent; a translation would stay behind.
    has_english = False
    objects = PageManager.from_queryset(StoryQuerySet)()
    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel([FieldPanel("person"), FieldPanel("consent")], heading=_("Who is told of")),
        MultiFieldPanel(
            [FieldPanel("portrait"), FieldPanel("portrait_alt"), FieldPanel("portrait_credit")],
            heading=_("Portrait"),
        ),
        FieldPanel("lead"),
        FieldPanel("quotation"),
        MultiFieldPanel(
            [
                FieldPanel("station"),
                FieldPanel("honour"),
                FieldRowPanel([FieldPanel("courier_since"), FieldPanel("parcels")]),
            ],
            heading=_("Facts"),
        ),
        FieldPanel("body"),
        FieldPanel("gallery"),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("person", boost=2),
        index.AutocompleteField("person"),
        index.SearchField("lead"),
        index.SearchField("honour"),
        index.SearchField("quotation"),
        index.SearchField("unit"),
        index.SearchField("body"),
    ]
    parent_page_types = ["cms.StoryIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("story")

    def people_named(self) -> list[str]:
        """Return the one whose story it is."""
        return [self.person]

    def unit(self) -> str:
        """Return where the person works: station and employer."""
        return f"{self.station} {self.station.employer}" if self.station else ""

    @classmethod
    def withheld(cls, on: datetime.date) -> QuerySet[Any] | None:
        """Return the live stories whose consent does not hold on a day."""
        return cls.objects.live().exclude(pk__in=cls.objects.consented(on))  # type: ignore[no-any-return]

    @classmethod
    def to_be_read(cls) -> QuerySet[StoryPage]:
        """Return stories with the rows that their page and its guard ask for."""
        return (
            super()
            .to_be_read()
            .select_related("consent__courier", "station__employer", "portrait")
            .defer(None)
            .only(*cls.columns(), *TIED)
        )

    def publication_faults(self, on: datetime.date) -> dict[str, ValidationError]:
        """Ask for a consent that holds on the day, the portrait in words, and the face marked in it."""
        faults = super().publication_faults(on)
        if fault := self._consent_fault(on):
            faults["consent"] = fault
        if self.portrait and not self.portrait_alt.strip():
            faults["portrait_alt"] = ValidationError(
                gettext("Describe the portrait for readers who do not see it."), code="alt_missing"
            )
        if self.portrait and not self.portrait.has_focal_point():
            faults["portrait"] = ValidationError(
                gettext(
                    "Nobody has marked the face in this portrait, so a cut could lose it. Edit the picture, "
                    "mark the middle of the face, save, and publish again."
                ),
                code="face_unmarked",
            )
        if not all(has_description(picture.value) for picture in self.gallery):
            faults["gallery"] = ValidationError(
                gettext("Describe each picture of the gallery for readers who do not see it."),
                code="alt_missing",
            )
        if self.courier_since and self.courier_since > on.year:
            faults["courier_since"] = ValidationError(
                gettext("This year is still to come."), code="year_to_come"
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
        """Add the text as printed, facts, time it takes to read, neighbours, and the open selection.

        The selection is one in which the person can be supported. Each is worked out when it is printed, so a
        part of the page that is kept costs nothing; the pictures of them all are read in one question.
        """
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        body = SimpleLazyObject(self.body.render_as_block)
        neighbours = SimpleLazyObject(lambda: self._neighbours(today))
        context |= {
            "body": body,
            "reading": SimpleLazyObject(lambda: reading_of(str(body))),
            "facts": SimpleLazyObject(lambda: facts_of(self, today)),
            "candidate": SimpleLazyObject(lambda: self._candidate(today)),
            "neighbours": neighbours,
        }
        if self.portrait:
            read_with(self.portrait, lambda: self._pictures_beside(neighbours))
        return context

    def _candidate(self, on: datetime.date) -> Nominee | None:
        return candidate_of(self.consent.courier_id, on=on) if self.consent else None

    def _neighbours(self, on: datetime.date) -> list[StoryPage]:
        """Return the newest others of the same station; their pictures are read with those of the page."""
        if not self.station_id:
            return []
        told = StoryPage.objects.told(on).newest().select_related(None).prefetch_related(None)
        others = told.filter(station=self.station_id).exclude(pk=self.pk).select_related("portrait")[:3]
        for each in others:
            each.station = self.station
        return list(others)

    def _pictures_beside(self, neighbours: Iterable[StoryPage]) -> list[Image | None]:
        in_text = [*self.body.blocks_by_name("picture"), *self.gallery]
        return [block.value["image"] for block in in_text] + [story.portrait for story in neighbours]
