"""What the experts of a panel scored: per file the weighted marks, their mean, and how far they lie apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .. import arithmetic
from ..enums import Answer, DrawMethod
from ..lots import choose, expert_in
from ..models import Assignment, Dossier, Draw, Expert, Panel, Score


@dataclass(slots=True)
class Line:
    """One file of a panel: its readers, the scores handed in (out of 100), their mean and span."""

    dossier: Dossier
    assignments: list[Assignment] = field(default_factory=list)
    scores: list[Decimal] = field(default_factory=list)

    @property
    def readers(self) -> list[Assignment]:
        """The assignments that count: those without a conflict."""
        return [each for each in self.assignments if each.declaration.answer != Answer.DECLARED]

    @property
    def mean(self) -> Decimal | None:
        """The mean of the scores, half up to two places; None before the first."""
        return arithmetic.mean(self.scores)

    @property
    def span(self) -> Decimal | None:
        """How far the highest lies above the lowest; None before the second."""
        return max(self.scores) - min(self.scores) if len(self.scores) > 1 else None


def scores_of(assignments: Sequence[Assignment]) -> dict[int, Decimal]:
    """Return the weighted score of each assignment that was handed in, by key; one query."""
    marks: defaultdict[int, list[tuple[Decimal, Decimal, Decimal]]] = defaultdict(list)
    rows = Score.objects.filter(assignment__in=[each.pk for each in assignments if each.handed_in_at])
    for key, *mark in rows.values_list("assignment", "mark", "criterion__most", "criterion__weight"):
        marks[key].append((mark[0], mark[1], mark[2]))
    return {key: arithmetic.weighted(found) for key, found in marks.items()}


def lines_of(panel: Panel) -> list[Line]:
    """Return the files of a panel, the highest mean first, those without one last; two queries."""
    assignments = list(
        panel.assignments.select_related("dossier__case", "expert__user", "declaration").order_by("pk")
    )
    scores = scores_of(assignments)
    lines: dict[int, Line] = {}
    for each in assignments:
        line = lines.setdefault(each.dossier_id, Line(each.dossier))
        line.assignments.append(each)
        if each.pk in scores and each.declaration.answer != Answer.DECLARED:
            line.scores.append(scores[each.pk])
    return sorted(lines.values(), key=lambda line: (-(line.mean or Decimal(-1)), line.dossier.alias))


def others_of(assignment: Assignment) -> list[tuple[Decimal, str]]:
    """Return (score, remark) of the other experts of a file, nobody named; none before one's own is in."""
    if assignment.handed_in_at is None:
        return []
    others = list(
        Assignment.objects.filter(panel=assignment.panel_id, dossier=assignment.dossier_id)
        .exclude(pk=assignment.pk)
        .exclude(declaration__answer=Answer.DECLARED)
    )
    scores = scores_of(others)
    # By the score, so that no order tells who is who.
    return sorted((scores[each.pk], each.remark) for each in others if each.pk in scores)


@dataclass(frozen=True, slots=True)
class Repeated:
    """A draw with its files as (alias, lots, names of those drawn), and whether it gives the same again.

    What a sheet named was not drawn: it holds.
    """

    draw: Draw
    files: list[tuple[str, list[str], list[str]]]
    holds: bool


def draws_of(panel: Panel) -> list[Repeated]:
    """Return the draws of a panel, each made again from its seed just now; two queries."""
    draws = list(panel.draws.select_related("drawn_by", "sheet").order_by("pk"))
    keys = {key for draw in draws for drawn in draw.drawn.values() for key in drawn}
    names = {each.pk: str(each) for each in Expert.objects.filter(pk__in=keys).select_related("user")}
    found = []
    for draw in draws:
        again = {
            alias: [expert_in(each) for each in choose(draw.seed, lots, len(draw.drawn[alias]))]
            for alias, lots in draw.frame.items()
        }
        files = [
            (alias, lots, [names[key] for key in draw.drawn[alias]])
            for alias, lots in sorted(draw.frame.items())
        ]
        found.append(Repeated(draw, files, draw.method == DrawMethod.SHEET or again == draw.drawn))
    return found
