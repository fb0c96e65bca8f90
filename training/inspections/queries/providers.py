"""The figures of each provider beside one another, in a constant number of queries."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

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

#: Aggregates by the key of the provider.
Counted = dict[int, dict[str, Any]]


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
    classes, seats, tests, hours, visits = _taught(keys)
    calls = _counted(
        told().filter(sample__training_class__provider__in=keys), "sample__training_class__provider", **COUNTS
    )
    issued = _issued(keys, on)
    bars = _bars(keys, on)
    length = thresholds_on(on)["burst_days"]
    return {
        key: ProviderFigures(
            classes=classes[key].get("number", 0),
            trainees=seats[key].get("number", 0),
            pass_rate=_percent(tests[key].get("passed"), tests[key].get("number")),
            attendance=_percent(hours[key].get("attended"), hours[key].get("held")),
            inspections=visits[key].get("number", 0),
            with_defects=visits[key].get("bad", 0),
            calls=SampleCounts(**calls[key]),
            certificates=len(issued[key]),
            burst=densest(issued[key], length),
            sanctions=len(bars[key]),
            barred_until=max((day for day in bars[key] if day), default=None),
        )
        for key in keys
    }


def _taught(keys: Sequence[int]) -> tuple[Counted, Counted, Counted, Counted, Counted]:
    """Count classes, seats, tests, hours and inspections by provider."""
    classes = _counted(TrainingClass.objects.filter(provider__in=keys), "provider", number=Count("pk"))
    seats = _counted(
        Enrolment.objects.enrolled().filter(training_class__provider__in=keys),
        "training_class__provider",
        number=Count("pk"),
    )
    tests = _counted(
        Assessment.objects.filter(enrolment__training_class__provider__in=keys),
        "enrolment__training_class__provider",
        number=Count("pk"),
        passed=Count("pk", filter=Q(passed=True)),
    )
    hours = _counted(
        Completion.objects.filter(enrolment__training_class__provider__in=keys),
        "enrolment__training_class__provider",
        attended=Sum("hours_attended"),
        held=Sum("hours_held"),
    )
    visits = _counted(
        Inspection.objects.filter(training_class__provider__in=keys).exclude(state__in=PLAIN),
        "training_class__provider",
        number=Count("pk"),
        bad=Count("pk", filter=~Q(result=Result.IN_ORDER)),
    )
    return classes, seats, tests, hours, visits


def _counted(rows: QuerySet[Any], by: str, **aggregates: Any) -> Counted:
    found: Counted = defaultdict(dict)
    for row in rows.order_by().values(by).annotate(**aggregates):
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
