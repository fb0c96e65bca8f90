"""What a committee decided of a case, counted again from the rows of the ballot."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from office.casework.models import Case

from .. import arithmetic
from ..enums import Choice, ItemState, MeetingState
from ..models import AgendaItem, Meeting, Vote, Voter


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of one ballot: who was present and not recused, who voted, and the votes of each kind."""

    present: int
    voted: int
    yes: int
    no: int
    abstain: int

    @property
    def cast(self) -> int:
        """How many votes there are; a sound ballot has as many as people who voted."""
        return self.yes + self.no + self.abstain


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a closed meeting decided of a case: `yes` votes for among `present` experts of `members`."""

    passed: bool
    yes: int
    present: int
    members: int
    meeting: Meeting
    decided_on: datetime.date


def tallies_of(items: Iterable[AgendaItem]) -> dict[int, Tally]:
    """Count the ballots of items by their keys, from the rows, in two queries."""
    keys = [item.pk for item in items]
    roll = Counter(Voter.objects.filter(item__in=keys).order_by().values_list("item", "has_voted"))
    votes = Counter(Vote.objects.filter(item__in=keys).order_by().values_list("item", "choice"))
    return {
        key: Tally(
            present=roll[key, True] + roll[key, False],
            voted=roll[key, True],
            yes=votes[key, Choice.YES.value],
            no=votes[key, Choice.NO.value],
            abstain=votes[key, Choice.ABSTAIN.value],
        )
        for key in keys
    }


def outcome_of_item(item: AgendaItem, tally: Tally) -> Outcome:
    """Return what a count comes to under the rules of its meeting."""
    meeting = item.meeting
    return Outcome(
        passed=arithmetic.passes(meeting, yes=tally.yes, present=tally.present),
        yes=tally.yes,
        present=tally.present,
        members=meeting.members or 0,
        meeting=meeting,
        decided_on=meeting.held_on,
    )


def outcomes_of(cases: Iterable[Case]) -> dict[int, Outcome]:
    """Return the decisions of the newest closed meetings on cases, by the key of the case; three queries."""
    found = (
        AgendaItem.objects.filter(
            dossier__case__in=[case.pk for case in cases],
            state=ItemState.COUNTED,
            meeting__state=MeetingState.CLOSED,
        )
        .select_related("meeting__committee", "dossier")
        .order_by("meeting__held_on", "meeting__closed_at", "pk")
    )
    newest = {item.dossier.case_id: item for item in found}
    tallies = tallies_of(newest.values())
    return {case: outcome_of_item(item, tallies[item.pk]) for case, item in newest.items()}


def outcome_of(case: Case) -> Outcome | None:
    """Return what the newest closed meeting decided of a case; None as long as none has."""
    return outcomes_of([case]).get(case.pk)
