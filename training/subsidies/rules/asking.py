"""What a policy version asks: a parameter with its clause, and the answers that it allows."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.policy.enums import Outcome
from office.policy.findings import Finding

from .facts import Facts
from .parameters import Parameters
from .tariff import Payees, Tariff

#: A rule made ready for one policy version: facts and the day of judging in, a finding or nothing out.
Check = Callable[[Facts, datetime.date], Finding | None]
#: Three-valued: met, not met, or no evidence.
Answer = Callable[[bool | None, str], Finding]

#: How many findings of a rule are kept for the next person.
KEPT: Final = 2_000
OUTCOMES: Final = {True: Outcome.MET, False: Outcome.NOT_MET, None: Outcome.EVIDENCE_MISSING}


@dataclass(frozen=True, slots=True)
class Question:
    """One parameter of a version, and the findings that answer it; rules of other rooms ask by it too."""

    code: str
    label: str
    parameter: Mapping[str, Any]

    @property
    def value(self) -> Any:
        """What the rule compares with."""
        return self.parameter["value"]

    @property
    def clause(self) -> str:
        """Where it is written."""
        return str(self.parameter["clause"])

    def option(self, name: str, default: Any = None) -> Any:
        """Return a further key of the parameter."""
        return self.parameter.get(name, default)

    def answers(self, asked: str) -> Answer:
        """Return what makes this rule's findings; the texts that never change are made here, once.

        Days, counts and percentages come again and again, so that a finding made once is kept.
        """
        code, clause, label = self.code, self.clause, self.label

        @lru_cache(maxsize=KEPT)
        def answer(met: bool | None, found: str) -> Finding:
            return Finding(code, OUTCOMES[met], asked, found, clause, label)

        return answer


@dataclass(frozen=True, slots=True)
class Ask(Question):
    """A parameter with what the version pays, and to whom."""

    tariff: Tariff
    payees: Payees


class HasOptions(Protocol):
    """A rule, as far as a parameter's keys are held against it."""

    @property
    def options(self) -> frozenset[str]:
        """The further keys that the parameter may have."""
        ...


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its name, what makes it ready, and the further keys that its parameter may have."""

    label: Any
    prepare: Callable[[Ask], Check]
    options: frozenset[str] = frozenset()


def rule(label: Any, prepare: Callable[[Ask], Check], *options: str) -> Rule:
    """Return an entry for the table of rules."""
    return Rule(label, prepare, frozenset(options))


def refuse_unknown(parameters: Parameters, rules: Mapping[str, HasOptions]) -> None:
    """Raise ValidationError for what no rule reads: passed over in silence it would let everybody through.

    Codes: `unknown_rule` for a parameter, `bad_parameter` for one without value or clause or with a key that
    its rule does not know.
    """
    if unknown := sorted(parameters.keys() - rules.keys()):
        raise ValidationError(
            _("No rule reads these conditions of the policy version: %(codes)s. Correct the version first.")
            % {"codes": ", ".join(unknown)},
            code="unknown_rule",
        )
    for code, parameter in parameters.items():
        keys = set(parameter) if isinstance(parameter, dict) else set()
        if not {"value", "clause"} <= keys or keys - {"value", "clause"} - rules[code].options:
            raise ValidationError(
                _(
                    "Condition %(code)s of the policy version takes value, clause and no other keys than: "
                    "%(keys)s. Correct the version first."
                )
                % {"code": code, "keys": ", ".join(sorted(rules[code].options)) or "—"},
                code="bad_parameter",
            )
