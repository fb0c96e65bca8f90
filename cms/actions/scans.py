"""Letting a document pass that no program can read."""

from __future__ import annotations

import datetime
import hashlib

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents.models import Document

from office.audit import actions as audit
from office.casework.disclosure import refuse_identifiers_in_reason
from office.people.models import User

from ..editing.reading import content_of
from ..editing.uploads import text_of_file
from ..models import ScanCheck


@transaction.atomic
def let_pass(document: Document, *, reason: str, actor: User, now: datetime.datetime) -> ScanCheck:
    """Keep that a leader looked through a scan and answers for showing it; one looked through stays as it is.

    It holds for this very file. Raises PermissionDenied, and ValidationError: `own_file` (who sent it does
    not look through it), `readable` (the house reads it by itself), `identifier_in_reason`, and as
    `text_of_file` for what may not be shown at all.
    """
    if not actor.has_perm("cms.let_pass", document):
        raise PermissionDenied(_("Only a publishing leader lets a document pass that no program can read."))
    content = content_of(document)
    digest = hashlib.sha256(content).hexdigest()
    if found := ScanCheck.objects.filter(digest=digest).first():
        return found
    if document.uploaded_by_user_id == actor.pk:
        raise ValidationError(_("You sent this file. Let another leader look through it."), code="own_file")
    if _is_readable(document.filename, content):
        raise ValidationError(
            _("The words of this file are read when its page is published. Nobody needs to let it pass."),
            code="readable",
        )
    refuse_identifiers_in_reason("reason", reason)
    check = ScanCheck(
        digest=digest,
        document=document,
        title=document.title,
        reason=reason.strip(),
        checked_by=actor,
        checked_at=now,
    )
    check.full_clean()
    check.save()
    audit.record(
        "cms.document.let_pass",
        actor=actor,
        subject=check,
        at=now,
        document=document.pk,
        sha256=digest,
        reason=check.reason,
    )
    return check


def _is_readable(name: str, content: bytes) -> bool:
    """Tell whether every page of a file has words; raise what stands against it besides."""
    try:
        text_of_file(name, content)
    except ValidationError as refusal:
        if getattr(refusal, "code", "") != "no_text":
            raise
        # What the file may not hold at all, nobody lets pass.
        text_of_file(name, content, looked_through=True)
        return False
    return True
