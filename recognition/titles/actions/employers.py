"""The employer's part: the result of its own check is shown within the firm before it recommends."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.disclosure import refuse_identifiers_in_reason
from office.people.models import User
from office.policy.calendar import working_day_after

from ..enums import PaperKind
from ..judging import setting
from ..models import EmployerNotice, TitleApplication
from .guards import at, keep_paper, lock_in_state


@transaction.atomic
def record_employer_notice(
    application: TitleApplication,
    *,
    posted_on: datetime.date,
    taken_down_on: datetime.date,
    place: str,
    outcome: str,
    opinion: str,
    name: str,
    content: bytes,
    actor: User,
    now: datetime.datetime,
) -> EmployerNotice:
    """Record the employer's own notice with its evidence; recorded again it replaces what stood there.

    `name` and `content` are the photograph or record as uploaded. Raises PermissionDenied, ValidationError
    `moved_on`, `notice_too_short`, `notice_running`, `calendar_unknown`, and what `read_paper` raises.
    """
    case = lock_in_state(application, "submitted", "titles.recommend", actor)
    days = setting("employer_notice", application.round.as_of)
    last = working_day_after(posted_on, days)
    if taken_down_on < last:
        message = _("The notice hangs for at least %(days)s working days: from %(first)s until %(last)s.")
        raise at(
            "taken_down_on",
            message % {"days": days, "first": posted_on, "last": last},
            "notice_too_short",
        )
    if taken_down_on >= timezone.localdate(now):
        message = _("The notice is not over. Record it after %(day)s.") % {"day": taken_down_on}
        raise at("taken_down_on", message, "notice_running")
    for field, words in (("place", place), ("outcome", outcome), ("opinion", opinion)):
        refuse_identifiers_in_reason(field, words)
    paper = keep_paper(
        application, PaperKind.EMPLOYER_NOTICE, name=name, content=content, actor=actor, now=now
    )
    facts = {
        "posted_on": posted_on,
        "taken_down_on": taken_down_on,
        "place": place.strip(),
        "outcome": outcome.strip(),
        "opinion": opinion.strip(),
        "paper": paper,
        "recorded_at": now,
        "recorded_by": actor,
    }
    notice, _made = EmployerNotice.objects.update_or_create(application=application, defaults=facts)
    audit.record(
        "titles.employer_notice.recorded",
        actor=actor,
        subject=case,
        at=now,
        posted_on=posted_on,
        taken_down_on=taken_down_on,
        sha256=paper.sha256,
    )
    return notice


def require_notice(application: TitleApplication, today: datetime.date) -> None:
    """Raise ValidationError `notice_missing` unless the employer's notice is on record."""
    if not EmployerNotice.objects.filter(application=application, taken_down_on__lt=today).exists():
        raise ValidationError(
            _(
                "Show the result of your own check within the firm first, for at least %(days)s working "
                "days, and record it with a photograph; then recommend."
            )
            % {"days": setting("employer_notice", application.round.as_of)},
            code="notice_missing",
        )
