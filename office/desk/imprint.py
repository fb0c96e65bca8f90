"""Who answers for the site: the footer's slots. A room above fills them; empty ones are not printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise


class Picture(NamedTuple):
    """A picture of the footer: its address, and its size in pixels."""

    url: str
    width: int
    height: int


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
    organ_mark_url: str = ""
    report_contact: str = ""
    find_errors_url: str = ""
    supports_ipv6: bool = False
    wechat_name: str = ""
    wechat_qr: Picture | None = None
    # The address of the page that says whom to ask; the help line above every footer leads there.
    contact: str = ""
    # Label and address of further pages: privacy, accessibility, site map.
    links: tuple[tuple[str | Promise, str], ...] = ()

    @property
    def police_url(self) -> str:
        """The register in which the police filing is looked up by its digits; empty without any."""
        digits = "".join(re.findall(r"\d", self.police_record))
        return f"https://beian.mps.gov.cn/#/query/webSearch?code={digits}" if digits else ""


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
