"""Who holds which role, as predicates for the rooms above."""

from __future__ import annotations

import datetime
from typing import Any

import rules
from django.utils import timezone

from .enums import Role
from .models import Organisation, User

# The departments' roles; partners act for a provider or an employer.
PARTNER_ROLES = frozenset({Role.PROVIDER_OPERATOR, Role.TRAINER, Role.EMPLOYER_OPERATOR})
# Experts judge blind files: they see neither a department's registers nor a partner's.
EXPERT_ROLES = frozenset({Role.EXPERT})
STAFF_ROLES = frozenset(Role) - PARTNER_ROLES - EXPERT_ROLES


def mandates_on(user: Any, day: datetime.date | None = None) -> list[tuple[Role, int]]:
    """Return (role, organisation key) of the mandates that a user holds on a day (today by default).

    One query a user object and day: a request asks often, and a revoked mandate counts from the next request.
    """
    if not getattr(user, "is_active", False) or not isinstance(user, User):
        return []
    day = day or timezone.localdate()
    kept: dict[datetime.date, list[tuple[Role, int]]] = user.__dict__.setdefault("_mandates_on", {})
    if day not in kept:
        rows = user.mandates.held_on(day)
        kept[day] = [(Role(role), org) for role, org in rows.values_list("role", "organisation_id")]
    return kept[day]


def holds(user: Any, *roles: Role, organisation: Organisation | None = None) -> bool:
    """Tell whether a user holds one of the roles today, for the organisation when one is given."""
    return any(
        role in roles and (organisation is None or key == organisation.pk) for role, key in mandates_on(user)
    )


def organisations_of(user: Any, *roles: Role) -> set[int]:
    """Return the keys of the organisations for which a user holds one of the roles (any when none given)."""
    return {key for role, key in mandates_on(user) if not roles or role in roles}


def role_predicate(*roles: Role) -> Any:
    """Return a `rules` predicate: the user holds one of the roles."""
    return rules.predicate(lambda user: holds(user, *roles), name="_or_".join(roles))


def forget_mandates(user: User) -> None:
    """Let the next question about a user object's mandates be asked of the database again."""
    user.__dict__.pop("_mandates_on", None)


is_staff_member = role_predicate(*STAFF_ROLES)
is_partner = role_predicate(*PARTNER_ROLES)
is_expert = role_predicate(*EXPERT_ROLES)
keeps_employments = role_predicate(Role.REGISTRAR, Role.REVIEWER)
may_change_mandate = role_predicate(Role.REGISTRAR)
may_view_record = role_predicate(Role.AUDITOR)


@rules.predicate
def is_self(user: Any, courier: Any = None) -> bool:
    """Tell whether the person is the user; without a person, whether the user is a courier at all."""
    own = getattr(user, "courier_id", None)
    return bool(
        getattr(user, "is_active", False) and own is not None and (courier is None or courier.pk == own)
    )


@rules.predicate
def employs(user: Any, employment: Any = None) -> bool:
    """Tell whether the user acts for the employer; without an employment, whether for any."""
    if employment is None:
        return holds(user, Role.EMPLOYER_OPERATOR)
    return employment.employer_id in organisations_of(user, Role.EMPLOYER_OPERATOR)


@rules.predicate
def keeps_riders(user: Any, employer: Organisation | None = None) -> bool:
    """Tell whether the user sends rosters of an employer: its operator, or the registrar for it."""
    return holds(user, Role.REGISTRAR) or holds(user, Role.EMPLOYER_OPERATOR, organisation=employer)


rules.add_perm("people.upload_riders", keeps_riders)
rules.add_perm("people.search_couriers", is_staff_member | is_partner)
rules.add_perm("people.view_courier", is_staff_member | is_partner | is_self)
rules.add_perm("people.start_employment", keeps_employments)
rules.add_perm("people.change_employment", keeps_employments | employs)
rules.add_perm(
    "people.reveal_id_number",
    role_predicate(Role.REGISTRAR, Role.ACCEPTOR, Role.REVIEWER, Role.PROVIDER_OPERATOR),
)
rules.add_perm(
    "people.change_consent",
    role_predicate(Role.REGISTRAR, Role.UNION_OFFICER, Role.EDITOR, Role.PUBLISHER) | is_self,
)
rules.add_perm("people.view_organisation", is_staff_member | is_partner)
rules.add_perm("people.change_mandate", may_change_mandate)
rules.add_perm("people.view_record", may_view_record)
