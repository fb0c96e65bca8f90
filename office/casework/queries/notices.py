"""Public notices and objections."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from office.people.permissions import is_staff_member

from ..models import Case, NoticeRow, Objection, PublicNotice
from ..procedures import CONTEST, procedure_of
from .sight import cases_visible_to, seen


def notices_for_everybody(today: datetime.date) -> QuerySet[PublicNotice]:
    """Return the notices that the public may read on a day: those still open first, newest first in each."""
    return (
        PublicNotice.objects.filter(opens_on__lte=today)
        .select_related("office")
        .annotate(is_over=Q(closes_on__lt=today))
        .order_by("is_over", "-opens_on", "-pk")
    )


def rows_visible_to(user: Any, notice: PublicNotice, today: datetime.date) -> list[NoticeRow]:
    """Return the rows that a user may read on a day: everybody while the notice stands, then staff alone.

    Staff read the rows of the cases that they may see.
    """
    rows = notice.rows.all()
    if notice.takes_objections_on(today):
        return list(rows)
    if not is_staff_member(user):
        return []
    return list(rows.filter(case__in=cases_visible_to(user)))


def rows_for_everybody(today: datetime.date) -> QuerySet[NoticeRow]:
    """Return the rows that everybody may read on a day, those of notices that stand, as printed, in order."""
    standing = NoticeRow.objects.filter(notice__opens_on__lte=today, notice__closes_on__gte=today)
    return standing.select_related("notice__office").order_by("-notice__opens_on", "-notice", "position")


def notices_visible_to(user: Any) -> QuerySet[PublicNotice]:
    """Return the notices that a user publishes and concludes, newest first."""
    mine = NoticeRow.objects.filter(
        notice=OuterRef("pk"), case__in=Case.objects.filter(seen(user, "publish_permission"))
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
            case__in=Case.objects.filter(seen(user, "ruling_permission", "publish_permission"))
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
