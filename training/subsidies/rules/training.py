"""The rules of training subsidies: pure functions of facts, parameters and a day.

A rule asks only when the policy version in force carries its parameter, so that a new year's conditions are
rows, not code. Each parameter is `{"value": ..., "clause": "..."}`; the clause is printed with the finding.
Sources: 财社〔2023〕181号 art. 5, 6, 16; a default taken from another province says so in its clause.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.policy.enums import Outcome
from office.policy.findings import Finding
from training.courses.enums import PersonCategory

Parameters = Mapping[str, Any]
Rule = Callable[["Facts", Parameters, datetime.date], Finding | None]

LABELS = {
    "person_category": gettext_lazy("Category of person"),
    "contract_months": gettext_lazy("Length of labour contract"),
    "months_since_signing": gettext_lazy("Training soon after signing"),
    "age": gettext_lazy("Age when the class began"),
    "class_hours": gettext_lazy("Class hours of the course"),
    "attendance_share": gettext_lazy("Share of class hours attended"),
    "test_passed": gettext_lazy("Test passed"),
    "certificate": gettext_lazy("Certificate obtained"),
    "window_months": gettext_lazy("Claimed in time"),
    "lifetime_limit": gettext_lazy("Subsidised times so far"),
    "same_level_once": gettext_lazy("Same occupation and level"),
    "rate": gettext_lazy("Rate for occupation and level"),
}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one trainee on the day of judging; None means that no evidence is there.

    `hours_attended` and `hours_held` are class hours; `subsidised_before` counts earlier trainings that were
    subsidised; `rate` is the amount in fen for occupation and level on the first day of the class.
    """

    category: PersonCategory
    birth_date: datetime.date
    class_started_on: datetime.date
    class_hours: Decimal
    hours_attended: Decimal | None
    hours_held: Decimal | None
    test_passed: bool | None
    certificate_kind: str | None
    certificate_issued_on: datetime.date | None
    contract_signed_on: datetime.date | None
    contract_months: int | None
    subsidised_before: int
    same_level_before: bool
    rate: int | None


def _outcome(met: bool | None) -> Outcome:
    if met is None:
        return Outcome.EVIDENCE_MISSING
    return Outcome.MET if met else Outcome.NOT_MET


def _finding(code: str, parameters: Parameters, met: bool | None, asked: str, found: str) -> Finding:
    return Finding(code, _outcome(met), asked, found, parameters[code]["clause"], label=str(LABELS[code]))


def months_between(start: datetime.date, end: datetime.date) -> int:
    """Return the whole months from start to end; negative when end comes first."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if end.day < start.day else months


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the same day so many months later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    first_of_next = datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (first_of_next - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(day.day, last))


def age_on(birth: datetime.date, day: datetime.date) -> int:
    """Return the full years of age on a day."""
    return months_between(birth, day) // 12


def _is_new_hire(facts: Facts) -> bool:
    return facts.category == PersonCategory.EMPLOYEE


def person_category(facts: Facts, parameters: Parameters, on: datetime.date) -> Finding:
    """One of the categories that the scheme names (181号 art. 5)."""
    allowed = parameters["person_category"]["value"]
    asked = "、".join(str(PersonCategory(code).label) for code in allowed)
    return _finding(
        "person_category",
        parameters,
        facts.category in allowed,
        asked,
        str(PersonCategory(facts.category).label),
    )


def contract_months(facts: Facts, parameters: Parameters, on: datetime.date) -> Finding | None:
    """A new hire's labour contract is long enough (181号 art. 5(2): one year)."""
    if not _is_new_hire(facts):
        return None
    asked = parameters["contract_months"]["value"]
    found = facts.contract_months
    return _finding(
        "contract_months",
        parameters,
        None if found is None else found >= asked,
        _("at least %(months)s months") % {"months": asked},
        _("no contract on record") if found is None else _("%(months)s months") % {"months": found},
    )


def months_since_signing(facts: Facts, parameters: Parameters, on: datetime.date) -> Finding | None:
    """A new hire was trained within so many months of signing (181号 art. 5(2): one year)."""
    if not _is_new_hire(facts):
        return None
    asked, signed = parameters["months_since_signing"]["value"], facts.contract_signed_on
    met = None if signed is None else signed <= facts.class_started_on <= add_months(signed, asked)
    return _finding(
        "months_since_signing",
        parameters,
        met,
        _("class begins within %(months)s months of signing") % {"months": asked},
        _("no contract on record") if signed is None else _("signed on %(day)s") % {"day": signed},
    )


