"""What this room puts into the menus."""

from django.utils.translation import gettext_lazy as _

from office.desk.navigation import Entry, register

from .permissions import is_employer, is_union


def fill() -> None:
    """Register the entries: all of it for the union, homes and open care for employers."""
    register(Entry(_("Union members"), "wellbeing:member_list", 70, is_union, "staff"))
    register(Entry(_("Care activities"), "wellbeing:activity_list", 71, is_union, "staff"))
    register(Entry(_("Recuperation"), "wellbeing:batch_list", 72, is_union, "staff"))
    register(Entry(_("Union homes"), "wellbeing:home_list", 70, is_employer, "partner"))
    register(Entry(_("Care activities"), "wellbeing:activity_list", 71, is_employer, "partner"))
