"""The standards of titles: pure functions of facts, parameters and a day.

A rule asks only when the policy version in force carries its parameter, so that a province's standards are
rows, not code. Parameters that no rule reads but a step does are in `SETTINGS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy

from training.subsidies.rules.asking import Question, refuse_unknown
from training.subsidies.rules.parameters import Parameters, reading

from . import grounds, person, years
from .asking import Check, Rule
from .facts import SHAPE, Achieved, Contest, Facts, Held, Honoured

__all__ = [
    "LABELS",
    "RULES",
    "SETTINGS",
    "SHAPE",
    "Achieved",
    "Check",
    "Contest",
    "Facts",
    "Held",
    "Honoured",
    "prepare",
]


@dataclass(frozen=True, slots=True)
class Setting:
    """A parameter that a step of the procedure reads: a number of days or years; `default` where none is."""

    default: int
    options: frozenset[str] = frozenset()


#: Read by steps: working days of both notices (order 40, art. 18 and 28), years of a bar (56号).
SETTINGS: Final[Mapping[str, Setting]] = {
    "employer_notice": Setting(5),
    "committee_notice": Setting(5),
    "bar_years": Setting(3),
}

#: Every rule by its code, in the order in which findings are shown.
RULES: Final[Mapping[str, Rule]] = {
    "not_barred": Rule(gettext_lazy("No bar after fraud"), person.not_barred),
    "in_service": Rule(gettext_lazy("In service with the recommending employer"), person.in_service),
    "no_penalty": Rule(gettext_lazy("Under no penalty"), person.no_penalty),
    "education_years": Rule(
        gettext_lazy("Education, title held and years"),
        years.education_years,
        frozenset({"early_years"}),
    ),
    "skill_passage": Rule(gettext_lazy("Skill level and years"), years.skill_passage),
    "grounds": Rule(gettext_lazy("Basis of the early or exceptional way"), grounds.grounds),
    "continuing_hours": Rule(gettext_lazy("Continuing education"), person.continuing_hours),
    "achievements": Rule(gettext_lazy("Achievements"), grounds.achievements, frozenset({"kinds"})),
}

LABELS: Final[Mapping[str, Any]] = {code: rule.label for code, rule in RULES.items()} | {
    "in_force": gettext_lazy("Standards in force"),
}


def prepare(parameters: Parameters) -> list[Check]:
    """Make the rules ready whose parameter the version carries, in the order they are shown.

    Raises ValidationError `unknown_rule` or `bad_parameter` for a version that no rule can read.
    """
    refuse_unknown(parameters, {**RULES, **SETTINGS})
    checks = []
    for code, rule in RULES.items():
        if code in parameters:
            with reading(parameters, code):
                checks.append(rule.prepare(Question(code, str(rule.label), parameters[code])))
    return checks
