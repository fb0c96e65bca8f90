"""Who may file, review, approve and pay a subsidy claim."""

from __future__ import annotations

from typing import Any

import rules

from office.casework.models import Case
from office.people.enums import Role
from office.people.permissions import holds, organisations_of, role_predicate

OFFICE = (Role.ACCEPTOR, Role.REVIEWER, Role.APPROVER, Role.PAYER, Role.AUDITOR)


@rules.predicate
def operates_claimant(user: Any, case: Case | None = None) -> bool:
    """Tell whether the user acts for the provider that claims; without a case, whether for any provider."""
    if case is None:
        return holds(user, Role.PROVIDER_OPERATOR)
    return case.organisation_id in organisations_of(user, Role.PROVIDER_OPERATOR)


@rules.predicate
def has_claim_in_hand(user: Any, case: Case | None = None) -> bool:
    """Tell whether the people of a claim are the user's to judge: the reviewer's once it is submitted."""
    if case is not None and case.state == "submitted":
        return holds(user, Role.REVIEWER)
    return bool(operates_claimant(user, case))


rules.add_perm("subsidies.file_claim", operates_claimant)
rules.add_perm("subsidies.judge_claim", has_claim_in_hand)
rules.add_perm("subsidies.review_claim", role_predicate(Role.REVIEWER))
rules.add_perm("subsidies.approve_claim", role_predicate(Role.APPROVER))
rules.add_perm("subsidies.pay_claim", role_predicate(Role.PAYER))
rules.add_perm("subsidies.keep_budget", role_predicate(Role.PAYER))
rules.add_perm("subsidies.view_budget", role_predicate(*OFFICE))
rules.add_perm("subsidies.view_claim", operates_claimant | role_predicate(*OFFICE))
