"""Writing the results of a test: every attempt a row, what counts of them, and what that changes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..attempts import FACTS, changes_of, histories_of, on_day, pass_marks_of, refusal_of
from ..enums import CompletionCause, ResultSource
from ..grading import PARTS, Marks, PassMarks, counting
from ..models import Assessment, Attempt, Enrolment, TrainingClass
from .completions import recompute
from .guards import ask, locked_for_results, locked_open
from .marks import Written

_COUNTED: Final = [*PARTS, "taken_on", "absent", "passed", "attempt_number"]


@dataclass(frozen=True, slots=True)
class Result:
    """One sitting of a test: marks out of 100, or absent.

    `taken_on` is its day where that differs from the sheet's; ticket and examiner are as written.
    """

    theory: Decimal | None = None
    practice: Decimal | None = None
    absent: bool = False
    review: Decimal | None = None
    performance: Decimal | None = None
    taken_on: datetime.date | None = None
    ticket: str = ""
    examiner: str = ""


@transaction.atomic
def record_results(
    training_class: TrainingClass,
    results: Mapping[int, Result],
    *,
    taken_on: datetime.date,
    actor: User | None,
    now: datetime.datetime,
    source: ResultSource = ResultSource.SHEET,
    digest: str = "",
) -> Written:
    """Write results by enrolment key and judge each by what its level asks.

    A result of a day that is on record corrects that attempt while the class is open; one of a later day is a
    retake, a row of its own, and never changes what was before. What counts is computed anew. In a closed
    class only attempts of new days go in, within its window, and each completion that changes by them is
    recorded as a change. Raises PermissionDenied, or ValidationError `class_closed`, `class_not_open`,
    `not_enrolled`, `marks_missing`, or a code of `attempts.refusal_of`.
    """
    ask(actor, "courses.record_results", training_class)
    locked = locked_for_results(training_class, today=timezone.localdate(now))
    if not results:
        return Written(0, 0, 0)
    found = {seat.pk: seat for seat in locked.enrolments.enrolled().select_related("training_class__course")}
    histories = histories_of(found)
    writer = _Writer(locked, actor=actor, now=now, source=source)
    for key, result in results.items():
        if key not in found:
            raise ValidationError(_("This person has no seat in the class."), code="not_enrolled")
        writer.take(found[key], histories.setdefault(key, []), result, result.taken_on or taken_on)
    writer.save()
    if writer.added or writer.changed:
        touched = {each.enrolment_id for each in (*writer.added, *writer.changed)}
        _count({key: histories[key] for key in touched})
        audit.record(
            "courses.results.recorded",
            actor=actor,
            subject=training_class,
            at=now,
            added=len(writer.added),
            changed=len(writer.changed),
            retakes=sum(each.number > 1 for each in writer.added),
            taken_on=taken_on,
            source=source.value,
            sha256=digest,
        )
        if locked.is_closed:
            seats = [found[key] for key in sorted(touched)]
            recompute(locked, seats, cause=CompletionCause.RETAKE, actor=actor, now=now)
    return Written(len(writer.added), len(writer.changed), writer.unchanged)


class _Writer:
    """Sorts results into new attempts, corrected ones and those that say nothing new."""

    def __init__(
        self,
        training_class: TrainingClass,
        *,
        actor: User | None,
        now: datetime.datetime,
        source: ResultSource,
    ) -> None:
        self.training_class, self.actor, self.now, self.source = training_class, actor, now, source
        self.asked = pass_marks_of(training_class)
        self.added: list[Attempt] = []
        self.changed: list[Attempt] = []
        self.unchanged = 0

    def take(self, seat: Enrolment, history: list[Attempt], result: Result, day: datetime.date) -> None:
        """Take one result in; the history is kept in step, so that a sheet may bring several days."""
        facts = _facts_of(result, day, self.asked(seat.level or self.training_class.course.level))
        known = on_day(history, day)
        changes = changes_of(known, facts) if known is not None else facts
        if not changes:
            self.unchanged += 1
            return
        if (refusal := refusal_of(history, day, self.training_class)) is not None:
            raise refusal
        if known is None:
            new = Attempt(
                enrolment=seat,
                number=len(history) + 1,
                source=self.source,
                recorded_by=self.actor,
                recorded_at=self.now,
                **facts,
            )
            history.append(new)
            self.added.append(new)
            return
        for name, value in changes.items():
            setattr(known, name, value)
        self.changed.append(known)

    def save(self) -> None:
        """Write what is new and what changed."""
        Attempt.objects.bulk_create(self.added, batch_size=500)
        Attempt.objects.bulk_update(self.changed, [*FACTS], batch_size=500)


def _facts_of(result: Result, day: datetime.date, asked: PassMarks) -> dict[str, Any]:
    given = {} if result.absent else {part: getattr(result, part) for part in PARTS}
    marks = Marks(**given, absent=result.absent)
    if not result.absent and asked.missing(marks):
        raise ValidationError(
            _("A part of the test has no mark. Enter every mark that the level asks for, or the absence."),
            code="marks_missing",
        )
    return {
        **{part: getattr(marks, part) for part in PARTS},
        "taken_on": day,
        "absent": result.absent,
        "passed": asked.passes(marks),
        "ticket": result.ticket,
        "examiner": result.examiner,
    }


def _count(histories: Mapping[int, Sequence[Attempt]]) -> None:
    """Write down what counts of each history: `grading.counting` says which attempt that is."""
    rows = [
        Assessment(
            enrolment_id=key,
            taken_on=best.taken_on,
            absent=best.absent,
            passed=best.passed,
            attempt_number=best.number,
            **{part: getattr(best, part) for part in PARTS},
        )
        for key, history in histories.items()
        for best in [counting(history)]
    ]
    Assessment.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["enrolment"], update_fields=_COUNTED
    )


@transaction.atomic
def set_retake_rule(
    training_class: TrainingClass,
    *,
    retakes_allowed: int,
    retake_days: int,
    actor: User | None,
    now: datetime.datetime,
) -> TrainingClass:
    """Say how often a failed test may be taken again, and up to how many days after the class closed.

    Raises PermissionDenied, or ValidationError `class_closed`, `class_not_open`.
    """
    ask(actor, "courses.set_retake_rule", training_class)
    locked = locked_open(training_class)
    TrainingClass.objects.filter(pk=locked.pk).update(
        retakes_allowed=retakes_allowed, retake_days=retake_days
    )
    training_class.refresh_from_db()
    audit.record(
        "courses.retake_rule.set",
        actor=actor,
        subject=training_class,
        at=now,
        retakes_allowed=retakes_allowed,
        retake_days=retake_days,
    )
    return training_class
