"""Concluding public notices whose days are over."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.audit import actions as audit
from office.people.models import User

from ..models import Case, PublicNotice
from ..procedures import CLEAR, CONTEST, PUBLISH, procedure_of
from ..queries import cases_of, unruled_objections
from .cases import advance


@transaction.atomic
def conclude_notice(notice: PublicNotice, *, actor: User | None, now: datetime.datetime) -> PublicNotice:
    """Clear the cases of a notice whose days are over; those with an objection unruled stay behind.

    The notice itself is concluded with its last case; until then this can be done again after a ruling. The
    clock (`actor` None) may do it too. Raises PermissionDenied, or ValidationError `already_concluded`,
    `notice_running`, `objections_pending`.
    """
    _refuse_unfit(notice, actor, now)
    standing = standing_on(notice)
    cleared = [
        advance(case, CLEAR, actor=actor, now=now, data={"notice": notice.number}).number
        for case in standing
        if case.state in procedure_of(case).transition(CLEAR).sources
        and case.paused_at is None
        and not unruled_objections(case).exists()
    ]
    waiting = len(standing) - len(cleared)
    if waiting and not cleared:
        raise ValidationError(_waiting_text(waiting), code="objections_pending")
    if not waiting:
        if not PublicNotice.objects.filter(pk=notice.pk, concluded_at=None).update(concluded_at=now):
            raise _concluded_already(notice)
        notice.concluded_at = now
    audit.record(
        "casework.notice.concluded", actor=actor, subject=notice, at=now, cleared=cleared, waiting=waiting
    )
    return notice


def standing_on(notice: PublicNotice) -> list[Case]:
    """Return the cases that still stand on a notice: in notice, or contested."""
    return [
        case
        for case in cases_of(notice)
        if any(case.state in procedure_of(case).transition(step).targets for step in (PUBLISH, CONTEST))
    ]


def _refuse_unfit(notice: PublicNotice, actor: User | None, now: datetime.datetime) -> None:
    """Raise unless the notice is over and not concluded, and the actor publishes notices of its kind."""
    if notice.concluded_at is not None:
        raise _concluded_already(notice)
    if actor is not None and not all(
        actor.has_perm("casework.publish_notice", case) for case in cases_of(notice)
    ):
        raise PermissionDenied(_("Your roles do not include the publication of notices."))
    if timezone.localdate(now) <= notice.closes_on:
        raise ValidationError(
            _("Notice %(notice)s stands until 24:00 of %(day)s. Conclude it after that day.")
            % {"notice": notice.number, "day": notice.closes_on.isoformat()},
            code="notice_running",
        )


def _concluded_already(notice: PublicNotice) -> ValidationError:
    return ValidationError(
        _("Notice %(number)s has been concluded already.") % {"number": notice.number},
        code="already_concluded",
    )


def _waiting_text(count: int) -> str:
    return ngettext(
        "%(count)s case of this notice has an objection without a ruling. Rule on it first; then conclude.",
        "%(count)s cases of this notice have objections without a ruling. Rule on them first; then conclude.",
        count,
    ) % {"count": count}
