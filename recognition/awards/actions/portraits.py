"""The photograph of a nominee."""

from __future__ import annotations

import datetime

from django.db import transaction

from office.audit import actions as audit
from office.casework import filing
from office.exchange.papers import read_picture
from office.people.models import User

from ..models import Nominee, Portrait
from .guards import ask, lock, may_add, moved_on


@transaction.atomic
def keep_portrait(
    nominee: Nominee,
    *,
    name: str,
    content: bytes,
    all_agree: bool = False,
    actor: User,
    now: datetime.datetime,
) -> Portrait:
    """Keep a photograph in the private store, drawn anew without what the telephone added; return it.

    A newer one takes the place of the former. `all_agree` is asked of a collective alone. Raises
    PermissionDenied, or ValidationError `moved_on`, and what `read_picture` raises.
    """
    case = lock(nominee)
    ask(actor, "awards.file_nominee", case)
    if not may_add(nominee):
        raise moved_on(nominee)
    paper = read_picture(name, content)
    Portrait.objects.filter(nominee=nominee).delete()
    kept = Portrait.objects.create(
        nominee=nominee,
        all_agree=all_agree and nominee.courier_id is None,
        kept_at=now,
        kept_by=actor,
        **filing.keep(paper),
    )
    audit.record("awards.portrait.kept", actor=actor, subject=case, at=now, sha256=kept.sha256)
    return kept
