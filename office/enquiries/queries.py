"""Reads of the room."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from office.people.enums import Role
from office.people.models import Organisation
from office.people.permissions import holds, organisations_of

from .models import Enquiry, PublishedAnswer
from .permissions import HANDLERS


def enquiries_visible_to(user: Any) -> QuerySet[Enquiry]:
    """Return the enquiries of a user's departments and those without one, unanswered first, then by day due.

    A publishing leader also sees those of other departments that were proposed for publication.
    """
    departments = organisations_of(user, *HANDLERS)
    if not departments:
        return Enquiry.objects.none()
    theirs = Q(department=None) | Q(department__in=departments)
    if holds(user, Role.PUBLISHER):
        theirs |= Q(published__isnull=False)
    return (
        Enquiry.objects.filter(theirs)
        .select_related("department", "answer__answered_by", "published", "rating")
        .order_by(F("answer__answered_at").asc(nulls_first=True), "due_on", "pk")
    )


def answers_for_everybody() -> QuerySet[PublishedAnswer]:
    """Return the published answers, the newest first."""
    return (
        PublishedAnswer.objects.exclude(released_at=None)
        .select_related("enquiry__department")
        .order_by("-released_at", "-pk")
    )


def departments() -> QuerySet[Organisation]:
    """Return the departments that answer, by name."""
    return Organisation.objects.filter(is_department=True).order_by("name")
