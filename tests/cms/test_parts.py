"""What a page is put together from: nobody's own, and gone with the deed or the minute."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import Context, Template
from django.test import RequestFactory

from cms import parts

PART = Template("{% load kept_tags %}{% kept main %}{{ word }}{% endkept %}")
FORM = Template("{% load kept_tags %}{% kept main %}{{ token }}{% endkept %}")


def visit(moment: str = "1", address: str = "/", is_alike: bool = True) -> HttpRequest:
    request = RequestFactory().get(address)
    given = parts.give(request, moment=moment, address=address)
    if is_alike:
        parts.keep(given, moment=moment, address=address)
    return request


def said(request: HttpRequest, word: str, **context: object) -> str:
    return PART.render(Context({"request": request, "page": object(), "word": word, **context}))


def test_a_part_is_made_once_for_address_and_moment() -> None:
    told = [
        said(visit(), "one"),
        said(visit(), "two"),
        said(visit(address="/other/"), "three"),
        said(visit(moment="2"), "four"),
        said(visit(moment="1"), "five"),
    ]
    assert told == ["one", "one", "three", "four", "five"]


def test_who_is_given_no_parts_gets_everything_made_anew() -> None:
    said(visit("n"), "one")
    assert said(RequestFactory().get("/"), "two") == "two"


def test_what_is_no_page_is_not_kept() -> None:
    said(visit("p"), "one", page=None)
    assert said(visit("p"), "two") == "two"


def test_a_form_s_token_is_kept_for_nobody() -> None:
    tokens = set()
    for _visit in range(2):
        request = visit("f")
        tokens.add(
            FORM.render(
                Context({"request": request, "page": object(), "token": lambda r=request: get_token(r)})
            )
        )
    assert len(tokens) == 2


def test_an_address_that_nobody_has_leaves_nothing() -> None:
    said(visit("a", is_alike=False), "one")
    assert said(visit("a"), "two") == "two"


def test_a_crawler_fills_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST", 1)
    told = [said(visit("c", address), address) for address in ("/a/", "/b/")]
    again = [said(visit("c", address), "again") for address in ("/a/", "/b/")]
    assert (told, again) == (["/a/", "/b/"], ["/a/", "again"])
