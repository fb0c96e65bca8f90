"""Reading cases; what somebody may see begins at `cases_visible_to`."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from .enums import Hand
from .models import Case, NoticeRow, Objection, PublicNotice, SupplementRequest
from .procedures import CONTEST, PUBLISH, RETURN, Procedure, Transition, every, procedure_of
from .timeline import timeline

__all__ = [
    "available_transitions",
    "cases_of",
    "cases_visible_to",
    "notice_of",
    "notices_for_everybody",
    "notices_visible_to",
    "objections_visible_to",
    "open_fields",
    "open_supplement",
    "outcome_counts",
    "outcomes_of",
    "publishable_cases",
    "takes_objection",
    "timeline",
    "unruled_objections",
    "with_last_day",
    "worklist",
]

NOBODY = Q(pk__in=[])


def _of(procedure: Procedure) -> Q:
    return Q(procedure=procedure.code, flow_version=procedure.version)


def _seen(user: Any, *attributes: str) -> Q:
    """Return the cases visible to a user whose procedures grant one of the named permissions."""
    found = NOBODY
    for procedure in every():
        if any(user.has_perm(getattr(procedure, attribute)) for attribute in attributes):
            found |= _of(procedure) & procedure.visible(user)
    return found


def cases_visible_to(user: Any) -> QuerySet[Case]:
    """Return the cases that a user may see, newest first."""
    return Case.objects.filter(_seen(user, "view_permission"))


def worklist(user: Any, *, today: datetime.date | None = None) -> QuerySet[Case]:
    """Return the visible cases that wait for this user, the most urgent first, cases without a day last.

    A case waits for whoever may take a step out of its state: an automatic step counts for those who set it
    off, an optional one for nobody, one after a notice only when the notice is over, and one that needs a
    fresh hand not for somebody whose hand the case bears.
    """
    today = today or timezone.localdate()
    waiting = NOBODY
    for procedure in every():
        if not user.has_perm(procedure.view_permission):
            continue
        steps = NOBODY
        for step in procedure.transitions:
            if step.permission and not step.optional and user.has_perm(step.permission):
                steps |= _ready(step, user, today)
        waiting |= _of(procedure) & procedure.visible(user) & steps
    return (
        with_last_day(Case.objects.all())
        .filter(waiting)
        .select_related("organisation", "courier")
        .order_by(F("due_on").asc(nulls_last=True), "entered_at", "pk")
    )


def _ready(step: Transition, user: Any, today: datetime.date) -> Q:
    ready = Q(state__in=step.sources)
    if step.after_notice:
        ready &= Q(last_day__lt=today)
    if step.hand is not None:
        for other in Hand:
            if other != step.hand:
                ready &= ~Q(**{str(other): user.pk})
    return ready


def with_last_day(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Add `last_day`, the last day of the case's newest notice, or None."""
    newest = (
        NoticeRow.objects.filter(case=OuterRef("pk")).order_by("-notice__pk").values("notice__closes_on")[:1]
    )
    return cases.annotate(last_day=Subquery(newest))


def available_transitions(case: Case, user: Any) -> list[Transition]:
    """Return the steps with a button that a user may take now, in the table's order."""
    if unruled_objections(case).exists():
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
            found |= _of(procedure) & procedure.visible(user) & Q(state__in=sources)
    return Case.objects.filter(found).select_related("organisation", "courier").order_by("entered_at", "pk")


def notices_for_everybody(today: datetime.date) -> QuerySet[PublicNotice]:
    """Return the notices that the public may read on a day: those still open first, newest first in each."""
    return (
        PublicNotice.objects.filter(opens_on__lte=today)
        .select_related("office")
        .annotate(is_over=Q(closes_on__lt=today))
        .order_by("is_over", "-opens_on", "-pk")
    )


def notices_visible_to(user: Any) -> QuerySet[PublicNotice]:
    """Return the notices that a user publishes and concludes, newest first."""
    mine = NoticeRow.objects.filter(
        notice=OuterRef("pk"), case__in=Case.objects.filter(_seen(user, "publish_permission"))
    )
    return PublicNotice.objects.filter(Exists(mine)).select_related("office").order_by("-opens_on", "-pk")


def notice_of(case: Case) -> PublicNotice | None:
    """Return the newest notice on which a case stood or stands, or None."""
    return PublicNotice.objects.filter(rows__case=case).select_related("office").order_by("-pk").first()


def cases_of(notice: PublicNotice) -> QuerySet[Case]:
    """Return the cases for which this notice is the newest: one reviewed again has left it."""
    newest = NoticeRow.objects.filter(case=OuterRef("pk")).order_by("-notice__pk").values("notice")[:1]
    return Case.objects.alias(newest=Subquery(newest)).filter(newest=notice.pk).order_by("pk")


def unruled_objections(case: Case) -> QuerySet[Objection]:
    """Return the objections to a case that wait for a ruling."""
    return Objection.objects.filter(case=case, ruling=None)


def objections_visible_to(user: Any) -> QuerySet[Objection]:
    """Return the objections that a user handles, those without a ruling first, then by the day due.

    The party to a case is not among them: an objection is confidential towards those whom it is about.
    """
    return (
        Objection.objects.filter(
            case__in=Case.objects.filter(_seen(user, "ruling_permission", "publish_permission"))
        )
        .select_related("notice", "case__organisation", "case__courier", "row", "ruling__ruled_by")
        .order_by(F("ruling__ruled_at").asc(nulls_first=True), "due_on", "pk")
    )


def outcomes_of(notice: PublicNotice) -> QuerySet[Objection]:
    """Return a notice's objections as the public may know them: when, and what came of them."""
    return notice.objections.select_related("ruling").order_by("filed_at", "pk")


def outcome_counts(notice: PublicNotice) -> dict[str, int]:
    """Return how many objections a notice met and how many of them are ruled."""
    return notice.objections.aggregate(filed=Count("pk"), ruled=Count("ruling"))


def takes_objection(case: Case) -> bool:
    """Tell whether an objection moves the case from its present state."""
    procedure = procedure_of(case)
    return procedure.has_transition(CONTEST) and case.state in procedure.transition(CONTEST).sources


def open_supplement(case: Case) -> SupplementRequest | None:
    """Return the round of supplement that the applicant has to answer, with its items, or None."""
    return SupplementRequest.objects.filter(case=case, closed_at=None).prefetch_related("items").first()


def open_fields(case: Case) -> frozenset[str] | None:
    """Return the codes of the fields and slots that are open to the applicant.

    None means that everything is open, as in a draft or in a case returned without a list; an empty set that
    nothing is, for the case is with the office.
    """
    procedure = procedure_of(case)
    request = open_supplement(case)
    if request is not None:
        return frozenset(item.code for item in request.items.all())
    returned = procedure.transition(RETURN).target if procedure.has_transition(RETURN) else None
    return None if case.state in (procedure.initial, returned) else frozenset()
