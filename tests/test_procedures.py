"""Every procedure that a room registers: state x step x role, made from its own table."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.casework import procedures
from office.casework.actions import advance
from office.casework.models import Case
from office.casework.procedures import Procedure, Transition
from office.people.enums import Role
from office.people.models import Courier, Mandate, Organisation, User
from office.policy.models import CalendarDay
from tests.personas import person as rider

NOW = datetime.datetime(2026, 9, 15, 3, 0, tzinfo=datetime.UTC)
REASON = "材料第三页缺签名"
TABLES = procedures.every()


def names(procedure: Procedure) -> str:
    return f"{procedure.code}-{procedure.version}"


@pytest.fixture
def organisation(db: None) -> Organisation:
    assert CalendarDay.objects.filter(day__year=2026).exists()
    return Organisation.objects.create(
        name="平安区综合单位", is_provider=True, is_employer=True, is_department=True
    )


@pytest.fixture
def courier(db: None) -> Courier:
    return rider("马骑手", 1)


@pytest.fixture
def people(organisation: Organisation, courier: Courier) -> dict[str, User | None]:
    """One person a role, one without any, the courier whom the case is about, and nobody."""
    found: dict[str, User | None] = {
        "nobody": None,
        "stranger": User.objects.create(username="stranger"),
        "courier": User.objects.create(username="courier", courier=courier),
    }
    for role in Role:
        person = User.objects.create(username=role.value, display_name=f"{role.label}甲")
        Mandate.objects.create(
            user=person, role=role, organisation=organisation, valid_from=datetime.date(2020, 1, 1)
        )
        found[role.value] = person
    return found


@pytest.fixture
def table(request: pytest.FixtureRequest) -> Iterator[Procedure]:
    """The table alone: what the kind makes of a step is tested in its room."""
    original: Procedure = request.param
    bare = replace(original, on_transition=None, fields=lambda case: [], slots=lambda case: [])
    procedures.unregister(original)
    procedures.register(bare)
    yield bare
    procedures.unregister(bare)
    procedures.register(original)


def expected(case: Case, step: Transition, person: User | None) -> str:
    """What the table says of a step taken by somebody from the case's state."""
    if case.state not in step.sources:
        return "moved_on"
    if person is None:
        allowed = step.automatic and step.hand is None
    else:
        allowed = not step.permission or person.has_perm(step.permission, case)
    if not allowed:
        return "denied"
    return "notice_missing" if step.after_notice else step.target_from(case.state)


def answered(case: Case, step: Transition, person: User | None) -> str:
    try:
        return advance(case, step.name, actor=person, now=NOW, reason=REASON).state
    except PermissionDenied:
        return "denied"
    except ValidationError as refusal:
        return str(refusal.code)


@pytest.mark.parametrize("table", TABLES, indirect=True, ids=names)
def test_every_state_step_and_role(
    table: Procedure, organisation: Organisation, courier: Courier, people: dict[str, User | None]
) -> None:
    case = Case.objects.create(
        number=f"{table.number_prefix}-2026-999999",
        procedure=table.code,
        flow_version=table.version,
        state=table.initial,
        title="逐格核对",
        organisation=organisation,
        courier=courier,
        opened_at=NOW,
        entered_at=NOW,
    )
    clean = {f"{hand}_id": None for hand in ("accepted_by", "reviewed_by", "approved_by", "paid_by")}
    wrong = []
    for state in table.states:
        for step in table.transitions:
            for name, person in people.items():
                for field, value in {**clean, "state": state.code}.items():
                    setattr(case, field, value)
                wanted = expected(case, step, person)
                if wanted != "moved_on":
                    Case.objects.filter(pk=case.pk).update(state=state.code, **clean)
                if (got := answered(case, step, person)) != wanted:
                    wrong.append(f"{state.code} {step.name} {name}: {got}, not {wanted}")
    assert wrong == []


@pytest.mark.parametrize("procedure", TABLES, ids=names)
def test_every_step_can_be_taken_by_somebody_and_every_state_reached(
    procedure: Procedure, organisation: Organisation, courier: Courier, people: dict[str, User | None]
) -> None:
    case = Case(
        procedure=procedure.code, flow_version=procedure.version, organisation=organisation, courier=courier
    )
    stuck = [
        step.name
        for step in procedure.transitions
        if step.permission
        and not any(
            person is not None and person.has_perm(step.permission, standing_at(case, step.sources[0]))
            for person in people.values()
        )
    ]
    reached = {procedure.initial, *(code for step in procedure.transitions for code in step.targets)}
    assert (stuck, {state.code for state in procedure.states} - reached) == ([], set())


def standing_at(case: Case, state: str) -> Case:
    """Put the case in hand into a state."""
    case.state = state
    return case


@pytest.mark.parametrize("procedure", TABLES, ids=names)
def test_no_table_has_a_fault(procedure: Procedure) -> None:
    assert procedure.faults() == []
