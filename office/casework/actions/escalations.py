"""Reporting overdue cases to those above."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from office.audit import actions as audit
from office.people.models import Mandate, User

from ..models import Case, Escalation
from ..procedures import Procedure, every, procedure_of


def overdue(today: datetime.date) -> QuerySet[Case]:
    """Return the cases whose day has passed and was not reported yet, without those paused or closed."""
    open_states = Q(pk__in=[])
    for procedure in every():
        codes = [state.code for state in procedure.states if not state.final]
        open_states |= Q(procedure=procedure.code, flow_version=procedure.version, state__in=codes)
    reported = Escalation.objects.filter(
        case=OuterRef("pk"), state=OuterRef("state"), due_on=OuterRef("due_on")
    )
    return (
        Case.objects.filter(open_states, ~Exists(reported), due_on__lt=today, paused_at=None)
        .select_related("organisation", "courier")
        .order_by("due_on", "pk")
    )


def those_above(procedure: Procedure, case: Case) -> list[User]:
    """Return the active people who are told of a case's missed day, by the procedure's permission."""
    return [user for user in _holders() if user.has_perm(procedure.escalated_permission, case)]


def _holders() -> Iterator[User]:
    holds_office = Mandate.objects.filter(user=OuterRef("pk"), revoked_at=None)
    yield from User.objects.filter(Exists(holds_office), is_active=True).order_by("pk")


@transaction.atomic
def escalate(case: Case, *, now: datetime.datetime) -> Escalation | None:
    """Report a case whose day has passed, once for that day; return None when there is nothing to report.

    The clock does it. It is written even when nobody holds the permission: the record then says that nobody
    could be told.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    procedure = procedure_of(case)
    if case.due_on is None or case.due_on >= timezone.localdate(now):
        return None
    if case.paused_at is not None or procedure.state(case.state).final:
        return None
    try:
        with transaction.atomic():
            escalation = Escalation.objects.create(
                case=case, state=case.state, due_on=case.due_on, escalated_at=now
            )
    except IntegrityError:
        return None
    told = those_above(procedure, case)
    escalation.told.set(told)
    audit.record(
        "casework.case.escalated",
        actor=None,
        subject=case,
        at=now,
        state=case.state,
        due_on=case.due_on.isoformat(),
        told=[user.pk for user in told],
    )
    return escalation
