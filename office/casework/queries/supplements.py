"""What an applicant was asked for, and what is open because of it."""

from __future__ import annotations

from django.db.models import QuerySet

from ..models import Case, SupplementRequest
from ..procedures import RETURN, procedure_of


def open_supplement(case: Case) -> SupplementRequest | None:
    """Return the round of supplement that the applicant has to answer, with its items, or None."""
    return SupplementRequest.objects.filter(case=case, closed_at=None).prefetch_related("items").first()


def open_fields(case: Case) -> frozenset[str] | None:
    """Return the codes of the fields and slots that are open to the applicant.

    None means that everything is open, as in a draft or in a case returned without a list; an empty set that
    nothing is, for the case is with the office.
    """
    procedure = procedure_of(case)
    request = open_supplement(case)
    if request is not None:
        return frozenset(item.code for item in request.items.all())
    returned = procedure.transition(RETURN).target if procedure.has_transition(RETURN) else None
    return None if case.state in (procedure.initial, returned) else frozenset()


def rounds_of(case: Case) -> QuerySet[SupplementRequest]:
    """Return every round of supplement of a case, oldest first, with its items."""
    return SupplementRequest.objects.filter(case=case).prefetch_related("items").order_by("round")
