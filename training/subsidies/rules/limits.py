"""Rules about what was had before: how often, the same again, a lower level, a second fund."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.utils.translation import gettext as _

from office.policy.findings import Finding
from training.courses.levels import rank_of

from ..enums import Fund
from .asking import Ask, Check
from .facts import Earlier, Facts


def _counted(ask: Ask) -> Callable[[Earlier], bool]:
    """Tell what a limit counts: the subsidies of `schemes` or of `funds`; all where it names neither."""
    schemes, funds = ask.option("schemes"), ask.option("funds")
    if schemes is None and funds is None:
        return lambda row: True
    in_schemes, in_funds = frozenset(schemes or ()), frozenset(Fund(fund) for fund in funds or ())
    return lambda row: row.scheme in in_schemes or row.fund in in_funds


def lifetime_limit(ask: Ask) -> Check:
    """Subsidised fewer times than the limit in a lifetime (181号 art. 5: three)."""
    most, counts = int(ask.value), _counted(ask)
    answer = ask.answers(_("fewer than %(times)s times") % {"times": most})
    times = _("%(times)s times")

    def check(facts: Facts, on: datetime.date) -> Finding:
        found = sum(map(counts, facts.earlier))
        return answer(found < most, times % {"times": found})

    return check


def yearly_limit(ask: Ask) -> Check:
    """Subsidised fewer times than the limit in the calendar year of the claim.

    `shortage_extra` adds so many times for occupations of the shortage list (2025: two more).
    """
    most, counts, listed = int(ask.value), _counted(ask), ask.tariff.listed
    raised = most + int(ask.option("shortage_extra", 0))
    asked, times = _("fewer than %(times)s times a year"), _("%(times)s times in %(year)s")
    answers = {limit: ask.answers(asked % {"times": limit}) for limit in (most, raised)}

    def check(facts: Facts, on: datetime.date) -> Finding:
        year = (facts.claimed_on or on).year
        limit = raised if facts.occupation_code in listed else most
        found = sum(row.on.year == year and counts(row) for row in facts.earlier)
        return answers[limit](found < limit, times % {"times": found, "year": year})

    return check


def same_level_once(ask: Ask) -> Check:
    """The same occupation and level was not subsidised before."""
    counts = _counted(ask)
    answer = ask.answers(_("not subsidised before"))
    before, never = answer(False, _("subsidised before")), answer(True, _("not subsidised before"))

    def check(facts: Facts, on: datetime.date) -> Finding:
        same = (facts.occupation_code, facts.level)
        had = any((row.occupation_code, row.level) == same and counts(row) for row in facts.earlier)
        return before if had else never

    return check


def higher_bars_lower(ask: Ask) -> Check:
    """No higher level of the occupation was subsidised before; the other order is allowed."""
    counts = _counted(ask)
    answer = ask.answers(_("no higher level subsidised before"))
    never, higher = answer(True, _("no higher level")), _("%(level)s on %(day)s")

    def check(facts: Facts, on: datetime.date) -> Finding:
        rank = rank_of(facts.level)
        for row in facts.earlier:
            other = rank_of(row.level)
            if rank is None or other is None or row.occupation_code != facts.occupation_code:
                continue
            if other > rank and counts(row):
                return answer(False, higher % {"level": row.level, "day": row.on})
        return never

    return check


def one_fund(ask: Ask) -> Check:
    """One certificate feeds one fund (181号 art. 4)."""
    answer = ask.answers(_("the certificate is claimed once, from one fund"))
    free = answer(True, _("not claimed elsewhere"))
    fed = {fund: answer(False, _("claimed already from: %(fund)s") % {"fund": fund.label}) for fund in Fund}
    return lambda facts, on: fed[facts.certificate_fed] if facts.certificate_fed else free
