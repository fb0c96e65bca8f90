"""Who is answered what: every address of our rooms, every persona, both methods, held against the table."""

from __future__ import annotations

import re

import pytest
from django.urls import get_resolver
from wagtail.urls import serve_pattern

from office.people.enums import Role
from office.people.models import Mandate

from .addresses import foreign_paths, our_patterns
from .office import PERSONAS, Office
from .table import TABLE, Line, line_of
from .walk import Answer, Cell, Walker

pytestmark = pytest.mark.django_db

#: What stands at the top of the resolver beside our rooms.
OTHERS = {
    "admin/login/",
    "admin/jsi18n/",
    "admin/",
    "documents/",
    "",
    "^media/(?P<path>.*)$",
    r"^documents/(\d+)/(.*)$",
    serve_pattern,
}
#: What Wagtail answers somebody who is not signed in otherwise than with the sign-in: words and icons for its
#: own pages; no way to a new password; no document where there is none.
WAGTAIL_OPEN = {
    "/admin/jsi18n/": "200",
    "/admin/sprite/": "200",
    "/admin/password_reset/": "404",
    "/admin/password_reset/complete/": "404",
    "/admin/password_reset/confirm/1/1/": "404",
    "/admin/password_reset/done/": "404",
    "/documents/1/(.*)": "404",
    "/documents/authenticate_with_password/1/": "404",
}
#: Different on every page that has a form: the one for signing out.
TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]*')
#: Switches of taste that change a cookie and nothing else.
WITHOUT_TOKEN = {"desk:elder", "desk:language"}


def test_every_address_is_declared() -> None:
    names = set(our_patterns())
    declared = {row.partition("/")[0] for row, _method in TABLE}
    assert (names - declared, declared - names) == (set(), set())
    assert [name for name in names if "unnamed" in name] == []


def test_every_row_is_asked_by_both_methods(walker: Walker) -> None:
    assert set(TABLE) == {(row, method) for row in walker.asks for method in ("GET", "POST")}


def test_nothing_else_is_mounted() -> None:
    routes = {str(entry.pattern) for entry in get_resolver().url_patterns}
    rooms = {
        "desk/",
        "people/",
        "classes/",
        "subsidies/",
        "inspections/",
        "contests/",
        "honours/",
        "awards/",
        "union/",
        "titles/",
        "committees/",
        "open-data/",
        "",
    }
    assert routes - rooms - OTHERS == set()


def test_every_role_has_a_persona(office: Office) -> None:
    accounts = [account for account in PERSONAS.values() if account]
    roles = Mandate.objects.filter(user__username__in=accounts).values_list("role", flat=True)
    assert set(roles) == set(Role)


def test_every_cell_is_answered_as_declared(answers: dict[Cell, Answer]) -> None:
    found: dict[Line, dict[str, str]] = {}
    for (row, method, persona), answer in answers.items():
        found.setdefault((row, method), {})[persona] = answer.told
    differing = [
        f"{line_of(*line, TABLE[line])}   (declared)\n{line_of(*line, cells)}   (answered)"
        for line, cells in found.items()
        if TABLE.get(line) != cells
    ]
    assert "\n".join(differing) == ""


def test_no_cell_fails(answers: dict[Cell, Answer]) -> None:
    assert [cell for cell, answer in answers.items() if answer.status >= 500] == []


def test_without_a_mandate_a_superuser_is_a_stranger() -> None:
    assert [line for line, cells in TABLE.items() if cells["superuser"] != cells["stranger"]] == []


def test_a_visitor_changes_nothing_but_taste_and_tells_objections_and_enquiries() -> None:
    done = {row for (row, method), cells in TABLE.items() if method == "POST" and cells["visitor"] == "done"}
    # A certificate that was found has a page of its own to go to; signing out has nothing to sign out.
    told = {"casework:object", "enquiries:ask", "enquiries:correct"}
    assert done == {*WITHOUT_TOKEN, *told, "certificates:verify", "portal:logout"}


def test_nothing_is_done_by_getting() -> None:
    done = {row for (row, method), cells in TABLE.items() if method == "GET" and "done" in cells.values()}
    # Who is signed in already is led home from the sign-in, an expert from there to the files; a return for
    # supplement has a page of its own.
    assert done == {"portal:home", "portal:login", "casework:advance/return_for_correction"}


@pytest.mark.parametrize("persona", ["stranger", "courier", "provider", "rival", "employer", "union"])
def test_what_is_somebody_else_s_looks_like_nothing(
    walker: Walker, answers: dict[Cell, Answer], persona: str
) -> None:
    cells = [
        cell
        for cell, answer in answers.items()
        if cell[2] == persona and answer.status == 404 and walker.asks[cell[0]].args
    ]
    # Those whose neighbour owns the object are asked by both methods.
    nearest = {"provider", "rival", "courier"}
    asked = [cell for cell in cells if persona in nearest or cell[1] == "GET"]
    differing = [cell for cell in asked if not _alike(answers[cell], walker.ask_for_nobody(cell))]
    assert (bool(asked), differing) == (True, [])


def _alike(one: Answer, other: Answer) -> bool:
    """Whether two answers are the same to the byte, but for the address asked and the form's token."""
    texts = [TOKEN.sub("", answer.content.decode().replace(answer.path, "")) for answer in (one, other)]
    headers = [
        {name: value for name, value in answer.headers.items() if name != "content-length"}
        for answer in (one, other)
    ]
    return (one.status, texts[0], headers[0]) == (other.status, texts[1], headers[1])


def test_only_switches_of_taste_go_without_a_token() -> None:
    without = {name for name, each in our_patterns().items() if getattr(each.callback, "csrf_exempt", False)}
    assert without == WITHOUT_TOKEN


def test_wagtail_is_behind_the_same_door(walker: Walker) -> None:
    paths = foreign_paths("admin/", "documents/")
    told = {path: walker.send(path, "GET", "visitor").told for path in paths}
    open_ = {path: word for path, word in told.items() if word != "in"}
    assert len(told) > 200
    assert open_ == WAGTAIL_OPEN


@pytest.mark.parametrize("persona", ["stranger", "courier", "provider", "employer"])
def test_the_publishing_house_is_for_departments(walker: Walker, persona: str) -> None:
    paths = ("/admin/", "/admin/pages/", "/admin/users/", "/admin/nothing/")
    assert {walker.send(path, "GET", persona).told for path in paths} == {"403"}
