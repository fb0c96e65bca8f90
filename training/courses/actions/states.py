"""The way of a class after its plan: opened by an accepted filing, cancelled, archived."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.audit import queries as audit_queries
from office.casework.actions import advance
from office.casework.models import Case
from office.desk.language import office_language
from office.people.models import User
from office.policy.findings import Finding

from .. import filing
from ..enums import ClassState
from ..filing_bars import refuse_barred
from ..models import Attendance, ClassFiling, TrainingClass
from .guards import ask, locked_class, stated_reason

#: From which states each deed leads on; the matrix of the tests.
SOURCES = {
    "file": (ClassState.PLANNED,),
    "return": (ClassState.FILED,),
    "open": (ClassState.FILED,),
    "close": (ClassState.OPEN,),
    "archive": (ClassState.CLOSED,),
    "cancel": (ClassState.PLANNED, ClassState.FILED, ClassState.OPEN),
}


def file_class(training_class: TrainingClass, *, actor: User, now: datetime.datetime) -> TrainingClass:
    """File a planned class: its case is submitted, and plan and timetable are fixed.

    Raises PermissionDenied, or ValidationError `wrong_state`, `filing_refused`, or what `advance` raises.
    """
    _refuse_state(training_class, "file")
    # Read afresh: a filing that was refused leaves the object in hand a step ahead of its row.
    filed = ClassFiling.objects.select_related("case").get(training_class=training_class)
    advance(filed.case, "submit", actor=actor, now=now)
    training_class.refresh_from_db()
    return training_class


@transaction.atomic
def archive_class(
    training_class: TrainingClass, *, keep_until: datetime.date, actor: User | None, now: datetime.datetime
) -> TrainingClass:
    """Put a closed class into the archive, its records kept until a day at least.

    Raises PermissionDenied, or ValidationError `wrong_state`, `keep_until` (the day lies not ahead).
    """
    ask(actor, "courses.archive_class", training_class)
    _refuse_state(training_class, "archive")
    if keep_until <= timezone.localdate(now):
        fault = ValidationError(_("Records are kept beyond today. Choose a later day."), code="keep_until")
        raise ValidationError({"keep_until": fault})
    _move(training_class, "archive", ClassState.ARCHIVED, archived_at=now, keep_until=keep_until)
    audit.record("courses.class.archived", actor=actor, subject=training_class, at=now, keep_until=keep_until)
    return training_class


@transaction.atomic
def cancel_class(
    training_class: TrainingClass, *, reason: str, actor: User | None, now: datetime.datetime
) -> TrainingClass:
    """Cancel a class that will not be held; a filing that is under way is withdrawn with the same words.

    Raises PermissionDenied, or ValidationError `wrong_state`, `reason_required`, `attendance_recorded`.
    """
    ask(actor, "courses.cancel_class", training_class)
    locked = locked_class(training_class)
    _refuse_state(locked, "cancel")
    words = stated_reason(reason, _("Say why the class is cancelled."), code="reason_required", most=300)
    if Attendance.objects.filter(lesson__training_class=locked).exists():
        raise ValidationError(
            _("The register has entries, so the class was held. Close it instead."),
            code="attendance_recorded",
        )
    if locked.state != ClassState.OPEN and (found := filing_of(locked)) is not None:
        advance(found.case, "withdraw", actor=actor, now=now, reason=reason)
    else:
        _cancel(locked, words, actor, now)
    training_class.refresh_from_db()
    return training_class


def filing_of(training_class: TrainingClass) -> ClassFiling | None:
    """Return the filing of a class with its case, or None for a class that was opened without one."""
    return ClassFiling.objects.filter(training_class=training_class).select_related("case").first()


def follow(case: Case, step: str, *, actor: Any, now: datetime.datetime) -> None:
    """Let the class follow the case of its filing; raise ValidationError where a step may not be taken."""
    found = ClassFiling.objects.select_related("training_class__course", "training_class__provider").get(
        pk=case.pk
    )
    training_class = found.training_class
    if step == "submit":
        _file(found, now)
    elif step == "return_for_correction":
        _move(training_class, "return", ClassState.PLANNED)
    elif step == "accept":
        _move(training_class, "open", ClassState.OPEN)
        audit.record("courses.class.opened", actor=actor, subject=training_class, at=now, case=case.number)
    elif step in {"withdraw", "reject"}:
        _cancel(training_class, _last_reason(case, step)[:300], actor, now)


def _file(found: ClassFiling, now: datetime.datetime) -> None:
    today = timezone.localdate(now)
    refuse_barred(found.training_class.provider, today)
    with office_language():
        verdict, refused = filing.examine(found.training_class, on=today)
    if refused:
        raise ValidationError(_told(refused), code="filing_refused")
    found.findings, found.filed_on = verdict.to_json(), today
    found.save(update_fields=["findings", "filed_on"])
    _move(found.training_class, "file", ClassState.FILED)


def _told(refused: list[Finding]) -> list[ValidationError]:
    return [
        ValidationError(
            _("%(rule)s: asked is %(asked)s, found was %(found)s. Correct the plan, then file it."),
            code="filing_refused",
            params={"rule": each.label, "asked": each.asked, "found": each.found},
        )
        for each in refused
    ]


def _last_reason(case: Case, step: str) -> str:
    """The words that the gate has just written down; the class keeps them as the reason of its end."""
    entry = audit_queries.about(case).filter(action="casework.case.advanced").last()
    return entry.data.get("reason", "") if entry else step


def _cancel(training_class: TrainingClass, reason: str, actor: User | None, now: datetime.datetime) -> None:
    _move(training_class, "cancel", ClassState.CANCELLED, cancelled_at=now, cancel_reason=reason)
    audit.record("courses.class.cancelled", actor=actor, subject=training_class, at=now, reason=reason)


def _move(training_class: TrainingClass, deed: str, target: ClassState, **values: Any) -> None:
    """Write the state by compare-and-swap; raise ValidationError `wrong_state` when somebody was faster."""
    found = TrainingClass.objects.filter(pk=training_class.pk, state__in=SOURCES[deed])
    if not found.update(state=target, **values):
        training_class.refresh_from_db()
        raise _wrong_state(training_class)
    training_class.refresh_from_db()


def _refuse_state(training_class: TrainingClass, deed: str) -> None:
    if training_class.state not in SOURCES[deed]:
        raise _wrong_state(training_class)


def _wrong_state(training_class: TrainingClass) -> ValidationError:
    return ValidationError(
        _("This step is not possible for class %(number)s: it is “%(state)s”. Reload its page.")
        % {"number": training_class.number, "state": training_class.get_state_display()},
        code="wrong_state",
    )
