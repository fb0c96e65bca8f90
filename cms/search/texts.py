"""What can be searched of an object: the texts that name it, and what else is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import Manager
from django.utils.encoding import force_str
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

#: Fields with this boost or more are told by name: they count as title.
LIFTED: Final = 2


def names_of(item: Any) -> list[str]:
    """Return the texts that name an object, each once: its title, persons, their pinyin."""
    return list(dict.fromkeys(_texts(item, item.get_search_fields(), naming=True)))


def told_of(item: Any) -> list[str]:
    """Return the other texts of an object; its names are not read, so no pinyin is looked up."""
    return list(_texts(item, item.get_search_fields(), naming=False))


def _texts(item: Any, fields: Iterable[Any], *, naming: bool) -> Iterator[str]:
    read: set[str] = set()
    for field in fields:
        if isinstance(field, RelatedFields):
            for each in _related(field.get_value(item)):
                yield from _texts(each, field.fields, naming=naming)
        # A field that is declared twice, to be searched and to be completed, is read once.
        elif _is_text(field, naming=naming) and field.field_name not in read:
            read.add(field.field_name)
            yield from _flat(field.get_value(item))


def _is_text(field: Any, *, naming: bool) -> bool:
    if isinstance(field, AutocompleteField):
        return naming
    return isinstance(field, SearchField) and ((field.boost or 0) >= LIFTED) is naming


def _related(value: Any) -> list[Any]:
    if isinstance(value, Manager):
        return list(value.all())
    if callable(value):
        value = value()
    return [] if value is None else [value]


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
