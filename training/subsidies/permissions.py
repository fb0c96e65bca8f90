"""Who may file, accept, review, approve and pay a subsidy claim."""

from __future__ import annotations

from typing import Any

import rules

from office.casework.models import Case
from office.casework.procedures import procedure_of
from office.people.enums import Role
from office.people.permissions import holds, organisations_of, role_predicate

from .models import PaymentBatch

OFFICE = (Role.ACCEPTOR, Role.REVIEWER, Role.APPROVER, Role.PAYER, Role.AUDITOR)
# Those who claim for an organisation.
CLAIMING = (Role.PROVIDER_OPERATOR, Role.EMPLOYER_OPERATOR)


def is_under_review(case: Case) -> bool:
    """Tell whether the step `review` leads out of the case's state: the reviewer judges its people."""
    return case.state in procedure_of(case).transition("review").sources


def is_with_claimant(case: Case) -> bool:
    """Tell whether the step `submit` leads out of the case's state: whoever claims may still change it."""
    return case.state in procedure_of(case).transition("submit").sources


@rules.predicate
def claims_for_applicant(user: Any, case: Case | None = None) -> bool:
    """Tell whether the user is or acts for the claimant; without a case, whether for anybody who claims."""
    if not getattr(user, "is_active", False):
        return False
    own = getattr(user, "courier_id", None)
    if case is None:
        return own is not None or holds(user, *CLAIMING)
    if case.organisation_id is None:
        return own is not None and case.courier_id == own
    return case.organisation_id in organisations_of(user, *CLAIMING)


@rules.predicate
def has_claim_in_hand(user: Any, case: Case | None = None) -> bool:
    """Tell whether the people of a claim are the user's to judge: the reviewer's, or the claimant's."""
    if case is None:
        return holds(user, Role.REVIEWER) or bool(claims_for_applicant(user))
    if is_under_review(case):
        return holds(user, Role.REVIEWER)
    return is_with_claimant(case) and bool(claims_for_applicant(user, case))


@rules.predicate
def checks_claim(user: Any, case: Case | None = None) -> bool:
    """Tell whether the user may return or reject a claim: acceptors before acceptance, reviewers after."""
    if case is None:
        return holds(user, Role.ACCEPTOR, Role.REVIEWER)
    return holds(user, Role.REVIEWER if is_under_review(case) else Role.ACCEPTOR)


@rules.predicate
def cancels_batch(user: Any, batch: PaymentBatch | None = None) -> bool:
    """Tell whether the user may cancel a batch: the payer, until the file is out by which the bank may pay.

    Then it takes a second person: an approver who neither made the batch nor took its file.
    """
    file = getattr(batch, "bank_file", None)
    if batch is None or file is None:
        return holds(user, Role.PAYER)
    return holds(user, Role.APPROVER) and user.pk not in (batch.made_by_id, file.made_by_id)


rules.add_perm("subsidies.file_claim", claims_for_applicant)
rules.add_perm("subsidies.claim_for_people", role_predicate(Role.EMPLOYER_OPERATOR))
rules.add_perm("subsidies.judge_claim", has_claim_in_hand)
rules.add_perm("subsidies.accept_claim", role_predicate(Role.ACCEPTOR))
rules.add_perm("subsidies.check_claim", checks_claim)
rules.add_perm("subsidies.review_claim", role_predicate(Role.REVIEWER))
rules.add_perm("subsidies.approve_claim", role_predicate(Role.APPROVER))
rules.add_perm("subsidies.pay_claim", role_predicate(Role.PAYER))
rules.add_perm("subsidies.check_payment", role_predicate(Role.PAYER, Role.APPROVER))
rules.add_perm("subsidies.cancel_batch", cancels_batch)
rules.add_perm("subsidies.view_payment", role_predicate(*OFFICE))
rules.add_perm("subsidies.correct_account", role_predicate(Role.PAYER) | claims_for_applicant)
rules.add_perm("subsidies.order_recovery", role_predicate(Role.APPROVER))
rules.add_perm("subsidies.keep_budget", role_predicate(Role.PAYER))
rules.add_perm("subsidies.view_budget", role_predicate(*OFFICE))
rules.add_perm("subsidies.view_claim", claims_for_applicant | role_predicate(*OFFICE))

# Standings are sensitive: seen by those who judge, entered by those who take evidence in.
rules.add_perm("subsidies.attest", role_predicate(Role.ACCEPTOR, Role.REVIEWER, Role.REGISTRAR))
rules.add_perm("subsidies.view_attestations", role_predicate(*OFFICE, Role.REGISTRAR))
