"""The search backend: named in WAGTAILSEARCH_BACKENDS, so that all of Wagtail's searches come here.

A question is one condition on the entries of the index, asked apart from the pages: the time grows with the
pages, not with their square, and on both databases the same pages come in the same order.
What stands in a title, a person's name or its pinyin comes first, then the newest.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from django.db import connections, router
from django.db.models import Count, QuerySet, TextField
from django.db.models.functions import Cast
from modelsearch.backends.base import BaseIndex, BaseSearchBackend, BaseSearchResults, FilterFieldError
from modelsearch.index import get_indexed_models
from modelsearch.utils import get_content_type_pk, get_descendants_content_types_pks

from .compiler import Compiler, NameCompiler, Ranking
from .entries import IndexEntry, PostgresEntries, SQLiteEntries, rows_of
from .texts import names_of, told_of


class Results(BaseSearchResults):
    """What was found, read when it is needed."""

    supports_facet = True

    def get_queryset(self) -> QuerySet[Any]:
        """Return the queryset behind the results."""
        return self.query_compiler.search(self.start, self.stop, self._score_field)  # type: ignore[no-any-return]

    def ranked(self) -> Ranking:
        """Return the keys of everything found, without reading the objects."""
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
        content_type = get_content_type_pk(model)
        IndexEntry.objects.bulk_create(
            [
                IndexEntry(content_type_id=content_type, object_id=str(each.pk), **self._columns(each))
                for each in objs
            ],
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=self.backend.entries.written,
        )

    def _columns(self, item: Any) -> dict[str, Any]:
        names = names_of(item)
        others = [text for text in told_of(item) if text not in names]
        columns: dict[str, Any] = self.backend.entries.values(rows_of(names), rows_of(others))
        return columns

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
        """Put the index in order, and let the planner of the database know how many entries there are."""
        with self.index.connection.cursor() as cursor:
            for statement in self.index.backend.entries.TIDY:
                cursor.execute(statement)


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
