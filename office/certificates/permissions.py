"""Who may see, revoke and reissue certificates."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q

from office.people.enums import Role
from office.people.permissions import holds, is_partner, is_self, is_staff_member, organisations_of

from .models import Certificate

#: Those who act for an organisation that holds certificates of its own.
HOLDING = (Role.EMPLOYER_OPERATOR, Role.PROVIDER_OPERATOR)


@rules.predicate
def sees(user: Any, certificate: Certificate | None = None) -> bool:
    """Staff see all, providers those they issued, holders the own ones; all alike without object."""
    if is_staff_member(user):
        return True
    if certificate is None:
        return bool(is_partner(user) or is_self(user))
    if holds(user, Role.PROVIDER_OPERATOR, Role.TRAINER, organisation=certificate.issuer):
        return True
    if certificate.holding_organisation is not None:
        return holds(user, *HOLDING, organisation=certificate.holding_organisation)
    return certificate.holder_id == getattr(user, "courier_id", None)


#: Those who keep the certificates that their own organisation issued: of completion, of honours.
ISSUING = (Role.PROVIDER_OPERATOR, Role.UNION_OFFICER, Role.YOUTH_OFFICER, Role.COMPETITION_OFFICER)


@rules.predicate
def keeps(user: Any, certificate: Certificate | None = None) -> bool:
    """The registrar keeps all certificates, a provider's operator and a body that honours their own."""
    if holds(user, Role.REGISTRAR):
        return True
    issuer = certificate.issuer if certificate else None
    return holds(user, *ISSUING, organisation=issuer)


def is_issuer(user: Any) -> bool:
    """Somebody of a training provider."""
    return holds(user, Role.PROVIDER_OPERATOR, Role.TRAINER)


rules.add_perm("certificates.view_certificate", sees)
rules.add_perm("certificates.revoke_certificate", keeps)
rules.add_perm("certificates.reissue_certificate", keeps)


#: Those who may keep the photo of a person they see: certificates that ask for one are printed by them.
PORTRAYING = (Role.REGISTRAR, Role.PROVIDER_OPERATOR)


@rules.predicate
def keeps_portrait(user: Any, courier: Any = None) -> bool:
    """A person keeps the own photo; who issues certificates keeps those of the people they see."""
    return holds(user, *PORTRAYING) or bool(is_self(user, courier))


@rules.predicate
def keeps_designs(user: Any, _version: Any = None) -> bool:
    """The registrar keeps the designs: they are the same for all who issue."""
    return holds(user, Role.REGISTRAR)


@rules.predicate
def sees_designs(user: Any, _version: Any = None) -> bool:
    """Who issues certificates sees how they are laid out."""
    return holds(user, Role.REGISTRAR, *ISSUING)


def issuers_of(user: Any) -> Q:
    """Return what rows on behalf of an issuer (batches, print runs, stocks) a user keeps, as a condition."""
    if holds(user, Role.REGISTRAR):
        return Q()
    return Q(issuer__in=organisations_of(user, *ISSUING))


# Batches, print runs, stocks and certificates all have an issuer; who keeps its certificates keeps them too.
rules.add_perm("certificates.view_batch", keeps)
rules.add_perm("certificates.continue_batch", keeps)
rules.add_perm("certificates.keep_paper", keeps)
rules.add_perm("certificates.keep_printers", keeps)
rules.add_perm("certificates.keep_portrait", keeps_portrait)
rules.add_perm("certificates.view_series", is_staff_member)
rules.add_perm("certificates.view_design", sees_designs)
rules.add_perm("certificates.keep_designs", keeps_designs)
