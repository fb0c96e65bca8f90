"""A person's pages: what was claimed, what became of it, what is still asked of me."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from office.casework.procedures import procedure_of
from office.casework.queries import available_transitions, notice_of, open_supplement, timeline

from .. import queries
from ..progress import next_step


class MySubsidies(LoginRequiredMixin, TemplateView):
    """What I claimed, and what others claimed for me; what I can get stands at `subsidies:entitlements`."""

    template_name = "subsidies/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the person's own."""
        user: Any = self.request.user
        courier = getattr(user, "courier", None)
        if courier is None:
            raise PermissionDenied(
                _("This page shows a courier's own subsidies. Your account is not a courier's.")
            )
        return super().get_context_data(courier=courier, lines=queries.own_lines(courier), **kwargs)


class ClaimProgress(LoginRequiredMixin, TemplateView):
    """A claim as its claimant sees it: where it stands, the next step, what is asked, what happened."""

    template_name = "subsidies/progress.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the claim."""
        user: Any = self.request.user
        claim = get_object_or_404(queries.claims_visible_to(user), case__number=self.kwargs["number"])
        case = claim.case
        supplement = open_supplement(case)
        lines = list(queries.people_of(claim))
        return super().get_context_data(
            claim=claim,
            case=case,
            state=procedure_of(case).state(case.state),
            next_step=next_step(claim, is_mine=user.has_perm("subsidies.file_claim", case)),
            supplement=supplement,
            lines=lines,
            line=lines[0] if len(lines) == 1 else None,
            totals=queries.totals(claim),
            notice=notice_of(case),
            withdrawal=next(
                (step for step in available_transitions(case, user) if step.name == "withdraw"), None
            ),
            events=timeline(case, public=True),
            **kwargs,
        )
