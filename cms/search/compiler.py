"""A question as the database understands it: what answers it, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import and_, or_
from typing import Any

from django.db import connections
from django.db.models import BooleanField, Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable, ExpressionWrapper, RawSQL
from django.db.models.functions import Cast
from modelsearch.backends.base import BaseSearchQueryCompiler, SearchFieldError
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText
from modelsearch.utils import get_descendants_content_types_pks

from .entries import Column, IndexEntry, PostgresEntries, SQLiteEntries, Statement
from .tokens import Term, term, terms

#: Words on more pages than these tell nothing about a page where any of several words is enough.
COMMON = 5_000
#: Nothing is found; written so that Django does not ask the database at all.
NOTHING = Q(pk__in=())
EVERYTHING = Q()


@dataclass(frozen=True, slots=True)
class Ranking:
    """All that was found: `keys` of objects by content type, and the `points` of those that have any."""

    keys: dict[int, list[int]]
    points: dict[int, int]

    def best(self, content_types: Iterable[int]) -> list[int]:
        """Return the keys of these content types, the most points first, then the newest."""
        found = sorted(chain.from_iterable(self.keys[each] for each in content_types), reverse=True)
        lifted = sorted(filter(self.points.__contains__, found), key=self.points.__getitem__, reverse=True)
        return lifted + [key for key in found if key not in self.points]


class Compiler(BaseSearchQueryCompiler):
    """A question as a condition on the entries of the index, and as the order of what it finds."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    column: Column = "body"

    def __init__(self, *args: Any, entries: SQLiteEntries | PostgresEntries, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries
        self.leaves: dict[Term, bool] = {}
        self.condition = self._condition(self.query, wanted=True)

    def check(self) -> None:
        """Raise SearchFieldError for single fields: the index tells names from text, no more.

        Filters and orders are the database's own and need no leave.
        """
        for name in self.fields or ():
            raise SearchFieldError(f'"{name}" cannot be searched by itself.', field_name=name)

    def _condition(self, query: Any, *, wanted: bool, choice: bool = False) -> Q:
        """Return a question as a condition on entries; `choice` says that one of several is enough."""
        if isinstance(query, MatchAll):
            return EVERYTHING
        if isinstance(query, Not):
            if isinstance(query.subquery, MatchAll):
                return NOTHING
            left_out = self._condition(query.subquery, wanted=not wanted)
            return ~Q(pk__in=IndexEntry.objects.filter(left_out).values("pk"))
        if isinstance(query, Boost):
            return self._condition(query.subquery, wanted=wanted, choice=choice)
        if isinstance(query, And | Or):
            either = isinstance(query, Or)
            parts = [
                self._condition(each, wanted=wanted, choice=choice or either) for each in query.subqueries
            ]
            return reduce(or_ if either else and_, parts) if parts else NOTHING
        return self._words(query, wanted=wanted, choice=choice)

    def _words(self, query: Any, *, wanted: bool, choice: bool) -> Q:
        if isinstance(query, Phrase):
            found = [each for each in [term(query.query_string)] if each]
        elif isinstance(query, PlainText | Fuzzy):
            found = terms(query.query_string)
        else:
            raise TypeError(f"A query of the kind {type(query).__name__} is not known here.")
        either = getattr(query, "operator", "and") == "or"
        if wanted:
            self.leaves.update(dict.fromkeys(found, choice or either))
        return self.entries.holding(found, self.column, either=either) if found else NOTHING

    def _entries(self, condition: Q) -> QuerySet[Any]:
        """Return the entries under a condition, each with the `key` of its object."""
        model = self.queryset.model
        entries: QuerySet[Any] = IndexEntry.objects.filter(
            condition, content_type__in=get_descendants_content_types_pks(model)
        )
        return entries.annotate(key=Cast("object_id", _kind_of_key(model)))  # type: ignore[no-any-return]

    def _lifted(self) -> Iterator[tuple[Term, Column]]:
        """Yield what gives a point: each term by name, and anywhere if it is one of several (and not common).

        What is asked among names alone, all of it, gives nobody a point more than the others.
        """
        for each, choice in self.leaves.items():
            if choice or self.column == "body":
                yield each, "title"
            if choice and self.column == "body":
                yield each, "body"

    def ranked(self) -> Ranking:
        """Return all that is found, of a model whose keys are whole numbers; no object is read.

        One statement of a few rows: the keys of each content type as one text, and the entries that get a
        point. As a row each, they would take longer to carry than to find.
        """
        found = self._entries(self.condition).filter(self.entries.of(self.queryset.order_by()))
        sql, given = found.values_list("content_type_id", "object_id", "id").query.sql_with_params()
        keys, entries = map(self.entries.LISTED.format, ("object_id", "id"))
        parts = [f"SELECT content_type_id, {keys}, {entries} FROM ({sql}) AS found GROUP BY content_type_id"]
        for each, column in self._lifted():
            holding, words = self.entries.keys([each], column)
            parts.append(f"SELECT NULL, NULL, (SELECT {entries} FROM ({holding}) AS holding)")
            given += tuple(words)
            if column == "body":
                common, words = self._is_common(each)
                parts[-1] += f" WHERE NOT {common}"
                given += tuple(words)
        with connections[found.db].cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), given)
            return _ranking(cursor.fetchall())

    def rank(self) -> ExpressionWrapper[Combinable]:
        """Return how many points an object has, as `ranked` counts them."""
        points: Combinable = Value(0)
        for each, column in self._lifted():
            held = When(pk__in=self._entries(self.entries.holding([each], column)).values("key"), then=1)
            if column == "title":
                points += Case(held, default=0)
            else:
                common = RawSQL(*self._is_common(each), output_field=BooleanField())
                points += Case(When(common, then=0), held, default=0)
        return ExpressionWrapper(points, output_field=IntegerField())

    def _is_common(self, each: Term) -> Statement:
        """Return the condition that more than COMMON entries hold a term; they are counted no further."""
        keys, given = self.entries.keys([each], "body")
        return f"EXISTS({keys} LIMIT 1 OFFSET {COMMON})", given

    def search(self, start: int, stop: int | None, score_field: str | None = None) -> QuerySet[Any]:
        """Return the objects found, the best first where relevance is asked for, then the newest."""
        queryset: QuerySet[Any] = self.queryset
        if self.condition:
            queryset = queryset.filter(self.entries.among(self._entries(self.condition).values("key")))
        if score_field is not None:
            queryset = queryset.annotate(**{score_field: self.rank()})
        if self.order_by_relevance and self.leaves:
            best = [self.rank().desc()] if any(self._lifted()) else []
            queryset = queryset.order_by(*best, "-pk")
        elif not queryset.query.order_by and self.condition:
            queryset = queryset.order_by("-pk")
        return queryset[start:stop]


class NameCompiler(Compiler):
    """What a chooser and the admin's page search ask while somebody types: names alone."""

    column = "title"


def _ranking(rows: list[tuple[int | None, str | None, str | None]]) -> Ranking:
    """Return rows of content type, keys and entries as a ranking; without a content type they are points."""
    points = Counter(chain.from_iterable(row[2].split(",") for row in rows if row[0] is None and row[2]))
    found: dict[int, list[int]] = {}
    lifted: dict[int, int] = {}
    for content_type, keys, entries in rows:
        if content_type is not None and keys and entries:
            found[content_type] = list(map(int, keys.split(",")))
            if points:
                of_entries = zip(found[content_type], entries.split(","), strict=True)
                lifted.update((key, points[entry]) for key, entry in of_entries if entry in points)
    return Ranking(found, lifted)


def _kind_of_key(model: Any) -> Any:
    """Return a field of the kind in which a model's key is kept; that of a page's class is the page's."""
    key = model._meta.pk
    while key.remote_field:
        key = key.target_field
    return type(key)()
