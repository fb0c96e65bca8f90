"""Service guides: the fixed sections of a government guide (UX.md 2.1), none of which may be missing."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from office.people.models import Organisation

from ..blocks import TEXT_FEATURES
from ..enums import ServiceKind
from ..fields import StreamField
from ..search.kinds import Kind
from ..service_blocks import (
    BasesBlock,
    MaterialsBlock,
    PlacesBlock,
    QuestionsBlock,
    StepsBlock,
    WaysBlock,
)
from .columns import ColumnPage
from .leads import LedPage
from .openness import open_to_all

PRINT = "print"


class Section(NamedTuple):
    """A section of every guide: where it stands on the page, its name, the fields that fill it."""

    anchor: str
    label: str | Promise
    fields: tuple[str, ...]

    @property
    def template(self) -> str:
        """The fragment that prints it."""
        return f"cms/guides/{self.anchor}.html"


# In the order of the national portal's guides.
SECTIONS = (
    Section("basics", _("Basic information"), ("service_kind", "department", "applicants", "channels")),
    Section("places", _("Where and when"), ("places",)),
    Section("conditions", _("Who may apply"), ("conditions",)),
    Section("materials", _("Materials"), ("materials",)),
    Section("special", _("Special steps"), ("special",)),
    Section("steps", pgettext_lazy("guide", "Procedure"), ("steps",)),
    Section("fees", _("Fees"), ("fees",)),
    Section("bases", _("Legal basis"), ("bases",)),
    Section("questions", _("Questions"), ("questions",)),
)
# What stands beside them: the service promise, how often one must come, whom to call.
ASIDE = (
    Section("promise", _("Service promise"), ("promise_days",)),
    Section("visits", _("Visits in person"), ("visits",)),
    Section("consult", _("Telephone for questions"), ("consult_phone",)),
    Section("supervision", _("Telephone for complaints"), ("supervision_phone",)),
)


class GuideQuerySet(PageQuerySet):
    """Guides."""

    def in_order(self) -> GuideQuerySet:
        """Return the live ones in the order of the tree, with their departments."""
        return open_to_all(self).select_related("department").order_by("path")  # type: ignore[no-any-return]


class GuideIndexPage(ColumnPage):
    """All service guides, in the order that editors give them."""

    search_kind = Kind.GUIDE
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.GuidePage"]
    max_count = 1
    freshness = "documents"

    class Meta:
        verbose_name = _("list of service guides")

    def rows(self) -> PageQuerySet:
        """Return the live guides."""
        return GuidePage.objects.child_of(self).in_order()


class GuidePage(LedPage):
    """How one service is used: to be read on the page, and to be taken home on paper (一次性告知)."""

    ways = StreamField(WaysBlock(), verbose_name=_("ways in"), blank=True)
    service_kind = models.CharField(
        _("kind of service"), max_length=12, choices=ServiceKind.choices, blank=True
    )
    department = models.ForeignKey(
        Organisation,
        verbose_name=_("department in charge"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"is_department": True},
    )
    applicants = models.CharField(pgettext_lazy("guide", "for whom"), max_length=120, blank=True)
    channels = models.CharField(_("how one applies"), max_length=120, blank=True)
    promise_days = models.PositiveSmallIntegerField(
        _("promised working days"), null=True, blank=True, help_text=_("0: at once")
    )
    visits = models.PositiveSmallIntegerField(
        _("visits in person"), null=True, blank=True, help_text=_("0: all of it from home")
    )
    consult_phone = models.CharField(_("telephone for questions"), max_length=30, blank=True)
    supervision_phone = models.CharField(_("telephone for complaints"), max_length=30, blank=True)
    places = StreamField(PlacesBlock(), verbose_name=_("where and when"), blank=True)
    conditions = RichTextField(_("who may apply"), features=TEXT_FEATURES, blank=True)
    materials = StreamField(MaterialsBlock(), verbose_name=_("materials"), blank=True)
    special = RichTextField(_("special steps"), features=TEXT_FEATURES, blank=True)
    steps = StreamField(StepsBlock(), verbose_name=pgettext_lazy("guide", "procedure"), blank=True)
    fees = RichTextField(_("fees"), features=TEXT_FEATURES, blank=True)
    bases = StreamField(BasesBlock(), verbose_name=_("legal basis"), blank=True)
    questions = StreamField(QuestionsBlock(), verbose_name=_("questions"), blank=True)

    objects = PageManager.from_queryset(GuideQuerySet)()
    content_panels = [
        *LedPage.content_panels,
        FieldPanel("ways"),
        MultiFieldPanel([FieldPanel(name) for name in SECTIONS[0].fields], heading=SECTIONS[0].label),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("promise_days"), FieldPanel("visits")]),
                FieldRowPanel([FieldPanel("consult_phone"), FieldPanel("supervision_phone")]),
            ],
            heading=_("Beside the text"),
        ),
        *(FieldPanel(name) for section in SECTIONS[1:] for name in section.fields),
    ]
    search_fields = [
        *LedPage.search_fields,
        index.SearchField("lead"),
        index.SearchField("applicants"),
        index.SearchField("conditions"),
        index.SearchField("materials"),
        index.SearchField("questions"),
    ]
    search_kind = Kind.GUIDE
    parent_page_types = ["cms.GuideIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("service guide")

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in their order."""
        return SECTIONS

    def missing(self) -> dict[str, Section]:
        """Return the sections with nothing in them, by the first empty field of each."""
        found = {}
        for section in (*SECTIONS, *ASIDE):
            if empty := [name for name in section.fields if _is_empty(getattr(self, name))]:
                found[empty[0]] = section
        return found

    def publication_faults(self, on: datetime.date) -> dict[str, ValidationError]:
        """Refuse a guide that lacks a section, by its name."""
        faults = super().publication_faults(on)
        for name, section in self.missing().items():
            faults[name] = ValidationError(
                gettext("The section “%(section)s” is empty. Fill it in; where there is nothing, say so."),
                code="section_missing",
                params={"section": section.label},
            )
        return faults

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Lead `print/` to the sheet that an applicant takes home."""
        if self.live and path_components == [PRINT]:
            return RouteResult(self, kwargs={"on_paper": True})
        return super().route(request, path_components)

    def get_template(self, request: HttpRequest, *args: Any, on_paper: bool = False, **kwargs: Any) -> str:
        """Return the page's template, or the sheet's."""
        return "cms/guide_sheet.html" if on_paper else "cms/guide_page.html"


def _is_empty(value: Any) -> bool:
    """Tell whether nothing was entered; a nought is an answer."""
    if isinstance(value, str):
        return not strip_tags(value).strip()
    return value is None or (not isinstance(value, int) and not value)
