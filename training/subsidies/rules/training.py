"""Rules about the training: filed in time, long enough, attended, tested, certified, claimed in time."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from office.policy.findings import Finding
from training.courses.enums import CertificateKind

from .asking import Ask, Check
from .facts import Facts
from .months import add_months
from .person import is_new_hire


def class_filed(ask: Ask) -> Check:
    """The class was filed so many working days before it began."""
    least = int(ask.value)
    answer = ask.answers(_("filed at least %(days)s working days ahead") % {"days": least})
    nothing, days = _("no filing on record"), _("%(days)s working days ahead")

    def check(facts: Facts, on: datetime.date) -> Finding:
        found = facts.filed_days_ahead
        if found is None:
            return answer(None, nothing)
        return answer(found >= least, days % {"days": found})

    return check


def class_hours(ask: Ask) -> Check:
    """The course is long enough; `new_hires` asks another length of employees."""
    plain = Decimal(str(ask.value))
    hires = Decimal(str(ask.option("new_hires", ask.value)))
    asked, found = _("at least %(hours)s class hours"), _("%(hours)s class hours")
    answers = {hours: ask.answers(asked % {"hours": f"{hours:f}"}) for hours in (plain, hires)}
    nothing = answers[plain](None, _("no class on record"))

    def check(facts: Facts, on: datetime.date) -> Finding:
        hours = facts.class_hours
        if hours is None:
            return nothing
        least = hires if is_new_hire(facts) else plain
        return answers[least](hours >= least, found % {"hours": f"{hours.normalize():f}"})

    return check


def attendance_share(ask: Ask) -> Check:
    """Attended enough of the hours held, compared as products so that no rounding decides."""
    share = Decimal(str(ask.value))
    answer = ask.answers(f"≥ {(share * 100).normalize():f}%")
    nothing = answer(None, _("no register on record"))

    def check(facts: Facts, on: datetime.date) -> Finding:
        attended, held = facts.hours_attended, facts.hours_held
        if attended is None or not held:
            return nothing
        percent = f"{(attended * 100 / held).quantize(Decimal('0.1'))}%"
        return answer(attended >= share * held, percent)

    return check


def test_passed(ask: Ask) -> Check:
    """Passed the test of the class."""
    answer = ask.answers(_("passed"))
    answers = {
        None: answer(None, _("no result on record")),
        True: answer(True, _("passed")),
        False: answer(False, _("not passed")),
    }
    return lambda facts, on: answers[facts.test_passed]


def certificate(ask: Ask) -> Check:
    """Holds a certificate of an accepted kind (181号 art. 5(1))."""
    accepted = frozenset(CertificateKind(kind) for kind in ask.value)
    labels = {kind: str(kind.label) for kind in CertificateKind}
    answer = ask.answers("、".join(labels[CertificateKind(kind)] for kind in ask.value))
    nothing = answer(None, _("no certificate on record"))

    def check(facts: Facts, on: datetime.date) -> Finding:
        kind = facts.certificate_kind
        return nothing if kind is None else answer(kind in accepted, labels[kind])

    return check


def certificate_from(ask: Ask) -> Check:
    """The certificate was issued on this day or later."""
    first = datetime.date.fromisoformat(ask.value)
    answer = ask.answers(_("certificate of %(day)s or later") % {"day": first})
    nothing, issued = answer(None, _("no certificate on record")), _("issued on %(day)s")

    def check(facts: Facts, on: datetime.date) -> Finding:
        day = facts.certificate_issued_on
        return nothing if day is None else answer(day >= first, issued % {"day": day})

    return check


def window_months(ask: Ask) -> Check:
    """Claimed within so many months of the certificate."""
    most = int(ask.value)
    answer = ask.answers(_("within %(months)s months of the certificate") % {"months": most})
    nothing, issued = answer(None, _("no certificate on record")), _("issued on %(day)s")

    def check(facts: Facts, on: datetime.date) -> Finding:
        day = facts.certificate_issued_on
        if day is None:
            return nothing
        return answer(day <= (facts.claimed_on or on) <= add_months(day, most), issued % {"day": day})

    return check
