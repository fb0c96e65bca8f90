"""Answering on the desk."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.disclosure import refuse_identifiers_in_reason
from office.people.models import Organisation, User

from ..models import Answer, Enquiry
from .asking import Asker, asker_of, at, refuse_numbers

LONGEST_ANSWER = 4000


@transaction.atomic
def answer(enquiry: Enquiry, *, text: str, actor: User, now: datetime.datetime) -> Enquiry:
    """Answer an enquiry, once; whoever has its receipt number reads the answer.

    One that no department had taken stays without one: whoever knew the answer gave it.
    Raises PermissionDenied, and ValidationError `text_required`, `identifier_shown`, `already_answered`.
    """
    ask_leave(enquiry, actor)
    if not text.strip():
        raise at("text", _("Write the answer: the asker reads it as it stands."), "text_required")
    refuse_numbers("text", text)
    try:
        with transaction.atomic():
            Answer.objects.create(
                enquiry=enquiry, text=text.strip()[:LONGEST_ANSWER], answered_by=actor, answered_at=now
            )
    except IntegrityError:
        raise ValidationError(
            _("%(receipt)s has been answered already; an answer is given once.")
            % {"receipt": enquiry.receipt_number},
            code="already_answered",
        ) from None
    audit.record("enquiries.enquiry.answered", actor=actor, subject=enquiry, at=now, kind=enquiry.kind)
    return enquiry


@transaction.atomic
def hand_over(
    enquiry: Enquiry, *, department: Organisation, reason: str, actor: User, now: datetime.datetime
) -> Enquiry:
    """Give an unanswered enquiry to the department that it belongs to; the day due stays.

    Raises PermissionDenied, and ValidationError `not_a_department`, `same_department`, `already_answered`,
    `reason_required`, `identifier_in_reason`.
    """
    ask_leave(enquiry, actor)
    if not department.is_department:
        raise at("department", _("Choose one of the departments."), "not_a_department")
    if enquiry.department_id == department.pk:
        raise at("department", _("It lies with this department already."), "same_department")
    if not reason.strip():
        raise at("reason", _("Say why: the other department reads it."), "reason_required")
    refuse_identifiers_in_reason("reason", reason)
    before = enquiry.department
    moved = Enquiry.objects.filter(pk=enquiry.pk, department=before, answer=None).update(
        department=department
    )
    if not moved:
        raise ValidationError(
            _("%(receipt)s was answered or handed over meanwhile. Look at it again.")
            % {"receipt": enquiry.receipt_number},
            code="already_answered",
        )
    enquiry.department = department
    audit.record(
        "enquiries.enquiry.handed_over",
        actor=actor,
        subject=enquiry,
        at=now,
        source=before.name if before else "",
        target=department.name,
        reason=reason.strip()[:200],
    )
    return enquiry


@transaction.atomic
def reveal_asker(enquiry: Enquiry, *, reason: str, actor: User, now: datetime.datetime) -> Asker:
    """Show who asked to somebody who answers, and record that it was shown and why.

    Raises PermissionDenied, and ValidationError `reason_required`, `identifier_in_reason`, `no_contact`.
    """
    ask_leave(enquiry, actor)
    if not reason.strip():
        raise at("reason", _("Say why you need the contact; it is recorded."), "reason_required")
    refuse_identifiers_in_reason("reason", reason)
    asker = asker_of(enquiry)
    if asker is None:
        raise ValidationError(_("No contact was left, or it has been erased."), code="no_contact")
    audit.record(
        "enquiries.enquiry.revealed", actor=actor, subject=enquiry, at=now, reason=reason.strip()[:200]
    )
    return asker


def ask_leave(enquiry: Enquiry, actor: User) -> None:
    """Raise PermissionDenied for somebody who does not answer for the enquiry's department."""
    if not actor.has_perm("enquiries.handle_enquiry", enquiry):
        raise PermissionDenied(_("This enquiry lies with another department."))
