"""Who may see the events' desk, bring in marks, publish results, and give honours."""

from __future__ import annotations

from typing import Any

import rules

from office.casework.models import Case
from office.people.enums import Role
from office.people.models import Organisation
from office.people.permissions import holds, is_staff_member, role_predicate

from .models import Competition, Event


def _organiser(subject: Any) -> Any:
    """Whose competition it is: of an event, a competition, or a case of honours; None for any at all."""
    if isinstance(subject, Event):
        return subject.competition.organiser
    if isinstance(subject, Competition):
        return subject.organiser
    return subject.organisation if isinstance(subject, Case) else None


@rules.predicate
def runs(user: Any, subject: Any = None) -> bool:
    """A competition officer runs the events of the organiser for whom the officer acts."""
    return holds(user, Role.COMPETITION_OFFICER, organisation=_organiser(subject))


@rules.predicate
def sends(user: Any, employer: Organisation | None = None) -> bool:
    """An employer's operator enters the people of that employer; without one, of any."""
    return holds(user, Role.EMPLOYER_OPERATOR, organisation=employer)


decides = role_predicate(Role.APPROVER)

rules.add_perm("competitions.view_event", is_staff_member)
rules.add_perm("competitions.register_entries", runs)
rules.add_perm("competitions.send_entries", sends)
rules.add_perm("competitions.arrange_stages", runs)
rules.add_perm("competitions.enter_marks", runs)
rules.add_perm("competitions.import_results", runs)
rules.add_perm("competitions.publish_results", runs)
rules.add_perm("competitions.open_board", runs)
rules.add_perm("competitions.record_cost", runs)
# Lists of honours are cases: those see them who propose and decide; what was given is open to all staff.
rules.add_perm("competitions.view_honours", role_predicate(Role.COMPETITION_OFFICER, Role.APPROVER))
rules.add_perm("competitions.propose_honours", runs)
# Levels of skill are the HR bureau's: it gives what the organiser proposes and rules on objections.
rules.add_perm("competitions.give_honours", decides)
