"""The register: tables that cannot be used are refused at the start."""

from __future__ import annotations

from typing import Any

import pytest

from office.casework import procedures
from office.casework.enums import Tone
from office.casework.procedures import Procedure, State, Transition

from .conftest import APPROVE, STATES, TRANSITIONS, make_procedure


def without(name: str) -> tuple[Transition, ...]:
    return tuple(step for step in TRANSITIONS if step.name != name)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"initial": "dream"}, "the state 'dream' is not in the table"),
        ({"states": (*STATES, STATES[0])}, "a state or a transition stands twice in the table"),
        (
            {"transitions": (*TRANSITIONS, TRANSITIONS[0])},
            "a state or a transition stands twice in the table",
        ),
        (
            {"transitions": (*TRANSITIONS, Transition("fly", ("draft",), "sky", APPROVE, "飞", "飞"))},
            "fly: no state 'sky'",
        ),
        (
            {
                "transitions": (
                    *TRANSITIONS,
                    Transition("revive", ("paid",), "draft", APPROVE, "复活", "复活"),
                )
            },
            "revive: leaves the final state 'paid'",
        ),
        (
            {"transitions": (*TRANSITIONS, Transition("slip", ("draft",), "paid", "", "溜", "溜"))},
            "slip: a step with a button needs a permission",
        ),
        (
            {"transitions": without("reopen")},
            "a procedure with a public notice needs the steps publish, contest, resume, reopen, clear",
        ),
    ],
)
def test_a_wrong_table_is_refused(changes: dict[str, Any], fault: str) -> None:
    procedure = make_procedure(version=2, **changes)
    assert procedure.faults() == [fault]
    with pytest.raises(ValueError, match="cannot be used"):
        procedures.register(procedure)
    with pytest.raises(LookupError):
        procedures.find("trial", 2)


def test_a_version_is_taken_once(trial: Procedure) -> None:
    procedures.register(trial)
    with pytest.raises(ValueError, match="version 1 already"):
        procedures.register(make_procedure())


def test_new_cases_start_on_the_latest_version(trial: Procedure) -> None:
    second = make_procedure(version=2)
    procedures.register(second)
    assert procedures.latest("trial") is second
    assert procedures.find("trial", 1) is trial
    assert procedures.every() == [trial, second]
    with pytest.raises(LookupError):
        procedures.latest("unknown")


def test_states_and_steps_are_found_by_name(trial: Procedure) -> None:
    assert trial.state("paid") == State("paid", "已拨付", "已拨付", Tone.SUCCESS, final=True)
    assert [step.name for step in trial.leaving("submitted")] == ["withdraw", "review"]
    assert trial.leaving("paid") == []
    for ask in (trial.state, trial.transition):
        with pytest.raises(LookupError):
            ask("dream")
