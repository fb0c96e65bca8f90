"""Skills competitions and their result boards, fed from the record."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from recognition.competitions.models import Event, ResultVersion
from recognition.competitions.queries import PublicBoard, boards_of

from ..blocks import BodyBlock
from ..fields import StreamField
from ..forms import ContestForm
from ..search.kinds import Kind
from .leads import LedPage
from .openness import open_to_all


class ContestIndexPage(LedPage):
    """All competitions, the newest first."""

    search_kind = Kind.RESULT
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CompetitionPage", "cms.ContestResultPage"]
    max_count = 1
    freshness = "documents"

    class Meta:
        verbose_name = _("list of competitions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the competitions, and the result pages."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        # By name: the page of a competition knows its result pages, so its module stands above this one.
        competitions = apps.get_model("cms", "CompetitionPage")
        context["competitions"] = competitions.objects.child_of(self).newest()
        context["contests"] = ContestResultPage.objects.child_of(self).newest()
        return context


class ContestQuerySet(PageQuerySet):
    """Result pages."""

    def newest(self) -> ContestQuerySet:
        """Return the live ones, the newest competition first, with what a list shows of each."""
        return (  # type: ignore[no-any-return]
            open_to_all(self)
            .select_related("event__competition__organiser")
            .order_by("-event__competition__held_on", "event__code", "pk")
        )


class ContestResultPage(LedPage):
    """The result board of one event: rows come from the record's published version, nothing is retyped."""

    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="+")
    body = StreamField(BodyBlock(), verbose_name=_("report of the day"), blank=True)

    base_form_class = ContestForm
    search_kind = Kind.RESULT
    # It goes with its version; a translation would stay behind.
    has_english = False
    objects = PageManager.from_queryset(ContestQuerySet)()
    content_panels = [*LedPage.content_panels, FieldPanel("event"), FieldPanel("body")]
    search_fields = [*LedPage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    parent_page_types = ["cms.ContestIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("competition results")

    @classmethod
    def to_be_read(cls) -> QuerySet[ContestResultPage]:
        """Return result pages with their events."""
        return super().to_be_read().select_related("event__competition__organiser")

    @cached_property
    def board(self) -> PublicBoard:
        """The results in force as a board."""
        return boards_of([self.event], timezone.localdate())[0]

    @property
    def result(self) -> ResultVersion | None:
        """The version of the results that is in force, or None before the first one."""
        return self.board.result

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the board of the results in force, and the version itself."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context |= {"board": self.board, "result": self.result}
        return context
