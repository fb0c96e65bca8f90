"""What an expert is given to read of a file: struck-out facts and redacted copies, never an original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from office.casework.models import Attachment, Case
from office.casework.procedures import Label, procedure_of

from ..blind import names_of, strike_out
from ..kinds import kind_of
from ..models import Dossier, RedactedCopy


@dataclass(frozen=True, slots=True)
class Pack:
    """A file for reading: `facts` (label, text), `papers` (label, copy), `held_back` counts the others."""

    facts: Sequence[tuple[Label, str]]
    papers: Sequence[tuple[Label, RedactedCopy]]
    held_back: int


def attachments_of(case: Case) -> QuerySet[Attachment]:
    """Return the papers that stand in the slots of a case now, with their copies."""
    return (
        Attachment.objects.filter(case=case, replaced_at=None)
        .select_related("evidence", "redacted_copy")
        .order_by("slot")
    )


def copies_of(dossier: Dossier) -> QuerySet[RedactedCopy]:
    """Return the redacted copies of a file's present papers."""
    return RedactedCopy.objects.filter(attachment__in=attachments_of(dossier.case))


def slot_labels(case: Case) -> dict[str, Label]:
    """Return the names of the slots of a case by their codes."""
    return {slot.code: slot.label for slot in procedure_of(case).slots(case)}


def pack_of(dossier: Dossier) -> Pack:
    """Return the blind pack of a file; whatever its kind tells is struck out once more here."""
    case, names, labels = dossier.case, names_of(dossier.case), slot_labels(dossier.case)
    facts = [(label, strike_out(text, names)) for label, text in kind_of(case).facts(case)]
    papers, held_back = [], 0
    for attachment in attachments_of(case):
        copy = getattr(attachment, "redacted_copy", None)
        if copy is None:
            held_back += 1
        else:
            papers.append((labels.get(attachment.slot, attachment.slot), copy))
    return Pack(facts, papers, held_back)
