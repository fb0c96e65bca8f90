"""The register of kinds of cases that committees judge, which rooms above fill at start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from office.casework.models import Case
from office.casework.procedures import Label, procedure_of

from .enums import Ground


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody who stands near to a case: by account where there is one, else by name."""

    ground: Ground
    name: str
    user_id: int | None = None


def _nothing(case: Case) -> list[tuple[Label, str]]:
    return []


def _nobody(case: Case) -> list[Tie]:
    return []


@dataclass(frozen=True, kw_only=True)
class JudgedKind:
    """What a room above tells of its cases.

    `states` are those in which a case may come before a committee; `facts(case)` gives (label, text) pairs
    for the blind file, which must name nobody (what they name all the same is struck out); `ties(case)` those
    who nominated or recommended the applicant.
    """

    procedure: str
    states: tuple[str, ...]
    facts: Callable[[Case], Sequence[tuple[Label, str]]] = _nothing
    ties: Callable[[Case], Sequence[Tie]] = _nobody


_kinds: dict[str, JudgedKind] = {}


def register(kind: JudgedKind) -> None:
    """Take a kind in; raise ValueError when its procedure has another one."""
    if _kinds.setdefault(kind.procedure, kind) is not kind:
        raise ValueError(f"The procedure {kind.procedure!r} is registered for committees already.")


def unregister(procedure: str) -> None:
    """Take a kind out again, for tests that register their own."""
    _kinds.pop(procedure, None)


def every() -> list[JudgedKind]:
    """Return all kinds in the order of their registration."""
    return list(_kinds.values())


def kind_of(case: Case) -> JudgedKind:
    """Return the kind of a case; for a procedure that no room registered, one of all open states."""
    if kind := _kinds.get(case.procedure):
        return kind
    procedure = procedure_of(case)
    states = tuple(state.code for state in procedure.states if not state.final)
    return JudgedKind(procedure=case.procedure, states=states)
