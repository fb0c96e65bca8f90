"""Handing out the open lists: a page that describes them, and each as JSON and CSV."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, quote_etag, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from office.desk.language import office_language

from .figures import FIGURES
from .people import HONOURS, NOTICES, RESULTS
from .places import CLASSES, REST_POINTS
from .shapes import OpenList

LISTS: Final[dict[str, OpenList]] = {
    each.key: each for each in (HONOURS, RESULTS, CLASSES, REST_POINTS, FIGURES, NOTICES)
}
#: Rows of one answer.
PER_PAGE: Final = 500
#: A text that begins with one of these is a formula to a spreadsheet.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
#: How long is remembered since when a list has been as it is, in seconds.
REMEMBERED: Final = 30 * 24 * 3600


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The lists, what each field holds, and how they may be used."""
    return render(request, "cms/open_data.html", {"lists": LISTS.values(), "per_page": PER_PAGE})


@require_safe
def as_json(request: HttpRequest, key: str) -> HttpResponse:
    """A list as JSON: what it is, and a page of its rows."""
    found, page = _asked(request, key)
    with office_language():
        content = {
            "list": found.key,
            "title": str(found.title),
            "description": str(found.description),
            "licence": licence(),
            "source": {"name": settings.OFFICE_NAME, "url": settings.PUBLIC_BASE_URL + found.page},
            "fields": [{"key": field.key, "meaning": str(field.meaning)} for field in found.fields],
            "total": page.paginator.count,
            "page": page.number,
            "pages": page.paginator.num_pages,
            "next": _address(request, found, page.number + 1) if page.has_next() else None,
            "rows": [found.values(each) for each in page.object_list],
        }
    # The moment of the answer is no part of what the list says: who has the list already needs no other.
    etag = _fingerprint(content)
    told = {**content, "generated_at": timezone.localtime().isoformat(timespec="seconds")}
    body = json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False)
    return _answer(request, HttpResponse(body, content_type="application/json"), found, page, etag)


@require_safe
def as_csv(request: HttpRequest, key: str) -> HttpResponse:
    """The same page of a list as a table; the first row bears the keys of the fields."""
    found, page = _asked(request, key)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([field.key for field in found.fields])
    with office_language():
        writer.writerows([_cell(value) for value in found.row(each)] for each in page.object_list)
    # With the mark by which spreadsheets know the encoding.
    body = text.getvalue().encode("utf-8-sig")
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{found.key}.csv") or "attachment"
    if page.has_next():
        response["Link"] = f'<{_address(request, found, page.number + 1)}>; rel="next"'
    return _answer(request, response, found, page, hashlib.sha256(body).hexdigest())


def licence() -> str:
    """Say how the lists may be used."""
    return _(
        "Free to use with the source named. Not to be joined with other data to find out about a person."
    )


def _asked(request: HttpRequest, key: str) -> tuple[OpenList, Page[Any]]:
    """Return the list and the page of it that an address asks for; 404 for what there is not."""
    found = LISTS.get(key)
    if found is None:
        raise Http404
    asked = {field.key: value for field in found.asks if (value := request.GET.get(field.key, ""))}
    try:
        with office_language():
            rows = found.source(timezone.localdate(), asked)
    except LookupError as nothing:
        raise Http404 from nothing
    return found, Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _address(request: HttpRequest, found: OpenList, page: int) -> str:
    query = [(field.key, value) for field in found.asks if (value := request.GET.get(field.key, ""))]
    return f"{settings.PUBLIC_BASE_URL}{request.path}?{urlencode([*query, ('page', page)])}"


def _fingerprint(content: dict[str, Any]) -> str:
    told = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "；".join(str(each) for each in value)
    if isinstance(value, bool):
        return int(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _answer(
    request: HttpRequest, response: HttpResponse, found: OpenList, page: Page[Any], etag: str
) -> HttpResponse:
    """Let any program read the answer; who keeps it asks each time whether it still holds."""
    since = _since(_address(request, found, page.number), etag)
    response["ETag"] = quote_etag(etag)
    response["Last-Modified"] = http_date(since.timestamp())
    response["Cache-Control"] = "no-cache"
    response["Content-Language"] = settings.LANGUAGE_CODE
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
    if found.names_people:
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer = get_conditional_response(request, quote_etag(etag), int(since.timestamp()), response)
    assert isinstance(answer, HttpResponse), "A response was handed in, so one comes back."
    return answer


def _since(address: str, etag: str) -> datetime.datetime:
    """Return since when a page of a list has answered so, as far as this machine has seen.

    Days in the record do not tell it: a list also changes when a notice ends or a consent is withdrawn. The
    address is that of the page, without what else was asked: counts of visitors lie in the same cache, and
    made-up parameters must not push them out.
    """
    place = hashlib.sha256(address.encode()).hexdigest()
    known = cache.get(f"open-data:{place}")
    if known and known[0] == etag:
        return known[1]  # type: ignore[no-any-return]
    now = timezone.now().replace(microsecond=0)
    cache.set(f"open-data:{place}", (etag, now), REMEMBERED)
    return now
