"""What holds a case back: a pause, a freeze of approvals, a supplement asked for."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import Hand
from ..models import ApprovalFreeze, Case, SupplementRequest
from ..procedures import RETURN, Procedure, Transition


def refuse_paused(case: Case) -> None:
    """Raise ValidationError `paused` when a case stands still."""
    if case.paused_at is None:
        return
    pause = case.pauses.filter(ended_at=None).first()
    raise ValidationError(
        _(
            "Case %(number)s is paused since %(day)s (%(reason)s). Whoever may pause cases lets it go on; no "
            "step is taken before."
        )
        % {
            "number": case.number,
            "day": timezone.localdate(case.paused_at).isoformat(),
            "reason": pause.reason if pause else "",
        },
        code="paused",
    )


def refuse_frozen(case: Case, step: Transition, today: datetime.date) -> None:
    """Raise ValidationError `frozen` when a step approves in days on which nothing is approved."""
    if step.hand != Hand.APPROVER:
        return
    freeze = (
        ApprovalFreeze.objects.filter(
            Q(procedure="") | Q(procedure=case.procedure), starts_on__lte=today, ends_on__gte=today
        )
        .order_by("-ends_on")
        .first()
    )
    if freeze is not None:
        raise ValidationError(
            _("Nothing is approved until the end of %(day)s: %(reason)s. Approve after that day.")
            % {"day": freeze.ends_on.isoformat(), "reason": freeze.reason},
            code="frozen",
        )


def refuse_open_supplement(procedure: Procedure, case: Case, step: Transition) -> None:
    """Raise ValidationError `items_required` when a case is returned without the list of what is missing."""
    if step.name != RETURN or not procedure.askable(case):
        return
    if not SupplementRequest.objects.filter(case=case, closed_at=None).exists():
        raise ValidationError(
            _("Choose what is missing, so that the applicant is told all of it at once."),
            code="items_required",
        )


def close_supplement(case: Case, step: Transition, now: datetime.datetime) -> None:
    """Close the round of supplement with the step that leads out of the return."""
    if step.name != RETURN:
        SupplementRequest.objects.filter(case=case, closed_at=None).update(
            closed_at=now, closed_with=step.name
        )
