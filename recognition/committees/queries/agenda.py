"""The agenda of a meeting as its page shows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from .. import arithmetic
from ..enums import Answer, ItemState
from ..models import AgendaItem, CountSignature, Declaration, Meeting, Voter
from .members import recused_in
from .outcomes import Outcome, Tally, outcome_of_item, tallies_of


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with its numbers; `outcome` is None before the count, `unanswered` counts silent members."""

    item: AgendaItem
    tally: Tally
    outcome: Outcome | None
    needed: int
    recused: list[str]
    unanswered: int
    signatures: list[CountSignature]

    @property
    def signers(self) -> set[int]:
        """The keys of those who have signed the count; nobody signs twice."""
        return {each.signed_by_id for each in self.signatures}


def agenda_of(meeting: Meeting) -> list[ItemLine]:
    """Return the items of a meeting in their order, in six queries.

    While a ballot is open its numbers of votes are nought: they lie in the box.
    """
    items = list(
        meeting.items.select_related("meeting__committee", "dossier__case")
        .prefetch_related("signatures__signed_by")
        .order_by("position")
    )
    tallies, recused, silent = tallies_of(items), recused_in(meeting), _silent(meeting)
    return [
        ItemLine(
            item,
            tally := tallies[item.pk],
            outcome_of_item(item, tally) if item.state == ItemState.COUNTED else None,
            arithmetic.needed_to_pass(meeting, tally.present),
            recused.get(item.dossier_id, []),
            silent[item.dossier_id],
            list(item.signatures.all()),
        )
        for item in items
    ]


def _silent(meeting: Meeting) -> Counter[int]:
    """Count the present experts who have not answered yet, by file."""
    rows = Declaration.objects.filter(
        dossier__items__meeting=meeting, expert__attendances__meeting=meeting, answer=Answer.ASKED
    ).order_by()
    # An expert stands in the rows once a file, whatever the joins made of it.
    return Counter(file for file, _expert in set(rows.values_list("dossier", "expert")))


@dataclass(frozen=True, slots=True)
class OwnItem:
    """An item as an expert at the meeting sees it: the declaration, the ballot, whether the vote is in."""

    item: AgendaItem
    declaration: Declaration | None
    on_roll: bool
    has_voted: bool


def own_items(meeting: Meeting, user: Any) -> list[OwnItem]:
    """Return the agenda as an expert sees it, without any number of votes; three queries."""
    items = list(
        meeting.items.exclude(state=ItemState.WITHDRAWN)
        .select_related("dossier__case", "dossier__committee")
        .order_by("position")
    )
    mine = Q(expert__user=user.pk)
    declared = {
        each.dossier_id: each
        for each in Declaration.objects.filter(mine, dossier__in=[item.dossier_id for item in items])
    }
    roll = dict(Voter.objects.filter(mine, item__in=items).values_list("item", "has_voted"))
    return [
        OwnItem(item, declared.get(item.dossier_id), item.pk in roll, roll.get(item.pk, False))
        for item in items
    ]
