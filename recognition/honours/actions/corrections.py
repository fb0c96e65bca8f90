"""Correcting the record on request (民法典 art. 1031: wrong or missing honours are put right).

Whoever keeps an honour answers for it: a certificate that bore the mistake is issued anew by its issuer.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.certificates.actions import reissue
from office.people.models import User
from office.policy.calendar import working_day_after

from ..enums import CorrectionOutcome
from ..models import CorrectionRequest, Honour
from ..queries import certificate_of
from .certify import facts_of

#: Working days for the answer; the law names none, so this is a default of the office.
ANSWER_DAYS = 15
#: What a correction may change; the holder is not one of them: that would be another honour.
CORRECTED = ("title", "level", "issuer", "document_number", "decided_on")


@transaction.atomic
def ask_correction(
    honour: Honour | None, *, words: str, actor: User, now: datetime.datetime
) -> CorrectionRequest:
    """Ask that one's own honour be put right, or that a missing one be entered (`honour` None).

    Raises PermissionDenied, or ValidationError `words_required`, `asked_already`, `calendar_unknown`.
    """
    courier = actor.courier
    own = courier is not None and (honour is None or honour.courier_id == courier.pk)
    if courier is None or not own or not actor.has_perm("honours.ask_correction", courier):
        raise PermissionDenied(_("Only the holder of an honour asks for its correction."))
    words = words.strip()
    if not words:
        raise ValidationError(
            {"words": ValidationError(_("Say what is wrong or missing."), code="words_required")}
        )
    try:
        with transaction.atomic():
            request = CorrectionRequest.objects.create(
                courier=courier,
                honour=honour,
                words=words,
                asked_at=now,
                due_on=working_day_after(timezone.localdate(now), ANSWER_DAYS),
            )
    except IntegrityError:
        raise ValidationError(
            _("You asked for a correction of this honour already; wait for the answer."), code="asked_already"
        ) from None
    audit.record(
        "honours.correction.asked",
        actor=actor,
        subject=request,
        at=now,
        honour=honour.pk if honour else None,
    )
    return request


@transaction.atomic
def answer_correction(
    request: CorrectionRequest,
    *,
    outcome: str,
    answer: str,
    values: Mapping[str, object] | None = None,
    actor: User,
    now: datetime.datetime,
) -> CorrectionRequest:
    """Answer a request: decline it with reasons, or correct the honour it names by `values`.

    `values` holds the new values of `CORRECTED`; what was there before is kept with the request, and a
    valid certificate is replaced by its issuer. A missing honour is entered by `record_honour` first. Raises
    PermissionDenied, or ValidationError `outcome`, `answer_required`, `nothing_corrected`, `moved_on`
    (answered already).
    """
    if not actor.has_perm("honours.answer_correction", request):
        raise PermissionDenied(_("Your roles do not include the correction of honours."))
    answer = answer.strip()
    if outcome not in CorrectionOutcome.values:
        raise ValidationError({"outcome": ValidationError(_("Choose an outcome."), code="outcome")})
    if not answer:
        raise ValidationError(
            {"answer": ValidationError(_("The person reads the answer: write it."), code="answer_required")}
        )
    corrected = outcome == CorrectionOutcome.CORRECTED and request.honour is not None
    changes = _changes(request.honour, values or {}) if corrected and request.honour else {}
    if corrected and not changes:
        raise ValidationError(
            _("Nothing differs from the record. Change what is wrong, or decline the request."),
            code="nothing_corrected",
        )
    told = {"outcome": outcome, "answer": answer, "answered_at": now, "answered_by": actor}
    if not CorrectionRequest.objects.filter(pk=request.pk, outcome="").update(changes=changes, **told):
        raise ValidationError(_("This request has been answered already."), code="moved_on")
    if changes and request.honour is not None:
        corrected_values = {name: after for name, (_before, after) in changes.items()}
        Honour.objects.filter(pk=request.honour.pk).update(**corrected_values)
        request.honour.refresh_from_db()
        _print_again(request.honour, actor, now)
    request.refresh_from_db()
    audit.record(
        "honours.correction.answered", actor=actor, subject=request, at=now, outcome=outcome, changes=changes
    )
    return request


def _print_again(honour: Honour, actor: User, now: datetime.datetime) -> None:
    """Replace the valid certificate of a corrected honour, which says what was wrong."""
    certificate = certificate_of(honour)
    if certificate is not None and certificate.is_valid:
        today = timezone.localdate(now)
        facts = facts_of(honour, design=certificate.facts["design"])
        reissue(certificate, facts=facts, issued_on=today, actor=actor, now=now)


def _changes(honour: Honour, values: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    """Return (before, after) as plain texts of every value that differs."""
    found = {}
    for name in CORRECTED:
        before = str(getattr(honour, name))
        after = str(values.get(name, before)).strip()
        if after and after != before:
            found[name] = (before, after)
    return found