def age(facts: Facts, parameters: Parameters, on: datetime.date) -> Finding:
    """Of working age on the first day of the class; the bounds are data since the retirement age moves."""
    low, high = parameters["age"]["value"]
    found = age_on(facts.birth_date, facts.class_started_on)
    return _finding("age", parameters, low <= found <= high, f"{low}–{high}", str(found))


def class_hours(facts: Facts, parameters: Parameters, on: datetime.date) -> Finding:
    """The course is long enough."""
    asked = Decimal(str(parameters["class_hours"]["value"]))
    return _finding(
        "class_hours",
        parameters,
        facts.class_hours >= asked,
        _("at least %(hours)s class hours") % {"hours": f"{asked:f}"},
        _("%(hours)s class hours") % {"hours": f"{facts.class_hours.normalize():f}"},
    )


def attendance_share(facts: Facts, parameters: Parameters, on: datetime.date) -> Finding:
    """Attended enough of the hours held, compared as products so that no rounding decides."""
    asked = Decimal(str(parameters["attendance_share"]["value"]))
    met, found = None, _("no register on record")
    if facts.hours_attended is not None and facts.hours_held:
        met = facts.hours_attended >= asked * facts.hours_held
        found = f"{(facts.hours_attended * 100 / facts.hours_held).quantize(Decimal('0.1'))}%"
    return _finding("attendance_share", parameters, met, f"≥ {(asked * 100).normalize():f}%", found)


def test_passed(facts: Facts, parameters: Parameters, on: datetime.date) -> Finding:
    """Passed the test of the class."""
    found = {None: _("no result on record"), True: _("passed"), False: _("not passed")}[facts.test_passed]
    return _finding("test_passed", parameters, facts.test_passed, _("passed"), found)


def certificate(facts: Facts, parameters: Parameters, on: datetime.date) -> Finding:
    """Holds a certificate of an accepted kind (181号 art. 5(1))."""
    kinds = parameters["certificate"]["value"]
    names = {"completion": _("certificate of completion")}
    found = facts.certificate_kind
    return _finding(
        "certificate",
        parameters,
        None if found is None else found in kinds,
        "、".join(names.get(kind, kind) for kind in kinds),
        _("no certificate on record") if found is None else names.get(found, found),
    )


def window_months(facts: Facts, parameters: Parameters, on: datetime.date) -> Finding:
    """Claimed within so many months of the certificate."""
    asked, issued = parameters["window_months"]["value"], facts.certificate_issued_on
    return _finding(
        "window_months",
        parameters,
        None if issued is None else issued <= on <= add_months(issued, asked),
        _("within %(months)s months of the certificate") % {"months": asked},
        _("no certificate on record") if issued is None else _("issued on %(day)s") % {"day": issued},
    )


def lifetime_limit(facts: Facts, parameters: Parameters, on: datetime.date) -> Finding:
    """Subsidised fewer times than the limit in a lifetime (181号 art. 5: three)."""
    asked = parameters["lifetime_limit"]["value"]
    return _finding(
        "lifetime_limit",
        parameters,
        facts.subsidised_before < asked,
        _("fewer than %(times)s times") % {"times": asked},
        _("%(times)s times") % {"times": facts.subsidised_before},
    )


def same_level_once(facts: Facts, parameters: Parameters, on: datetime.date) -> Finding:
    """The same occupation and level was not subsidised before."""
    return _finding(
        "same_level_once",
        parameters,
        not facts.same_level_before,
        _("not subsidised before"),
        _("subsidised before") if facts.same_level_before else _("not subsidised before"),
    )


def rate(facts: Facts, parameters: Parameters, on: datetime.date) -> Finding:
    """A rate was entered for the day the class began; no amount is ever guessed."""
    known = facts.rate is not None
    return _finding(
        "rate",
        parameters,
        True if known else None,
        _("a rate in force on the first day of the class"),
        _("on record") if known else _("no rate on record"),
    )


RULES: tuple[Rule, ...] = (
    person_category,
    contract_months,
    months_since_signing,
    age,
    class_hours,
    attendance_share,
    test_passed,
    certificate,
    window_months,
    lifetime_limit,
    same_level_once,
    rate,
)


def rules_for(parameters: Parameters) -> list[Rule]:
    """Return the rules whose parameter the policy version carries, in the order they are shown.

    Raises ValidationError `unknown_rule` for a parameter that no rule reads: passed over in silence, a
    misspelt condition would let everybody through.
    """
    if unknown := sorted(parameters.keys() - LABELS.keys()):
        raise ValidationError(
            _("No rule reads these conditions of the policy version: %(codes)s. Correct the version first.")
            % {"codes": ", ".join(unknown)},
            code="unknown_rule",
        )
    return [rule for rule in RULES if rule.__name__ in parameters]
