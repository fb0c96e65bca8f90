"""The list of claims."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.desk.lists import FilteredListView
from office.people.permissions import is_staff_member

from .. import queries
from ..exports import claims as exports
from ..filters import ClaimFilter
from ..models import Claim


class ClaimList(FilteredListView):
    """All claims that a user may see, with their figures."""

    template_name = "subsidies/claim_list.html"
    filterset_class = ClaimFilter
    permission = "subsidies.view_claim"
    title = _("Subsidy claims")
    export_name = _("Review summary")

    def get_rows(self) -> QuerySet[Claim]:
        """Return the visible claims with their figures, newest first."""
        rows = queries.with_figures(queries.claims_visible_to(self.request.user))
        return rows.order_by("-case__opened_at", "-pk")

    def export(self, rows: QuerySet[Claim]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.claims_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the rows are held against."""
        user = self.request.user
        return super().get_context_data(
            today=timezone.localdate(),
            is_staff=is_staff_member(user),
            may_claim_for_people=user.has_perm("subsidies.claim_for_people"),
            **kwargs,
        )
