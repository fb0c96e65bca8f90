"""Who may be chosen as inspector or caller, and who has a seat."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import QuerySet

from office.people.enums import Role
from office.people.models import Mandate, User
from office.people.permissions import organisations_of
from training.courses.models import Enrolment, TrainingClass

from ..permissions import INSPECTORS


def officers(on: datetime.date) -> QuerySet[User]:
    """Return the accounts that may inspect and call back on a day, by name."""
    mandates = Mandate.objects.held_on(on).filter(role__in=INSPECTORS)
    return User.objects.filter(is_active=True, pk__in=mandates.values("user")).order_by("display_name", "pk")


def seated(training_class: TrainingClass) -> QuerySet[Enrolment]:
    """Return the enrolments of a class that hold a seat, in the order of the roster."""
    return Enrolment.objects.enrolled().filter(training_class=training_class).order_by("position")


def acts_for(user: Any) -> set[int]:
    """Return the providers whose operator the user is."""
    return organisations_of(user, Role.PROVIDER_OPERATOR)
