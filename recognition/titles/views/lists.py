"""Lists of applications, rounds, titles and bars, and a courier's own."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.lists import FilteredListView
from office.people.permissions import is_staff_member

from .. import exports, queries
from ..filters import ApplicationFilter, BarFilter, RoundFilter, TitleFilter
from ..models import Title, TitleApplication, TitleBar, TitleRound


class ApplicationList(FilteredListView):
    """The applications that an officer or an employer may see."""

    template_name = "titles/application_list.html"
    filterset_class = ApplicationFilter
    permission = "titles.list_applications"
    title = _("Title applications")
    export_name = _("Summary of title applications")

    def get_rows(self) -> QuerySet[TitleApplication]:
        """Return the visible applications, newest first."""
        return queries.applications_visible_to(self.request.user)

    def export(self, rows: QuerySet[TitleApplication]) -> bytes:
        """Return the rows of the page as sheet T10."""
        return exports.applications_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the rows are held against."""
        return super().get_context_data(
            today=timezone.localdate(),
            is_staff=is_staff_member(self.request.user),
            senders=queries.sheet_senders(self.request.user),
            **kwargs,
        )


class RoundList(FilteredListView):
    """The rounds, with how many applied."""

    template_name = "titles/round_list.html"
    filterset_class = RoundFilter
    permission = "titles.view_rounds"
    title = _("Title rounds")
    export_name = _("Title rounds")

    def get_rows(self) -> QuerySet[TitleRound]:
        """Return the rounds, the newest year first."""
        return queries.rounds_visible_to(self.request.user)

    def export(self, rows: QuerySet[TitleRound]) -> bytes:
        """Return the rows of the page as a workbook."""
        return exports.rounds_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether one keeps rounds."""
        return super().get_context_data(
            may_keep=self.request.user.has_perm("titles.keep_rounds"), today=timezone.localdate(), **kwargs
        )


class TitleList(FilteredListView):
    """The register of titles."""

    template_name = "titles/title_list.html"
    filterset_class = TitleFilter
    permission = "titles.view_titles"
    title = _("Register of titles")
    export_name = _("Register of titles")

    def get_rows(self) -> QuerySet[Title]:
        """Return the visible titles, the newest first."""
        return queries.titles_visible_to(self.request.user)

    def export(self, rows: QuerySet[Title]) -> bytes:
        """Return the rows of the page as a workbook."""
        return exports.titles_workbook(rows, **self.taken)


class BarList(FilteredListView):
    """Who may not apply, until when, and why."""

    template_name = "titles/bar_list.html"
    filterset_class = BarFilter
    permission = "titles.view_bars"
    title = _("Bars from applying")
    export_name = _("Bars from applying")

    def get_rows(self) -> QuerySet[TitleBar]:
        """Return the bars, the newest first."""
        return queries.bars_visible_to(self.request.user)

    def export(self, rows: QuerySet[TitleBar]) -> bytes:
        """Return the rows of the page as a workbook."""
        return exports.bars_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day that bars are held against."""
        return super().get_context_data(today=timezone.localdate(), **kwargs)


class MyTitles(LoginRequiredMixin, TemplateView):
    """A courier's titles, applications, and the rounds that are open."""

    template_name = "titles/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the person's own."""
        user: Any = self.request.user
        courier = getattr(user, "courier", None)
        if courier is None:
            raise PermissionDenied(
                gettext("This page shows a courier's own titles. Your account is not a courier's.")
            )
        today = timezone.localdate()
        return super().get_context_data(
            titles=queries.titles_of(courier),
            applications=queries.own_applications(courier),
            rounds=queries.open_rounds_for(courier, today),
            bar=queries.bar_on(courier, today),
            **kwargs,
        )
