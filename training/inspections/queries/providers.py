"""The figures of each provider beside one another, in a constant number of queries."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from office.certificates.models import Certificate
from office.people.models import Organisation
from training.courses.models import Assessment, Completion, Enrolment, TrainingClass
from training.courses.queries import CERTIFICATE_KIND

from ..enums import Result
from ..models import Inspection, Sanction
from ..models.inspection import PLAIN
from ..signals.provider import YEAR, densest
from ..thresholds import thresholds_on
from .people import acts_for
from .samples import COUNTS, SampleCounts, told
from .sanctions import barring


@dataclass(frozen=True, kw_only=True)
class ProviderFigures:
    """What a provider's classes came to; shares are whole per cents, None where nothing was counted."""

    classes: int = 0
    trainees: int = 0
    pass_rate: int | None = None
    attendance: int | None = None
    inspections: int = 0
    with_defects: int = 0
    calls: SampleCounts = field(default_factory=SampleCounts)
    certificates: int = 0
    burst: int = 0
    sanctions: int = 0
    barred_until: datetime.date | None = None


def providers_visible_to(user: Any, *, on: datetime.date) -> QuerySet[Organisation]:
    """Return the providers a user may look at, with `is_barred`: the bureau all, an operator the own."""
    rows = Organisation.objects.filter(is_provider=True).annotate(
        is_barred=Exists(Sanction.objects.filter(barring(on), provider=OuterRef("pk")))
    )
    if not user.has_perm("inspections.supervise"):
        rows = rows.filter(pk__in=acts_for(user))
    return rows.order_by("name", "pk")


def with_figures(providers: Sequence[Organisation], *, on: datetime.date) -> list[Organisation]:
    """Return providers with `figures` (ProviderFigures) up to a day, in their order."""
    found = list(providers)
    figures = figures_of([each.pk for each in found], on=on)
    for each in found:
        each.figures = figures[each.pk]  # type: ignore[attr-defined]
    return found


def figures_of(keys: Sequence[int], *, on: datetime.date) -> dict[int, ProviderFigures]:
    """Return the figures of providers by key; the same number of queries for one and for many."""
    counts = _counts_of(keys)
    issued, bars = _issued(keys, on), _bars(keys, on)
    length = thresholds_on(on)["burst_days"]
    return {
        key: ProviderFigures(
            classes=counts.classes[key].get("number", 0),
            trainees=counts.seats[key].get("number", 0),
            pass_rate=_percent(counts.tests[key].get("passed"), counts.tests[key].get("number")),
            attendance=_percent(counts.hours[key].get("attended"), counts.hours[key].get("held")),
            inspections=counts.visits[key].get("number", 0),
            with_defects=counts.visits[key].get("bad", 0),
            calls=SampleCounts(**counts.calls[key]),
            certificates=len(issued[key]),
            burst=densest(issued[key], length),
            sanctions=len(bars[key]),
            barred_until=max((day for day in bars[key] if day), default=None),
        )
        for key in keys
    }


#: Aggregates by the key of a provider; a provider without rows has an empty one.
_Counts = dict[int, dict[str, Any]]


class _ProviderCounts(NamedTuple):
    classes: _Counts
    seats: _Counts
    tests: _Counts
    hours: _Counts
    visits: _Counts
    calls: _Counts


def _counts_of(keys: Sequence[int]) -> _ProviderCounts:
    """Count what hangs on the classes of providers, in a query a kind."""
    of_class = "training_class__provider"
    of_seat = f"enrolment__{of_class}"
    visits = Inspection.objects.exclude(state__in=PLAIN)
    return _ProviderCounts(
        classes=_counted(TrainingClass.objects.all(), "provider", keys, number=Count("pk")),
        seats=_counted(Enrolment.objects.enrolled(), of_class, keys, number=Count("pk")),
        tests=_counted(
            Assessment.objects.all(),
            of_seat,
            keys,
            number=Count("pk"),
            passed=Count("pk", filter=Q(passed=True)),
        ),
        hours=_counted(
            Completion.objects.all(), of_seat, keys, attended=Sum("hours_attended"), held=Sum("hours_held")
        ),
        visits=_counted(
            visits, of_class, keys, number=Count("pk"), bad=Count("pk", filter=~Q(result=Result.IN_ORDER))
        ),
        calls=_counted(told(), f"sample__{of_class}", keys, **COUNTS),
    )


def _counted(rows: QuerySet[Any], by: str, keys: Sequence[int], **aggregates: Any) -> _Counts:
    found: _Counts = defaultdict(dict)
    for row in rows.filter(**{f"{by}__in": keys}).order_by().values(by).annotate(**aggregates):
        found[row.pop(by)] = row
    return found


def _percent(part: Decimal | int | None, whole: Decimal | int | None) -> int | None:
    return round((part or 0) * 100 / whole) if whole else None


def _issued(keys: Sequence[int], on: datetime.date) -> dict[int, list[datetime.date]]:
    """The days of the certificates of the year before a day."""
    rows = Certificate.objects.filter(
        issuer__in=keys,
        kind=CERTIFICATE_KIND,
        issued_on__range=(on - datetime.timedelta(days=YEAR), on),
    )
    found: dict[int, list[datetime.date]] = defaultdict(list)
    for issuer, day in rows.values_list("issuer_id", "issued_on"):
        found[issuer].append(day)
    return found


def _bars(keys: Sequence[int], on: datetime.date) -> dict[int, list[datetime.date | None]]:
    """A line for each sanction: the day until which it bars, None where it does not on this day."""
    found: dict[int, list[datetime.date | None]] = defaultdict(list)
    for sanction in Sanction.objects.filter(provider__in=keys):
        found[sanction.provider_id].append(sanction.barred_until if sanction.bars(on) else None)
    return found
