"""From marks to ranks: pure, exact decimals, no database.

Both parts are marked out of 100 and weighted in percent; the total is rounded half up once, at the end. What
breaks a tie, whether the rounded or the exact total ranks, and whether the place of somebody who was
disqualified stays empty are parts of the rule (`ranking_rule`), which is dated data. Who is still equal
shares a rank, and the ranks after it are skipped. Weights and tie rule by default: 泰人社〔2022〕30号.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .ranking_rule import RankingRule


@dataclass(frozen=True, slots=True)
class Marked:
    """An entry as it is ranked: marks 0-100, time in seconds.

    `ranked` is false for who withdrew or was disqualified; with `holds_place` such an entry, if it has its
    marks, keeps its place empty and moves nobody up.
    """

    number: str
    theory: Decimal | None
    practice: Decimal | None
    ranked: bool = True
    seconds: int | None = None
    holds_place: bool = False

    @property
    def marks(self) -> tuple[Decimal, Decimal] | None:
        """Both marks, or None while one is missing."""
        if self.theory is None or self.practice is None:
            return None
        return self.theory, self.practice


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with its total and rank; both None when it is not ranked or not marked yet."""

    number: str
    total: Decimal | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class TeamMarked:
    """A team with the (total, practice mark) of each of its ranked members."""

    name: str
    members: tuple[tuple[Decimal, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Honour:
    """A name given to ranks `first` to `last`, as 技术状元 to 1-1; a shared rank earns it for each."""

    name: str
    first: int
    last: int


def rounded(value: Decimal, places: int) -> Decimal:
    """Return a value rounded half up to so many places."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def exact_total(theory: Decimal, practice: Decimal, rule: RankingRule) -> Decimal:
    """Return the weighted total, exact."""
    return (theory * rule.theory_weight + practice * rule.practice_weight) / 100


def total_of(theory: Decimal, practice: Decimal, rule: RankingRule) -> Decimal:
    """Return the weighted total, rounded half up once, at the end."""
    return rounded(exact_total(theory, practice, rule), rule.places)


def rank(entries: Iterable[Marked], rule: RankingRule) -> list[Placed]:
    """Return the ranked entries in order of rank, then the others; equals stand in order of their number.

    An entry whose marks are not complete yet stands with the others.
    """
    scored: list[tuple[tuple[Any, ...], Marked, Decimal]] = []
    others: list[Placed] = []
    for entry in entries:
        marks = entry.marks
        if marks is None or not (entry.ranked or entry.holds_place):
            others.append(Placed(entry.number, None, None))
            continue
        total = total_of(*marks, rule)
        figure = exact_total(*marks, rule) if rule.rank_on_exact else total
        scored.append(((-figure, *_tie_key(entry, marks, rule)), entry, total))
    scored.sort(key=lambda row: (row[0], row[1].number))
    places = _places([key for key, _entry, _total in scored])
    placed = [
        Placed(entry.number, total, place)
        for (_key, entry, total), place in zip(scored, places, strict=True)
        if entry.ranked
    ]
    others += [Placed(entry.number, None, None) for _key, entry, _total in scored if not entry.ranked]
    return [*placed, *sorted(others, key=lambda each: each.number)]


def _tie_key(entry: Marked, marks: tuple[Decimal, Decimal], rule: RankingRule) -> tuple[Any, ...]:
    theory, practice = marks
    # Without a time somebody stands behind all who have one.
    time = (entry.seconds is None, entry.seconds or 0)
    keys = {"practice": -practice, "theory": -theory, "time": time}
    return tuple(keys[name] for name in rule.tie_break)


def _places(keys: Sequence[tuple[Any, ...]]) -> list[int]:
    """Return the place of each key of a sorted list; equal keys share the place of the first."""
    places: list[int] = []
    for position, key in enumerate(keys, start=1):
        shared = places[-1] if places and key == keys[position - 2] else position
        places.append(shared)
    return places


def rank_teams(teams: Iterable[TeamMarked], *, members: int, rule: RankingRule) -> list[Placed]:
    """Rank teams by the sum or mean of their best `members` totals; a smaller team is listed without a rank.

    Of equal totals the higher sum of practice marks goes first; who is still equal shares a rank.
    """
    scored: list[tuple[tuple[Decimal, Decimal], str, Decimal]] = []
    others: list[Placed] = []
    for team in teams:
        best = sorted(team.members, reverse=True)[:members]
        if len(best) < members:
            others.append(Placed(team.name, None, None))
            continue
        total = sum((each for each, _practice in best), Decimal(0))
        if rule.team_figure == "mean":
            total = rounded(total / members, rule.places)
        practice = sum((each for _total, each in best), Decimal(0))
        scored.append(((-total, -practice), team.name, total))
    scored.sort()
    places = _places([key for key, _name, _total in scored])
    placed = [Placed(name, total, place) for (_key, name, total), place in zip(scored, places, strict=True)]
    return [*placed, *sorted(others, key=lambda each: each.number)]


def honour_at(place: int | None, honours: Iterable[Honour]) -> str:
    """Return the honour of a rank, or an empty text."""
    return next((each.name for each in honours if place and each.first <= place <= each.last), "")


def going_on(placed: Sequence[Placed], advance: int) -> list[str]:
    """Return the numbers of those who go on: the first `advance`, and whoever shares the last rank."""
    ranks = [(each.number, each.rank) for each in placed if each.rank is not None]
    return [number for number, place in ranks if place <= advance]
