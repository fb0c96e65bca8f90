"""The open figures of a year as one list: a table's rows one below the other."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..figures import FigureSet, figures_of, years_with_figures
from ..figures.gathering import Money, Row
from ..models.places import streets_by_length
from .shapes import Asked, Field, OpenList

#: A row with the year's figures and the table that it belongs to.
FigureRow = tuple[FigureSet, str, Row | Money]


def _figures(on: datetime.date, asked: Asked) -> Sequence[FigureRow]:
    years = years_with_figures(on)
    wanted = asked.get("year") or str(years[0])
    year = next((each for each in years if str(each) == wanted), None)
    if year is None:
        raise LookupError(wanted)
    figures = figures_of(year, on, streets_by_length())
    tables = (
        ("month", figures.months),
        ("employer", figures.employers),
        ("street", figures.streets),
        ("service", figures.services),
    )
    people = [(figures, name, row) for name, table in tables for row in (*table.rows, table.total)]
    return [*people, *((figures, "money", row) for row in figures.money)]


def _figure(each: FigureRow) -> tuple[Any, ...]:
    figures, table, row = each
    told = (figures.year, figures.first, figures.last, table, row.label)
    if isinstance(row, Money):
        return (*told, None, None, None, row.budget, row.bound, row.paid)
    rate = row.rate
    share = (
        (rate.percent, {"": "exact", "min": "at_least", "max": "at_most"}[rate.bound])
        if rate
        else (None, None)
    )
    return (*told, row.people, *share, None, None, None)


FIGURES = OpenList(
    "figures",
    _("Open figures"),
    _("People trained, pass rates and subsidies of a year. Figures of one to four people are left empty."),
    "/open-figures/",
    (
        Field("year", _("Year")),
        Field("first_day", _("First day counted")),
        Field("last_day", _("Last day counted")),
        Field("table", _("month, employer, street, service or money")),
        Field("label", _("What the row is of")),
        Field("people", _("People trained, or who judged the service; empty: not shown")),
        Field(
            "pass_rate",
            _("Share of the tests passed, or of those content, in whole per cent; empty: not shown"),
        ),
        Field("pass_rate_is", _("exact, at_least or at_most")),
        Field("budget", _("Budget in yuan")),
        Field("approved", _("Bound by approved claims, in yuan; empty: not shown")),
        Field("paid", _("Paid out, in yuan; empty: not shown")),
    ),
    _figures,
    _figure,
    asks=(Field("year", _("A year; without one, the newest")),),
)
