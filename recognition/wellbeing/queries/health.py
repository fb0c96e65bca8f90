"""Health declarations: who opened one, and which are to be deleted."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from office.audit.models import Entry
from office.people.models import Courier

from ..models import Batch, HealthDeclaration


def openings_of(courier: Courier) -> QuerySet[Entry]:
    """Return when a health declaration of a person was opened and by whom, newest first."""
    return Entry.objects.filter(
        subject_type=Courier._meta.label_lower, subject_id=str(courier.pk), action="wellbeing.health.opened"
    ).order_by("-sequence")


def waiting_for_deletion(on: datetime.date) -> list[HealthDeclaration]:
    """Return the declarations whose time is over on a day.

    The rules that ordered the list say how many days they outlast the stay; without a list none.
    """
    ended = HealthDeclaration.objects.filter(participation__batch__ends_on__lt=on).select_related(
        "participation__courier", "participation__batch__case"
    )
    return [each for each in ended if _kept_until(each.participation.batch) < on]


def _kept_until(batch: Batch) -> datetime.date:
    return batch.ends_on + datetime.timedelta(days=int(batch.rules.get("erase_days", 0)))
