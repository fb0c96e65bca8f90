"""Reading the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.db.models import Model, QuerySet

from .actions import GENESIS, sealed
from .models import Entry, Head


def about(subject: Model) -> QuerySet[Entry]:
    """Return the deeds done to one subject, oldest first."""
    return Entry.objects.filter(
        subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
    ).order_by("sequence")


@dataclass(frozen=True)
class Verdict:
    """What walking the chain found: number of entries, the last digest, and the first entry that is wrong."""

    entries: int
    head: str
    intact: bool
    first_bad: int | None = None
    reason: str = ""

    def to_json(self) -> dict[str, object]:
        """Return the verdict as plain values."""
        return asdict(self)


def verify_chain() -> Verdict:
    """Walk the whole chain and compare every digest, the numbering and the recorded end."""
    sequence, previous = 0, GENESIS
    for entry in _in_order():
        sequence += 1
        reason = ""
        if entry.sequence != sequence:
            reason = f"entry {sequence} is missing"
        elif entry.previous != previous:
            reason = "it does not follow the entry before it"
        elif entry.digest != sealed(entry):
            reason = "its contents were changed"
        if reason:
            return Verdict(sequence - 1, previous, False, sequence, reason)
        previous = entry.digest
    head = Head.objects.filter(id=1).first()
    expected = (head.sequence, head.digest) if head else (0, GENESIS)
    if expected != (sequence, previous):
        return Verdict(sequence, previous, False, sequence + 1, "the end of the chain was cut off")
    return Verdict(sequence, previous, True)


def _in_order() -> Iterator[Entry]:
    return Entry.objects.order_by("sequence").iterator(chunk_size=2000)
