"""Who handles enquiries, who publishes answers, who rates."""

from __future__ import annotations

from typing import Any

import rules

from office.people.enums import Role
from office.people.permissions import STAFF_ROLES, is_self, organisations_of, role_predicate

# Whoever works for a department answers for it; auditors read the record instead.
HANDLERS = STAFF_ROLES - {Role.AUDITOR}


@rules.predicate
def handles(user: Any, enquiry: Any = None) -> bool:
    """Tell whether a user works for the department that answers; without an enquiry, for any department.

    What has no department yet is everybody's.
    """
    departments = organisations_of(user, *HANDLERS)
    if enquiry is None or not departments:
        return bool(departments)
    return enquiry.department_id is None or enquiry.department_id in departments


rules.add_perm("enquiries.handle_enquiry", handles)
# The site is one for all departments: its leaders release whatever department answered.
rules.add_perm("enquiries.release_answer", role_predicate(Role.PUBLISHER))
rules.add_perm("enquiries.rate_service", is_self)
