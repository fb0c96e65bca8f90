"""Why a list is in its order: each criterion in words, and whether ordering again gives the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from training.inspections.fairness import rank

from .enums import Criterion
from .models import Batch
from .order import Rules, Standing, ordered
from .queries.recuperation import ListLine


@dataclass(frozen=True)
class Explanation:
    """The order of a list: the criteria as headings, a row of words for each part (by key), and the proof."""

    headings: list[str]
    words: dict[int, list[str]]
    holds: bool


def explanation(batch: Batch, lines: Sequence[ListLine]) -> Explanation | None:
    """Explain the list of a batch from what was kept with it; None before it is ordered."""
    if not batch.seed:
        return None
    rules = Rules.of(batch.rules)
    kept = {line.part.pk: Standing.from_json(line.part.facts) for line in lines if line.part.position}
    again = ordered(kept.values(), rules, seed=batch.seed, starts_on=batch.starts_on)
    shown = [str(line.part.pk) for line in lines if line.part.position]
    return Explanation(
        [*(str(criterion.label) for criterion in rules.order), pgettext("among equals", "Lot")],
        {
            key: [
                *(_told(criterion, standing, rules, batch) for criterion in rules.order),
                rank(batch.seed, standing.key)[:8],
            ]
            for key, standing in kept.items()
        },
        [standing.key for standing in again] == shown,
    )


def _told(criterion: Criterion, standing: Standing, rules: Rules, batch: Batch) -> str:
    words: dict[Criterion, Any] = {
        Criterion.HONOUR: ngettext("%(count)d honour", "%(count)d honours", standing.honours)
        % {"count": standing.honours}
        if standing.honours
        else "—",
        Criterion.NOT_RECENT: _("taken on %(day)s") % {"day": standing.last_taken_on}
        if standing.was_taken_recently(batch.starts_on, rules.recent_years)
        else _("not within %(years)d years") % {"years": rules.recent_years},
        Criterion.HARD_POST: _("hard post") if standing.hard_post else "—",
        Criterion.WAITING: _("since %(day)s") % {"day": standing.waiting_since}
        if standing.waiting_since
        else pgettext("waiting for a place", "first time"),
    }
    return str(words[criterion])
