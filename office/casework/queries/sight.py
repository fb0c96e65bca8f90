"""Which cases a user sees at all: what the procedures say."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from ..models import Case
from ..procedures import Procedure, every

NOBODY = Q(pk__in=[])


def of(procedure: Procedure) -> Q:
    """Return the condition that a case goes by this version of a procedure."""
    return Q(procedure=procedure.code, flow_version=procedure.version)


def seen(user: Any, *attributes: str) -> Q:
    """Return the cases visible to a user whose procedures grant one of the named permissions."""
    found = NOBODY
    for procedure in every():
        if any(user.has_perm(getattr(procedure, attribute)) for attribute in attributes):
            found |= of(procedure) & procedure.visible(user)
    return found


def cases_visible_to(user: Any) -> QuerySet[Case]:
    """Return the cases that a user may see, newest first."""
    return Case.objects.filter(seen(user, "view_permission"))
