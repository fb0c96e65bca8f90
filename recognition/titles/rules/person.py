"""Rules about the person: in service, under no penalty and no bar, kept up to date."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from office.policy.findings import Finding
from training.subsidies.rules.asking import Question

from .asking import Check
from .facts import Facts


def not_barred(ask: Question) -> Check:
    """Nobody applies while barred after a false pledge or fraud (人社部发〔2024〕56号)."""
    answer = ask.answers(_("no bar in force"))
    free, text = _("none on record"), _("barred until %(day)s (%(document)s)")

    def check(facts: Facts, on: datetime.date) -> Finding:
        until = facts.barred_until
        if until is None:
            return answer(True, free)
        return answer(False, text % {"day": until, "document": facts.barred_by})

    return check


def in_service(ask: Question) -> Check:
    """The applicant works for the employer that recommends (order 40, art. 15)."""
    answer = ask.answers(_("employed by the recommending employer"))
    answers = {
        None: answer(None, _("no employment on record")),
        True: answer(True, _("employed")),
        False: answer(False, _("has left the employer")),
    }
    return lambda facts, on: answers[facts.employed]


def no_penalty(ask: Question) -> Check:
    """The applicant is under no demerit or heavier penalty (order 40, art. 15)."""
    answer = ask.answers(_("no demerit or heavier penalty in force"))
    answers = {
        None: answer(None, _("not stated")),
        True: answer(True, _("stated by the applicant")),
        False: answer(False, _("a penalty is in force")),
    }
    return lambda facts, on: answers[facts.no_penalty]


def continuing_hours(ask: Question) -> Check:
    """Enough class hours of continuing education in the year of the round."""
    least = Decimal(str(ask.value))
    answer = ask.answers(_("at least %(hours)s class hours of the year") % {"hours": f"{least:f}"})
    nothing, text = answer(None, _("no hours on record")), _("%(hours)s class hours")

    def check(facts: Facts, on: datetime.date) -> Finding:
        hours = facts.hours
        if hours is None:
            return nothing
        return answer(hours >= least, text % {"hours": f"{hours.normalize():f}"})

    return check
