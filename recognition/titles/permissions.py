"""Who applies, recommends, examines, confirms and withdraws a title."""

from __future__ import annotations

from typing import Any

import rules

from office.casework.models import Case
from office.people.enums import Role
from office.people.models import Organisation
from office.people.permissions import (
    holds,
    is_self,
    is_staff_member,
    organisations_of,
    role_predicate,
)

OFFICE = (Role.ACCEPTOR, Role.REVIEWER, Role.APPROVER, Role.AUDITOR)


@rules.predicate
def applies_for_oneself(user: Any, case: Case | None = None) -> bool:
    """Tell whether the user is the applicant; without a case, whether a courier at all."""
    if case is None:
        return bool(is_self(user))
    return case.courier_id is not None and bool(is_self(user)) and user.courier_id == case.courier_id


@rules.predicate
def recommends(user: Any, case: Case | None = None) -> bool:
    """Tell whether the user acts for the recommending employer; without a case, for any."""
    if case is None:
        return holds(user, Role.EMPLOYER_OPERATOR)
    return case.organisation_id in organisations_of(user, Role.EMPLOYER_OPERATOR)


@rules.predicate
def has_application_in_hand(user: Any, case: Case | None = None) -> bool:
    """Tell whether the user may return or refuse: the employer first, then acceptors, then reviewers."""
    if case is None:
        return bool(recommends(user)) or holds(user, Role.ACCEPTOR, Role.REVIEWER)
    if case.state == "submitted":
        return bool(recommends(user, case))
    return holds(user, Role.ACCEPTOR if case.state == "recommended" else Role.REVIEWER)


@rules.predicate
def keeps_its_committee(user: Any, case: Case | None = None) -> bool:
    """Tell whether the user is secretary of the committee that judges the round; without a case, of any."""
    if case is None:
        return holds(user, Role.COMMITTEE_SECRETARY)
    committee = case.title_application.round.judged_by
    return committee is not None and committee.organisation_id in organisations_of(
        user, Role.COMMITTEE_SECRETARY
    )


@rules.predicate
def sends_sheets(user: Any, employer: Organisation | None = None) -> bool:
    """Tell whether the user acts for an employer, which sends the summary sheet of its people."""
    return holds(user, Role.EMPLOYER_OPERATOR, organisation=employer)


is_reviewer = role_predicate(Role.REVIEWER)
is_approver = role_predicate(Role.APPROVER)
sees_applications = role_predicate(*OFFICE) | applies_for_oneself | recommends | keeps_its_committee

rules.add_perm("titles.view_application", sees_applications)
rules.add_perm(
    "titles.list_applications",
    role_predicate(*OFFICE) | role_predicate(Role.EMPLOYER_OPERATOR, Role.COMMITTEE_SECRETARY),
)
rules.add_perm("titles.apply", applies_for_oneself)
rules.add_perm("titles.recommend", recommends)
rules.add_perm("titles.send_sheet", sends_sheets)
rules.add_perm("titles.check_application", has_application_in_hand)
rules.add_perm("titles.accept", role_predicate(Role.ACCEPTOR))
rules.add_perm("titles.review", is_reviewer)
rules.add_perm("titles.bring_before", keeps_its_committee)
rules.add_perm("titles.confirm", is_approver)
rules.add_perm("titles.keep_rounds", is_reviewer)
rules.add_perm("titles.view_rounds", role_predicate(*OFFICE) | role_predicate(Role.EMPLOYER_OPERATOR))
rules.add_perm("titles.view_titles", is_staff_member | role_predicate(Role.EMPLOYER_OPERATOR))
rules.add_perm("titles.record_title", role_predicate(Role.REGISTRAR))
rules.add_perm("titles.revoke_title", is_approver)
rules.add_perm("titles.lift_bar", is_approver)
rules.add_perm("titles.view_bars", role_predicate(*OFFICE))
