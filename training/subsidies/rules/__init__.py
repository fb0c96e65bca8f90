"""The rules of subsidies: pure functions of facts, parameters and a day.

A rule asks only when the policy version in force carries its parameter, so that a new year's conditions are
rows, not code. It is made ready once for a version, texts and all, and then put to each person's facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy

from ..enums import Payee
from . import limits, money, person, training
from .asking import Ask, Check, Rule, refuse_unknown, rule
from .facts import SHAPE, Attested, Earlier, Facts
from .months import add_months, age_on
from .parameters import Parameters, reading
from .tariff import Payees, RateRow, Tariff

__all__ = [
    "RULES",
    "SHAPE",
    "Attested",
    "Earlier",
    "Facts",
    "Payees",
    "RateRow",
    "Tariff",
    "add_months",
    "age_on",
    "label_of",
    "prepare",
]

COUNTED: Final = ("schemes", "funds")

#: Every rule by its code, in the order in which findings are shown.
RULES: Final[Mapping[str, Rule]] = {
    "person_category": rule(gettext_lazy("Category of person"), person.person_category),
    "category_evidence": rule(
        gettext_lazy("Evidence of the category"), person.category_evidence, "max_age_months", "from"
    ),
    "contract_months": rule(
        gettext_lazy("Length of labour contract"), person.contract_months, "unless_levels"
    ),
    "months_since_signing": rule(
        gettext_lazy("Training soon after signing"), person.months_since_signing, "unless_levels"
    ),
    "hired_from": rule(
        gettext_lazy("Category of the new hire"), person.hired_from, "max_age_months", "from", "unless_levels"
    ),
    "insured_months": rule(
        gettext_lazy("Months of unemployment insurance"), person.insured_months, "or_benefit", "from"
    ),
    "age": rule(gettext_lazy("Age when the class began"), person.age, "later"),
    "not_on_establishment": rule(
        gettext_lazy("Establishment staff"), person.not_on_establishment, "presumed"
    ),
    "not_pensioner": rule(gettext_lazy("Pensioners"), person.not_pensioner, "presumed"),
    "not_in_school": rule(gettext_lazy("Full-time students"), person.not_in_school, "presumed"),
    "class_filed": rule(gettext_lazy("Class filed in time"), training.class_filed),
    "class_hours": rule(gettext_lazy("Class hours of the course"), training.class_hours, "new_hires"),
    "attendance_share": rule(gettext_lazy("Share of class hours attended"), training.attendance_share),
    "test_passed": rule(gettext_lazy("Test passed"), training.test_passed),
    "certificate": rule(gettext_lazy("Certificate obtained"), training.certificate),
    "certificate_from": rule(gettext_lazy("Day of the certificate"), training.certificate_from),
    "window_months": rule(gettext_lazy("Claimed in time"), training.window_months),
    "lifetime_limit": rule(gettext_lazy("Subsidised times so far"), limits.lifetime_limit, *COUNTED),
    "yearly_limit": rule(
        gettext_lazy("Subsidised times this year"), limits.yearly_limit, *COUNTED, "shortage_extra"
    ),
    "same_level_once": rule(gettext_lazy("Same occupation and level"), limits.same_level_once, *COUNTED),
    "higher_bars_lower": rule(
        gettext_lazy("No lower level after a higher"), limits.higher_bars_lower, *COUNTED
    ),
    "one_fund": rule(gettext_lazy("One certificate, one fund"), limits.one_fund),
    "fund_reserve": rule(gettext_lazy("Reserve of the fund"), money.fund_reserve, "found"),
    "payee": rule(gettext_lazy("Who claims and who is paid"), money.payee),
    "rate": rule(gettext_lazy("Rate for occupation and level"), money.rate),
    "ceiling": rule(gettext_lazy("Ceiling of the level"), money.ceiling),
    "shortage": rule(gettext_lazy("Urgent-shortage occupation"), money.shortage, "percent"),
    "online_share": rule(gettext_lazy("Course held partly online"), money.online_share),
}

LABELS: Final = {code: rule.label for code, rule in RULES.items()} | {
    "in_force": gettext_lazy("Rules in force"),
    "record_only": gettext_lazy("Scheme that pays"),
}


def label_of(code: str, given: str = "") -> str:
    """Name a rule in the reader's language, or as it was named when it was asked."""
    return str(LABELS.get(code) or given or code)


class Prepared(NamedTuple):
    """The rules of a version made ready, in the order they are shown; what it pays, and to whom."""

    checks: list[Check]
    tariff: Tariff
    payees: Payees


def prepare(parameters: Parameters, rates: Iterable[RateRow], default: Payee) -> Prepared:
    """Make the rules ready whose parameter the version carries; `default` is paid where it names nobody.

    Raises ValidationError `unknown_rule` or `bad_parameter` for a version that no rule can read.
    """
    refuse_unknown(parameters, RULES)
    tariff, payees = Tariff(rates, parameters), Payees(parameters, default)
    checks = []
    for code, found in RULES.items():
        if code in parameters:
            with reading(parameters, code):
                checks.append(found.prepare(Ask(code, str(found.label), parameters[code], tariff, payees)))
    return Prepared(checks, tariff, payees)
