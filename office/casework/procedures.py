"""Procedures: tables of states and transitions that the kinds of cases register at start.

One table draws the buttons, the timeline, the help page and the tests. Cases stay on the version of the table
that they started on.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.people.enums import Role
from office.people.models import Courier, Organisation

from .models import Case
from .tables import Field, Label, NoticeTable, Period, Slot, State, Transition

__all__ = [
    "Field",
    "Label",
    "NoticeTable",
    "OnTransition",
    "Panel",
    "Period",
    "Procedure",
    "Slot",
    "State",
    "Transition",
    "every",
    "find",
    "latest",
    "procedure_of",
    "register",
    "unregister",
]

# What a public notice does to a case; a procedure with the first has all of them.
PUBLISH, CONTEST, RESUME, REOPEN, CLEAR = NOTICE_STEPS = ("publish", "contest", "resume", "reopen", "clear")
# The steps by which an objection comes and goes; all others wait until it is ruled.
OBJECTION_STEPS = frozenset({CONTEST, RESUME, REOPEN})
# The step that asks for supplement; `actions.ask_supplement` takes it with its list of what is missing.
RETURN = "return_for_correction"
# Working days for the answer to an objection where the table names none.
ANSWER_DAYS = 15


# What somebody is in a case where the procedure has no word of its own.
APPLICANT = _("Applicant")

# The shortest notice where a procedure names none (subsidies, titles and honours alike).
NOTICE_PERIOD = Period(5)


def _nothing(*_about: Any) -> list[Any]:
    """Ask for nothing, show nothing."""
    return []


def _five_working_days(case: Case) -> Period:
    return NOTICE_PERIOD


OnTransition = Callable[[Case, Transition, Any, datetime.datetime], None]
Panel = tuple[str, dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """The way of one kind of case.

    `notice_rows(case)` gives the masked rows under `notice_headers`; `panels(case, user)` gives (template,
    context) pairs for the case page, `step_panels(case, transition, today)` those to be read before a step
    is taken; `visible(user)` is a condition on Case without joins that multiply rows;
    `on_transition(case, transition, actor, now)` runs inside the step's transaction and may refuse it by
    raising ValidationError.

    `fields(case)` names what a return for supplement can open again, `slots(case)` the evidence asked for;
    their codes share one namespace. `supplement_rounds` is how often a case may be returned (None: as often
    as needed). `notice_table(case)` replaces the plain headings and rows; `notice_period(case)` is the
    shortest notice. `ruling_by_other_hand`: whoever approved a case does not rule on objections to it.
    A permission left empty is that of the step it belongs to: see the properties of the same name.
    `courier_label` and `organisation_label` say what the person and the organisation of a case are in it;
    `role_labels` what a role is called here, where its general name speaks of another kind of case.
    """

    code: str
    version: int
    label: Label
    number_prefix: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    initial: str
    view_permission: str
    ruling_permission: str
    publish_permission: str
    notice_headers: Sequence[Label] = ()
    notice_rows: Callable[[Case], list[list[str]]] = _nothing
    panels: Callable[[Case, Any], list[Panel]]
    step_panels: Callable[[Case, Transition, datetime.date], list[Panel]] = _nothing
    visible: Callable[[Any], Q]
    on_transition: OnTransition | None = None
    fields: Callable[[Case], Sequence[Field]] = _nothing
    slots: Callable[[Case], Sequence[Slot]] = _nothing
    notice_table: Callable[[Case], NoticeTable] | None = None
    notice_period: Callable[[Case], Period] = _five_working_days
    supplement_rounds: int | None = None
    ruling_by_other_hand: bool = True
    apply_permission: str = ""
    check_permission: str = ""
    pause_permission: str = ""
    escalation_permission: str = ""
    courier_label: Label = APPLICANT
    organisation_label: Label = APPLICANT
    role_labels: Mapping[Role, Label] = field(default_factory=dict)

    @property
    def applying_permission(self) -> str:
        """What the applicant's side needs: that of the first step out of the initial state, if not named."""
        first = next(iter(self.leaving(self.initial)), None)
        return self.apply_permission or (first.permission if first else "")

    @property
    def checking_permission(self) -> str:
        """What an officer needs to check evidence: that of the publication, if not named."""
        return self.check_permission or self.publish_permission

    @property
    def pausing_permission(self) -> str:
        """What an officer needs to pause a case and to let it go on: that of the ruling, if not named."""
        return self.pause_permission or self.ruling_permission

    @property
    def escalated_permission(self) -> str:
        """Who is told of overdue cases: those who may rule, if not named."""
        return self.escalation_permission or self.ruling_permission

    def parties_of(self, case: Case) -> list[tuple[Label, Courier | Organisation]]:
        """Return the person and the organisation of a case, whichever it has, with what they are in it."""
        parties = ((self.courier_label, case.courier), (self.organisation_label, case.organisation))
        return [(label, party) for label, party in parties if party is not None]

    def called(self, role: Role) -> str:
        """Return what a role is called in this procedure."""
        return str(self.role_labels.get(role, role.label))

    def table_of(self, case: Case) -> NoticeTable:
        """Return what a case shows on a notice."""
        if self.notice_table is not None:
            return self.notice_table(case)
        return NoticeTable(self.code, self.label, self.notice_headers, self.notice_rows(case))

    def askable(self, case: Case) -> dict[str, Label]:
        """Return what a return for supplement can ask of a case: code to label, fields first."""
        parts: list[Field | Slot] = [*self.fields(case), *self.slots(case)]
        return {part.code: part.label for part in parts}

    def state(self, code: str) -> State:
        """Return a state; raise LookupError when the table has none of that code."""
        for state in self.states:
            if state.code == code:
                return state
        raise LookupError(f"The procedure {self.code} has no state {code!r}.")

    def transition(self, name: str) -> Transition:
        """Return a transition; raise LookupError when the table has none of that name."""
        for step in self.transitions:
            if step.name == name:
                return step
        raise LookupError(f"The procedure {self.code} has no transition {name!r}.")

    def has_transition(self, name: str) -> bool:
        """Tell whether the table has a step of that name."""
        return any(transition.name == name for transition in self.transitions)

    def leaving(self, state: str) -> list[Transition]:
        """Return the steps that lead out of a state, in the table's order."""
        return [transition for transition in self.transitions if state in transition.sources]

    def faults(self) -> list[str]:
        """Return what is wrong with the table; an empty list when it can be used."""
        states = {state.code for state in self.states}
        names = [transition.name for transition in self.transitions]
        found = [f"the state {self.initial!r} is not in the table"] if self.initial not in states else []
        if len(states) < len(self.states) or len(set(names)) < len(names):
            found.append("a state or a transition stands twice in the table")
        final = {state.code for state in self.states if state.final}
        for step in self.transitions:
            found += [f"{step.name}: no state {code!r}" for code in {*step.sources, *step.targets} - states]
            strays = dict(step.elsewhere).keys() - set(step.sources)
            found += [f"{step.name}: does not leave {code!r}, so leads nowhere from it" for code in strays]
            found += [f"{step.name}: leaves the final state {code!r}" for code in final & set(step.sources)]
            if not step.permission and not step.automatic:
                found.append(f"{step.name}: a step with a button needs a permission")
        if PUBLISH in names and not set(NOTICE_STEPS) <= set(names):
            found.append(f"a procedure with a public notice needs the steps {', '.join(NOTICE_STEPS)}")
        return found


