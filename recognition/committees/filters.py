"""Narrowing the lists of committees."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.desk.forms import DateInput

from .enums import Answer, ItemState, Make, MeetingState, PanelState, TitleLevel
from .models import AgendaItem, Assignment, Committee, Dossier, Expert, Meeting, Panel, Speciality
from .queries import committees_visible_to, late_on, panels_visible_to
from .queries.progress import WAITING

DECIDED = [("no", _("Not decided yet")), ("yes", _("Voted on"))]
TO_DO = [("declare", _("Declaration waits")), ("score", _("To be scored")), ("done", _("Done"))]
STANDING = [
    ("late", pgettext_lazy("scores", "Late")),
    ("waiting", pgettext_lazy("scores", "Waited for")),
    ("done", pgettext_lazy("scores", "Handed in")),
    ("shut", _("Shut by a conflict")),
]
FILING = [("holds", _("Holds today")), ("over", _("Run out or struck off"))]
ON_FILE = [("yes", _("On file")), ("no", _("Struck off"))]


def _committees(request: Any) -> QuerySet[Committee]:
    return committees_visible_to(request.user)


def _panels(request: Any) -> QuerySet[Panel]:
    return panels_visible_to(request.user)


class CommitteeFilter(django_filters.FilterSet):
    """Name or document, and how it is built."""

    q = django_filters.CharFilter(label=_("Name or document number"), method="search")
    make = django_filters.ChoiceFilter(label=_("How it is built"), choices=Make.choices)

    class Meta:
        model = Committee
        fields: list[str] = []

    def search(self, rows: QuerySet[Committee], name: str, value: str) -> QuerySet[Committee]:
        """Find a part of the name or of the document's number."""
        return rows.filter(Q(name__icontains=value) | Q(document_number__icontains=value))


class ExpertFilter(django_filters.FilterSet):
    """Name, employer or filing number, speciality, level, and whether on file."""

    q = django_filters.CharFilter(label=_("Name, employer or filing number"), method="search")
    speciality = django_filters.ModelChoiceFilter(
        label=_("Speciality"), field_name="specialities", queryset=Speciality.objects.all()
    )
    level = django_filters.ChoiceFilter(label=_("Level of the title"), choices=TitleLevel.choices)
    on_file = django_filters.ChoiceFilter(label=_("Filing"), choices=ON_FILE, method="filed")

    class Meta:
        model = Expert
        fields: list[str] = []

    def search(self, rows: QuerySet[Expert], name: str, value: str) -> QuerySet[Expert]:
        """Find a part of the name, of the employer's or of the number."""
        return rows.filter(
            Q(user__display_name__icontains=value)
            | Q(employer__name__icontains=value)
            | Q(employer_name__icontains=value)
            | Q(filing_number__icontains=value)
        )

    def filed(self, rows: QuerySet[Expert], name: str, value: str) -> QuerySet[Expert]:
        """Find who is on file, or who was struck off."""
        return rows.filter(removed_on__isnull=value == "yes")


class PanelFilter(django_filters.FilterSet):
    """Title, committee, state."""

    q = django_filters.CharFilter(label=_("Title"), field_name="title", lookup_expr="icontains")
    committee = django_filters.ModelChoiceFilter(label=_("Committee"), queryset=_committees)
    state = django_filters.ChoiceFilter(label=_("State"), choices=PanelState.choices)

    class Meta:
        model = Panel
        fields: list[str] = []


class DossierFilter(django_filters.FilterSet):
    """Alias or case, committee, whether it was voted on."""

    q = django_filters.CharFilter(label=_("Alias or case number"), method="search")
    committee = django_filters.ModelChoiceFilter(label=_("Committee"), queryset=_committees)
    decided = django_filters.ChoiceFilter(label=_("Decision"), choices=DECIDED, method="was_decided")

    class Meta:
        model = Dossier
        fields: list[str] = []

    def search(self, rows: QuerySet[Dossier], name: str, value: str) -> QuerySet[Dossier]:
        """Find a part of the alias or of the number of the case."""
        return rows.filter(Q(alias__icontains=value) | Q(case__number__icontains=value))

    def was_decided(self, rows: QuerySet[Dossier], name: str, value: str) -> QuerySet[Dossier]:
        """Find what a meeting voted on, or what none did."""
        counted = AgendaItem.objects.filter(dossier=OuterRef("pk"), state=ItemState.COUNTED)
        return rows.filter(Exists(counted) if value == "yes" else ~Exists(counted))


