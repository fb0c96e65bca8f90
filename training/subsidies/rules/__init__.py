"""The rules of subsidies: pure functions of facts, parameters and a day."""

from .training import LABELS, RULES, Facts, add_months, age_on, months_between, rules_for

__all__ = ["LABELS", "RULES", "Facts", "add_months", "age_on", "months_between", "rules_for"]
