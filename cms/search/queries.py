"""What the public finds."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from modelsearch.query import And, Or, Phrase

from office.casework.models import PublicNotice
from office.casework.queries import notices_for_everybody

from ..models.shown import page_kinds, shown_pages
from .kinds import Kind
from .tokens import Term, pieces, terms

NOTICES = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: `results` (read when asked for, best first), how many of each heading, by which terms.

    `loosely` says that no page had all the terms, so those that have some are shown.
    """

    results: Any
    counts: dict[Kind, int]
    terms: list[Term]
    loosely: bool = False

    @property
    def total(self) -> int:
        """How many pages were found under all headings."""
        return sum(self.counts.values())


def find(question: str, *, on: datetime.date, kind: Kind | None = None) -> Answer:
    """Find pages for a question: those that have all its terms or, where there are none, those with some."""
    asked = terms(question)
    answer = _answer(And, asked, on, kind)
    parts = pieces(question)
    if answer.total or (set(parts) <= set(asked) and len(asked) < 2):
        return answer
    return _answer(Or, parts, on, kind, loosely=True)


def _answer(
    connector: type[And | Or], asked: list[Term], on: datetime.date, kind: Kind | None, loosely: bool = False
) -> Answer:
    if not asked:
        return Answer([], {}, [])
    kinds = page_kinds()
    content_types = ContentType.objects.get_for_models(*kinds)
    headings = {content_types[model].pk: model.search_kind for model in kinds}
    query = connector([Phrase(str(each)) for each in asked])
    pages = shown_pages(on).filter(content_type__in=headings)
    counts: Counter[Kind] = Counter()
    for content_type, count in pages.search(query).facet("content_type_id").items():
        counts[headings[content_type]] += count
    if kind is not None:
        pages = pages.filter(content_type__in=[key for key, heading in headings.items() if heading == kind])
    results = pages.specific().search(query)
    return Answer(results, {each: counts[each] for each in Kind if counts[each]}, asked, loosely)


def find_notices(question: str, *, on: datetime.date) -> list[PublicNotice]:
    """Return the newest public notices whose titles have every word of a question."""
    words = "".join(char if char.isprintable() else " " for char in question).split()
    notices = notices_for_everybody(on)
    for word in words:
        notices = notices.filter(title__icontains=word)
    return list(notices[:NOTICES]) if words else []
