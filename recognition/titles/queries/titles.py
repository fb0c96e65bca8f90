"""Titles on record and bars; what somebody may see begins at `..._visible_to`."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet

from office.people.enums import Role
from office.people.models import Courier
from office.people.permissions import STAFF_ROLES, holds, organisations_of

from ..models import Title, TitleBar
from ..permissions import OFFICE


def titles_visible_to(user: Any) -> QuerySet[Title]:
    """Return the titles that a user may see: staff all, employers those of their people, one one's own."""
    titles = Title.objects.select_related("courier", "application__case", "revocation").order_by(
        "-obtained_on", "-pk"
    )
    if not getattr(user, "is_active", False):
        return titles.none()
    if holds(user, *STAFF_ROLES):
        return titles
    employers = organisations_of(user, Role.EMPLOYER_OPERATOR)
    people = Courier.objects.filter(employments__employer__in=employers, employments__ended_on=None).values(
        "pk"
    )
    return titles.filter(Q(courier__in=people) | Q(courier__isnull=False, courier=user.courier_id))


def titles_of(courier: Courier) -> QuerySet[Title]:
    """Return all titles of a person, newest first."""
    return courier.titles.select_related("revocation", "application__case").order_by("-obtained_on", "-pk")


def valid(titles: QuerySet[Title]) -> QuerySet[Title]:
    """Leave out withdrawn titles."""
    return titles.filter(revocation=None)


def bars_visible_to(user: Any) -> QuerySet[TitleBar]:
    """Return the bars that a user may see: the office all, others none (one's own stands in the verdict)."""
    bars = TitleBar.objects.select_related(
        "courier", "application__case", "recorded_by", "lifting__recorded_by"
    )
    return bars.order_by("-starts_on", "-pk") if holds(user, *OFFICE) else bars.none()


def bar_on(courier: Courier, day: datetime.date) -> TitleBar | None:
    """Return the bar that holds for a person on a day and ends last, or None; a lifted one holds no more."""
    held = courier.title_bars.filter(starts_on__lte=day, ends_on__gte=day).exclude(
        lifting__lifted_on__lte=day
    )
    return held.order_by("-ends_on").first()
