"""Reading the record."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from django.db.models import Model, QuerySet

from .actions import GENESIS, sealed
from .models import Entry, Head


def about(subject: Model) -> QuerySet[Entry]:
    """Return the deeds done to one subject, oldest first."""
    return Entry.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk)).order_by(
        "sequence"
    )


def entries() -> QuerySet[Entry]:
    """Return all deeds, newest first; who may read them is asked by the room that shows them."""
    return Entry.objects.order_by("-sequence")


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


def verify_chain(expected: Mapping[int, str] | None = None) -> Verdict:
    """Walk the whole chain and compare every digest, the numbering and the recorded end.

    `expected` holds heads that were printed earlier, digest by sequence, and kept outside the database: the
    walk must meet each of them, which catches a chain that somebody holding the key cut off or wrote anew.
    """
    wanted = dict(expected or {})
    sequence, previous = 0, GENESIS
    if (reason := _against(wanted, sequence, previous)) != "":
        return Verdict(0, previous, False, 0, reason)
    try:
        for entry in _in_order():
            sequence += 1
            if reason := _fault(entry, sequence, previous) or _against(wanted, sequence, entry.digest):
                return Verdict(sequence - 1, previous, False, sequence, reason)
            previous = entry.digest
    except (ValueError, TypeError) as error:
        # A value that is no date or no JSON any more stops the reading, not the verdict.
        return Verdict(sequence, previous, False, sequence + 1, f"it cannot be read ({type(error).__name__})")
    head = Head.objects.filter(id=1).first()
    if (sequence, previous) != ((head.sequence, head.digest) if head else (0, GENESIS)):
        return Verdict(sequence, previous, False, sequence + 1, "the end of the chain was cut off")
    if wanted:
        return Verdict(sequence, previous, False, sequence + 1, "the chain ends before the expected head")
    return Verdict(sequence, previous, True)


def _fault(entry: Entry, sequence: int, previous: str) -> str:
    """Return what is wrong with an entry at its place in the chain, or an empty text."""
    if entry.sequence != sequence:
        return f"entry {sequence} is missing"
    if entry.previous != previous:
        return "it does not follow the entry before it"
    if not hmac.compare_digest(entry.digest, sealed(entry)):
        return "its contents were changed"
    return ""


def _against(wanted: dict[int, str], sequence: int, digest: str) -> str:
    """Strike off the expected head of this place; return a complaint when the digest is another one."""
    expected = wanted.pop(sequence, digest)
    return "" if expected == digest else "it is not the head that was expected here: the chain was rewritten"


def _in_order() -> Iterator[Entry]:
    return Entry.objects.order_by("sequence").iterator(chunk_size=2000)
