"""Rules about the person: category with evidence, contract, age, insurance, and who is kept out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from office.people.enums import Sex
from office.policy.findings import Finding
from training.courses.enums import PersonCategory

from .asking import Ask, Check
from .facts import Attested, Facts
from .months import add_months, age_on


def names(categories: Iterable[str]) -> str:
    """Name categories in the reader's language; raise ValueError for one that is not known."""
    return "、".join(str(PersonCategory(code).label) for code in categories)


def person_category(ask: Ask) -> Check:
    """One of the categories that the scheme names (181号 art. 5)."""
    allowed = frozenset(ask.value)
    labels = {category: str(category.label) for category in PersonCategory}
    answer, unknown = ask.answers(names(ask.value)), _("no category on record")

    def check(facts: Facts, on: datetime.date) -> Finding:
        category = facts.category
        if category is None:
            return answer(None, unknown)
        return answer(category in allowed, labels[category])

    return check


def _holds(row: Attested, day: datetime.date, max_age: int | None) -> bool:
    last = row.until
    if last is None and max_age is not None:
        last = add_months(row.as_of, max_age)
    return row.as_of <= day and (last is None or day <= last)


def _attested(ask: Ask, asked: str, wanted: Callable[[Facts], frozenset[PersonCategory]]) -> Check:
    """What both rules on evidence do: look for a wanted category that was attested as of the day."""
    answer, max_age = ask.answers(asked), ask.option("max_age_months")
    labels = {category: str(category.label) for category in PersonCategory}
    nothing, begins_later = _("no evidence on record"), _("%(category)s, only from %(day)s")
    shown, lapsed = _("%(category)s, as of %(day)s"), _("%(category)s, evidence of %(day)s has lapsed")

    def check(facts: Facts, on: datetime.date) -> Finding | None:
        wants = wanted(facts)
        if not wants:
            return None
        day = facts.class_started_on or facts.claimed_on or on
        found = nothing
        for row in facts.attested:
            if row.category not in wants:
                continue
            holds = _holds(row, day, max_age)
            text = shown if holds else begins_later if row.as_of > day else lapsed
            found = text % {"category": labels[row.category], "day": row.as_of}
            if holds:
                return answer(True, found)
        return answer(None, found)

    return check


def category_evidence(ask: Ask) -> Check:
    """Whoever is claimed for in one of these categories is shown to belong to it when the class begins."""
    known = {PersonCategory(code): frozenset({PersonCategory(code)}) for code in ask.value}
    nobody: frozenset[PersonCategory] = frozenset()
    asked = _("evidence of the category on the first day of the class")

    def wanted(facts: Facts) -> frozenset[PersonCategory]:
        return known.get(facts.category, nobody) if facts.category else nobody

    return _attested(ask, asked, wanted)


def is_new_hire(facts: Facts) -> bool:
    """Whoever is claimed for as an employee is asked for the contract (181号 art. 5(2))."""
    return facts.category == PersonCategory.EMPLOYEE


def _new_hires(ask: Ask) -> Callable[[Facts], bool]:
    """Return whom the rules on new hires ask: `unless_levels` are those at which staff in service train."""
    unless = frozenset(ask.option("unless_levels", ()))
    return lambda facts: is_new_hire(facts) and facts.level not in unless


def hired_from(ask: Ask) -> Check:
    """A new hire belonged to one of these categories before (181号 art. 5(2): the six)."""
    origins, concerns = frozenset(PersonCategory(code) for code in ask.value), _new_hires(ask)
    nobody: frozenset[PersonCategory] = frozenset()
    asked = _("evidence that the new hire belongs to: %(categories)s") % {"categories": names(ask.value)}
    return _attested(ask, asked, lambda facts: origins if concerns(facts) else nobody)


def contract_months(ask: Ask) -> Check:
    """A new hire's labour contract is long enough (181号 art. 5(2): one year)."""
    least, concerns = int(ask.value), _new_hires(ask)
    answer = ask.answers(_("at least %(months)s months") % {"months": least})
    nothing, months = _("no contract on record"), _("%(months)s months")

    def check(facts: Facts, on: datetime.date) -> Finding | None:
        if not concerns(facts):
            return None
        found = facts.contract_months
        if found is None:
            return answer(None, nothing)
        return answer(found >= least, months % {"months": found})

    return check


