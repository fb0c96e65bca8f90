"""A competition as a whole: dates, stages, rules, schedule, photographs, boards, and those of other years."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from recognition.competitions.models import Competition
from recognition.competitions.queries import boards_of, rules_in_force

from ..blocks import GALLERY_MOST, BodyBlock, GalleryBlock, ScheduleBlock, has_description
from ..fields import StreamField
from ..search.kinds import Kind
from .contests import ContestResultPage
from .leads import LedPage
from .openness import open_to_all


class CompetitionQuerySet(PageQuerySet):
    """Pages of competitions."""

    def newest(self) -> CompetitionQuerySet:
        """Return the live ones, the newest competition first."""
        return (  # type: ignore[no-any-return]
            open_to_all(self)
            .select_related("competition__organiser")
            .order_by("-competition__held_on", "competition__name", "pk")
        )


class CompetitionPage(LedPage):
    """A competition fed from the record: stages, rules and boards follow it, nothing of them is retyped."""

    competition = models.ForeignKey(
        Competition, verbose_name=_("competition"), on_delete=models.PROTECT, related_name="+"
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    schedule = StreamField(ScheduleBlock(), verbose_name=_("schedule"), blank=True)
    photographs = StreamField(
        GalleryBlock(), verbose_name=_("photographs"), blank=True, max_num=2 * GALLERY_MOST
    )

    objects = PageManager.from_queryset(CompetitionQuerySet)()
    content_panels = [
        *LedPage.content_panels,
        FieldPanel("competition"),
        FieldPanel("schedule"),
        FieldPanel("body"),
        FieldPanel("photographs"),
    ]
    search_fields = [*LedPage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    search_kind = Kind.RESULT
    parent_page_types = ["cms.ContestIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("competition")

    def publication_faults(self, on: datetime.date) -> dict[str, ValidationError]:
        """Ask for a description of each photograph."""
        faults = super().publication_faults(on)
        if not all(has_description(picture.value) for picture in self.photographs):
            faults["photographs"] = ValidationError(
                gettext("Describe each photograph for readers who do not see it."), code="alt_missing"
            )
        return faults

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the boards of the events, the rules of the day, and the competitions of other years."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        competition = Competition.objects.select_related("organiser").get(pk=self.competition_id)
        events = competition.events.order_by("code")
        context |= {
            "competition": competition,
            "boards": boards_of(events, timezone.localdate()),
            "rules": rules_in_force(competition),
            "reports": ContestResultPage.objects.newest().filter(event__competition=self.competition_id),
            "others": CompetitionPage.objects.newest().exclude(pk=self.pk),
        }
        return context
