"""Cases, and what waits for whom; what somebody may see begins at `cases_visible_to`."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from ..enums import Hand
from ..models import Case, Escalation, NoticeRow, Pause
from ..procedures import PUBLISH, REOPEN, RESUME, Procedure, Transition, every, procedure_of
from .notices import unruled_objections
from .sight import NOBODY, of

# The steps that a ruling takes.
RULING_STEPS = (RESUME, REOPEN)


def worklist(user: Any, *, today: datetime.date) -> QuerySet[Case]:
    """Return the visible cases that wait for this user, the most urgent first, cases without a day last.

    A case waits for whoever may take a step out of its state: an automatic step counts for those who set it
    off, an optional one for nobody, one after a notice only when the notice is over, and one that needs a
    fresh hand not for somebody whose hand the case bears. Cases reported as overdue wait for those above too.
    A paused case waits for nobody until the day named for its pause is over, then for whoever ends pauses.
    """
    waiting = NOBODY
    for procedure in every():
        if not user.has_perm(procedure.view_permission):
            continue
        steps = NOBODY
        for step in procedure.transitions:
            if step.permission and not step.optional and user.has_perm(step.permission):
                steps |= _ready_for(procedure, step, user, today)
        waiting |= (
            of(procedure)
            & procedure.visible(user)
            & (steps & Q(paused_at=None) | _above(procedure, user, today))
        )
    return (
        with_last_day(Case.objects.all())
        .filter(waiting)
        .select_related("organisation", "courier")
        .order_by(F("due_on").asc(nulls_last=True), "entered_at", "pk")
    )


def _above(procedure: Procedure, user: Any, today: datetime.date) -> Q:
    """Return the cases shown to those above on a day: reported as overdue, or paused beyond the day named."""
    above = NOBODY
    if user.has_perm(procedure.escalated_permission):
        reported = Escalation.objects.filter(
            case=OuterRef("pk"), state=OuterRef("state"), due_on=OuterRef("due_on")
        )
        above |= Q(Exists(reported)) & Q(paused_at=None)
    if user.has_perm(procedure.pausing_permission):
        run_out = Pause.objects.filter(case=OuterRef("pk"), ended_at=None, until__lt=today)
        above |= Q(Exists(run_out))
    return above


def _ready_for(procedure: Procedure, step: Transition, user: Any, today: datetime.date) -> Q:
    """Return the cases in which a user may take a step of a procedure on a day."""
    ready = Q(state__in=step.sources)
    if step.after_notice:
        ready &= Q(last_day__lt=today)
    if step.hand is not None:
        for other in Hand:
            if other != step.hand:
                ready &= ~Q(**{str(other): user.pk})
    if procedure.ruling_by_other_hand and step.name in RULING_STEPS:
        ready &= ~Q(approved_by=user.pk)
    return ready


def with_last_day(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Add `last_day`, the last day of the case's newest notice, or None."""
    newest = (
        NoticeRow.objects.filter(case=OuterRef("pk")).order_by("-notice__pk").values("notice__closes_on")[:1]
    )
    return cases.annotate(last_day=Subquery(newest))


def available_transitions(case: Case, user: Any) -> list[Transition]:
    """Return the steps with a button that a user may take now, in the table's order."""
    if case.paused_at is not None or unruled_objections(case).exists():
        return []
    return [
        step
        for step in procedure_of(case).leaving(case.state)
        if not step.automatic and user.has_perm(step.permission, case) and _another_hand(step, case, user)
    ]


def _another_hand(step: Transition, case: Case, user: Any) -> bool:
    return step.hand is None or all(case.hand(other) != user.pk for other in Hand if other != step.hand)


def publishable_cases(user: Any) -> QuerySet[Case]:
    """Return the approved cases that a user may put on public notice, oldest first."""
    found = NOBODY
    for procedure in every():
        if procedure.has_transition(PUBLISH) and user.has_perm(procedure.publish_permission):
            sources = procedure.transition(PUBLISH).sources
            found |= of(procedure) & procedure.visible(user) & Q(state__in=sources)
    return Case.objects.filter(found).select_related("organisation", "courier").order_by("entered_at", "pk")
