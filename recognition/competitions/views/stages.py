"""A stage of an event: its items, who takes part, how far the marks are, and the deeds that arrange it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from .. import actions, queries
from ..forms import BoardForm, HeatForm, ItemForm, StatusForm
from ..models import Event, Item, Performance, Stage
from .found import EventDeed, StageDeed, event_of, performance_of, stage_of


@login_required
@require_GET
def stage(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """One stage: items, entries with how far their marks are, differences, marks settled by hand."""
    event = event_of(request, code)
    found = stage_of(event, position)
    lines = queries.lines_of(found)
    context = {
        "event": event,
        "stage": found,
        "items": found.items.order_by("position"),
        "lines": lines,
        "differences": [cell for line in lines for cell in line.cells if cell.differs],
        "settled": queries.marks_settled_by_hand(found),
        "may_arrange": request.user.has_perm("competitions.arrange_stages", event),
        "callable": queries.callable_places(found, [line.performance for line in lines]),
        "may_enter": request.user.has_perm("competitions.enter_marks", event),
        "has_marks": any(line.entered for line in lines),
    }
    return render(request, "competitions/stage.html", context)


class AddHeat(EventDeed):
    """Put a heat before the final."""

    form_class = HeatForm
    permission = "competitions.arrange_stages"
    title = _("Add a heat")
    intro = _("Who is entered starts in the first heat; the best of it go on.")
    button = _("Add the heat")

    def perform(self, form: Any) -> Stage:
        """Arrange it."""
        return actions.add_heat(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class Arrange(EventDeed):
    """Make the final of an event, to which items belong."""

    permission = "competitions.arrange_stages"
    title = _("Arrange the final")
    intro = _("The final decides the places. Its items say what is marked.")
    button = _("Arrange the final")

    def perform(self, form: Any) -> Stage:
        """Arrange it."""
        return actions.arrange_final(self.object, actor=self.actor, now=self.now)


class AddItem(StageDeed):
    """Add what is marked in a stage."""

    form_class = ItemForm
    permission = "competitions.arrange_stages"
    title = _("Add an item")
    intro = _("The items of theory make 100 points, and so do those of practice.")
    button = _("Add the item")

    def perform(self, form: Any) -> Item:
        """Add it."""
        return actions.add_item(self.stage, **form.cleaned_data, actor=self.actor, now=self.now)


class RemoveItem(StageDeed):
    """Take an item out again."""

    permission = "competitions.arrange_stages"
    title = _("Remove the item")
    button = _("Remove")
    danger = True

    def get_object(self) -> Event:
        """Find the item too."""
        event = super().get_object()
        self.item = get_object_or_404(self.stage.items, pk=self.kwargs["pk"])
        self.item.stage = self.stage
        self.intro = self.item.name
        return event

    def perform(self, form: Any) -> Stage:
        """Remove it."""
        return actions.remove_item(self.item, actor=self.actor, now=self.now)


class CloseStage(StageDeed):
    """Decide who goes on from a heat."""

    permission = "competitions.arrange_stages"
    title = _("Close the heat")
    intro = _(
        "The best go on to the next stage; whoever shares the last place goes too. This cannot be undone."
    )
    button = _("Close the heat")
    success_message = _("It is decided who goes on.")

    def perform(self, form: Any) -> Stage:
        """Close it, and go to the next stage."""
        self.stage = actions.close_stage(self.stage, actor=self.actor, now=self.now)
        return self.stage


class SetStatus(StageDeed):
    """Say that an entry withdrew, was disqualified, or is ranked again."""

    form_class = StatusForm
    permission = "competitions.enter_marks"
    title = _("Change the status of an entry")
    button = _("Save")

    def get_object(self) -> Event:
        """Find the performance too."""
        event = super().get_object()
        self.performance = performance_of(self.stage, self.kwargs["number"])
        self.intro = str(self.performance.entry)
        return event

    def get_initial(self) -> dict[str, Any]:
        """Begin with how it stands."""
        return {"status": self.performance.status, "reason": self.performance.reason}

    def perform(self, form: Any) -> Performance:
        """Write it."""
        return actions.set_status(self.performance, **form.cleaned_data, actor=self.actor, now=self.now)


class SetBoard(EventDeed):
    """Open, freeze or close the board of the hall."""

    template_name = "competitions/board_deed.html"
    form_class = BoardForm
    permission = "competitions.open_board"
    title = _("Board of the hall")
    intro = _("An open board shows every mark as it stands, to everybody who has the address.")
    button = _("Save")

    def get_initial(self) -> dict[str, Any]:
        """Begin with how it stands."""
        board = getattr(self.object, "board", None)
        return {"state": board.state if board else "open"}

    def perform(self, form: Any) -> Event:
        """Write it."""
        actions.set_board(self.object, **form.cleaned_data, actor=self.actor, now=self.now)
        return self.object

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the public address."""
        path = reverse("competitions:live", args=[self.object.code])
        return super().get_context_data(live_url=self.request.build_absolute_uri(path), **kwargs)
