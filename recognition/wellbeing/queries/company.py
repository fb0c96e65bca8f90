"""Who comes along with the guests of a batch: companions of the family, and guides."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db.models import QuerySet

from ..escort import Escort, guides_needed
from ..models import Batch, Companion
from ..order import Rules
from ..rules import rules_on
from .recuperation import ListLine


def rules_of(batch: Batch, on: datetime.date) -> Rules:
    """Return the rules of a batch: those of its list once it is ordered, before that those in force.

    Raises ValidationError as `rules_on` does.
    """
    return Rules.of(batch.rules) if batch.rules else rules_on(on)[1]


def companions_of(lines: Sequence[ListLine]) -> list[Companion]:
    """Return the companions of those on a list, in its order."""
    return [companion for line in lines for companion in line.part.companions.all()]


def escort_of(batch: Batch, lines: Sequence[ListLine], rules: Rules) -> Escort:
    """Return the numbers of a group: guests with a place, before the list those who said yes; one query.

    Companions of those who stay at home do not count.
    """
    ordered = any(line.part.position is not None for line in lines)
    coming = [line for line in lines if (line.has_place if ordered else line.part.reply == "accepted")]
    guests = len(coming) if ordered else min(len(coming), batch.places)
    companions = len(companions_of(coming))
    return Escort(guests, companions, 1 + batch.guides.count(), guides_needed(guests + companions, rules))


def companions_to_delete(on: datetime.date) -> QuerySet[Companion]:
    """Return the companions of stays that are over, whose names the rules keep no longer."""
    ended = Companion.objects.filter(participation__batch__ends_on__lt=on)
    ended = ended.select_related("participation__batch__case")
    gone = [
        each.pk
        for each in ended
        if each.participation.batch.ends_on
        + datetime.timedelta(days=int(each.participation.batch.rules.get("erase_days", 0)))
        < on
    ]
    return Companion.objects.filter(pk__in=gone)
