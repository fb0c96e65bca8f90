"""Reading sanctions, and whether one bars a provider from filing classes."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from office.people.models import Organisation

from ..models import Sanction
from .people import acts_for


def sanctions_visible_to(user: Any) -> QuerySet[Sanction]:
    """Return the sanctions a user may see: the bureau all, a provider its own."""
    rows = Sanction.objects.select_related("provider", "inspection__training_class", "recorded_by")
    if user.has_perm("inspections.supervise"):
        return rows
    return rows.filter(provider__in=acts_for(user))


def barring(on: datetime.date) -> Q:
    """Return the condition on Sanction: no new class may be filed on a day."""
    return Q(barred_from__lte=on, barred_until__gte=on) & (Q(lifted_on=None) | Q(lifted_on__gt=on))


def bar_of(provider: Organisation, on: datetime.date) -> Sanction | None:
    """Return the sanction that bars a provider the longest on a day."""
    return Sanction.objects.filter(barring(on), provider=provider).order_by("-barred_until").first()


def barred_from_filing(provider: Organisation, on: datetime.date) -> str | None:
    """Return why a provider may file no class on a day, in a sentence; None when it may."""
    found = bar_of(provider, on)
    if found is None:
        return None
    return _("“%(provider)s” may file no new class until %(day)s (%(step)s, %(document)s).") % {
        "provider": provider.name,
        "day": found.barred_until,
        "step": found.get_step_display(),
        "document": found.document_number,
    }
