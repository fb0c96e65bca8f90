"""A plan held against the policy of class filing, with its facts gathered."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.policy.calendar import WorkingCalendar
from office.policy.enums import Outcome
from office.policy.findings import Finding, Verdict
from office.policy.queries import version_in_force

from . import filing_rules
from .clashes import occupied
from .enums import LessonForm
from .filing_rules import PlanFacts
from .models import Lesson, TrainingClass

SCHEME: Final = "class-filing"


def parameters_on(day: datetime.date) -> Mapping[str, Any]:
    """Return the parameters of class filing in force on a day; empty where there is no policy."""
    try:
        return version_in_force(SCHEME, day).parameters
    except ValidationError:
        return {}


def value_on(day: datetime.date, name: str) -> Any:
    """Return one parameter's value on a day, or None."""
    return parameters_on(day).get(name, {}).get("value")


def examine(training_class: TrainingClass, *, on: datetime.date) -> tuple[Verdict, list[Finding]]:
    """Check a plan as of a day; return the verdict and the findings for which filing is refused.

    Where no policy is in force the verdict begins by saying so, and only what needs no policy is checked.
    """
    try:
        parameters: Mapping[str, Any] = version_in_force(SCHEME, on).parameters
        remark: tuple[Finding, ...] = ()
    except ValidationError as error:
        parameters, remark = {}, (_no_policy(error),)
    verdict = filing_rules.check(facts_of(training_class, on=on), parameters, on)
    refused = filing_rules.blocking(verdict, parameters)
    return Verdict((*remark, *verdict.findings)), refused


def facts_of(training_class: TrainingClass, *, on: datetime.date) -> PlanFacts:
    """Gather what the rules ask of a plan, in three queries."""
    lessons = list(training_class.lessons.all())
    for lesson in lessons:
        lesson.training_class = training_class
    course = training_class.course
    days = sorted(lesson.held_on for lesson in lessons)
    return PlanFacts(
        starts_on=training_class.starts_on,
        ends_on=training_class.ends_on,
        offered=course.is_offered_on(training_class.starts_on),
        capacity=training_class.capacity,
        course_size=course.max_class_size,
        hours_share=training_class.hours_share_required,
        course_hours=(course.theory_hours, course.practice_hours, course.online_hours),
        lesson_hours=hours_by_form(lessons),
        first_lesson=days[0] if days else None,
        last_lesson=days[-1] if days else None,
        untimed=sum(lesson.starts_at is None for lesson in lessons),
        working_days=_working_days(on, training_class.starts_on),
        taken=tuple(str(each) for each in occupied(training_class, lessons)),
    )


def hours_by_form(lessons: list[Lesson]) -> tuple[Decimal, Decimal, Decimal]:
    """Add up the hours of lessons: theory, practice, online."""
    sums = dict.fromkeys(LessonForm.values, Decimal(0))
    for lesson in lessons:
        sums[lesson.form] += lesson.hours
    return sums[LessonForm.THEORY], sums[LessonForm.PRACTICE], sums[LessonForm.ONLINE]


def _working_days(on: datetime.date, first: datetime.date) -> int | None:
    """Count the working days from the day after filing to the first day; None beyond the calendar."""
    try:
        return WorkingCalendar.load(on, max(on, first)).count_after(on, first)
    except ValidationError:
        return None


def _no_policy(error: ValidationError) -> Finding:
    return Finding(
        "policy",
        Outcome.EVIDENCE_MISSING,
        _("a policy of class filing in force"),
        "".join(error.messages),
        "",
        filing_rules.labels()["policy"],
    )
