"""The search backend: named in WAGTAILSEARCH_BACKENDS, so that all of Wagtail's searches come here.

A question is one condition on the entries of the index, asked apart from the pages: the time grows with the
pages, not with their square, and on both databases the same pages come in the same order.
What stands in a title, a person's name or its pinyin comes first, then the newest.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import reduce
from operator import and_, itemgetter, or_
from typing import Any

from django.db import connections, router
from django.db.models import Case, Count, IntegerField, Manager, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable, ExpressionWrapper
from django.db.models.functions import Cast
from django.utils.encoding import force_str
from modelsearch.backends.base import (
    BaseIndex,
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
    FilterFieldError,
    SearchFieldError,
)
from modelsearch.index import AutocompleteField, RelatedFields, SearchField, get_indexed_models
from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText
from modelsearch.utils import get_content_type_pk, get_descendants_content_types_pks

from .entries import Column, IndexEntry, PostgresEntries, SQLiteEntries, rows_of
from .tokens import Term, term, terms

#: Fields with this boost or more are told by name: they count as title.
LIFTED = 2
#: Nothing is found; written so that Django does not ask the database at all.
NOTHING = Q(pk__in=())
EVERYTHING = Q()


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

    def ranked(self) -> list[tuple[Any, int]]:
        """Return the keys and content types of all that is found, the best first, then the newest.

        One statement, which asks the index once; the objects themselves are not read. Keys are as the
        database gives them: whole numbers for every model here.
        """
        entries = self._entries(self.condition).filter(self.entries.of(self.queryset.order_by()))
        points = self._points(self.entries.keys)
        statement = entries.values_list("key", "content_type_id", points).query
        # Straight from the cursor: turning so many values into Python field by field takes as long again.
        with connections[entries.db].cursor() as cursor:
            cursor.execute(*statement.sql_with_params())
            rows = cursor.fetchall()
        rows.sort(key=itemgetter(2, 0), reverse=True)
        return [(key, content_type) for key, content_type, _points in rows]

    def _entries(self, condition: Q) -> QuerySet[Any]:
        """Return the entries under a condition, each with the `key` of its object."""
        model = self.queryset.model
        entries: QuerySet[Any] = IndexEntry.objects.filter(
            condition, content_type__in=get_descendants_content_types_pks(model)
        )
        return entries.annotate(key=Cast("object_id", _kind_of_key(model)))  # type: ignore[no-any-return]

    def _objects(self, each: Term, column: Column) -> QuerySet[Any]:
        keys: QuerySet[Any] = self._entries(Q(pk__in=self.entries.keys(each, column))).values("key")
        return keys

    def rank(self) -> ExpressionWrapper[Combinable]:
        """Return how well an object answers, as `ranked` counts it."""
        return self._points(self._objects)

    def _points(self, keys: Callable[[Term, Column], Any]) -> ExpressionWrapper[Combinable]:
        """Return the points: one for each term by name, one for each that is a choice and not common."""
        points: Combinable = Value(0)
        for each, choice in self.leaves.items():
            points += Case(When(pk__in=keys(each, "title"), then=1), default=0)
            if choice and self.column == "body":
                common = When(self.entries.is_common(each, "body"), then=0)
                points += Case(common, When(pk__in=keys(each, "body"), then=1), default=0)
        return ExpressionWrapper(points, output_field=IntegerField())

    def search(self, start: int, stop: int | None, score_field: str | None = None) -> QuerySet[Any]:
        """Return the objects found, the best first where relevance is asked for, then the newest."""
        queryset: QuerySet[Any] = self.queryset
        if self.condition:
            queryset = queryset.filter(self.entries.among(self._entries(self.condition).values("key")))
        if score_field is not None:
            queryset = queryset.annotate(**{score_field: self.rank()})
        if self.order_by_relevance and self.leaves:
            queryset = queryset.order_by(self.rank().desc(), "-pk")
        elif not queryset.query.order_by and self.condition:
            queryset = queryset.order_by("-pk")
        return queryset[start:stop]


class NameCompiler(Compiler):
    """What a chooser and the admin's page search ask while somebody types: names alone."""

    column = "title"


