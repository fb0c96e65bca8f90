"""Who may change a claim, and when."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from office.casework.models import Case
from office.casework.queries import open_fields
from office.people.models import User

from ..models import Claim
from ..permissions import is_under_review, is_with_claimant


def lock_for_change(claim: Claim, actor: User) -> Case:
    """Lock the claim's case and return it; raise unless the actor may change the people now.

    Raises PermissionDenied, or ValidationError `decided`.
    """
    case = Case.objects.select_for_update().get(pk=claim.case_id)
    if not (is_with_claimant(case) or is_under_review(case)):
        raise ValidationError(
            _(
                "The people of case %(case)s do not change in its present state: they are the claimant's "
                "before it is submitted and the reviewer's during the review."
            )
            % {"case": case.number},
            code="decided",
        )
    if not actor.has_perm("subsidies.judge_claim", case):
        raise PermissionDenied
    if is_with_claimant(case):
        _require_open(case, "people")
    return case


def lock_for_claimant(claim: Claim, field: str, actor: User) -> Case:
    """Lock the claim's case and return it; raise unless the claimant may change a field of it now.

    A returned claim is open in the fields that the return lists, and in no other. Raises PermissionDenied, or
    ValidationError `not_open`.
    """
    case = Case.objects.select_for_update().get(pk=claim.case_id)
    if not actor.has_perm("subsidies.file_claim", case):
        raise PermissionDenied
    _require_open(case, field)
    return case


def may_change_people(case: Case, user: Any) -> bool:
    """Tell whether a user may change the people now: the reviewer, or the claimant where they are open."""
    may = bool(user.has_perm("subsidies.judge_claim", case))
    return may and (is_under_review(case) or is_open(case, "people"))


def is_open(case: Case, field: str) -> bool:
    """Tell whether the claimant may change a field now: all of a draft, of a return only what it lists."""
    asked = open_fields(case)
    return is_with_claimant(case) and (asked is None or field in asked)


def _require_open(case: Case, field: str) -> None:
    if not is_open(case, field):
        raise ValidationError(
            _(
                "This part of case %(case)s is not open for changes: after it was submitted, only what the "
                "office asks for can be mended. If something is wrong, tell the office."
            )
            % {"case": case.number},
            code="not_open",
        )
