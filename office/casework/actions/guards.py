"""What holds a case back: a pause, a freeze of approvals, a supplement asked for; and how a deed refuses."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import CheckOutcome, Hand
from ..models import Case, SupplementRequest
from ..procedures import RETURN, Procedure, Slot, Transition
from ..queries import Place, freeze_on, open_supplement, places_of


def at(field: str, message: str, code: str) -> ValidationError:
    """Return a refusal that names the field of the form where it can be mended."""
    return ValidationError({field: ValidationError(message, code=code)})


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
    freeze = freeze_on(case, today)
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


def refuse_missing_evidence(procedure: Procedure, case: Case, step: Transition, today: datetime.date) -> None:
    """Raise ValidationError naming at once every slot that holds a step back.

    `evidence_missing`: empty, refused, run out, or asked for in the open supplement and not replaced since.
    `evidence_unchecked`: not accepted by an officer.
    """
    request = open_supplement(case)
    answers = request is not None and not step.optional and step.name != RETURN
    if not (step.evidence_given or step.evidence_checked or answers):
        return
    asked = {item.code for item in request.items.all()} if request and answers else set()
    places = places_of(case, today)
    missing = [
        place.slot
        for place in places
        if (place.slot.code in asked and request and not _attached_since(place, request.asked_at))
        or (step.evidence_given and place.slot.required and not _is_given(place, today))
    ]
    _refuse(missing, _("These papers are missing, refused or have run out: %(slots)s."), "evidence_missing")
    unchecked = [
        place.slot
        for place in places
        if step.evidence_checked
        and (place.slot.required or place.attachment)
        and not (place.attachment and place.attachment.outcome == CheckOutcome.ACCEPTED)
    ]
    _refuse(unchecked, _("These papers have not been accepted yet: %(slots)s."), "evidence_unchecked")


def _attached_since(place: Place, moment: datetime.datetime) -> bool:
    return place.attachment is not None and place.attachment.attached_at > moment


def _is_given(place: Place, today: datetime.date) -> bool:
    return place.is_usable and place.attachment is not None and place.attachment.evidence.is_valid_on(today)


def _refuse(slots: list[Slot], message: str, code: str) -> None:
    if slots:
        listed = _(", ").join(str(slot.label) for slot in slots)
        raise ValidationError(message % {"slots": listed}, code=code)


def close_supplement(case: Case, step: Transition, now: datetime.datetime) -> None:
    """Close the round of supplement with the step that leads out of the return."""
    if step.name != RETURN:
        SupplementRequest.objects.filter(case=case, closed_at=None).update(
            closed_at=now, closed_with=step.name
        )
