"""Every list of the house has a filter and an export, and the export holds the page's rows in its order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from office.desk.lists import FilteredListView

from .addresses import our_patterns
from .table import TABLE
from .walk import Walker

pytestmark = pytest.mark.django_db
#: Lists that show nothing before somebody was searched for: what the search asks.
SEARCHES = {"people:courier_list": {"name": "马䶮"}}


def _below(view: type) -> Iterator[type]:
    for child in view.__subclasses__():
        if not child.__module__.startswith("tests"):
            yield child
        yield from _below(child)


LISTS = {
    name: view
    for name, pattern in our_patterns().items()
    if isinstance(view := getattr(pattern.callback, "view_class", None), type)
    and issubclass(view, FilteredListView)
}


def _whose(name: str) -> str:
    """A persona who may open the list."""
    return next(who for who, word in TABLE[name, "GET"].items() if word == "200")


def test_no_list_stands_beside_the_addresses() -> None:
    assert set(_below(FilteredListView)) == set(LISTS.values())


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_list_has_filter_export_and_title(name: str) -> None:
    view: Any = LISTS[name]
    assert (bool(view.filterset_class), bool(view.export_name), bool(view.title)) == (True, True, True)
    assert view.export is not FilteredListView.export


@pytest.mark.parametrize("name", sorted(LISTS))
def test_an_export_holds_the_rows_of_the_page_in_its_order(
    name: str, walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    view: Any = LISTS[name]
    shown: list[Any] = []
    given: list[Any] = []
    paginators: list[Any] = []
    context = view.get_context_data

    def look(self: Any, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = context(self, **kwargs)
        shown.extend(each.pk for each in found["page_obj"].object_list)
        paginators.append(found["page_obj"].paginator)
        return found

    export = view.export

    def hand_out(self: Any, rows: Any) -> bytes:
        given.extend(rows.values_list("pk", flat=True))
        return bytes(export(self, rows))

    monkeypatch.setattr(view, "get_context_data", look)
    monkeypatch.setattr(view, "export", hand_out)
    path, who = reverse(name, args=walker.asks[name].args), _whose(name)
    asked = SEARCHES.get(name, {})
    assert walker.send(path, "GET", who, asked).status == 200
    # Small pages, so that the order is asked across their bounds; the record, of thousands, has four.
    monkeypatch.setattr(view, "paginate_by", max(2, paginators[-1].count // 4))
    shown.clear()
    number = 1
    while number == 1 or number <= paginators[-1].num_pages:
        assert walker.send(path, "GET", who, {**asked, "page": str(number)}).status == 200
        number += 1
    answer = walker.send(path, "GET", who, {**asked, "format": "xlsx"})
    assert answer.status == 200
    assert given == shown
    book = load_workbook(io.BytesIO(answer.content))
    assert book.worksheets[0].max_row == len(shown) + 1
    assert book.worksheets[0].freeze_panes == "A2"
    manifest = {row[0].value: row[1].value for row in book["导出说明"].iter_rows()}
    assert str(manifest["列表链接"]).startswith(f"http://testserver{path}")
    # A second sheet (totals) has lines of its own under the same labels.
    assert str(len(shown)) in {str(row[1].value) for row in book["导出说明"].iter_rows()}
    if name in SEARCHES:
        assert "马䶮" in str(manifest["筛选条件"])
