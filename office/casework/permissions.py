"""Permissions of casework: each is what the procedure of the case says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import rules

from office.people.permissions import holds, is_self

from .models import Case
from .procedures import every, procedure_of
from .queries.evidence import OPERATORS


def _asks(attribute: str) -> Any:
    """Return a predicate that asks the case's procedure; without a case, whether any procedure agrees."""

    @rules.predicate(name=f"procedure_{attribute}")
    def allowed(user: Any, case: Case | None = None) -> bool:
        if case is not None:
            return bool(user.has_perm(getattr(procedure_of(case), attribute), case))
        return _any(user, {getattr(procedure, attribute) for procedure in every()})

    return allowed


def _any(user: Any, permissions: Iterable[str]) -> bool:
    return any(user.has_perm(permission) for permission in permissions if permission)


rules.add_perm("casework.view_case", _asks("view_permission"))
rules.add_perm("casework.publish_notice", _asks("publish_permission"))
rules.add_perm("casework.rule_objection", _asks("ruling_permission"))


@rules.predicate
def keeps_papers(user: Any) -> bool:
    """Tell whether somebody keeps papers: a courier, or who acts for a provider or an employer."""
    return bool(is_self(user)) or holds(user, *OPERATORS)


rules.add_perm("casework.keep_evidence", keeps_papers)
rules.add_perm("casework.view_evidence", keeps_papers | _asks("view_permission"))
rules.add_perm("casework.pause_case", _asks("pausing_permission"))
rules.add_perm("casework.check_evidence", _asks("checking_permission"))
rules.add_perm("casework.apply_for_case", _asks("applying_permission"))
