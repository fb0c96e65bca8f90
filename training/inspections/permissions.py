"""Who plans, inspects, calls back and sanctions, and who may look."""

from __future__ import annotations

from typing import Any

import rules

from office.people.enums import Role
from office.people.permissions import holds, role_predicate

from .models import Inspection, Sample

#: The HR bureau's posts; they supervise training.
OFFICE = (Role.ACCEPTOR, Role.REVIEWER, Role.APPROVER, Role.PAYER, Role.REGISTRAR, Role.AUDITOR)
INSPECTORS = (Role.ACCEPTOR, Role.REVIEWER, Role.APPROVER, Role.REGISTRAR)

supervises = role_predicate(*OFFICE)
plans = role_predicate(*INSPECTORS)
sanctions = role_predicate(Role.APPROVER, Role.REGISTRAR)
runs_provider = role_predicate(Role.PROVIDER_OPERATOR)


@rules.predicate
def inspected(user: Any, inspection: Inspection | None = None) -> bool:
    """Tell whether the user is one of the two inspectors; without an inspection, whether one could be."""
    if inspection is None:
        return holds(user, *INSPECTORS)
    return holds(user, *INSPECTORS) and user.pk in (
        inspection.first_inspector_id,
        inspection.second_inspector_id,
    )


@rules.predicate
def calls(user: Any, sample: Sample | None = None) -> bool:
    """Tell whether the call sheet is the user's own."""
    return holds(user, *INSPECTORS) and (sample is None or sample.caller_id == user.pk)


rules.add_perm("inspections.view_inspection", supervises | runs_provider)
rules.add_perm("inspections.supervise", supervises)
rules.add_perm("inspections.plan_inspection", plans)
rules.add_perm("inspections.enter_result", inspected)
rules.add_perm("inspections.draw_sample", plans)
rules.add_perm("inspections.call", calls)
rules.add_perm("inspections.impose_sanction", sanctions)
