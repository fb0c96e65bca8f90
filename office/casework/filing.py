"""The private store of what people sent: sealed, written once, given out with its digest checked."""

from __future__ import annotations

import hashlib
import hmac
import uuid

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from office.exchange.papers import Paper
from office.people import vault

from .models.evidence import KeptFile


def _place(key: uuid.UUID) -> str:
    return f"papers/{key.hex[:2]}/{key.hex}"


def _context(key: uuid.UUID) -> str:
    return f"casework.paper:{key.hex}"


def keep(paper: Paper) -> dict[str, object]:
    """Seal a paper into the store and return the columns of its `KeptFile`.

    Called before the row is committed, so that a committed row has its file; the file of a transaction that
    failed stays behind without harm, sealed and with no row to name it.
    """
    key = uuid.uuid4()
    sealed = vault.seal_bytes(paper.content, context=_context(key))
    storages["private"].save(_place(key), ContentFile(sealed))
    return {
        "key": key,
        "name": paper.name,
        "media_type": paper.media_type,
        "size": len(paper.content),
        "sha256": paper.sha256,
    }


def fetch(kept: KeptFile) -> bytes:
    """Return a file as it was kept; raise ValidationError `paper_lost` when it is missing or damaged."""
    try:
        with storages["private"].open(_place(kept.key)) as sealed:
            content = vault.unseal_bytes(sealed.read(), context=_context(kept.key))
    except Exception as fault:
        raise _lost(kept) from fault
    if not hmac.compare_digest(hashlib.sha256(content).hexdigest(), kept.sha256):
        raise _lost(kept)
    return content


def answer_with(kept: KeptFile) -> HttpResponse:
    """Return the file for a browser: pictures in place, a PDF as a download, nothing run, nothing cached.

    A sandboxed page shows no PDF in the usual browsers, and an unsandboxed one would run what the PDF holds.
    """
    response = HttpResponse(fetch(kept), content_type=kept.media_type)
    disposition = content_disposition_header(not kept.is_picture, kept.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _lost(kept: KeptFile) -> ValidationError:
    return ValidationError(
        _("The file “%(name)s” is missing from the store or damaged. Restore it from the backup.")
        % {"name": kept.name},
        code="paper_lost",
    )
