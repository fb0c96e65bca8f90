"""Panels: the list, one panel with its draws and scores, and what is done to it."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.forms import Form
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.lists import FilteredListView

from .. import actions, exports, queries
from ..enums import DrawMethod, PanelState
from ..filters import PanelFilter
from ..forms import DrawForm, PanelForm
from ..models import Draw, Panel
from ..queries.choices import cases_to_read
from ..queries.results import Line, draws_of, lines_of, scores_of
from .deeds import CommitteeDeed, PanelDeed


class PanelList(FilteredListView):
    """The panels of the committees that the user sees, the newest first."""

    template_name = "committees/panel_list.html"
    filterset_class = PanelFilter
    permission = "committees.view_committee"
    title = _("Panels")
    export_name = _("Panels")

    def get_rows(self) -> QuerySet[Panel]:
        """Return them."""
        return queries.panels_visible_to(self.request.user).order_by("-pk")

    def export(self, rows: QuerySet[Panel]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.panels_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day that deadlines are held against."""
        return super().get_context_data(today=timezone.localdate(), **kwargs)


class PanelPage(LoginRequiredMixin, TemplateView):
    """One panel: criteria, files with readers and scores, and how the readers were found."""

    template_name = "committees/panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it; 404 out of sight."""
        user: Any = self.request.user
        found = get_object_or_404(queries.panels_visible_to(user), pk=self.kwargs["pk"])
        lines = lines_of(found)
        scores = scores_of([each for line in lines for each in line.assignments])
        return super().get_context_data(
            panel=found,
            criteria=found.criteria.all(),
            specialities=found.specialities.all(),
            lines=[(line, [(each, scores.get(each.pk)) for each in line.assignments]) for line in lines],
            draws=draws_of(found),
            progress=_progress(lines, found, timezone.localdate()),
            may_run=user.has_perm("committees.run", found.committee),
            today=timezone.localdate(),
            **kwargs,
        )


def _progress(lines: list[Line], panel: Panel, today: datetime.date) -> dict[str, int]:
    """Count the readers of a panel without a conflict: given, handed in, waited for, late."""
    readers = [each for line in lines for each in line.readers]
    done = sum(each.handed_in_at is not None for each in readers)
    waiting = len(readers) - done if panel.state == PanelState.OPEN else 0
    late = waiting if panel.due_on < today else 0
    return {"given": len(readers), "done": done, "waiting": waiting, "late": late}


class MakePanel(CommitteeDeed):
    """Make a panel with its criteria."""

    form_class = PanelForm
    title = _("Make a panel")
    button = _("Make the panel")
    success_message = _("The panel is made. Draw its experts, then open it.")

    def perform(self, form: PanelForm) -> Panel:
        """Make it."""
        return actions.make_panel(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class DrawExperts(PanelDeed):
    """Find the readers of cases."""

    form_class = DrawForm
    title = _("Find experts for cases")
    button = _("Draw and assign")
    success_message = _("The experts are assigned; each is asked for conflicts first.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the cases that wait, and those that are being read."""
        return {**super().get_form_kwargs(), "cases": cases_to_read(self.request.user, self.object)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what is recorded and who is left out."""
        words = _(
            "Experts with a conflict, or with a strong hint of one, are left out. The draw is recorded with "
            "its seed. Drawn again, a case gets only the readers it lacks."
        )
        return super().get_context_data(**kwargs) | {"intro": words}

    def perform(self, form: DrawForm) -> Draw:
        """Draw."""
        told = form.cleaned_data
        return actions.draw_experts(
            self.object,
            told["cases"],
            size=told["size"],
            method=DrawMethod(told["method"]),
            actor=self.actor,
            now=self.now,
        )


class OpenPanel(PanelDeed):
    """Open the panel and freeze its criteria."""

    title = _("Open the panel")
    button = _("Open it")
    success_message = _("The panel is open; its criteria are frozen.")

    def perform(self, form: Form) -> Panel:
        """Open it."""
        return actions.open_panel(self.object, actor=self.actor, now=self.now)


class ClosePanel(PanelDeed):
    """Close the panel."""

    title = _("Close the panel")
    button = _("Close it")
    danger = True
    success_message = _("The panel is closed.")

    def perform(self, form: Form) -> Panel:
        """Close it."""
        return actions.close_panel(self.object, actor=self.actor, now=self.now)