def months_since_signing(ask: Ask) -> Check:
    """A new hire was trained within so many months of signing (181号 art. 5(2): one year)."""
    most, concerns = int(ask.value), _new_hires(ask)
    answer = ask.answers(_("class begins within %(months)s months of signing") % {"months": most})
    nothing, signed = _("no contract on record"), _("signed on %(day)s")
    no_class = _("no class on record")

    def check(facts: Facts, on: datetime.date) -> Finding | None:
        if not concerns(facts):
            return None
        day, started = facts.contract_signed_on, facts.class_started_on
        if day is None or started is None:
            return answer(None, nothing if day is None else no_class)
        return answer(day <= started <= add_months(day, most), signed % {"day": day})

    return check


def age(ask: Ask) -> Check:
    """Of working age when the class begins; the bounds are data since the retirement age moves.

    `value` is `[16, 60]`, or such a pair a sex: `{"1": [16, 60], "2": [16, 55]}` (0, not known, takes the
    wider). `later` lists steps `{"from": "2026-01-01", "value": ...}` in the order of their days.
    """
    steps = [(datetime.date.min, _bounds(ask.value))]
    for step in ask.option("later", ()):
        steps.append((datetime.date.fromisoformat(step["from"]), _bounds(step["value"])))
    answers = {
        pair: ask.answers(f"{pair[0]}–{pair[1]}") for _day, bounds in steps for pair in bounds.values()
    }
    nothing = ask.answers(_("working age"))(None, _("no date of birth on record"))

    def check(facts: Facts, on: datetime.date) -> Finding:
        if facts.birth_date is None:
            return nothing
        day = facts.class_started_on or facts.claimed_on or on
        low, high = next(bounds for start, bounds in reversed(steps) if start <= day)[facts.sex]
        found = age_on(facts.birth_date, day)
        return answers[low, high](low <= found <= high, str(found))

    return check


def _bounds(value: Any) -> dict[Sex, tuple[int, int]]:
    if isinstance(value, dict):
        pairs = {Sex(code): (int(low), int(high)) for code, (low, high) in value.items()}
        wide = min(low for low, _high in pairs.values()), max(high for _low, high in pairs.values())
        return {sex: pairs.get(sex, wide) for sex in Sex}
    least, most = value
    return dict.fromkeys(Sex, (int(least), int(most)))


def insured_months(ask: Ask) -> Check:
    """Insured against unemployment for so many months in total; `or_benefit` also takes who draws benefit."""
    least, or_benefit = int(ask.value), bool(ask.option("or_benefit", False))
    asked = (
        _("at least %(months)s months insured")
        if not or_benefit
        else _("at least %(months)s months insured, or unemployment benefit drawn")
    )
    answer = ask.answers(asked % {"months": least})
    nothing, months = _("no insurance record"), _("%(months)s months")
    benefit = _("unemployment benefit drawn")

    def check(facts: Facts, on: datetime.date) -> Finding:
        found = facts.insured_months
        if or_benefit and facts.benefit_drawn:
            return answer(True, benefit)
        if found is None:
            return answer(None, nothing)
        return answer(found >= least, months % {"months": found})

    return check


def _kept_out(ask: Ask, asked: str, found: str, standing: Callable[[Facts], bool | None]) -> Check:
    """A standing that keeps people out; `presumed` takes silence of the records for a no."""
    answer, presumed = ask.answers(asked), bool(ask.option("presumed", False))
    kept_out, free = answer(False, found), answer(True, asked)
    unknown = (
        answer(True, _("nothing on record says so")) if presumed else answer(None, _("no evidence on record"))
    )
    answers = {True: kept_out, False: free, None: unknown}
    return lambda facts, on: answers[standing(facts)]


def not_on_establishment(ask: Ask) -> Check:
    """Not on the establishment of a government office or public institution (181号 art. 16)."""
    return _kept_out(
        ask,
        _("not on the establishment"),
        _("on the establishment of a public institution"),
        lambda facts: facts.on_establishment,
    )


def not_pensioner(ask: Ask) -> Check:
    """Draws no pension."""
    return _kept_out(ask, _("draws no pension"), _("draws a pension"), lambda facts: facts.pension_drawn)


def not_in_school(ask: Ask) -> Check:
    """Not a full-time student."""
    return _kept_out(
        ask, _("not a full-time student"), _("a full-time student"), lambda facts: facts.in_school
    )
