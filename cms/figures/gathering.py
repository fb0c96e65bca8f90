"""The figures of a year, gathered from training and money and protected before anybody sees them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.enquiries import services
from office.enquiries.enums import LOW
from office.enquiries.models import Rating
from office.people.models import Organisation, Station
from training.courses.figures import Trained, first_year_taught, people_completed, trained_between
from training.courses.queries import employers_named
from training.subsidies.queries import Spending, budget_years, spending

from .protection import LEAST, Share, hidden_cells, may_show_total, pass_rate

if TYPE_CHECKING:
    from ..models import Street

Counted = TypeVar("Counted", Trained, "_Judged")

#: The key of those whom no row of a register is found for.
UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of people: `people` is None where it is not shown, `rate` None where it cannot be told."""

    key: str
    label: str
    people: int | None
    rate: Share | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of people with their total; who is in two rows counts once in each, and once in the total."""

    rows: list[Row]
    total: Row

    @property
    def most(self) -> int:
        """The largest figure shown, 1 at the least: what the bars are measured by."""
        return max((row.people or 0 for row in self.rows), default=0) or 1


@dataclass(frozen=True, slots=True)
class Money:
    """A scheme's money in yuan; None where it is not shown."""

    key: str
    label: str
    budget: Decimal
    bound: Decimal | None
    paid: Decimal | None


@dataclass(frozen=True, slots=True)
class FigureSet:
    """The figures of a year from its first day to `last`."""

    year: int
    first: datetime.date
    last: datetime.date
    months: Table
    employers: Table
    streets: Table
    services: Table
    money: list[Money]


@dataclass(slots=True)
class _Group:
    """Who is in a row: the people who completed, and the tests of everybody."""

    people: set[str] = field(default_factory=set)
    passed: int = 0
    assessed: set[str] = field(default_factory=set)
    tests: int = 0

    def add(self, each: Trained | _Judged) -> None:
        """Count one seat."""
        if each.completed:
            self.people.add(each.courier)
        if each.passed is not None:
            self.assessed.add(each.courier)
            self.tests += 1
            self.passed += each.passed

    @property
    def rate(self) -> Share | None:
        """The share of tests passed; None where fewer than five people took one."""
        return pass_rate(self.passed, self.tests) if len(self.assessed) >= LEAST else None


def last_closed_day(on: datetime.date) -> datetime.date:
    """Return the last day of the month before a day's: figures of a month are told when it is over."""
    return on.replace(day=1) - datetime.timedelta(days=1)


def years_with_figures(on: datetime.date) -> list[int]:
    """Return the years that have figures by a day, newest first; the newest is there even without any."""
    newest = last_closed_day(on).year
    begun = [year for year in (first_year_taught(), *budget_years()) if year is not None]
    return list(range(newest, min([*begun, newest]) - 1, -1))


def people_trained(year: int, on: datetime.date) -> int | None:
    """Return how many people completed a class in a year by the last closed month; None where not told."""
    first, last = _bounds(year, on)
    people = people_completed(first, last)
    return people if not 0 < people < LEAST else None


def figures_of(year: int, on: datetime.date, streets: Sequence[Street]) -> FigureSet:
    """Return a year's figures up to the last closed month before a day, in a fixed number of queries.

    `streets` are those by whose name an address is known, the longest names first.
    """
    first, last = _bounds(year, on)
    seats = list(trained_between(first, last))
    months = [
        (month, _("%(month)d/%(year)d") % {"month": month, "year": year})
        for month in range(1, last.month + 1)
    ]
    employers = employers_named(each.employer for each in seats)
    places = dict(Station.objects.order_by("pk").values_list("name", "address"))
    street_of = _reader(streets, places)
    until = timezone.make_aware(
        datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time.min)
    )
    return FigureSet(
        year,
        first,
        last,
        _table(seats, lambda each: each.ended_on.month, months),
        _table(seats, lambda each: _key(employers.get(each.employer)), _employers(employers.values())),
        _table(seats, lambda each: street_of(each.place), _streets(streets)),
        services_judged(first, last),
        [money_of(row) for row in spending(year, until)],
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """A rating as the table counts it: `passed` unless it is low."""

    courier: str
    service: str
    passed: bool
    completed: bool = True


def services_judged(first: datetime.date, last: datetime.date) -> Table:
    """Return how many couriers judged each service from one day to another, and how many were content.

    Protected as all tables are: a service judged by one to four people is not told.
    """
    given = Rating.objects.filter(rated_at__date__gte=first, rated_at__date__lte=last)
    rows = [
        _Judged(str(courier), service, level not in LOW)
        for courier, service, level in given.values_list("courier", "service", "level")
    ]
    return _table(rows, lambda each: each.service, [(each.key, str(each.label)) for each in services.every()])


def _bounds(year: int, on: datetime.date) -> tuple[datetime.date, datetime.date]:
    first = datetime.date(year, 1, 1)
    return first, max(first, min(datetime.date(year, 12, 31), last_closed_day(on)))


def _key(employer: Organisation | None) -> Hashable:
    return employer.pk if employer is not None else UNKNOWN


def _employers(found: Iterable[Organisation]) -> list[tuple[Hashable, str]]:
    named = sorted({each.pk: each.name for each in found}.items(), key=lambda pair: pair[1])
    return [*named, (UNKNOWN, _("Others, not in the register of employers"))]


def _streets(streets: Iterable[Street]) -> list[tuple[Hashable, str]]:
    named = sorted((each.code, each.name) for each in streets)
    return [*named, (UNKNOWN, _("Station not told, or in no street of the register"))]


def _reader(streets: Sequence[Street], places: dict[str, str]) -> Callable[[str], str]:
    """Return how a station's street is read: from its name on the roster and its address on record."""
    known: dict[str, str] = {}

    def read(place: str) -> str:
        if place not in known:
            text = f"{place} {places.get(place, '')}"
            known[place] = next((each.code for each in streets if each.stem in text), UNKNOWN)
        return known[place]

    return read


def _table(
    seats: Iterable[Counted], key: Callable[[Counted], Hashable], rows: Sequence[tuple[Hashable, str]]
) -> Table:
    groups: dict[Hashable, _Group] = defaultdict(_Group)
    everybody = _Group()
    for each in seats:
        groups[key(each)].add(each)
        everybody.add(each)
    counts = [len(groups[place].people) for place, _label in rows]
    hidden, total = hidden_cells(counts), len(everybody.people)
    may_show = may_show_total(counts, total)
    # Rows of one person each: another table tells how many there are in all, and which rows have somebody
    # would then tell that each has one.
    told = rows if may_show or total < LEAST else ()
    return Table(
        [
            Row(
                str(place),
                label,
                None if number in hidden else counts[number],
                None if number in hidden else groups[place].rate,
            )
            for number, (place, label) in enumerate(told)
            if place != UNKNOWN or counts[number]
        ],
        Row(
            "total",
            pgettext("of people", "Total"),
            total if may_show else None,
            everybody.rate,
        ),
    )


def money_of(row: Spending) -> Money:
    """Show a scheme's money; hide what was bound for, paid to or still due to one to four people."""
    few_paid = 0 < row.people_paid < LEAST
    few_bound = 0 < row.people_bound < LEAST or 0 < row.people_bound - row.people_paid < LEAST
    return Money(
        row.scheme,
        row.name,
        Decimal(row.budget) / 100,
        None if few_bound else Decimal(row.bound) / 100,
        None if few_paid else Decimal(row.paid) / 100,
    )
