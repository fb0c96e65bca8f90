"""The record of deeds, for auditors."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from office.audit import actions as audit
from office.audit import queries as record
from office.audit.models import Entry
from office.desk.lists import FilteredListView

from .. import exports
from ..filters import RecordFilter


class RecordList(FilteredListView):
    """Who did, saw or exported what: the record, for auditors."""

    template_name = "people/record_list.html"
    filterset_class = RecordFilter
    permission = "people.view_record"
    title = _("Record of deeds")
    paginate_by = 50
    export_name = _("Record of deeds")

    def get_rows(self) -> QuerySet[Entry]:
        """Return all deeds, newest first."""
        return record.entries()

    def export(self, rows: QuerySet[Entry]) -> bytes:
        """Hand out the filtered rows; that they were taken is a deed too."""
        return exports.record_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Put each deed's label beside it."""
        context = super().get_context_data(**kwargs)
        context["deeds"] = [(entry, audit.label_of(entry.action)) for entry in context["object_list"]]
        return context
