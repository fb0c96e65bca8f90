"""Changing the words of a notice that stands."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..disclosure import refuse_identifiers
from ..models import NoticeAmendment, PublicNotice
from ..queries import cases_of
from .guards import at


@transaction.atomic
def amend_notice(
    notice: PublicNotice, *, body: str, reason: str, actor: User, now: datetime.datetime
) -> NoticeAmendment:
    """Give a notice another text, the earlier ones staying readable; rows and days are never amended.

    Raises PermissionDenied, or ValidationError `already_concluded`, `reason_required`, `text_required`,
    `nothing_changed`, `identifier_in_notice`.
    """
    if not all(actor.has_perm("casework.publish_notice", case) for case in cases_of(notice)):
        raise PermissionDenied(_("Your roles do not include the publication of notices."))
    # Amendments of a notice follow one another: the version counted here is free.
    notice = PublicNotice.objects.select_for_update().get(pk=notice.pk)
    body, reason = body.strip(), reason.strip()
    if notice.concluded_at is not None:
        raise ValidationError(
            _("Notice %(number)s has been concluded already.") % {"number": notice.number},
            code="already_concluded",
        )
    if not body:
        raise at("body", _("Write the text as it is to read from now on."), "text_required")
    if not reason:
        raise at("reason", _("Say why the text changes: everybody reads it."), "reason_required")
    if body == notice.words:
        raise at("body", _("This is the text as it stands. Change it, or leave it."), "nothing_changed")
    refuse_identifiers([(_("text"), body), (_("reason"), reason)])
    amendment = NoticeAmendment.objects.create(
        notice=notice,
        version=notice.amendments.count() + 2,
        body=body,
        reason=reason[:200],
        published_at=now,
        published_by=actor,
    )
    audit.record(
        "casework.notice.amended",
        actor=actor,
        subject=notice,
        at=now,
        version=amendment.version,
        reason=amendment.reason,
    )
    return amendment
