"""Rounds and applications; what somebody may see begins at `..._visible_to`."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from office.people.enums import Role
from office.people.models import Courier, Organisation
from office.people.permissions import holds, organisations_of

from ..models import ApplicantSheet, TitleApplication, TitleRound
from ..permissions import OFFICE

#: What the secretary of a committee sees: from the review on, to the end of the way.
BEFORE_COMMITTEE = (
    "reviewed", "passed", "not_passed", "appealed", "in_notice", "contested", "cleared", "titled",
    "not_titled",
)  # fmt: skip


def seen_by(user: Any, case: str = "") -> Q:
    """Return the condition on cases that a user may see; `case` is the way to them, as "case__".

    The office sees all from their submission on, an employer those it received, a courier the own ones: a
    draft is its applicant's alone. The secretary of a committee sees what has come before it.
    """
    submitted = ~Q(**{f"{case}state": "draft"})
    if holds(user, *OFFICE):
        seen = submitted
    else:
        employers = organisations_of(user, Role.EMPLOYER_OPERATOR)
        seen = Q(**{f"{case}organisation__in": employers}) & submitted
        if departments := organisations_of(user, Role.COMMITTEE_SECRETARY):
            seen |= Q(
                **{
                    f"{case}title_application__round__judged_by__organisation__in": departments,
                    f"{case}state__in": BEFORE_COMMITTEE,
                }
            )
    if getattr(user, "is_active", False) and getattr(user, "courier_id", None):
        seen |= Q(**{f"{case}courier": user.courier_id})
    return seen


def applications_visible_to(user: Any) -> QuerySet[TitleApplication]:
    """Return the applications that a user may see, newest first."""
    return (
        TitleApplication.objects.filter(seen_by(user, "case__"))
        .select_related("case__organisation", "case__courier", "round", "applicant", "skill")
        .order_by("-case__opened_at", "-pk")
    )


def with_rows(applications: QuerySet[TitleApplication]) -> QuerySet[TitleApplication]:
    """Add work and achievements to applications, in two queries for all of them."""
    return applications.prefetch_related("work", "achievements")


def applicant_sheets_visible_to(user: Any) -> QuerySet[ApplicantSheet]:
    """Return the summary sheets that a user may open: those of the employers for which the user acts."""
    employers = organisations_of(user, Role.EMPLOYER_OPERATOR)
    return ApplicantSheet.objects.filter(employer__in=employers).select_related("employer", "uploaded_by")


def sheet_senders(user: Any) -> QuerySet[Organisation]:
    """Return the employers for which a user sends summary sheets, by name."""
    keys = organisations_of(user, Role.EMPLOYER_OPERATOR)
    return Organisation.objects.filter(pk__in=keys, is_employer=True).order_by("name")


def own_applications(courier: Courier) -> QuerySet[TitleApplication]:
    """Return what a person applied for, newest first."""
    return (
        TitleApplication.objects.filter(applicant=courier)
        .select_related("case__organisation", "case__courier", "round")
        .order_by("-case__opened_at", "-pk")
    )


def rounds_visible_to(user: Any) -> QuerySet[TitleRound]:
    """Return the rounds with `applied`, how many live applications each has; couriers and visitors none."""
    rounds = TitleRound.objects.select_related("office", "source")
    if not (holds(user, *OFFICE, Role.EMPLOYER_OPERATOR)):
        return rounds.none()
    return rounds.annotate(
        applied=Count(
            "applications", filter=Q(applications__live=True) & ~Q(applications__case__state="draft")
        )
    ).order_by("-year", "branch", "level")


def open_rounds_for(courier: Courier, today: datetime.date) -> QuerySet[TitleRound]:
    """Return the rounds that a person can still apply in on a day, those that close first before others."""
    applied = TitleApplication.objects.filter(applicant=courier, live=True).values("round")
    return (
        TitleRound.objects.filter(opens_on__lte=today, closes_on__gte=today)
        .exclude(pk__in=applied)
        .order_by("closes_on", "branch", "level")
    )
