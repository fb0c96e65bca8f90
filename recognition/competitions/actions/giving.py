"""Giving honours by a decision: each becomes a row of the record of honours, once; corrections follow."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.actions import advance
from office.casework.models import Case
from office.casework.queries import notice_of
from office.certificates.models import Certificate
from office.desk.language import office_language
from office.people.models import User
from recognition.honours.actions import issue_certificate, strike_honour

from ..models import HonourList
from ..queries import without_certificate
from .records import enter_records

GIVE = "competitions.give_honours"


@transaction.atomic
def give_honours(
    made: HonourList,
    *,
    document_number: str,
    issuer: str,
    decided_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> HonourList:
    """Give the honours of a list by the decision that a document records, and return the list.

    Everybody on record who is named gets an entry in the record of honours; what a list by older results
    gave and this one does not is withdrawn by the same document. Raises PermissionDenied, what the gate and
    `settle` raise, or ValidationError `document_required`, `issuer_required`, `decided_in_future`,
    `decided_in_notice`.
    """
    case = Case.objects.select_for_update().get(pk=made.pk)
    if not actor.has_perm(GIVE, case):
        raise PermissionDenied(_("Only those who decide give honours."))
    document_number, issuer = document_number.strip(), issuer.strip()
    _check(case, document_number, issuer, decided_on, timezone.localdate(now))
    decision = {"document_number": document_number, "issuer": issuer, "decided_on": decided_on}
    HonourList.objects.filter(pk=made.pk, given_on=None).update(**decision)
    advance(case, "give", actor=actor, now=now, data={"document": document_number})
    made.refresh_from_db()
    return made


def _check(case: Case, document: str, issuer: str, decided_on: datetime.date, today: datetime.date) -> None:
    faults: dict[str, ValidationError] = {}
    if not document:
        message = _("Enter the number of the decision by which the honours are given.")
        faults["document_number"] = ValidationError(message, code="document_required")
    if not issuer:
        message = _("Enter the body that decided, as the document names it.")
        faults["issuer"] = ValidationError(message, code="issuer_required")
    if decided_on > today:
        message = _("The decision cannot lie in the future. Correct the day.")
        faults["decided_on"] = ValidationError(message, code="decided_in_future")
    notice = notice_of(case)
    if notice is not None and decided_on <= notice.closes_on:
        message = _("The notice stands until %(day)s; the decision comes after it.")
        message %= {"day": notice.closes_on}
        faults["decided_on"] = ValidationError(message, code="decided_in_notice")
    if faults:
        raise ValidationError(faults)


def settle(made: HonourList, *, actor: User | None, now: datetime.datetime) -> None:
    """Let the honours and promotions of a list count: part of the step that gives them.

    Raises ValidationError `document_required` for a step without its decision, `promoted_already`, and what
    entering and withdrawing honours raises.
    """
    if made.decided_on is None:
        raise ValidationError(
            _("Honours are given by a decision: enter its document on the page of the list."),
            code="document_required",
        )
    day = timezone.localdate(now)
    former = made.event.honour_lists.filter(given_on__isnull=False, superseded_on=None).first()
    if former is not None:
        HonourList.objects.filter(pk=former.pk).update(superseded_on=day)
        former.promotions.filter(given_on__isnull=False).update(superseded_on=day)
    HonourList.objects.filter(pk=made.pk).update(given_on=day)
    promoted = _promote(made, day)
    kept = enter_records(made, former, actor=actor, now=now)
    withdrawn = _withdraw(made, former, kept, actor=actor, now=now)
    audit.record(
        "competitions.honours.given",
        actor=actor,
        subject=made.event,
        at=now,
        version=made.result.version,
        document=made.document_number,
        honours=made.honours.count(),
        recorded=made.honours.filter(record__isnull=False).count(),
        withdrawn=withdrawn,
        promotions=promoted,
    )


def _promote(made: HonourList, day: datetime.date) -> int:
    try:
        with transaction.atomic():
            return made.promotions.filter(is_granted=True).update(given_on=day)
    except IntegrityError:
        raise ValidationError(
            _(
                "Somebody on this list was promoted by another contest of the year meanwhile; at most one "
                "promotion a year is given. Withdraw the list and compute the honours anew."
            ),
            code="promoted_already",
        ) from None


def _withdraw(
    made: HonourList,
    former: HonourList | None,
    kept: set[int],
    *,
    actor: User | None,
    now: datetime.datetime,
) -> int:
    """Withdraw what the former list gave and this one does not; return how many."""
    if former is None:
        return 0
    assert made.decided_on is not None
    with office_language():
        why = _("The results were corrected (version %(version)d): %(note)s") % {
            "version": made.result.version,
            "note": made.result.note,
        }
    lost = former.honours.filter(record__withdrawn_on=None, record__isnull=False).exclude(record__in=kept)
    for honour in lost.select_related("record"):
        assert honour.record is not None
        strike_honour(
            honour.record,
            withdrawn_on=made.decided_on,
            document=made.document_number,
            reason=why[:300],
            actor=actor,
            now=now,
        )
    return len(lost)


@transaction.atomic
def issue_certificates(made: HonourList, *, actor: User, now: datetime.datetime) -> list[Certificate]:
    """Issue the certificates of the honours of a list to people on record who have none, and return them.

    All or none; a text that cannot be printed is refused before a number is taken. Raises PermissionDenied,
    what `issue_certificate` raises, or ValidationError `nobody` when nothing is to be issued.
    """
    due = without_certificate(made)
    if not due:
        raise ValidationError(_("Everybody who gets a certificate here has one already."), code="nobody")
    return [issue_certificate(each, actor=actor, now=now) for each in due]
