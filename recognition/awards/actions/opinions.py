"""Asking departments, and entering what they say."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.actions import advance
from office.casework.disclosure import refuse_identifiers_in_reason
from office.people.models import Organisation, User
from office.people.permissions import organisations_of
from office.policy.calendar import working_day_after

from ..enums import OpinionOutcome
from ..models import Nominee, Opinion
from ..permissions import ANSWERING
from .guards import ask, at, lock

#: Working days for the review once every department has answered.
REVIEW_DAYS = 5


@transaction.atomic
def ask_opinions(
    nominee: Nominee,
    *,
    departments: Iterable[Organisation],
    due_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> Nominee:
    """Ask departments for their opinion by a day; those asked before are left as they are.

    The case waits in the worklist of who is asked and of who asks, due on the first day that is open. Raises
    PermissionDenied, what the gate raises, or ValidationError `due_in_past`, `asked_already`.
    """
    case = lock(nominee)
    ask(actor, "awards.ask_opinion", case)
    if due_on <= timezone.localdate(now):
        raise at("due_on", _("Leave the departments a day to answer."), "due_in_past")
    asked = set(nominee.opinions.values_list("department", flat=True))
    new = [each for each in departments if each.is_department and each.pk not in asked]
    if not new:
        raise at("departments", _("These departments have been asked already."), "asked_already")
    Opinion.objects.bulk_create(
        Opinion(nominee=nominee, department=each, asked_at=now, asked_by=actor, due_on=due_on) for each in new
    )
    advance(
        case,
        "ask_opinions",
        actor=actor,
        now=now,
        data={"departments": [each.pk for each in new]},
        due_on=_first_due(nominee),
    )
    return nominee


@transaction.atomic
def answer_opinion(
    opinion: Opinion,
    *,
    outcome: str,
    words: str = "",
    document_number: str = "",
    actor: User,
    now: datetime.datetime,
) -> Opinion:
    """Enter what a department says, once: itself, or the organiser from its paper with the document's number.

    Raises PermissionDenied, what the gate raises, or ValidationError `outcome`, `grounds_required`,
    `document_required`, `identifier_in_reason`, `answered_already`.
    """
    nominee = opinion.nominee
    case = lock(nominee)
    own = opinion.department_id in organisations_of(actor, *ANSWERING)
    if not own and not actor.has_perm("awards.ask_opinion", case):
        raise PermissionDenied(_("The opinion is another department's."))
    _check(outcome, words.strip(), document_number.strip(), own)
    # The gate asks whether an answer of the department is waited for, so it comes first.
    advance(case, "answer_opinion", actor=actor, now=now, due_on=_next_due(opinion, now))
    told = {
        "outcome": outcome,
        "words": words.strip()[:500],
        "document_number": document_number.strip(),
        "answered_at": now,
        "answered_by": actor,
    }
    if not Opinion.objects.filter(pk=opinion.pk, outcome="").update(**told):
        raise ValidationError(_("This opinion has been given already."), code="answered_already")
    opinion.refresh_from_db()
    audit.record(
        "awards.opinion.answered",
        actor=actor,
        subject=case,
        at=now,
        department=opinion.department_id,
        outcome=outcome,
    )
    return opinion


def _check(outcome: str, words: str, document_number: str, own: bool) -> None:
    if outcome not in OpinionOutcome.values:
        raise at("outcome", _("Choose what the department says."), "outcome")
    if outcome == OpinionOutcome.OBJECTION and not words:
        raise at("words", _("An objection needs its grounds."), "grounds_required")
    if not own and not document_number:
        raise at(
            "document_number",
            _("Enter the number of the paper on which the department answered."),
            "document_required",
        )
    refuse_identifiers_in_reason("words", words)


def _first_due(nominee: Nominee) -> datetime.date | None:
    return nominee.opinions.filter(outcome="").order_by("due_on").values_list("due_on", flat=True).first()


def _next_due(opinion: Opinion, now: datetime.datetime) -> datetime.date:
    """Return the day on which the next answer is due, or the review when this was the last."""
    others = opinion.nominee.opinions.filter(outcome="").exclude(pk=opinion.pk)
    due = others.order_by("due_on").values_list("due_on", flat=True).first()
    return due or working_day_after(timezone.localdate(now), REVIEW_DAYS)
