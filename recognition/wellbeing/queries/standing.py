"""Who may come to a batch, and the facts by which its list is ordered."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, QuerySet

from office.people.models import Courier, Employment
from recognition.honours.models import Honour
from recognition.honours.queries import public_honours
from training.subsidies.rules.months import add_months

from ..enums import MemberState
from ..models import Batch, Membership, Participation
from ..order import Rules, Standing
from .recuperation import earlier_lists


def honours_counted(people: Collection[Any], rules: Rules, *, on: datetime.date) -> dict[Any, int]:
    """Return by person the honours that stand and entitle on a day."""
    rows = _entitling(rules, on).filter(courier__in=people)
    return dict(rows.order_by().values_list("courier").annotate(Count("pk")))


def entitled(courier: Courier, rules: Rules, *, on: datetime.date) -> bool:
    """Tell whether a person may come: by an honour, or as a member where the rules let members come."""
    if honours_counted([courier.pk], rules, on=on):
        return True
    members = Membership.objects.filter(courier=courier, state=MemberState.ADMITTED)
    return rules.members_too and members.exists()


def honoured_people(batch: Batch, rules: Rules, *, on: datetime.date) -> QuerySet[Courier]:
    """Return who holds an honour that entitles on a day and is not in the batch yet, by name."""
    held = _entitling(rules, on).values("courier")
    return Courier.objects.filter(pk__in=held).exclude(recuperations__batch=batch).order_by("name", "pk")


def standings(
    batch: Batch, participations: Iterable[Participation], rules: Rules, *, on: datetime.date
) -> list[Standing]:
    """Gather what the order goes by for the people of a batch, in three queries."""
    rows = list(participations)
    people = [each.courier_id for each in rows]
    honours = honours_counted(people, rules, on=on)
    earlier = earlier_lists(people, batch.starts_on)
    hard = _at_hard_posts(people, rules)
    found = []
    for each in rows:
        stays = earlier.get(each.courier_id, [])
        taken = [first for first, _asked, days in stays if days]
        # Whoever had a place and stayed away has not waited.
        waited = [
            asked
            for first, asked, days in stays
            if days is None and first > (taken or [datetime.date.min])[-1]
        ]
        found.append(
            Standing(
                key=str(each.pk),
                honours=honours.get(each.courier_id, 0),
                last_taken_on=taken[-1] if taken else None,
                hard_post=each.courier_id in hard,
                waiting_since=waited[0] if waited else None,
            )
        )
    return found


def _entitling(rules: Rules, on: datetime.date) -> QuerySet[Honour]:
    """Return the honours of people that stand on a day and are not older than the rules let them be."""
    rows = public_honours().filter(courier__isnull=False, decided_on__lte=on)
    if rules.honour_years:
        rows = rows.filter(decided_on__gt=add_months(on, -12 * rules.honour_years))
    return rows


def _at_hard_posts(people: Collection[Any], rules: Rules) -> set[Any]:
    """Return the people whose post, station or its address bears one of the rules' words."""
    rows = Employment.objects.filter(courier__in=people, ended_on=None)
    told = rows.values_list("courier", "post", "station__name", "station__address")
    return {
        courier
        for courier, *texts in told
        if any(word in (text or "") for word in rules.hard_posts for text in texts)
    }
