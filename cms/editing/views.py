"""Files of the publishing house behind its guard, and how the house is doing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe
from django.views.i18n import JavaScriptCatalog
from django.views.static import serve
from wagtail.admin.localization import get_localized_response
from wagtail.documents import get_document_model
from wagtail.documents.views.serve import serve as serve_document
from wagtail.images import get_image_model

from ..menu import may_publish
from .files import is_document, is_released, picture_at
from .heartbeat import PUBLISHING, is_late, last_run

# How long (seconds) pictures and documents may be kept on the way: what is taken down is gone after that.
KEPT = 300


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Hand out a file below MEDIA_ROOT.

    A cut-out size of a picture is everybody's while a live page uses the picture; originals and all that no
    page uses are the house's own. Documents have an address of their own (`/documents/`).
    """
    # PostgreSQL takes no text with a NUL in it.
    if ".." in path.split("/") or "\0" in path:
        raise Http404
    found = picture_at(path)
    if found is None and is_document(path):
        raise Http404
    inside = may_publish(request.user)
    if found is not None:
        picture, is_cut = found
        released = is_cut and is_released(get_image_model(), picture, timezone.localdate())
    else:
        released = False
    if not (released or inside):
        raise Http404
    return _for_whom(_hand_out(request, path), released)


@require_safe
def document(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """Hand out a document as Wagtail does, and say who may keep it on the way: all, or nobody."""
    answer = serve_document(request, key, name)
    return _for_whom(answer, is_released(get_document_model(), int(key), timezone.localdate()))


def _for_whom(answer: HttpResponseBase, released: bool) -> HttpResponseBase:
    if released:
        patch_cache_control(answer, public=True, max_age=KEPT)
    else:
        patch_cache_control(answer, private=True, no_store=True)
    return answer


def _hand_out(request: HttpRequest, path: str) -> HttpResponseBase:
    if not settings.MEDIA_ACCEL:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    # The web server in front sends the file itself, once it is told that it may.
    response = HttpResponse(headers={"X-Accel-Redirect": settings.MEDIA_ACCEL + quote(path)})
    del response["Content-Type"]
    return response


def refuse_unreleased(document: Any, request: HttpRequest) -> None:
    """Answer 404 for a document that no live page hands out, unless the house asks.

    Wagtail asks before it serves a document.
    """
    if not (may_publish(request.user) or is_released(type(document), document.pk, timezone.localdate())):
        raise Http404


@never_cache
@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """Tell a watchman how the house is: 200 when all is well, 503 otherwise; names nobody."""
    now = timezone.now()
    try:
        ran_at = last_run(PUBLISHING)
        database, job = "ok", "late" if is_late(ran_at, now) else "ok"
    except DatabaseError:
        ran_at, database, job = None, "failed", "unknown"
    writable = all(_is_writable(root) for root in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT))
    told = {
        "database": database,
        "storage": "ok" if writable else "failed",
        "publishing_job": job,
        "publishing_job_ran_at": ran_at.isoformat() if ran_at else None,
    }
    well = (told["database"], told["storage"], told["publishing_job"]) == ("ok", "ok", "ok")
    return JsonResponse(told, status=200 if well else 503)


def _is_writable(root: str | Path) -> bool:
    """Tell whether files can be kept in a folder, or, while it is missing, whether it can be made."""
    folder = Path(root)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK | os.X_OK)


class AdminCatalog(JavaScriptCatalog):
    """The words of Wagtail's scripts: Wagtail's own, and what the house adds to them.

    Django looks for the words of named packages in these alone and passes LOCALE_PATHS over.
    """

    packages = ["wagtail.admin"]

    def get_paths(self, packages: list[str]) -> list[str]:
        """Return the folders of words, the house's last: what is read later wins."""
        return [*super().get_paths(packages), str(settings.ADMIN_LOCALE)]


def admin_words(request: HttpRequest) -> HttpResponse:
    """Answer with the words in the language that the editor chose for the admin."""
    return get_localized_response(AdminCatalog.as_view(), request)  # type: ignore[no-any-return]