class Results(BaseSearchResults):
    """What was found, read when it is needed."""

    supports_facet = True

    def get_queryset(self) -> QuerySet[Any]:
        """Return the queryset behind the results."""
        return self.query_compiler.search(self.start, self.stop, self._score_field)  # type: ignore[no-any-return]

    def ranked(self) -> list[tuple[Any, int]]:
        """Return the key and the content type of everything found, the best first."""
        return self.query_compiler.ranked()  # type: ignore[no-any-return]

    def _do_search(self) -> list[Any]:
        return list(self.get_queryset())

    def _do_count(self) -> int:
        return self.get_queryset().count()

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        """Return how many were found of each value of a field, the most first.

        Raises FilterFieldError for a field that is not declared as a FilterField.
        """
        if self.query_compiler._get_filterable_field(field_name) is None:
            raise FilterFieldError(f'"{field_name}" is no FilterField.', field_name=field_name)
        found = self.query_compiler.search(0, None).order_by().values(field_name)
        counted = found.annotate(count=Count("pk")).order_by("-count", field_name)
        return OrderedDict((row[field_name], row["count"]) for row in counted)


class Index(BaseIndex):
    """Entries in Wagtail's own table."""

    def __init__(self, backend: HanSearchBackend) -> None:
        super().__init__(backend)
        self.connection = connections[router.db_for_write(IndexEntry)]

    def add_items(self, model: Any, objs: Any) -> None:
        """Write the entries of some objects of one model, new or again."""
        entries = self.backend.entries
        content_type = get_content_type_pk(model)
        IndexEntry.objects.bulk_create(
            [
                IndexEntry(
                    content_type_id=content_type,
                    object_id=str(each.pk),
                    **entries.values(*map(rows_of, texts_of(each))),
                )
                for each in objs
            ],
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=entries.written,
        )

    def delete_item(self, item: Any) -> None:
        """Forget one object."""
        item.index_entries.all()._raw_delete(using=self.connection.alias)

    def reset(self) -> None:
        """Forget everything."""
        IndexEntry.objects.all()._raw_delete(using=self.connection.alias)

    def forget_deleted(self) -> None:
        """Drop the entries of objects that are gone."""
        for model in get_indexed_models():
            if not model._meta.parents:
                kept = model._default_manager.annotate(key=Cast("pk", TextField())).values("key")
                of_model = IndexEntry.objects.filter(
                    content_type__in=get_descendants_content_types_pks(model)
                )
                of_model.exclude(object_id__in=kept).delete()


class Rebuilder:
    """`manage.py update_index`: each entry is written over the old one, so searching goes on meanwhile."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def start(self) -> Index:
        """Begin."""
        self.index.forget_deleted()
        return self.index

    def finish(self) -> None:
        """Let the planner of the database know how many entries there are."""
        with self.index.connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {IndexEntry._meta.db_table}")


class HanSearchBackend(BaseSearchBackend):
    """Search by characters, on the database of the office."""

    index_class = Index
    results_class = Results
    rebuilder_class = Rebuilder

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        vendor = connections[router.db_for_read(IndexEntry)].vendor
        self.entries = PostgresEntries() if vendor == "postgresql" else SQLiteEntries()

    def query_compiler_class(self, *args: Any, **kwargs: Any) -> Compiler:
        """Return the compiler of a search."""
        return Compiler(*args, entries=self.entries, **kwargs)

    def autocomplete_query_compiler_class(self, *args: Any, **kwargs: Any) -> Compiler:
        """Return the compiler of a search among names."""
        return NameCompiler(*args, entries=self.entries, **kwargs)


SearchBackend = HanSearchBackend


def _kind_of_key(model: Any) -> Any:
    """Return a field of the kind in which a model's key is kept; that of a page's class is the page's."""
    key = model._meta.pk
    while key.remote_field:
        key = key.target_field
    return type(key)()


def texts_of(item: Any) -> tuple[list[str], list[str]]:
    """Return what can be searched of an object: the texts that name it, and its other texts."""
    names: dict[str, None] = {}
    others: list[str] = []
    for field in item.get_search_fields():
        for kind, text in _texts(item, field):
            if isinstance(kind, AutocompleteField) or (kind.boost or 0) >= LIFTED:
                names[text] = None
            else:
                others.append(text)
    return list(names), [text for text in others if text not in names]


def _texts(item: Any, field: Any) -> Iterator[tuple[Any, str]]:
    if isinstance(field, SearchField | AutocompleteField):
        for text in _flat(field.get_value(item)):
            yield field, text
    elif isinstance(field, RelatedFields):
        value = field.get_value(item)
        related = value.all() if isinstance(value, Manager) else [value() if callable(value) else value]
        for each in related:
            for below in field.fields if each is not None else ():
                yield from _texts(each, below)


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _flat(list(value.values()))
    elif isinstance(value, list | tuple | set):
        for each in value:
            yield from _flat(each)
    elif value is not None:
        yield force_str(value)
