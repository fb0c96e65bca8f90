"""Whom the embargo holds back: nominees of awards, and those whom a contest is about to honour."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import OuterRef, Subquery

from office.casework.models import NoticeRow
from recognition.awards.models import Nominee
from recognition.competitions.models import ContestHonour

from .embargo import Hold

# From the day on which the papers are handed in until the decision.
NOMINATED = (
    "submitted",
    "returned",
    "opinions",
    "first_passed",
    "in_notice",
    "contested",
    "cleared",
    "second_passed",
    "in_final_notice",
    "final_contested",
    "final_cleared",
    "recommended",
)
PROPOSED = ("proposed", "in_notice", "contested", "cleared")


def _last_day(case: str) -> Subquery:
    newest = NoticeRow.objects.filter(case=OuterRef(case)).order_by("-notice__pk")
    return Subquery(newest.values("notice__closes_on")[:1])


def _standing(last_day: datetime.date | None, day: datetime.date) -> datetime.date | None:
    return last_day if last_day is not None and last_day >= day else None


def nominees(day: datetime.date) -> Iterator[Hold]:
    """Return the people and collectives whose nomination is not decided on a day."""
    rows: Iterable[Any] = (
        Nominee.objects.filter(case__state__in=NOMINATED)
        .select_related("call", "courier")
        .annotate(last_day=_last_day("case"))
    )
    for nominee in rows:
        name = nominee.courier.name if nominee.courier else nominee.collective
        yield Hold(name, nominee.call.name, _standing(nominee.last_day, day))


def contest_winners(day: datetime.date) -> Iterator[Hold]:
    """Return the contestants whose honours are computed and not given on a day."""
    rows: Iterable[Any] = (
        ContestHonour.objects.filter(honour_list__case__state__in=PROPOSED, entry__isnull=False)
        .select_related("entry", "honour_list__case")
        .annotate(last_day=_last_day("honour_list__case"))
    )
    for honour in rows:
        yield Hold(
            honour.entry.name,
            honour.honour_list.case.title,
            _standing(honour.last_day, day),
        )
