"""What is missing, in words for the person: what to do, what to wait for, what the office has to do."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import Enum
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from office.policy.enums import Outcome
from office.policy.findings import Finding

from .judging import Judge
from .rules import Facts, add_months, label_of

TENTH: Final = Decimal("0.1")


class Way(Enum):
    """How a condition that is not met may come to be met."""

    DO = "do"
    WAIT = "wait"
    OFFICE = "office"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Advice:
    """What stands in the way, and the words for it."""

    way: Way
    words: str
    finding: Finding


def advise(finding: Finding, facts: Facts, judge: Judge, *, running: bool) -> Advice:
    """Return what a person should know about a finding that is not met.

    `running`: the class is not closed yet, so hours, test and certificate may still come. Missing evidence
    never closes a way.
    """
    parameter = {} if judge.version is None else judge.version.parameters.get(finding.code, {})
    label = label_of(finding.code, finding.label)
    if finding.code in {"in_force", "rate", "fund_reserve"}:
        words = _("Nothing for you to do: the office still has to enter the rules or the rate.")
        return Advice(Way.OFFICE, words, finding)
    if finding.outcome == Outcome.EVIDENCE_MISSING:
        return Advice(Way.DO, _missing(finding, facts, parameter, label), finding)
    if running and finding.code == "attendance_share":
        return Advice(Way.DO, _hours(facts, parameter), finding)
    if day := _waits_until(finding.code, facts, parameter, judge.on):
        words = _("Wait until %(day)s") % {"day": date_format(day, "DATE_FORMAT")}
        return Advice(Way.WAIT, f"{words}（{label}：{finding.asked}）", finding)
    words = _("%(label)s: asked is %(asked)s, found is %(found)s") % {
        "label": label,
        "asked": finding.asked,
        "found": finding.found,
    }
    return Advice(Way.CLOSED, words, finding)


def _hours(facts: Facts, parameter: dict[str, Any]) -> str:
    needed = Decimal(str(parameter["value"])) * (facts.hours_held or 0) - (facts.hours_attended or 0)
    return _("%(hours)s more class hours") % {
        "hours": f"{needed.quantize(TENTH, rounding=ROUND_CEILING).normalize():f}"
    }


def _missing(finding: Finding, facts: Facts, parameter: dict[str, Any], label: str) -> str:
    plain = {
        "test_passed": _("Pass the test of the class"),
        "certificate": _("A certificate: %(kinds)s") % {"kinds": finding.asked},
        "window_months": _("A certificate; then claim %(asked)s") % {"asked": finding.asked},
        "certificate_from": _("A certificate"),
        "class_hours": _("Join a class"),
        "attendance_share": _("Attend a class; the register shows your hours"),
        "contract_months": _("Your labour contract on record; ask your employer or the registrar"),
        "months_since_signing": _("Your labour contract on record; ask your employer or the registrar"),
        "class_filed": _("Nothing for you to do: the provider files the class with the office"),
    }
    if finding.code in plain:
        return plain[finding.code]
    givers = parameter.get("from")
    if isinstance(givers, dict):
        giver = givers.get(str(facts.category)) or givers.get("*", "")
        if giver:
            return _("%(label)s: %(asked)s, from: %(giver)s") % {
                "label": label,
                "asked": finding.asked,
                "giver": giver,
            }
    return _("Evidence on record: %(label)s (%(asked)s)") % {"label": label, "asked": finding.asked}


def _waits_until(
    code: str, facts: Facts, parameter: dict[str, Any], on: datetime.date
) -> datetime.date | None:
    """Return the day on which a condition comes to be met by itself, if it does."""
    day = facts.claimed_on or on
    if code == "yearly_limit":
        return datetime.date(day.year + 1, 1, 1)
    if code == "insured_months" and facts.insured_months is not None:
        return add_months(day, int(parameter["value"]) - facts.insured_months)
    return None
