"""The walk: every persona at every address, by GET and by POST, each cell in a session of its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from cms import imprint

from .addresses import Ask, asks, missing
from .office import PERSONAS, Office

METHODS = ("GET", "POST")
#: The sign-in, and the address at which Wagtail would have its own: it leads there.
DOORS = ("/login/", "/admin/login/")


@dataclass(frozen=True)
class Answer:
    """What came back."""

    path: str
    status: int
    location: str
    content: bytes
    headers: dict[str, str]

    @property
    def told(self) -> str:
        """The cell's word: a status, `in` for the way to the sign-in, `done` for another way on."""
        if self.status != 302:
            return str(self.status)
        return "in" if self.location.startswith(DOORS) else "done"

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


Cell = tuple[str, str, str]


class Walker:
    """Sends requests as the personas; what a request did is undone before the next."""

    def __init__(self, office: Office) -> None:
        self.office, self.asks = office, asks(office)
        self.clients = {persona: Client(raise_request_exception=False) for persona in PERSONAS}
        for persona, account in PERSONAS.items():
            if account:
                self.clients[persona].force_login(office.users[account])
        self.cookies = {
            persona: {name: morsel.value for name, morsel in client.cookies.items()}
            for persona, client in self.clients.items()
        }
        # The footer's facts are held, as in an office that has shown a page before: to ask for them took a
        # third of the walk.
        self.clients["visitor"].get("/")
        self.footer = cache.get(imprint.KEY)

    def answers(self) -> dict[Cell, Answer]:
        """Walk all cells: (row, method, persona)."""
        return {
            (row, method, persona): self.ask(row, ask, method, persona)
            for row, ask in self.asks.items()
            for method in METHODS
            for persona in PERSONAS
        }

    def ask_for_nobody(self, cell: Cell) -> Answer:
        """Ask a cell's question about something that does not exist."""
        row, method, persona = cell
        return self.ask(row, missing(self.asks[row]), method, persona)

    def ask(self, row: str, ask: Ask, method: str, persona: str) -> Answer:
        """Send one request to the address of a row."""
        return self.send(reverse(row.partition("/")[0], args=ask.args), method, persona, ask.data)

    def send(self, path: str, method: str, persona: str, data: dict[str, Any] | None = None) -> Answer:
        """Send one request; signing out and whatever was written are undone, limits begin anew."""
        client = self.clients[persona]
        client.cookies = SimpleCookie(self.cookies[persona])
        cache.clear()
        cache.set(imprint.KEY, self.footer)
        with transaction.atomic():
            if method == "GET":
                response = client.get(path, data)
            else:
                response = client.post(path, dict(_form(data or {})))
            answer = _answer(path, response)
            transaction.set_rollback(True)
        return answer


def _form(data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "deed_key", str(uuid.uuid4())
    for name, value in data.items():
        yield name, value() if callable(value) else value


def _answer(path: str, response: HttpResponseBase) -> Answer:
    content = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined, arg-type]
    headers = {name.lower(): value for name, value in response.items()}
    return Answer(path, response.status_code, headers.get("location", ""), content, headers)
