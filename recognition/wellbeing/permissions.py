"""Who keeps members, care and recuperation, and who may look."""

from __future__ import annotations

from typing import Any

import rules

from office.people.enums import Role
from office.people.permissions import holds, is_self, organisations_of, role_predicate

is_union = role_predicate(Role.UNION_OFFICER)
is_employer = role_predicate(Role.EMPLOYER_OPERATOR)


@rules.predicate
def runs(user: Any, case: Any = None) -> bool:
    """Tell whether the user acts for the union whose batch it is; without a case, for any."""
    if case is None:
        return holds(user, Role.UNION_OFFICER)
    return case.organisation_id in organisations_of(user, Role.UNION_OFFICER)


@rules.predicate
def leads(user: Any, batch: Any = None) -> bool:
    """Tell whether the user accompanies the group of a batch, for its union."""
    return batch is not None and runs(user, batch.case) and batch.leader_id == user.pk


rules.add_perm("wellbeing.keep_members", is_union)
rules.add_perm("wellbeing.join_union", is_self | is_union)
rules.add_perm("wellbeing.view_home", is_union | is_employer)
rules.add_perm("wellbeing.keep_home", is_union)
rules.add_perm("wellbeing.view_care", is_union | is_employer)
rules.add_perm("wellbeing.keep_care", is_union)
rules.add_perm("wellbeing.view_own", is_self)
rules.add_perm("wellbeing.run_recuperation", runs)
rules.add_perm("wellbeing.approve_recuperation", runs)
rules.add_perm("wellbeing.open_health", leads)
