"""Finding what a page is about: everything begins at what the user may see."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from office.desk.deeds import DeedView

from .. import queries
from ..models import Event, Performance, Stage


def event_of(request: HttpRequest, code: str, permission: str = "") -> Event:
    """Return an event on the user's desk, or 404; with a permission, 403 for who lacks it."""
    event = get_object_or_404(queries.events_visible_to(request.user), code=code)
    if permission and not request.user.has_perm(permission, event):
        raise PermissionDenied(_("Only the competition officer of the organiser may do this."))
    return event


def stage_of(event: Event, position: int) -> Stage:
    """Return a stage of an event by its order, or 404."""
    stage = get_object_or_404(event.stages, position=position)
    stage.event = event
    return stage


def performance_of(stage: Stage, number: str) -> Performance:
    """Return how an entry fares in a stage by its number, or 404."""
    performance = get_object_or_404(queries.performances_of_stage(stage), entry__number=number)
    performance.stage = stage
    return performance


class EventDeed(DeedView):
    """A deed done to one event."""

    object: Event

    def get_object(self) -> Event:
        """Begin at what is visible."""
        return event_of(self.request, self.kwargs["code"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Lead back to the event."""
        return {**super().get_context_data(**kwargs), "cancel_url": self.object.get_absolute_url()}


class StageDeed(EventDeed):
    """A deed done to one stage of an event; it leads back to the stage."""

    stage: Stage

    def get_object(self) -> Event:
        """Find the stage too."""
        event = super().get_object()
        self.stage = stage_of(event, self.kwargs["position"])
        return event

    def get_success_url(self, result: Any = None) -> str:
        """Lead to the stage."""
        return self.stage.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the stage."""
        return {
            **super().get_context_data(**kwargs),
            "event": self.object,
            "stage": self.stage,
            "cancel_url": self.stage.get_absolute_url(),
        }
