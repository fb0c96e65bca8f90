"""What machines ask for: a certificate's credential, the list of what is worth nothing, the office's keys.

All three are public and give no name away; pages of other sites may read them.
"""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from office.desk.addresses import address_of

from .. import limits, looks, queries
from . import dids, status

MEDIA_TYPE = "application/vc"
#: By which of these a page is asked for in the form for machines; the first is the page for people.
OFFERED = ["text/html", MEDIA_TYPE, "application/vc+ld+json", "application/ld+json", "application/json"]


def wanted(request: HttpRequest) -> str | None:
    """Return the media type in which the credential is asked for; None when the page is."""
    chosen = request.get_preferred_type(OFFERED)
    return chosen if chosen and chosen != OFFERED[0] else None


def answer(document: str, media_type: str) -> HttpResponse:
    """Hand out a document for machines, to pages of other sites as well."""
    response = HttpResponse(document, content_type=media_type)
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_GET
def credential(request: HttpRequest, code: str) -> HttpResponse:
    """The credential of a certificate, to whoever holds the paper with its code."""
    if not limits.allows(address_of(request), now=timezone.now()):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    certificate = queries.find_by_code(code)
    looks.note("credential", certificate, address_of(request))
    document = queries.credential_of(certificate) if certificate else None
    if certificate is None or document is None:
        raise Http404
    response = answer(document, MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{certificate.number}.json"'
    response["Cache-Control"] = "no-store, private"
    return response


@require_GET
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    """A list of credentials that are worth nothing any more; it says of places, not of people."""
    document = status.published(number, now=timezone.now())
    if document is None:
        raise Http404
    response = answer(document, MEDIA_TYPE)
    response["Cache-Control"] = f"public, max-age={status.SECONDS}"
    return response


@require_GET
def did(request: HttpRequest) -> HttpResponse:
    """The keys by which credentials of this office are checked, the retired ones among them."""
    response = answer(json.dumps(dids.document()), "application/did+ld+json")
    response["Cache-Control"] = f"public, max-age={status.SECONDS}"
    return response
