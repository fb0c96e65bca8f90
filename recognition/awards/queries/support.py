"""Public support: candidates for everybody, counts for nobody before the last day is over."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db.models import Count, QuerySet

from office.people.enums import ConsentPurpose

from ..enums import Acceptance, AwardKind
from ..models import Call, Nominee, Portrait, SupportVote
from .nominees import ENDED

#: States before the office has passed a nominee: nothing of them is shown in public.
UNSEEN = (*ENDED, "draft", "submitted", "returned", "opinions", "honour_withdrawn")


def supported_calls(today: datetime.date) -> QuerySet[Call]:
    """Return the selection activities whose candidates the public may see: support has begun."""
    calls = Call.objects.filter(award__kind=AwardKind.SELECTION, support_from__lte=today)
    return calls.select_related("award").order_by("-support_from", "-pk")


def candidates(call: Call | int) -> QuerySet[Nominee]:
    """Return who is shown: past the first review, and willing to stand. Ordered by name, never by votes."""
    rows = Nominee.objects.filter(call=call, merged_into=None, acceptance=Acceptance.ACCEPTED)
    rows = rows.exclude(case__state__in=UNSEEN).select_related("courier", "unit", "call__award", "portrait")
    return rows.order_by("courier__name", "collective", "pk")


def candidate_of(courier: uuid.UUID, *, on: datetime.date) -> Nominee | None:
    """Return a person's candidacy in a selection that takes votes on a day, or None: a story leads there.

    `courier` is the person's key. Most days have no such selection: only their keys are asked for.
    """
    for call in supported_calls(on).filter(support_until__gte=on).values_list("pk", flat=True):
        if found := candidates(call).filter(courier=courier).first():
            return found
    return None


def counts_of(call: Call, *, on: datetime.date) -> dict[int, int] | None:
    """Return the votes of each nominee by key; None until the last day of support is over.

    Every page and export asks here, so that nothing can tell a count too early.
    """
    if not call.support_is_over(on):
        return None
    rows = SupportVote.objects.filter(call=call).values_list("nominee").annotate(votes=Count("pk"))
    return dict(rows.order_by())


def public_portrait(nominee: Nominee, *, on: datetime.date) -> Portrait | None:
    """Return the photograph that the public may see on a day, or None.

    A person's rests on the consent to the publication of story and portrait (PIPL art. 25, 26); it leaves
    every page with the consent. A collective's rests on the unit's word that everybody on it agrees.
    """
    portrait: Portrait | None = getattr(nominee, "portrait", None)
    if portrait is None or nominee.courier is None:
        return portrait if portrait is not None and portrait.all_agree else None
    consents = nominee.courier.consents.all()
    agreed = any(each.purpose == ConsentPurpose.STORY and each.is_valid(on) for each in consents)
    return portrait if agreed else None


def supported_today(call: Call, user: Any, *, on: datetime.date) -> Nominee | None:
    """Return for whom a user cast today's vote, or None."""
    if not getattr(user, "is_authenticated", False):
        return None
    vote = SupportVote.objects.filter(call=call, voter=user, cast_on=on).select_related("nominee__courier")
    found = vote.first()
    return found.nominee if found is not None else None
