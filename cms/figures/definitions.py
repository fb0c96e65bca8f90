"""What each open figure means, as page and open data print it."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Definition(NamedTuple):
    """A figure's key in the open data, its name, and how it is counted."""

    key: str
    name: str | Promise
    text: str | Promise


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "people",
        _("People trained"),
        _(
            "Different people who completed a class that ended in the period and is closed: hours attended "
            "and test as the class asked. Who completed two classes counts once in each row and once in the "
            "total."
        ),
    ),
    Definition(
        "pass_rate",
        _("Pass rate"),
        _(
            "Of all who took the test of these classes, absent people left out, the share that passed, in "
            "whole per cent. “At least” and “at most” stand where fewer than five failed or passed."
        ),
    ),
    Definition(
        "employer",
        _("By employer"),
        _("The employer that the roster of the class names, where it is in the register of employers."),
    ),
    Definition(
        "street",
        _("By street or town"),
        _("The street or town in the name or the address of the station that the roster names."),
    ),
    Definition(
        "budget", _("Budget"), _("What the finance office set aside for the scheme in the year, by document.")
    ),
    Definition(
        "bound",
        pgettext_lazy("money", "Approved"),
        _("What approved claims bind of the budget, paid or not; released or paid back is taken off."),
    ),
    Definition("paid", _("Paid out"), _("What the bank paid; what was paid back is taken off.")),
    Definition(
        "service",
        _("Services judged"),
        _(
            "Couriers who judged a finished service in the period, each counted once a service. Content: the "
            "first three of five levels."
        ),
    ),
    Definition(
        "hidden",
        _("Not shown"),
        _(
            "A figure of one to four people is never shown. The smallest of the others is left out beside it "
            "until what is left out cannot be worked out from the total; all are marked alike. Money is left "
            "out where it was for one to four people."
        ),
    ),
)