class MeetingFilter(django_filters.FilterSet):
    """Committee, state, and the days."""

    committee = django_filters.ModelChoiceFilter(label=_("Committee"), queryset=_committees)
    state = django_filters.ChoiceFilter(label=_("State"), choices=MeetingState.choices)
    first = django_filters.DateFilter(
        label=_("From"), field_name="held_on", lookup_expr="gte", widget=DateInput
    )
    last = django_filters.DateFilter(label=_("To"), field_name="held_on", lookup_expr="lte", widget=DateInput)

    class Meta:
        model = Meeting
        fields: list[str] = []


class ReadingFilter(django_filters.FilterSet):
    """Expert, committee, panel, and how the file stands."""

    q = django_filters.CharFilter(label=_("Name of the expert"), method="search")
    committee = django_filters.ModelChoiceFilter(
        label=_("Committee"), field_name="panel__committee", queryset=_committees
    )
    panel = django_filters.ModelChoiceFilter(label=_("Panel"), queryset=_panels)
    standing = django_filters.ChoiceFilter(label=_("State"), choices=STANDING, method="stands")

    class Meta:
        model = Assignment
        fields: list[str] = []

    def search(self, rows: QuerySet[Assignment], name: str, value: str) -> QuerySet[Assignment]:
        """Find a part of the expert's name."""
        return rows.filter(expert__user__display_name__icontains=value.strip())

    def stands(self, rows: QuerySet[Assignment], name: str, value: str) -> QuerySet[Assignment]:
        """Find what is late, what is waited for, what is in, or what a conflict shut."""
        conditions = {
            "late": late_on(timezone.localdate()),
            "waiting": WAITING,
            "done": Q(handed_in_at__isnull=False),
            "shut": Q(declaration__answer=Answer.DECLARED),
        }
        return rows.filter(conditions[value])


class FieldFilter(django_filters.FilterSet):
    """Speciality, expert, level, and whether the filing holds today."""

    speciality = django_filters.ModelChoiceFilter(label=_("Speciality"), queryset=Speciality.objects.all())
    q = django_filters.CharFilter(label=_("Name or filing number"), method="search")
    level = django_filters.ChoiceFilter(
        label=_("Level of the title"), field_name="expert__level", choices=TitleLevel.choices
    )
    filing = django_filters.ChoiceFilter(label=_("Filing"), choices=FILING, method="filed")

    class Meta:
        model = Expert.specialities.through
        fields: list[str] = []

    def search(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Find a part of the name or of the filing's number."""
        value = value.strip()
        return rows.filter(
            Q(expert__user__display_name__icontains=value) | Q(expert__filing_number__icontains=value)
        )

    def filed(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Find filings that hold today, or that have run out or were struck off."""
        today = timezone.localdate()
        holds = Q(expert__filed_on__lte=today, expert__filed_until__gte=today, expert__removed_on=None)
        return rows.filter(holds) if value == "holds" else rows.exclude(holds)


class FileFilter(django_filters.FilterSet):
    """Alias, and what is left to do."""

    q = django_filters.CharFilter(
        label=pgettext_lazy("of a blind file", "Alias"), field_name="dossier__alias", lookup_expr="icontains"
    )
    to_do = django_filters.ChoiceFilter(label=_("To do"), choices=TO_DO, method="left")

    class Meta:
        model = Assignment
        fields: list[str] = []

    def left(self, rows: QuerySet[Assignment], name: str, value: str) -> QuerySet[Assignment]:
        """Find what waits for a declaration, for a score, or for nothing."""
        if value == "declare":
            return rows.filter(declaration__answer=Answer.ASKED, panel__state=PanelState.OPEN)
        scoring = Q(declaration__answer=Answer.NONE, handed_in_at=None, panel__state=PanelState.OPEN)
        if value == "score":
            return rows.filter(scoring)
        asked = Q(declaration__answer=Answer.ASKED, panel__state=PanelState.OPEN)
        return rows.exclude(scoring | asked)
