"""What a procedure is made of: states, steps, and what it asks and shows. Pure data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from office.policy.enums import DayCount

from .enums import Hand, Tone

Label = str | Promise


@dataclass(frozen=True, slots=True)
class State:
    """A state of a case: one name for the office, one for the public, one tone everywhere."""

    code: str
    label: Label
    public_label: Label
    tone: Tone
    final: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """A step from one of `sources` to `target`.

    `permission` is asked of the actor with the case; empty means the public or the clock. `hand` stamps the
    actor on the case; `days` gives the working days for the step after. `automatic` steps are taken by an
    action of a room and have no button of their own. `after_notice` steps wait until the notice is over.
    `optional` steps (a withdrawal) are possible but nobody is waited for, so they fill no worklist.
    `evidence_given` steps ask for usable evidence in every required slot, `evidence_checked` ones for
    evidence that an officer has accepted. `elsewhere` names (source, target) where a step leads from some
    states to another target: a case with two notices is published, contested and cleared at each stage.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    permission: str
    label: Label
    public_label: Label
    needs_reason: bool = False
    hand: Hand | None = None
    days: int | None = None
    automatic: bool = False
    after_notice: bool = False
    optional: bool = False
    evidence_given: bool = False
    evidence_checked: bool = False
    elsewhere: tuple[tuple[str, str], ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """The states to which the step leads, each once."""
        return tuple(dict.fromkeys(self.target_from(source) for source in self.sources))

    def target_from(self, state: str) -> str:
        """Return the state to which the step leads from a state."""
        return dict(self.elsewhere).get(state, self.target)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an application that a return for supplement can open again."""

    code: str
    label: Label


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one piece of evidence in a case; its code is unlike that of any field of the procedure.

    `kinds` are the codes of the kinds of evidence that fit; empty means any.
    """

    code: str
    label: Label
    required: bool = True
    hint: Label = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeTable:
    """The table that a case shows in public: masked texts under headings.

    Cases stand on one notice when their tables bear the same code and headings.
    """

    code: str
    label: Label
    headers: Sequence[Label]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Period:
    """A number of days and how they are counted; the first day is not counted (Civil Code, art. 201)."""

    days: int
    count: DayCount = DayCount.WORKING
