"""What a class must be to be filed: pure rules over a plan, read by the day's policy of class filing.

Every number is a parameter of a policy version (scheme `class-filing`), never a constant: `lead_days`,
`late` ("refuse" or "flag"), `max_size`, `min_hours_share`. A rule whose parameter is not there does not ask.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from office.policy.enums import Outcome
from office.policy.findings import Finding, Verdict

FLAG: Final = "flag"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """A plan as the rules see it; hours by form in the order theory, practice, online.

    `working_days` from the day of filing to the first day, None where the calendar does not reach; `taken`
    are sentences on teachers and rooms that two lessons want at one time.
    """

    starts_on: datetime.date
    ends_on: datetime.date
    offered: bool
    capacity: int
    course_size: int | None
    hours_share: Decimal
    course_hours: tuple[Decimal, Decimal, Decimal]
    lesson_hours: tuple[Decimal, Decimal, Decimal]
    first_lesson: datetime.date | None
    last_lesson: datetime.date | None
    untimed: int
    working_days: int | None
    taken: tuple[str, ...]


def lead_time(facts: PlanFacts, parameters: Mapping[str, Any], on: datetime.date) -> Finding | None:
    """Filed enough working days before the first day."""
    if "lead_days" not in parameters:
        return None
    days = int(parameters["lead_days"]["value"])
    asked = _("at least %(days)d working days before the first day") % {"days": days}
    if facts.working_days is None:
        found = _("The calendar does not reach that year.")
        return _finding("lead_time", Outcome.EVIDENCE_MISSING, asked, found, parameters["lead_days"])
    found = _("%(days)d working days") % {"days": facts.working_days}
    return _finding("lead_time", _met(facts.working_days >= days), asked, found, parameters["lead_days"])


def class_size(facts: PlanFacts, parameters: Mapping[str, Any], on: datetime.date) -> Finding | None:
    """No larger than the course allows, else than the policy does."""
    clause: Mapping[str, Any]
    if facts.course_size is not None:
        most, clause = facts.course_size, {"clause": _("catalogue of courses")}
    elif "max_size" in parameters:
        most, clause = int(parameters["max_size"]["value"]), parameters["max_size"]
    else:
        return None
    asked = _("at most %(most)d people") % {"most": most}
    found = _("%(people)d people") % {"people": facts.capacity}
    return _finding("class_size", _met(facts.capacity <= most), asked, found, clause)


def hours_share(facts: PlanFacts, parameters: Mapping[str, Any], on: datetime.date) -> Finding | None:
    """The share of hours that completion asks for is not below the policy's."""
    if "min_hours_share" not in parameters:
        return None
    least = Decimal(str(parameters["min_hours_share"]["value"]))
    outcome = _met(facts.hours_share >= least)
    return _finding(
        "hours_share", outcome, f"≥ {least:%}", f"{facts.hours_share:%}", parameters["min_hours_share"]
    )


def hours_sum(facts: PlanFacts, parameters: Mapping[str, Any], on: datetime.date) -> Finding:
    """The lessons' hours are the course's, form by form."""
    outcome = _met(facts.lesson_hours == facts.course_hours)
    asked, found = _hours(facts.course_hours), _hours(facts.lesson_hours)
    return _finding("hours_sum", outcome, asked, found, {})


def days_within(facts: PlanFacts, parameters: Mapping[str, Any], on: datetime.date) -> Finding:
    """The lessons lie between first and last day, and the class is still to begin."""
    asked = f"{facts.starts_on.isoformat()} — {facts.ends_on.isoformat()}"
    if facts.first_lesson is None or facts.last_lesson is None:
        return _finding("days_within", Outcome.NOT_MET, asked, _("no lessons"), {})
    found = f"{facts.first_lesson.isoformat()} — {facts.last_lesson.isoformat()}"
    inside = facts.starts_on <= facts.first_lesson and facts.last_lesson <= facts.ends_on
    return _finding("days_within", _met(inside and facts.starts_on > on), asked, found, {})


def timed(facts: PlanFacts, parameters: Mapping[str, Any], on: datetime.date) -> Finding:
    """Every lesson says when it begins and ends."""
    found = _("%(count)d lessons without times") % {"count": facts.untimed}
    return _finding("timed", _met(facts.untimed == 0), _("begin and end of every lesson"), found, {})


def course_on_offer(facts: PlanFacts, parameters: Mapping[str, Any], on: datetime.date) -> Finding:
    """The course is on offer on the first day."""
    found = _("on offer") if facts.offered else _("not on offer on the first day")
    return _finding("course_on_offer", _met(facts.offered), _("a course of the catalogue"), found, {})


def nobody_twice(facts: PlanFacts, parameters: Mapping[str, Any], on: datetime.date) -> Finding:
    """No teacher and no room is wanted in two places at one time."""
    found = "；".join(facts.taken[:5]) or _("no overlap")
    return _finding("nobody_twice", _met(not facts.taken), _("teachers and rooms are free"), found, {})


RULES: Final = (
    course_on_offer,
    lead_time,
    class_size,
    hours_sum,
    days_within,
    timed,
    hours_share,
    nobody_twice,
)


def check(facts: PlanFacts, parameters: Mapping[str, Any], on: datetime.date) -> Verdict:
    """Put every rule to a plan as of the day of filing."""
    found = (rule(facts, parameters, on) for rule in RULES)
    return Verdict(tuple(finding for finding in found if finding is not None))


def blocking(verdict: Verdict, parameters: Mapping[str, Any]) -> list[Finding]:
    """Return the findings for which a filing is refused: late filing only where the policy refuses it."""
    flagged = {"lead_time"} if parameters.get("late", {}).get("value") == FLAG else set()
    return [each for each in verdict.findings if each.outcome == Outcome.NOT_MET and each.code not in flagged]


def labels() -> dict[str, str]:
    """Return what each rule is called on screen."""
    return {
        "policy": _("Policy of class filing"),
        "course_on_offer": _("Course on offer"),
        "lead_time": _("Time before the first day"),
        "class_size": _("Size of the class"),
        "hours_sum": _("Class hours of the timetable"),
        "days_within": _("Days of the timetable"),
        "timed": _("Times of the lessons"),
        "hours_share": _("Share of hours required"),
        "nobody_twice": _("Teachers and rooms"),
    }


def _finding(code: str, outcome: Outcome, asked: str, found: str, source: Mapping[str, Any]) -> Finding:
    return Finding(code, outcome, asked, found, str(source.get("clause", "")), labels()[code])


def _met(holds: bool) -> Outcome:
    return Outcome.MET if holds else Outcome.NOT_MET


def _hours(hours: tuple[Decimal, Decimal, Decimal]) -> str:
    theory, practice, online = (f"{each:.1f}".removesuffix(".0") for each in hours)
    return _("theory %(theory)s, practice %(practice)s, online %(online)s") % {
        "theory": theory,
        "practice": practice,
        "online": online,
    }
