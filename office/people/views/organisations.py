"""Organisations and their stations."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.lists import FilteredListView

from .. import exports, queries
from ..filters import OrganisationFilter
from ..models import Organisation


class OrganisationList(FilteredListView):
    """Employers, training providers and departments."""

    template_name = "people/organisation_list.html"
    filterset_class = OrganisationFilter
    permission = "people.view_organisation"
    title = _("Organisations")
    export_name = _("Organisations")

    def get_rows(self) -> QuerySet[Organisation]:
        """Return the visible organisations with their counts."""
        return queries.with_counts(queries.organisations_visible_to(self.request.user)).order_by("name")

    def export(self, rows: QuerySet[Organisation]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.organisations_workbook(rows, **self.taken)


class OrganisationDetail(LoginRequiredMixin, TemplateView):
    """An organisation and its stations."""

    template_name = "people/organisation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the organisation's facts; 404 out of sight."""
        rows = queries.with_counts(queries.organisations_visible_to(self.request.user))
        organisation = get_object_or_404(rows, pk=self.kwargs["pk"])
        return {
            "organisation": organisation,
            "may_upload_riders": organisation.is_employer
            and self.request.user.has_perm("people.upload_riders", organisation),
            "stations": organisation.stations.order_by("name"),
            **super().get_context_data(**kwargs),
        }
