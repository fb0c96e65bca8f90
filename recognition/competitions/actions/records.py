"""Honours of a list in the record of honours: entered once, kept where a correction changed nothing."""

from __future__ import annotations

import datetime
from typing import Final

from django.utils.translation import gettext as _

from office.desk.language import office_language
from office.people.models import User
from recognition.honours.actions import HonourFacts, enter_honour, rest_on
from recognition.honours.enums import HonourKind, Level
from recognition.honours.models import Honour

from ..enums import CompetitionLevel
from ..models import ContestHonour, Entry, Event, HonourList, ResultVersion, Team
from ..queries import honours_in

#: How high a contest honours; classes I and II honour alike.
LEVELS: Final = {
    CompetitionLevel.NATIONAL_1: Level.NATION,
    CompetitionLevel.NATIONAL_2: Level.NATION,
    CompetitionLevel.PROVINCIAL_1: Level.PROVINCE,
    CompetitionLevel.PROVINCIAL_2: Level.PROVINCE,
    CompetitionLevel.CITY: Level.CITY,
    CompetitionLevel.DISTRICT: Level.DISTRICT,
    CompetitionLevel.UNIT: Level.UNIT,
}
#: How a row of the record names the version of the results on which it rests.
SOURCE: Final = "competitions.result"
Key = tuple[int | None, int | None, str]


def source_of(result: ResultVersion) -> str:
    """Return how the record names a version of results, as "competitions.result:PXJS:3"."""
    return f"{SOURCE}:{result.event.code}:{result.version}"


def enter_records(
    made: HonourList, former: HonourList | None, *, actor: User | None, now: datetime.datetime
) -> set[int]:
    """Enter the honours of a list whose holders are on record; return the keys of their rows.

    What `former` gave to the same holder stays as it was decided and names the newer results and the place.
    """
    standing = _standing(former)
    found: set[int] = set()
    for honour in honours_in(made):
        honour.honour_list = made
        record = standing.get(_key(honour))
        if record is not None:
            rest_on(
                record,
                source=source_of(made.result),
                occasion=_occasion(honour),
                actor=actor,
                now=now,
            )
            ContestHonour.objects.filter(pk=honour.pk).update(record=record)
        else:
            record = _enter(honour, actor=actor, now=now)
        if record is not None:
            found.add(record.pk)
    return found


def record_for(
    event: Event,
    *,
    entry: Entry | None = None,
    team: Team | None = None,
    actor: User | None,
    now: datetime.datetime,
) -> None:
    """Enter what was given to an entry or a team before its holder was known; part of the deed that links."""
    waiting = ContestHonour.objects.filter(
        honour_list__event=event,
        honour_list__given_on__isnull=False,
        honour_list__superseded_on=None,
        entry=entry,
        team=team,
        record=None,
    )
    for honour in waiting.select_related(
        "entry__courier", "team__organisation", "honour_list__result__event"
    ):
        honour.honour_list.event = event
        _enter(honour, actor=actor, now=now)


def _standing(former: HonourList | None) -> dict[Key, Honour]:
    if former is None:
        return {}
    rows = former.honours.filter(record__isnull=False, record__withdrawn_on=None).select_related("record")
    return {_key(each): each.record for each in rows if each.record is not None}


def _key(honour: ContestHonour) -> Key:
    return honour.entry_id, honour.team_id, honour.name


def _enter(honour: ContestHonour, *, actor: User | None, now: datetime.datetime) -> Honour | None:
    """Enter one honour and tie it to its row; None while its holder is not on record."""
    facts = _facts(honour)
    if facts is None:
        return None
    record = enter_honour(facts, actor=actor, now=now)
    ContestHonour.objects.filter(pk=honour.pk).update(record=record)
    return record


def _facts(honour: ContestHonour) -> HonourFacts | None:
    made, event = honour.honour_list, honour.honour_list.event
    courier = honour.entry.courier if honour.entry else None
    unit = honour.team.organisation if honour.team else None
    if courier is None and unit is None:
        return None
    assert made.decided_on is not None
    with office_language():
        team = _("Team for %(event)s") % {"event": event.name}
    return HonourFacts(
        courier=courier,
        organisation=unit,
        collective=team if unit else "",
        kind=HonourKind.CONTEST,
        title=honour.name,
        level=LEVELS[CompetitionLevel(event.competition.level)],
        issuer=made.issuer,
        document_number=made.document_number,
        decided_on=made.decided_on,
        keeper=event.competition.organiser,
        source=source_of(made.result),
        occasion=_occasion(honour),
    )


def _occasion(honour: ContestHonour) -> str:
    event = honour.honour_list.event
    with office_language():
        return _("%(competition)s, %(event)s: place %(rank)d") % {
            "competition": event.competition,
            "event": event.name,
            "rank": honour.rank,
        }
