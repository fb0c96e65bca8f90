"""Reading batches; what somebody may see begins at `batches_visible_to`."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from ..models import Batch, BatchLine, Certificate
from ..permissions import issuers_of

WAITING = Q(lines__certificate=None, lines__refusal="")


def batches_visible_to(user: Any) -> QuerySet[Batch]:
    """Return the batches of the issuers whose certificates a user keeps."""
    return Batch.objects.filter(issuers_of(user)).select_related("issuer", "made_by")


def with_counts(batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """Add `total`, `issued`, `refused` and `waiting` lines to each batch, in the same query."""
    return batches.annotate(
        total=Count("lines"),
        issued=Count("lines", filter=Q(lines__certificate__isnull=False)),
        refused=Count("lines", filter=~Q(lines__refusal="")),
        waiting=Count("lines", filter=WAITING),
    )


def unfinished() -> QuerySet[Batch]:
    """Return the batches that stopped somewhere, oldest first."""
    return Batch.objects.filter(finished_at=None).order_by("made_at", "pk")


def refused_lines(batch: Batch) -> QuerySet[BatchLine]:
    """Return who got none, with the reasons."""
    return batch.lines.exclude(refusal="").order_by("position")


def certificates_of_batch(batch: Batch) -> QuerySet[Certificate]:
    """Return what a batch issued, in the order of its list."""
    return Certificate.objects.filter(lines__batch=batch).order_by("lines__position")


def stations_of_batch(batch: Batch) -> dict[int, str]:
    """Return the station by the certificate's key."""
    return dict(batch.lines.exclude(certificate=None).values_list("certificate", "station"))
