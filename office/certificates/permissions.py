"""Who may see, revoke and reissue certificates."""

from __future__ import annotations

from typing import Any

import rules

from office.people.enums import Role
from office.people.models import Organisation
from office.people.permissions import PARTNER_ROLES, STAFF_ROLES, holds

from .models import Certificate


@rules.predicate
def sees(user: Any, certificate: Certificate | None = None) -> bool:
    """Staff see all, partners those of their organisations, a courier the own ones; all alike without object."""
    if holds(user, *STAFF_ROLES):
        return True
    if certificate is None:
        return holds(user, *PARTNER_ROLES) or getattr(user, "courier_id", None) is not None
    return _issues(user, certificate.issuer) or certificate.holder_id == getattr(user, "courier_id", None)


@rules.predicate
def keeps(user: Any, certificate: Certificate | None = None) -> bool:
    """The registrar keeps all certificates, a training provider's operator those that the provider issued."""
    if holds(user, Role.REGISTRAR):
        return True
    issuer = certificate.issuer if certificate else None
    return holds(user, Role.PROVIDER_OPERATOR, organisation=issuer)


def _issues(user: Any, issuer: Organisation) -> bool:
    return holds(user, Role.PROVIDER_OPERATOR, Role.TRAINER, organisation=issuer)


rules.add_perm("certificates.view_certificate", sees)
rules.add_perm("certificates.revoke_certificate", keeps)
rules.add_perm("certificates.reissue_certificate", keeps)
