"""What the public finds."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from modelsearch.query import PlainText
from wagtail.models import Page
from wagtail.query import PageQuerySet

from office.casework.models import PublicNotice
from office.casework.queries import notices_for_everybody

from ..models.shown import page_kinds, shown_pages
from .kinds import Kind
from .tokens import Term, pieces, terms

NOTICES = 5


class Found(Sequence[Page]):
    """Pages found, the best first; only those of which a slice is taken are read, each as what it is."""

    def __init__(self, keys: list[int]) -> None:
        self.keys = keys

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, slice):
            return self[place : place + 1 or None][0]
        keys = self.keys[place]
        # In no order: by its path the database would walk through all pages.
        pages = {page.pk: page for page in Page.objects.filter(pk__in=keys).order_by().specific()}
        return [pages[key] for key in keys if key in pages]

    def __iter__(self) -> Iterator[Page]:
        return iter(self[:])


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: `results` (best first), how many of each heading, by which terms.

    `loosely` says that no page had all the terms, so those that have some are shown.
    """

    results: Found
    counts: dict[Kind, int]
    terms: list[Term]
    loosely: bool = False

    @property
    def total(self) -> int:
        """How many pages were found under all headings."""
        return sum(self.counts.values())


def find(question: str, *, on: datetime.date, kind: Kind | None = None) -> Answer:
    """Find pages for a question: those that have all its terms or, where there are none, those with some."""
    pages = shown_pages(on)
    asked, parts = terms(question), pieces(question)
    answer = _answer(pages, PlainText(question), asked, kind)
    if answer.total or (set(parts) <= set(asked) and len(asked) < 2):
        return answer
    some = PlainText(" ".join("".join(part.tokens) for part in parts), operator="or")
    return replace(_answer(pages, some, parts, kind), loosely=True)


def _answer(pages: PageQuerySet, query: PlainText, asked: list[Term], kind: Kind | None) -> Answer:
    if not asked:
        return Answer(Found([]), {}, [])
    kinds = page_kinds()
    content_types = ContentType.objects.get_for_models(*kinds)
    headings = {content_types[model].pk: model.search_kind for model in kinds}
    # Everything is ranked, so that headings are counted of what is listed and the index is asked once.
    ranking = pages.search(query).ranked()
    found = ranking.keys.keys() & headings
    counts: Counter[Kind] = Counter()
    for each in found:
        counts[headings[each]] += len(ranking.keys[each])
    best = ranking.best(each for each in found if kind in {None, headings[each]})
    return Answer(Found(best), {each: counts[each] for each in Kind if counts[each]}, asked)


def find_notices(question: str, *, on: datetime.date) -> list[PublicNotice]:
    """Return the newest public notices whose titles have every word of a question."""
    words = "".join(char if char.isprintable() else " " for char in question).split()
    notices = notices_for_everybody(on)
    for word in words:
        notices = notices.filter(title__icontains=word)
    return list(notices[:NOTICES]) if words else []
