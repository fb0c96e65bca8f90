"""The pages of the site that the record feeds: which are planted below the home page, under what name."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _
from wagtail.models import Page

from .models import CampaignPage, ClassIndexPage, FiguresPage, HonourRollPage


class Planted(NamedTuple):
    """A page as it is made where it is missing."""

    kind: type[Page]
    slug: str
    title: str
    lead: str


def record_pages() -> tuple[Planted, ...]:
    """Return the pages fed from the record, in the order of the menu, in the office's language."""
    return (
        Planted(
            HonourRollPage,
            "honour-roll",
            _("Roll of honour"),
            _(
                "Couriers and teams of this district that hold an honour, each with the document by which it "
                "was given."
            ),
        ),
        Planted(
            ClassIndexPage,
            "classes-open",
            _("Classes open for enrolment"),
            _("Classes on file with the office that still take people in. Seats are those of this moment."),
        ),
        Planted(
            CampaignPage,
            "warm-bee",
            _("Warm Bee campaign"),
            _("Where those who work outdoors can rest, drink, charge and warm up."),
        ),
        Planted(
            FiguresPage,
            "open-figures",
            _("Open figures"),
            _("How many couriers were trained, how many passed, and what was spent of which budget."),
        ),
    )
