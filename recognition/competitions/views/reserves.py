"""Calling up a reserve, and saying for which unit a team stands."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .. import actions, queries
from ..forms import ReserveForm, TeamForm
from ..models import Event, Performance, Team
from .found import EventDeed, StageDeed, performance_of


class CallReserve(StageDeed):
    """Call up whose turn it is for a place that fell free."""

    form_class = ReserveForm
    permission = "competitions.arrange_stages"
    title = _("Call up a reserve")
    button = _("Call up")
    success_message = _("%(result)s was called up.")

    def get_object(self) -> Event:
        """Find the place and whose turn it is."""
        event = super().get_object()
        self.performance = performance_of(self.stage, self.kwargs["number"])
        try:
            rule = queries.reserve_rule_of(event)
            self.reserve = queries.next_reserve(self.performance)
        except ValidationError as fault:
            # Without a rule nobody can be called; the event's page says what is missing.
            raise Http404 from fault
        self.intro = gettext("The order is that of the rule: %(document)s, %(clause)s.") % {
            "document": rule.label,
            "clause": rule.clause,
        }
        return event

    def get_initial(self) -> dict[str, Any]:
        """Send back whom this page showed as next."""
        return {"number": self.reserve.number if self.reserve else ""}

    def facts(self) -> list[tuple[Any, Any]]:
        """Show both."""
        entry = self.performance.entry
        told: list[tuple[Any, Any]] = [(_("Place of"), f"{entry} · {self.performance.get_status_display()}")]
        if self.reserve is None:
            return [*told, (pgettext("a reserve", "Next"), gettext("Nobody waits for this place."))]
        waiting = self.object.entries.get(number=self.reserve.number)
        told.append((pgettext("a reserve", "Next"), f"{waiting} · {waiting.unit}"))
        if self.reserve.rank is not None:
            told.append((_("Rank in the stage before"), str(self.reserve.rank)))
        return told

    def perform(self, form: ReserveForm) -> Performance:
        """Call up."""
        return actions.call_reserve(
            self.performance, number=form.cleaned_data["number"], actor=self.actor, now=self.now
        )

    def get_success_message(self, result: Any) -> str:
        """Name who was called up."""
        return str(self.success_message) % {"result": result.entry}


class LinkTeam(EventDeed):
    """Say which organisation on record a team stands for."""

    form_class = TeamForm
    permission = "competitions.register_entries"
    title = _("Link the team to a unit on record")
    button = pgettext_lazy("to a person on record", "Link")
    success_message = _("The team is linked; what it is given stands in the record of its unit.")

    def get_object(self) -> Event:
        """Find the team too."""
        event = super().get_object()
        self.team = get_object_or_404(event.teams, pk=self.kwargs["pk"])
        self.team.event = event
        self.intro = self.team.name
        return event

    def perform(self, form: TeamForm) -> Team:
        """Link it."""
        return actions.link_team(self.team, form.cleaned_data["organisation"], actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Lead to the entries."""
        return reverse("competitions:entry_list", args=[self.object.code])
