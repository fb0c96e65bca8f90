"""Public pages, kept whole for visitors: until the next deed, and never past the minute.

Nothing has to be purged. The key of a kept answer names the generation of the public record and the minute
of the question: a deed makes a new generation, and what follows the clock (days left of a notice, a schedule,
the last day of a consent) is worked out anew each minute. docs/decisions/39-page-cache.md.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import BaseLogEntry, Page, PageViewRestriction, Site

from office.audit import actions as audit
from office.desk.frame import is_elder
from office.desk.kept import parameters_of
from office.desk.language import chosen_language

from .parts import give, keep

GENERATION: Final = "generation"
MINUTE: Final = 60
#: A value that is not of this form belongs to no page that is kept.
VALUE: Final = re.compile(r"[1-9][0-9]{0,3}")
#: What messengers and campaigns hang on an address that is passed on; no page differs by it.
TRAIL: Final = re.compile(
    r"(utm_\w+|isappinstalled|scene|clicktime|enterid|spm|fbclid|gclid)(=.*)?"
    r"|from=(timeline|groupmessage|singlemessage)"
)
COMMA: Final = re.compile(r"\s*,\s*")
#: Who comes with one of these is somebody, or has something said to.
PERSONAL: Final = (settings.SESSION_COOKIE_NAME, "messages")
#: The office's own name, with a port where the world sees one.
OWN_HOST: Final = urlsplit(settings.PUBLIC_BASE_URL).netloc
#: Beside the deeds of the office: each deed of the publishing house leaves a log entry; the rest is what
#: programs change without either.
TOLD: Final = (
    BaseLogEntry,
    PageViewRestriction,
    Page,
    Site,
    BaseSiteSetting,
    BaseGenericSetting,
    AbstractImage,
    AbstractDocument,
)


def store() -> BaseCache:
    """Return the cache of its own in which pages are kept: filling it pushes out no count of visitors."""
    return caches["pages"]


def generation() -> str:
    """Return the name of the public record as it is now; one that was pushed out is never used again."""
    return str(store().get_or_set(GENERATION, _fresh, None))


def public_changed() -> None:
    """Begin a new generation."""
    store().set(GENERATION, _fresh(), None)


def _fresh() -> str:
    return uuid.uuid4().hex


def follow_changes() -> None:
    """Have every deed begin a new generation, once its transaction is committed."""
    audit.follow_deeds(_begin_anew)
    post_save.connect(_notice_change, dispatch_uid="cms.caching.saved")
    post_delete.connect(_notice_change, dispatch_uid="cms.caching.deleted")


def _notice_change(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, TOLD):
        _begin_anew()


def _begin_anew() -> None:
    # Robust: a full disk must not undo what was done; the minute ends what is kept all the same.
    transaction.on_commit(public_changed, robust=True)


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer: its headers, its body plain and packed, and a tag that changes with the body."""

    headers: dict[str, str]
    body: bytes
    packed: bytes
    tag: str

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return it as a response; a browser that has it already is told so in a line (304)."""
        packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        body = self.packed if packed else self.body
        response = HttpResponse(b"" if request.method == "HEAD" else body, headers=self.headers)
        response.headers["Content-Length"] = str(len(body))
        response.headers["ETag"] = self.tag
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        if "HTTP_IF_NONE_MATCH" in request.META:
            return get_conditional_response(request, etag=self.tag, response=response) or response
        return response


class KeptPagesMiddleware:
    """Answer visitors from what is kept; keep what a view marked as the same for all of them.

    Stands as high as it can: a kept answer needs no session, no language and no database. What a visitor may
    write freely (cookies, host, parameters) makes no further kept answers: only what a page differs by does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look, or ask the view and keep."""
        if not _may_be_kept(request):
            return self.get_response(request)
        _drop_trail(request)
        moment, address = _moment(), _address(request)
        key = hashlib.sha256(f"{moment}\n{address}".encode()).hexdigest()
        kept: Kept | None = store().get(key)
        if kept is None:
            parts = give(request, moment=moment, address=address)
            # Which site: the object is only read, so it can be lent on.
            if "site" in parts:
                request._wagtail_site = parts["site"]  # type: ignore[attr-defined]
            response = self.get_response(request)
            if site := getattr(request, "_wagtail_site", None):
                parts["site"] = site
            if not _is_alike(request, response):
                return response
            keep(parts, moment=moment, address=address)
            kept = _packed(response)
            store().set(key, kept, MINUTE)
        return kept.answer(request)


def _may_be_kept(request: HttpRequest) -> bool:
    """Tell whether the question is a visitor's, asked of the office under a name of its own."""
    host, _colon, port = request.get_host().partition(":")
    return (
        request.method in ("GET", "HEAD")
        and not any(name in request.COOKIES for name in PERSONAL)
        and not getattr(request, "is_preview", False)
        # Any port may be written behind a host's name.
        and (port in ("", request.META.get("SERVER_PORT")) or f"{host}:{port}" == OWN_HOST)
    )


def _drop_trail(request: HttpRequest) -> None:
    """Take out of the question what tells only how a reader came here."""
    asked = request.META.get("QUERY_STRING", "")
    if asked:
        words = [word for word in asked.split("&") if not TRAIL.fullmatch(word)]
        request.META["QUERY_STRING"] = "&".join(words)


def _moment() -> str:
    return f"{generation()} {int(timezone.now().timestamp()) // MINUTE}"


def _address(request: HttpRequest) -> str:
    told = (
        # Addresses in a page (shared links) are made of these.
        request.scheme or "",
        request.get_host().lower(),
        request.get_full_path(),
        chosen_language(request),
        "elder" if is_elder(request) else "",
    )
    return "\n".join(told)


def _is_alike(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether an answer may be given to the next visitor: marked, whole, and nobody's own.

    A page with a form token sets a cookie, and so does one that speaks to somebody.
    """
    parameters = parameters_of(response)
    if parameters is None or response.status_code != 200 or response.streaming or response.cookies:
        return False
    if request.method == "HEAD":
        # Answered from what is kept, but nothing to keep.
        return False
    if not all(_is_known(name, values, parameters) for name, values in request.GET.lists()):
        return False
    # Lists show their last page to whoever asks for one behind it.
    page = (getattr(response, "context_data", None) or {}).get("page_obj")
    if page is not None and request.GET.get("page", "1") != str(page.number):
        return False
    control = set(COMMA.split(response.get("Cache-Control", "").lower()))
    varies = {name.lower() for name in COMMA.split(response.get("Vary", "")) if name}
    return not control & {"no-store", "private"} and varies <= {"cookie", "accept-encoding"}


def _is_known(name: str, values: list[str], parameters: frozenset[str]) -> bool:
    return name in parameters and len(values) == 1 and VALUE.fullmatch(values[0]) is not None


def _packed(response: HttpResponse) -> Kept:
    headers = dict(response.items())
    # A browser asks each time and is answered in a line when nothing changed: an edit shows at once.
    headers.setdefault("Cache-Control", "no-cache")
    headers["Vary"] = "Accept-Encoding, Cookie"
    tag = hashlib.sha256(response.content).hexdigest()[:24]
    return Kept(headers, response.content, gzip.compress(response.content, 6, mtime=0), f'W/"{tag}"')
