"""Who answers for the site: the footer's slots. A room above fills them; empty ones are not printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Imprint:
    """The footer's facts (国办发〔2017〕47号 asks for host, contact, site code and both registrations)."""

    host: str = ""
    organiser: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    supervision_telephone: str = ""
    site_code: str = ""
    icp: str = ""
    police_record: str = ""
    # Label and address of further pages: privacy, accessibility, site map.
    links: tuple[tuple[str | Promise, str], ...] = ()


def _blank(request: HttpRequest) -> Imprint:
    return Imprint()


_provider: Callable[[HttpRequest], Imprint] = _blank


def provide(provider: Callable[[HttpRequest], Imprint]) -> None:
    """Name the function that gives the footer's facts for a request; the last one named counts."""
    global _provider
    _provider = provider


def imprint(request: HttpRequest) -> Imprint:
    """Return the footer's facts for a request."""
    return _provider(request)
