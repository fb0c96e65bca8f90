"""What evidence says about people, and the evidence that a user may see."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from training.courses.enums import PersonCategory

from ..enums import Standing
from ..models import Attestation
from ..rules import Attested


@dataclass(frozen=True, slots=True)
class Standings:
    """One courier's evidence: categories attested, months insured, and each yes or no with its days."""

    attested: tuple[Attested, ...] = ()
    insured_months: int | None = None
    flags: dict[Standing, list[Attestation]] = field(default_factory=dict)

    def on(self, standing: Standing, day: datetime.date | None) -> bool | None:
        """Return what was attested last for a day (None: for whatever day), or None without evidence."""
        for row in reversed(self.flags.get(standing, [])):
            if day is None or (row.as_of <= day and (row.valid_until is None or day <= row.valid_until)):
                return row.holds
        return None


def standings_of(couriers: Iterable[Any]) -> dict[Any, Standings]:
    """Return the standings of couriers by key, in one query; of months insured the latest day counts."""
    rows: dict[Any, list[Attestation]] = {}
    found = Attestation.objects.filter(courier__in=couriers, revoked_at=None)
    for row in found.order_by("as_of", "pk"):
        rows.setdefault(row.courier_id, []).append(row)
    return {courier: _standings(evidence) for courier, evidence in rows.items()}


def _standings(rows: list[Attestation]) -> Standings:
    attested: list[Attested] = []
    months: int | None = None
    flags: dict[Standing, list[Attestation]] = {}
    for row in rows:
        standing = Standing(row.standing)
        if standing == Standing.CATEGORY:
            if row.holds:
                category = PersonCategory(row.category)
                attested.append(Attested(category=category, as_of=row.as_of, until=row.valid_until))
        elif standing == Standing.INSURED_MONTHS:
            months = row.months
        else:
            flags.setdefault(standing, []).append(row)
    return Standings(tuple(attested), months, flags)


def attestations_visible_to(user: Any) -> QuerySet[Attestation]:
    """Return the evidence that a user may see: the desks' officers all, a courier the own."""
    rows = Attestation.objects.select_related("courier", "entered_by")
    if user.has_perm("subsidies.view_attestations"):
        return rows
    return rows.filter(courier=user.courier_id) if getattr(user, "courier_id", None) else rows.none()
