"""Rules about the money: the rate, its ceiling, what raises or cuts it, the fund behind it, who is paid."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from office.policy.findings import Finding

from ..enums import Claimant, Payee
from .asking import Ask, Check
from .facts import Facts


def rate(ask: Ask) -> Check:
    """A rate was entered for the day that decides; no amount is ever guessed (181号 art. 14-15)."""
    answer = ask.answers(
        {
            "class_start": _("a rate in force on the first day of the class"),
            "certificate": _("a rate in force on the day of the certificate"),
            "claim": _("a rate in force on the day of the claim"),
        }[ask.tariff.day_kind]
    )
    tariff = ask.tariff
    nothing = answer(None, _("no rate on record"))

    def check(facts: Facts, on: datetime.date) -> Finding:
        found = tariff.rate_of(facts, on)
        return nothing if found is None else answer(True, found[1])

    return check


def ceiling(ask: Ask) -> Check:
    """The level is one that is paid for; what lies above its ceiling is cut."""
    text = _("%(level)s at most %(amount)s yuan")
    ceilings = {level: Decimal(str(yuan)) for level, yuan in ask.value.items()}
    asked = [text % {"level": level, "amount": f"{yuan:.2f}"} for level, yuan in ceilings.items()]
    answer = ask.answers("；".join(asked))
    found = {level: answer(True, level) for level in ceilings}
    nothing, no_money = answer(None, _("no level on record")), _("%(level)s is not paid for")

    def check(facts: Facts, on: datetime.date) -> Finding:
        if not facts.level:
            return nothing
        return found.get(facts.level) or answer(False, no_money % {"level": facts.level})

    return check


def shortage(ask: Ask) -> Check:
    """An occupation of the urgent-shortage list gets `percent` more; no other is refused."""
    listed, percent = ask.tariff.listed, ask.option("percent", 0)
    answer = ask.answers(_("occupations of the list get %(percent)s%% more") % {"percent": percent})
    yes, no = answer(True, _("on the list")), answer(True, _("not on the list, no extra"))
    return lambda facts, on: yes if facts.occupation_code in listed else no


def online_share(ask: Ask) -> Check:
    """A course held partly online gets this share of the rate; no course is refused for it."""
    percent = f"{ask.tariff.online * 100:f}"
    answer = ask.answers(_("partly online: %(percent)s%% of the rate") % {"percent": percent})
    yes, no = answer(True, _("partly online")), answer(True, _("not online"))
    return lambda facts, on: yes if facts.online_hours else no


def fund_reserve(ask: Ask) -> Check:
    """The fund's reserve lasts so many months; the office enters what it has as `found`."""
    least, found = int(ask.value), ask.option("found")
    answer = ask.answers(_("a reserve of at least %(months)s months") % {"months": least})
    if found is None:
        finding = answer(None, _("the reserve is not on record"))
    else:
        finding = answer(int(found) >= least, _("%(months)s months") % {"months": found})
    return lambda facts, on: finding


def payee(ask: Ask) -> Check:
    """Who claims may do so for this category, and the table says who is paid."""
    payees = ask.payees
    answer = ask.answers(_("a claimant who may claim for this category"))
    paid = {payee: answer(True, _("paid to: %(payee)s") % {"payee": payee.label}) for payee in Payee}
    nobody = {
        claimant: answer(False, _("not to be claimed by: %(claimant)s") % {"claimant": claimant.label})
        for claimant in Claimant
    }

    def check(facts: Facts, on: datetime.date) -> Finding:
        found = payees.of(facts)
        return nobody[facts.claimant] if found is None else paid[found]

    return check
