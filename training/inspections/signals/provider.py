"""Signals about who taught."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from ..enums import Result, Severity
from ..thresholds import Thresholds
from .facts import ClassFacts
from .signal import Signal

YEAR = 365


def densest(days: Iterable[datetime.date], length: int) -> int:
    """Return the most entries that lie within `length` days, both ends counted."""
    ordered = sorted(days)
    first, most = 0, 0
    for last, day in enumerate(ordered):
        while (day - ordered[first]).days >= length:
            first += 1
        most = max(most, last - first + 1)
    return most


def burst(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """Far more certificates within some days than the provider issues in as many days of the year."""
    length = thresholds["burst_days"]
    most = densest(facts.issued, length)
    # What is left of the year when the burst is taken out, for as many days.
    usual = Decimal(len(facts.issued) - most) * length / max(YEAR - length, 1)
    if most < thresholds["burst_minimum"] or most < thresholds["burst_factor"] * max(usual, Decimal(1)):
        return None
    return Signal(
        code="burst",
        severity=Severity.HIGH,
        sentence=_("The provider issued %(count)d certificates within %(days)d days; usual are %(usual)s.")
        % {"count": most, "days": length, "usual": f"{usual:.0f}"},
        figures=(
            (_("Certificates in the burst"), str(most)),
            (_("In a year"), str(len(facts.issued))),
        ),
        clause=thresholds.clause("burst_days"),
        look="provider",
    )


def calls_fail(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """Many of the provider's trainees who were called back say that they were not taught, or had to pay."""
    calls = facts.calls
    if calls.concluded < thresholds["failure_calls"]:
        return None
    share = Decimal(calls.failed) / calls.concluded
    if share < Decimal(thresholds["failure_share"]):
        return None
    return Signal(
        code="calls_fail",
        severity=Severity.HIGH,
        sentence=_(
            "Of %(concluded)d trainees of this provider who were called back, %(failed)d had a wrong number, "
            "were not taught or had to pay."
        )
        % {"concluded": calls.concluded, "failed": calls.failed},
        figures=(
            (_("Called back"), str(calls.concluded)),
            (_("Against the provider"), f"{calls.failed} ({round(share * 100)} %)"),
        ),
        clause=thresholds.clause("failure_share"),
        look="samples",
    )


def few_present(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """An inspection that found far fewer people than it should, or a serious violation."""
    share = Decimal(thresholds["present_share"])
    bad = [
        visit
        for visit in facts.visits
        if visit.result == Result.SERIOUS or visit.present < share * visit.expected
    ]
    if not bad:
        return None
    worst = min(bad, key=lambda visit: visit.present - visit.expected)
    return Signal(
        code="few_present",
        severity=Severity.HIGH,
        sentence=_("On %(day)s an inspection counted %(present)d people where %(expected)d should have been.")
        % {"day": worst.visited_on, "present": worst.present, "expected": worst.expected},
        figures=((_("Counted present"), f"{worst.present} / {worst.expected}"),),
        clause=thresholds.clause("present_share"),
        look="inspections",
    )


def barred(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """A class that began while its provider was barred from new classes."""
    if facts.bar is None:
        return None
    return Signal(
        code="barred",
        severity=Severity.HIGH,
        sentence=_("The class began while its provider was barred from new classes until %(day)s.")
        % {"day": facts.bar},
        figures=((_("No new class until"), str(facts.bar)),),
        look="provider",
    )


def shared_account(facts: ClassFacts, thresholds: Thresholds) -> Signal | None:
    """A bank account of the provider that other organisations have too."""
    if not facts.accounts_shared_with:
        return None
    return Signal(
        code="shared_account",
        severity=Severity.MEDIUM,
        sentence=_("The provider's bank account is also that of %(count)d other organisations.")
        % {"count": facts.accounts_shared_with},
        look="provider",
    )
