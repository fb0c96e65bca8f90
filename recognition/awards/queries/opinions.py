"""Opinions of departments; what somebody may see begins at `opinions_visible_to`."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from office.people.models import Organisation
from office.people.permissions import organisations_of
from recognition.honours.permissions import RECOGNISING

from ..models import Opinion
from ..permissions import ANSWERING


def opinions_visible_to(user: Any) -> QuerySet[Opinion]:
    """Return the opinions of a user's departments, and those that a user's organisation has asked for."""
    rows = Opinion.objects.select_related(
        "nominee__case", "nominee__call__award", "nominee__courier", "nominee__unit", "department"
    )
    asked = Q(department__in=organisations_of(user, *ANSWERING))
    run = Q(nominee__call__award__organiser__in=organisations_of(user, *RECOGNISING))
    return rows.filter(asked | run)


def departments() -> QuerySet[Organisation]:
    """Return the departments that can be asked, by name."""
    return Organisation.objects.filter(is_department=True).order_by("name")
