"""Reading the registry; what somebody may see begins at `couriers_visible_to`."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from office.audit.models import Entry

from . import vault
from .enums import Role
from .models import Courier, Employment, Mandate, Organisation, RiderSheet, User
from .permissions import STAFF_ROLES, holds, organisations_of

BATCH = 500

Scope = Callable[[User], Q]
Panel = Callable[[Courier, User], tuple[str, dict[str, Any]] | None]
_scopes: list[Scope] = []
_panels: list[Panel] = []


def register_scope(scope: Scope) -> None:
    """Let a room above widen what partners see: a condition on Courier, combined with OR."""
    if scope not in _scopes:
        _scopes.append(scope)


def register_panel(panel: Panel) -> None:
    """Let a room above show its part of a person: (template, context), or None when it has nothing."""
    if panel not in _panels:
        _panels.append(panel)


@dataclass(frozen=True)
class ShownPanel:
    """A panel of a room above, ready for the courier page."""

    template: str
    context: dict[str, Any]


def panels_for(courier: Courier, user: User) -> list[ShownPanel]:
    """Return what the rooms above show about a person to a user, in the order of registration."""
    shown = (panel(courier, user) for panel in _panels)
    return [ShownPanel(*found) for found in shown if found is not None]


def couriers_visible_to(user: Any) -> QuerySet[Courier]:
    """Return the couriers a user may see: staff all, employers their own, partners by scope, one self."""
    if not getattr(user, "is_active", False):
        return Courier.objects.none()
    if holds(user, *STAFF_ROLES):
        return Courier.objects.all()
    allowed = Q(pk=user.courier_id) if user.courier_id else Q(pk__in=[])
    if employers := organisations_of(user, Role.EMPLOYER_OPERATOR):
        # Whoever has left is no longer the employer's to look at.
        allowed |= Q(employments__employer__in=employers, employments__ended_on=None)
    for scope in _scopes:
        allowed |= scope(user)
    # A scope joins other tables: the couriers are asked for by key so that none comes twice.
    return Courier.objects.filter(pk__in=Courier.objects.filter(allowed).order_by().values("pk"))


def organisations_visible_to(user: Any) -> QuerySet[Organisation]:
    """Return the organisations whose page a user may open: staff all, partners those for which they act."""
    if not getattr(user, "is_active", False):
        return Organisation.objects.none()
    if holds(user, *STAFF_ROLES):
        return Organisation.objects.all()
    return Organisation.objects.filter(pk__in=organisations_of(user))


def rider_sheets_visible_to(user: Any) -> QuerySet[RiderSheet]:
    """Return the rosters of riders a user may open: the registrar all, an employer's operator its own."""
    rows = RiderSheet.objects.select_related("employer", "uploaded_by")
    if holds(user, Role.REGISTRAR):
        return rows
    return rows.filter(employer__in=organisations_of(user, Role.EMPLOYER_OPERATOR))


def open_employments(employer: Organisation) -> dict[uuid.UUID, Employment]:
    """Return the open employments of an employer by courier, in one query."""
    rows = Employment.objects.filter(employer=employer, ended_on=None).select_related("station")
    return {row.courier_id: row for row in rows}


def users_with_mandates() -> QuerySet[User]:
    """Return all accounts by name; `open_mandates` holds the mandates that are not revoked."""
    mandates = Mandate.objects.filter(revoked_at=None).select_related("organisation")
    return User.objects.order_by("display_name", "pk").prefetch_related(
        Prefetch("mandates", mandates, to_attr="open_mandates")
    )


def with_counts(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Add `station_count` and `employed_count` (open employments) to organisations."""
    return organisations.annotate(
        station_count=Count("stations", distinct=True),
        employed_count=Count("employments", filter=Q(employments__ended_on=None), distinct=True),
    )


def id_number_index(id_number: str) -> str:
    """Return the blind index under which a cleaned ID number is kept."""
    return vault.blind_index(id_number, column="courier.id_number")


def phone_index(phone: str) -> str:
    """Return the blind index under which a cleaned telephone number is kept."""
    return vault.blind_index(phone, column="courier.phone")


def by_id_number(id_numbers: Iterable[str]) -> dict[str, Courier]:
    """Return the known persons of cleaned ID numbers, whoever asks, one query per 500."""
    numbers = {id_number_index(number): number for number in id_numbers}
    indexes, found = list(numbers), {}
    for first in range(0, len(indexes), BATCH):
        for courier in Courier.objects.filter(id_number_index__in=indexes[first : first + BATCH]):
            found[numbers[courier.id_number_index]] = courier
    return found


def disclosures_of(courier: Courier) -> QuerySet[Entry]:
    """Return when the full ID number of a person was shown, newest first."""
    return Entry.objects.filter(
        subject_type=Courier._meta.label_lower, subject_id=str(courier.pk), action="people.id_number.revealed"
    ).order_by("-sequence")
