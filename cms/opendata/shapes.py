"""What an open list is made of."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise

Words = str | Promise
#: What an address asks for besides the page: the names that a list knows.
Asked = Mapping[str, str]


class Field(NamedTuple):
    """A field: its key, which never changes, and what it holds."""

    key: str
    meaning: Words


@dataclass(frozen=True, slots=True)
class OpenList:
    """A public list. Its rows are those of the page at `page`, never a field more.

    `source` returns the things listed on a day in order (a queryset or a list) for what was asked, and raises
    LookupError for what there is not; `row` turns one into the values of `fields` in their order. `asks`
    names what may be asked for. A list that `names_people` is kept out of search engines.
    """

    key: str
    title: Words
    description: Words
    page: str
    fields: tuple[Field, ...]
    source: Callable[[datetime.date, Asked], Sequence[Any]]
    row: Callable[[Any], tuple[Any, ...]]
    asks: tuple[Field, ...] = ()
    names_people: bool = False

    def values(self, each: Any) -> dict[str, Any]:
        """Return one row by the keys of the fields."""
        return {field.key: value for field, value in zip(self.fields, self.row(each), strict=True)}
