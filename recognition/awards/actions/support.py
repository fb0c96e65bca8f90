"""Public support: one vote a person and day, while the call takes them."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from .. import queries
from ..models import Nominee, SupportVote
from .guards import ask


@transaction.atomic
def support(nominee: Nominee, *, actor: User, now: datetime.datetime) -> SupportVote:
    """Cast today's vote for a candidate and return it.

    The record says that somebody voted in the call, not for whom: whoever may read the record must not be
    able to count before the days are over. Raises PermissionDenied, or ValidationError `support_closed`,
    `no_candidate`, `voted_today`.
    """
    ask(actor, "awards.support")
    call, today = nominee.call, timezone.localdate(now)
    if not call.takes_support(today):
        raise ValidationError(
            _("Votes of support are not taken today. The page says on which days they are."),
            code="support_closed",
        )
    if not queries.candidates(call).filter(pk=nominee.pk).exists():
        raise ValidationError(_("This candidate cannot be supported."), code="no_candidate")
    try:
        with transaction.atomic():
            vote = SupportVote.objects.create(
                call=call, nominee=nominee, voter=actor, cast_on=today, cast_at=now
            )
    except IntegrityError:
        raise ValidationError(
            _("You have voted today. Tomorrow you can vote again."), code="voted_today"
        ) from None
    audit.record("awards.support.cast", actor=actor, subject=call, at=now)
    return vote
