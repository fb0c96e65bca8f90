"""The order of a batch's list by dated rules, with a draw among equals that anybody can repeat. Pure.

The draw is that of the inspections: SHA-256 of "seed:key" in UTF-8, smallest first; the key is the number of
the person's part in the batch.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from training.inspections.fairness import rank
from training.subsidies.rules.months import add_months

from .enums import Criterion


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The parameters of a policy version of the scheme `recuperation`.

    `honour_years`: an honour entitles for so many years (0: always). `recent_years`: who was taken within so
    many years before the first day comes later. `hard_posts`: words of posts and stations. `notice_days`:
    working days of the public notice (0: none is asked). `erase_days`: calendar days after the last day until
    health declarations are deleted. `members_too`: members without an honour may come as well.
    One guide is asked for up to `guide_first` people, and one more for every `guide_further` begun (0: none
    is asked). `companions`: how many of the family somebody may bring.
    """

    order: tuple[Criterion, ...]
    honour_years: int
    recent_years: int
    hard_posts: tuple[str, ...]
    notice_days: int
    erase_days: int
    members_too: bool
    guide_first: int = 0
    guide_further: int = 0
    companions: int = 0

    @classmethod
    def of(cls, parameters: Mapping[str, Any]) -> Rules:
        """Read the parameters; raise ValidationError `policy_incomplete` naming what is missing or wrong."""
        try:
            return cls(
                order=tuple(Criterion(code) for code in parameters["order"]),
                honour_years=int(parameters["honour_years"]),
                recent_years=int(parameters["recent_years"]),
                hard_posts=tuple(str(word) for word in parameters["hard_posts"]),
                notice_days=int(parameters["notice_days"]),
                erase_days=int(parameters["erase_days"]),
                members_too=bool(parameters["members_too"]),
                guide_first=int(parameters.get("guide_first", 0)),
                guide_further=int(parameters.get("guide_further", 0)),
                companions=int(parameters.get("companions", 0)),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValidationError(
                _("The policy “recuperation” lacks %(what)s. Complete the version, then go on.")
                % {"what": error},
                code="policy_incomplete",
            ) from error

    def to_json(self) -> dict[str, Any]:
        """Return the parameters as plain values, to be kept with the list that they ordered."""
        return {**vars(self), "order": list(self.order), "hard_posts": list(self.hard_posts)}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the order goes by for one person; `key` is what the draw hashes."""

    key: str
    honours: int
    last_taken_on: datetime.date | None
    hard_post: bool
    waiting_since: datetime.date | None

    def to_json(self) -> dict[str, Any]:
        """Return the facts as plain values, as they were on the day of ordering."""
        return {
            **vars(self),
            "last_taken_on": _text(self.last_taken_on),
            "waiting_since": _text(self.waiting_since),
        }

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> Standing:
        """Return the facts that `to_json` wrote."""
        days = {name: _day(facts[name]) for name in ("last_taken_on", "waiting_since")}
        return cls(**{**facts, **days})

    def was_taken_recently(self, starts_on: datetime.date, years: int) -> bool:
        """Tell whether the person was taken within so many years before a day."""
        return self.last_taken_on is not None and self.last_taken_on >= add_months(starts_on, -12 * years)


def ordered(
    people: Iterable[Standing], rules: Rules, *, seed: str, starts_on: datetime.date
) -> list[Standing]:
    """Return the people in the order of the rules; equals are drawn by the seed."""

    def place(standing: Standing) -> tuple[Any, ...]:
        criteria = [_value(criterion, standing, rules, starts_on) for criterion in rules.order]
        return (*criteria, rank(seed, standing.key), standing.key)

    return sorted(people, key=place)


def _value(criterion: Criterion, standing: Standing, rules: Rules, starts_on: datetime.date) -> Any:
    """Return what a criterion sorts by, the smaller the earlier."""
    match criterion:
        case Criterion.HONOUR:
            return standing.honours == 0
        case Criterion.NOT_RECENT:
            return standing.was_taken_recently(starts_on, rules.recent_years)
        case Criterion.HARD_POST:
            return not standing.hard_post
        case Criterion.WAITING:
            return standing.waiting_since or datetime.date.max


def _text(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
