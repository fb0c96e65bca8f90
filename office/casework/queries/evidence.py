"""Evidence: whose it is, who may see it, what stands in the slots of a case."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from office.people.enums import Role
from office.people.models import Courier, Organisation
from office.people.permissions import organisations_of

from ..enums import CheckOutcome
from ..models import Attachment, Case, Evidence
from ..procedures import Slot, procedure_of
from .sight import cases_visible_to
from .supplements import open_fields

OPERATORS = (Role.PROVIDER_OPERATOR, Role.EMPLOYER_OPERATOR)


def owns(user: Any, owner: Courier | Organisation) -> bool:
    """Tell whether papers of this person or organisation are the user's to keep."""
    if isinstance(owner, Courier):
        return bool(getattr(user, "is_active", False) and getattr(user, "courier_id", None) == owner.pk)
    return owner.pk in organisations_of(user, *OPERATORS)


def owned_by(user: Any) -> QuerySet[Evidence]:
    """Return the papers of the user and of the organisations that the user acts for."""
    mine = Q(organisation__in=organisations_of(user, *OPERATORS))
    if getattr(user, "courier_id", None) is not None:
        mine |= Q(courier=user.courier_id)
    return Evidence.objects.filter(mine)


def evidence_visible_to(user: Any) -> QuerySet[Evidence]:
    """Return the papers that a user may open: one's own, and those attached to cases that one may see."""
    attached = Attachment.objects.filter(evidence=OuterRef("pk"), case__in=cases_visible_to(user))
    return (
        Evidence.objects.filter(Q(pk__in=owned_by(user).values("pk")) | Exists(attached))
        .select_related("courier", "organisation")
        .annotate(uses=Count("attachments__case", distinct=True))
        .order_by("-kept_at", "-pk")
    )


def usable_in(case: Case, slot: Slot, today: datetime.date) -> QuerySet[Evidence]:
    """Return the applicant's papers that fit a slot and are valid, newest first."""
    whose = Q(pk__in=[])
    if case.courier_id:
        whose |= Q(courier=case.courier_id)
    if case.organisation_id:
        whose |= Q(organisation=case.organisation_id)
    valid = Q(valid_until=None) | Q(valid_until__gte=today)
    papers = Evidence.objects.filter(whose & valid)
    return (papers.filter(kind__in=slot.kinds) if slot.kinds else papers).order_by("-kept_at", "-pk")


@dataclass(frozen=True)
class Place:
    """A slot of a case with what stands in it: `earlier` are checks of the same paper in other cases."""

    slot: Slot
    attachment: Attachment | None
    earlier: tuple[Attachment, ...]
    is_open: bool
    is_usable: bool


def places_of(case: Case, today: datetime.date) -> list[Place]:
    """Return the slots of a case in the procedure's order, with what stands in them; three queries."""
    slots = procedure_of(case).slots(case)
    if not slots:
        return []
    open_now = open_fields(case)
    found = {
        each.slot: each
        for each in Attachment.objects.filter(case=case, replaced_at=None).select_related(
            "evidence", "checked_by"
        )
    }
    earlier = _earlier_checks([each.evidence_id for each in found.values()], case)
    return [
        Place(
            slot,
            there := found.get(slot.code),
            tuple(earlier.get(there.evidence_id, ())) if there else (),
            open_now is None or slot.code in open_now,
            there is not None and there.outcome != CheckOutcome.REFUSED,
        )
        for slot in slots
    ]


def _earlier_checks(evidence: Iterable[int], case: Case) -> dict[int, list[Attachment]]:
    """Return what officers found of these papers in other cases, newest first."""
    checks: dict[int, list[Attachment]] = {}
    rows = (
        Attachment.objects.filter(evidence__in=list(evidence))
        .exclude(case=case)
        .exclude(outcome="")
        .select_related("case", "checked_by")
        .order_by("-checked_at")
    )
    for row in rows:
        checks.setdefault(row.evidence_id, []).append(row)
    return checks
