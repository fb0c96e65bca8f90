"""Reading call-back samples and what the calls came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from ..enums import Attended, CallOutcome
from ..models import Call, Sample, SampledTrainee

_AGAINST = Q(attended=Attended.NO) | Q(paid=True)


@dataclass(frozen=True)
class SampleCounts:
    """People drawn, people done with (reached, or a wrong number), and of them those who tell against it."""

    people: int = 0
    concluded: int = 0
    failed: int = 0

    @property
    def percent(self) -> int | None:
        """The share of failures among those done with, in per cent; None when nobody is."""
        return round(self.failed * 100 / self.concluded) if self.concluded else None


def samples_visible_to(user: Any) -> QuerySet[Sample]:
    """Return the samples; only the bureau sees who was called."""
    rows = Sample.objects.select_related("training_class__provider", "caller", "drawn_by")
    return rows if user.has_perm("inspections.supervise") else rows.none()


def told() -> QuerySet[Any]:
    """Return everybody drawn with `reached`, `against` and `wrong`: what the calls came to."""
    calls = Call.objects.filter(trainee=OuterRef("pk"))
    reached = calls.filter(outcome=CallOutcome.REACHED)
    return SampledTrainee.objects.annotate(
        reached=Exists(reached),
        against=Exists(reached.filter(_AGAINST)),
        wrong=Exists(calls.filter(outcome=CallOutcome.WRONG_NUMBER)),
    )


#: Aggregates over `told`.
COUNTS = {
    "people": Count("pk"),
    "concluded": Count("pk", filter=Q(reached=True) | Q(wrong=True)),
    "failed": Count("pk", filter=Q(against=True) | Q(reached=False, wrong=True)),
}


def with_counts(samples: QuerySet[Sample]) -> list[Sample]:
    """Return samples with `counts` (SampleCounts), in their order and in two queries."""
    found = list(samples)
    rows = (
        told().filter(sample__in=[each.pk for each in found]).order_by().values("sample").annotate(**COUNTS)
    )
    counts = {row.pop("sample"): SampleCounts(**row) for row in rows}
    for each in found:
        each.counts = counts.get(each.pk, SampleCounts())  # type: ignore[attr-defined]
    return found


def counts_of(sample: Sample) -> SampleCounts:
    """Return what the calls of one sample came to."""
    counted: dict[str, Any] = told().filter(sample=sample).aggregate(**COUNTS)
    return SampleCounts(**counted)


def people_of(sample: Sample) -> QuerySet[SampledTrainee]:
    """Return the people of a sample in the order of the draw, with their calls, in two queries."""
    calls = Call.objects.select_related("caller").order_by("called_at", "pk")
    return (
        told()
        .filter(sample=sample)
        .select_related("enrolment__courier", "sample__training_class")
        .prefetch_related(Prefetch("calls", calls))
        .order_by("position")
    )
