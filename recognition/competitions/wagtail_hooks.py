"""Competitions and their events in Wagtail's admin; marks and results have their own pages on the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Competition, Event


class CompetitionViewSet(ModelViewSet):
    """Competitions of a year."""

    model = Competition
    icon = "date"
    menu_label = _("Competitions")
    list_display = ["name", "year", "level", "organiser", "held_on"]
    list_filter = ["year", "level"]
    search_fields = ["name"]
    form_fields = ["name", "year", "level", "organiser", "held_on", "entries_until", "place"]


class EventViewSet(ModelViewSet):
    """Events with their weights, honours and teams."""

    model = Event
    icon = "list-ul"
    menu_label = _("Events")
    list_display = ["name", "code", "competition", "marked_twice", "team_members"]
    search_fields = ["name", "code"]
    form_fields = [
        "code",
        "competition",
        "name",
        "occupation_code",
        "theory_weight",
        "practice_weight",
        "marked_twice",
        "honours",
        "team_members",
        "team_honours",
    ]


class CompetitionGroup(ViewSetGroup):
    """Competitions' menu."""

    menu_label = _("Competitions")
    menu_icon = "date"
    menu_order = 320
    items = (CompetitionViewSet("contest_list"), EventViewSet("contest_events"))


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def register_competitions() -> CompetitionGroup:
    """Put competitions into the admin's menu."""
    return CompetitionGroup()
