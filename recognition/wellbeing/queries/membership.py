"""Reading memberships and homes."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from office.people.enums import Role
from office.people.models import Courier, Employment, Organisation
from office.people.permissions import organisations_of

from ..enums import MemberState
from ..models import Membership, UnionHome


def members_visible_to(user: Any) -> QuerySet[Membership]:
    """Return the memberships a user may see: the union all, a courier the own ones, nobody else any.

    `works_there` tells whether the person still works for the employer of the membership.
    """
    working = Employment.objects.filter(
        courier=OuterRef("courier"), employer=OuterRef("employer"), ended_on=None
    )
    rows = Membership.objects.select_related("courier", "employer", "home").annotate(
        works_there=Exists(working)
    )
    if user.has_perm("wellbeing.keep_members"):
        return rows
    own = getattr(user, "courier_id", None)
    return rows.filter(courier=own) if own else rows.none()


def latest_membership(courier: Courier, user: Any) -> Membership | None:
    """Return the living membership of a person, else the last one, as far as the user may see it."""
    rows = members_visible_to(user).filter(courier=courier)
    return rows.order_by("-applied_at", "-pk").first()


def applicants_employer(courier: Courier) -> Organisation | None:
    """Return the employer for whom a person works now, the latest begun first; None when none is entered."""
    work = courier.employments.filter(ended_on=None).select_related("employer").order_by("-started_on", "-pk")
    found = work.first()
    return found.employer if found else None


def homes_visible_to(user: Any) -> QuerySet[UnionHome]:
    """Return the union homes a user may see: the union all, an employer its own."""
    rows = UnionHome.objects.select_related("employer")
    if user.has_perm("wellbeing.keep_home"):
        return rows
    return rows.filter(employer__in=organisations_of(user, Role.EMPLOYER_OPERATOR))


def with_members(homes: QuerySet[UnionHome]) -> QuerySet[UnionHome]:
    """Add `member_count`, the members of today."""
    members = Q(memberships__state=MemberState.ADMITTED)
    return homes.annotate(member_count=Count("memberships", filter=members, distinct=True))


def open_homes(employer: Organisation | None = None) -> QuerySet[UnionHome]:
    """Return the homes that take members in, of one employer or of all."""
    rows = UnionHome.objects.filter(closed_on=None).select_related("employer")
    return rows if employer is None else rows.filter(employer=employer)
