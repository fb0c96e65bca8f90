"""Attempts at a test: what a level asks of a class, and whether one more attempt may be entered."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .grading import PARTS, PassMarks
from .levels import level_named
from .models import Attempt, PassRule, TrainingClass

#: What an attempt says, beside whose it is and who entered it.
FACTS = (*PARTS, "taken_on", "absent", "passed", "ticket", "examiner")


def pass_marks_of(training_class: TrainingClass) -> Callable[[str], PassMarks]:
    """Return what the class's test asks by level, in one query.

    Theory and practice need the class's own mark; a review, or work performance, is asked where the newest
    rule that was in force when the class began says so. A level without a rule of its own takes the rule of
    no level.
    """
    rows = PassRule.objects.filter(valid_from__lte=training_class.starts_on).order_by("valid_from")
    rules = {row.level: row for row in rows}
    mark = training_class.pass_mark

    def asked(level: str) -> PassMarks:
        rule = rules.get(level_named(level)) or rules.get("")
        if rule is None:
            return PassMarks(mark, mark)
        return PassMarks(mark, mark, rule.review_mark, rule.performance_mark)

    return asked


def histories_of(enrolments: Iterable[int]) -> dict[int, list[Attempt]]:
    """Return the attempts of enrolments (by key) in the order of their days, in one query."""
    histories: dict[int, list[Attempt]] = {}
    for attempt in Attempt.objects.filter(enrolment__in=list(enrolments)).order_by("number"):
        histories.setdefault(attempt.enrolment_id, []).append(attempt)
    return histories


def on_day(history: Sequence[Attempt], day: datetime.date) -> Attempt | None:
    """Return the attempt of a day, for a person sits a test once a day."""
    return next((attempt for attempt in history if attempt.taken_on == day), None)


def changes_of(attempt: Attempt, facts: Mapping[str, object]) -> dict[str, object]:
    """Return which `FACTS` told of an attempt's day differ; a ticket or examiner that is not told stays."""
    return {
        name: value
        for name, value in facts.items()
        if value != getattr(attempt, name) and (value or name not in {"ticket", "examiner"})
    }


def refusal_of(
    history: Sequence[Attempt], day: datetime.date, training_class: TrainingClass
) -> ValidationError | None:
    """Return why an attempt on a day cannot be entered after those of a history; None when it can.

    Codes: `result_frozen` (that day's result stands since the class closed), `attempt_order` (a later one is
    on record), `passed_already`, `no_retakes_left`, `retake_too_late` (after the class's window).
    """
    if on_day(history, day) is not None:
        if training_class.is_open:
            return None
        return _refusal("result_frozen", day=day)
    if history and history[-1].taken_on > day:
        return _refusal("attempt_order", day=history[-1].taken_on)
    if passed := next((attempt for attempt in history if attempt.passed), None):
        return _refusal("passed_already", day=passed.taken_on)
    if len(history) > training_class.retakes_allowed:
        return _refusal("no_retakes_left", count=training_class.retakes_allowed)
    last = training_class.retakes_until
    if last is not None and day > last:
        return _refusal("retake_too_late", day=last)
    return None


def _refusal(code: str, **params: object) -> ValidationError:
    message = {
        "result_frozen": _(
            "The result of %(day)s stands since the class was closed. Give a retake a day of its own, or ask "
            "the registrar if that result is wrong."
        ),
        "attempt_order": _(
            "A later attempt of %(day)s is on record. Attempts are entered in the order of their days."
        ),
        "passed_already": _("This person passed on %(day)s; there is nothing to retake."),
        "no_retakes_left": _("The class allows %(count)d retakes, and this person has had them."),
        "retake_too_late": _("Retakes of this class could be taken until %(day)s. Enrol in a new class."),
    }[code]
    shown = {
        name: value.isoformat() if isinstance(value, datetime.date) else value
        for name, value in params.items()
    }
    return ValidationError(message, code=code, params=shown)