_register: dict[tuple[str, int], Procedure] = {}


def register(procedure: Procedure) -> None:
    """Take a procedure in; raise ValueError when its table is wrong or the version is taken by another."""
    if faults := procedure.faults():
        raise ValueError(f"The procedure {procedure.code} cannot be used: {'; '.join(faults)}.")
    key = (procedure.code, procedure.version)
    if _register.setdefault(key, procedure) is not procedure:
        raise ValueError(f"The procedure {procedure.code} has another version {procedure.version} already.")


def unregister(procedure: Procedure) -> None:
    """Take a procedure out again, for tests that register their own."""
    _register.pop((procedure.code, procedure.version), None)


def find(code: str, version: int) -> Procedure:
    """Return a version of a procedure; raise LookupError when no room has registered it."""
    try:
        return _register[code, version]
    except KeyError:
        raise LookupError(f"No room has registered version {version} of the procedure {code!r}.") from None


def latest(code: str) -> Procedure:
    """Return the version on which new cases start; raise LookupError when there is none."""
    versions = [version for registered, version in _register if registered == code]
    if not versions:
        raise LookupError(f"No room has registered the procedure {code!r}.")
    return _register[code, max(versions)]


def procedure_of(case: Case) -> Procedure:
    """Return the table that a case goes by."""
    return find(case.procedure, case.flow_version)


def every() -> list[Procedure]:
    """Return all registered versions, ordered by code and version."""
    return [_register[key] for key in sorted(_register)]
