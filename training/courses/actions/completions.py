"""Completions that change after their class closed: each change is a fact of its own, with its cause."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from office.audit import actions as audit
from office.people.models import User

from ..enums import CompletionCause
from ..models import Assessment, Completion, CompletionChange, Enrolment, TrainingClass

_FACTS: Final = (
    "hours_attended", "hours_held", "enough_hours", "test_passed", "no_blocking_absence", "completed",
)  # fmt: skip


def recompute(
    training_class: TrainingClass,
    seats: Sequence[Enrolment],
    *,
    cause: CompletionCause,
    actor: User | None,
    now: datetime.datetime,
) -> None:
    """Hold the completions of a closed class against the results that count now; record what changes.

    The hours stay as they were when the class closed. Whoever completes by it is issued a certificate by
    `issue_certificates` like everybody else. Called inside the transaction of the deed that caused it, which
    asked for permission.
    """
    tests = dict(Assessment.objects.filter(enrolment__in=seats).values_list("enrolment", "passed"))
    changes, changed = [], []
    for completion in Completion.objects.filter(enrolment__in=seats).select_for_update():
        before = _facts_of(completion)
        completion.test_passed = tests.get(completion.pk, False)
        completion.completed = (
            completion.enough_hours and completion.test_passed and completion.no_blocking_absence
        )
        if (after := _facts_of(completion)) != before:
            changed.append(completion)
            changes.append(
                CompletionChange(
                    enrolment_id=completion.pk,
                    cause=cause,
                    before=before,
                    after=after,
                    changed_by=actor,
                    changed_at=now,
                )
            )
    Completion.objects.bulk_update(changed, ["test_passed", "completed"], batch_size=500)
    CompletionChange.objects.bulk_create(changes, batch_size=500)
    if changes:
        audit.record(
            "courses.completion.changed",
            actor=actor,
            subject=training_class,
            at=now,
            cause=cause.value,
            changed=len(changes),
            completed=sum(bool(change.after["completed"]) for change in changes),
        )


def _facts_of(completion: Completion) -> dict[str, Any]:
    facts = {name: getattr(completion, name) for name in _FACTS}
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in facts.items()}
