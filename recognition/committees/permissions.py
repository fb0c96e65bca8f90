"""Who keeps committees, who judges in them, and who signs a count."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q

from office.people.enums import Role
from office.people.permissions import holds, is_expert, role_predicate

from .models import Assignment, Committee, Meeting

keeps = role_predicate(Role.COMMITTEE_SECRETARY)
looks = role_predicate(Role.COMMITTEE_SECRETARY, Role.AUDITOR)


@rules.predicate
def runs(user: Any, committee: Committee | None = None) -> bool:
    """A secretary runs the committees of the department for which the secretary acts."""
    return holds(user, Role.COMMITTEE_SECRETARY, organisation=committee.organisation if committee else None)


@rules.predicate
def reads(user: Any, assignment: Assignment | None = None) -> bool:
    """Tell whether the file is the expert's own to read."""
    return bool(is_expert(user)) and (assignment is None or assignment.expert.user_id == user.pk)


@rules.predicate
def counts(user: Any, meeting: Meeting | None = None) -> bool:
    """Tell whether the user is teller or scrutineer of the meeting; a revoked mandate ends it."""
    if meeting is None or user.pk not in (meeting.teller_id, meeting.scrutineer_id):
        return False
    return holds(user, *Role)


@rules.predicate
def signs(user: Any) -> bool:
    """Tell whether the user is teller or scrutineer of any meeting."""
    named = Q(teller=user.pk) | Q(scrutineer=user.pk)
    return holds(user, *Role) and Meeting.objects.filter(named).exists()


rules.add_perm("committees.view_committee", looks)
rules.add_perm("committees.view_meeting", looks | signs)
rules.add_perm("committees.file_expert", keeps)
rules.add_perm("committees.run", runs)
rules.add_perm("committees.review", reads)
rules.add_perm("committees.vote", is_expert)
rules.add_perm("committees.sign_count", counts)
