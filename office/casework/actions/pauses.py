"""Pausing a case and letting it go on."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User
from office.policy.calendar import WorkingCalendar, working_day_after

from ..disclosure import refuse_identifiers_in_reason
from ..models import Case, Pause, SupplementRequest
from ..procedures import procedure_of
from ..queries import takes_objection, unruled_objections
from .cases import contest_waiting
from .guards import at, refuse_paused


@transaction.atomic
def pause(
    case: Case, *, reason: str, until: datetime.date | None = None, actor: User, now: datetime.datetime
) -> Case:
    """Let a case stand still: no step is taken and its days do not run until `unpause`.

    `until` is when the office expects to go on; nothing goes on by itself on that day. Raises
    PermissionDenied, or ValidationError `reason_required`, `identifier_in_reason`, `until_past`, `final`,
    `paused` (it is paused already).
    """
    _ask(case, actor)
    reason = reason.strip()
    if not reason:
        raise at("reason", _("Say why the case is paused: the applicant reads it."), "reason_required")
    refuse_identifiers_in_reason("reason", reason)
    if until is not None and until < timezone.localdate(now):
        raise at("until", _("This day has passed. Choose today or a later day."), "until_past")
    procedure = procedure_of(case)
    if procedure.state(case.state).final:
        raise ValidationError(
            _("Case %(number)s is closed; there is nothing to pause.") % {"number": case.number}, code="final"
        )
    if not Case.objects.filter(pk=case.pk, state=case.state, paused_at=None).update(paused_at=now):
        case.refresh_from_db()
        refuse_paused(case)
        raise _changed(case)
    case.paused_at = now
    Pause.objects.create(case=case, reason=reason, until=until, began_at=now, began_by=actor)
    audit.record(
        "casework.case.paused",
        actor=actor,
        subject=case,
        at=now,
        reason=reason,
        until=until.isoformat() if until else "",
    )
    return case


@transaction.atomic
def unpause(case: Case, *, actor: User, now: datetime.datetime) -> Case:
    """Let a paused case go on; its due day, a supplement's too, moves by the working days it stood still.

    An objection that came meanwhile contests the case now. Raises PermissionDenied, or ValidationError
    `not_paused`, `calendar_unknown`.
    """
    _ask(case, actor)
    if not Case.objects.filter(pk=case.pk, paused_at__isnull=False).update(paused_at=None):
        raise ValidationError(
            _("Case %(number)s is not paused (any more). Open it again and look.") % {"number": case.number},
            code="not_paused",
        )
    pause = Pause.objects.select_for_update().get(case=case, ended_at=None)
    began, today = timezone.localdate(pause.began_at), timezone.localdate(now)
    stood = WorkingCalendar.load(began, today).count_after(began, today)
    pause.ended_at, pause.ended_by, pause.working_days = now, actor, stood
    pause.save(update_fields=["ended_at", "ended_by", "working_days"])
    case.refresh_from_db(fields=["state", "due_on", "paused_at"])
    if case.due_on is not None and stood:
        case.due_on = working_day_after(case.due_on, stood)
        Case.objects.filter(pk=case.pk).update(due_on=case.due_on)
        SupplementRequest.objects.filter(case=case, closed_at=None).update(due_on=case.due_on)
    audit.record(
        "casework.case.unpaused",
        actor=actor,
        subject=case,
        at=now,
        working_days=stood,
        due_on=case.due_on.isoformat() if case.due_on else "",
    )
    if unruled_objections(case).exists() and takes_objection(case):
        contest_waiting(case, now)
    return case


def _ask(case: Case, actor: User) -> None:
    if not actor.has_perm("casework.pause_case", case):
        raise PermissionDenied(_("Your roles do not include pausing cases of this kind."))


def _changed(case: Case) -> ValidationError:
    return ValidationError(
        _("Case %(number)s moved on while you paused it. Open it again and look.") % {"number": case.number},
        code="moved_on",
    )
