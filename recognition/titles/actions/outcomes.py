"""What a committee decided: recorded from above by two officers, or taken from the district's own."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.casework.actions import advance
from office.casework.disclosure import refuse_identifiers_in_reason
from office.casework.models import Case
from office.people.models import User
from recognition.committees.queries import Outcome, experts_named_in, outcome_of

from ..enums import PaperKind
from ..models import Title, TitleApplication, UpwardResult
from .guards import at, keep_paper, lock_in_state
from .titles import enter_title


@transaction.atomic
def record_result(
    application: TitleApplication,
    *,
    passed: bool,
    document_number: str,
    decided_on: datetime.date,
    committee: str,
    name: str,
    content: bytes,
    actor: User,
    now: datetime.datetime,
) -> UpwardResult:
    """Record the result of a committee elsewhere with its document; another officer confirms it.

    Raises PermissionDenied, ValidationError `moved_on`, `in_the_future`, and what `read_paper` raises.
    """
    case = lock_in_state(application, "sent_up", "titles.review", actor)
    if decided_on > timezone.localdate(now):
        raise at("decided_on", _("This day lies in the future. Correct it."), "in_the_future")
    paper = keep_paper(application, PaperKind.RESULT, name=name, content=content, actor=actor, now=now)
    facts = {
        "passed": passed,
        "committee": committee.strip(),
        "document_number": document_number.strip(),
        "decided_on": decided_on,
        "paper": paper,
        "recorded_at": now,
        "recorded_by": actor,
    }
    result, _made = UpwardResult.objects.update_or_create(application=application, defaults=facts)
    step = "record_pass" if passed else "record_failure"
    data = {"document": result.document_number, "decided_on": decided_on, "sha256": paper.sha256}
    advance(case, step, actor=actor, now=now, data=data)
    return result


def confirm_result(application: TitleApplication, *, actor: User | None, now: datetime.datetime) -> None:
    """Confirm what was recorded from above, by another hand; a pass enters the title.

    Called inside the step's transaction; without a result from above there is nothing to confirm here.
    Raises ValidationError `same_hand`.
    """
    result = UpwardResult.objects.filter(application=application).first()
    if result is None or actor is None:
        return
    if result.recorded_by_id == actor.pk:
        raise ValidationError(
            _("You entered this result yourself. A colleague holds it against the document and confirms it."),
            code="same_hand",
        )
    result.confirmed_at, result.confirmed_by = now, actor
    result.save(update_fields=["confirmed_at", "confirmed_by"])
    if result.passed:
        enter_title(
            application,
            committee=result.committee,
            document_number=result.document_number,
            obtained_on=result.decided_on,
            actor=actor,
            now=now,
        )


@transaction.atomic
def take_outcome(
    application: TitleApplication, *, reasons: str = "", actor: User, now: datetime.datetime
) -> Case:
    """Take what the district's committee decided, and move the case on by it; return the case.

    `reasons` are read by the applicant: asked for where the case did not pass, and never naming an expert.
    Raises PermissionDenied, ValidationError `moved_on`, `no_outcome`, `reasons_required`, `names_expert`,
    `identifier_in_reason`, or `outcome_used` when the last meeting is the one whose outcome was examined
    again.
    """
    case = lock_in_state(application, "reviewed", "titles.review", actor)
    outcome = _outcome(case)
    meeting = str(outcome.meeting)[:120]
    if meeting == application.decided_at:
        raise ValidationError(
            _("The outcome of “%(meeting)s” was taken before. The case waits for another meeting.")
            % {"meeting": meeting},
            code="outcome_used",
        )
    words = reasons.strip()
    _refuse_reasons(words, outcome, case)
    application.decided_at = meeting
    application.save(update_fields=["decided_at"])
    data = {
        "meeting": meeting,
        "yes": outcome.yes,
        "present": outcome.present,
        "members": outcome.members,
        "decided_on": outcome.decided_on,
    }
    step = "carry" if outcome.passed else "fail"
    return advance(case, step, actor=actor, now=now, reason=words, data=data)


def _refuse_reasons(words: str, outcome: Outcome, case: Case) -> None:
    """Raise unless the applicant is told why not, without the name of anybody who judged (art. 26)."""
    if not outcome.passed and not words:
        message = _("Say why the committee did not pass the application: the applicant reads it.")
        raise at("reasons", message, "reasons_required")
    refuse_identifiers_in_reason("reasons", words)
    if named := experts_named_in(words, outcome.meeting, case):
        message = _("The reasons name an expert (%(names)s). Leave the name out; who judged is not public.")
        raise at("reasons", message % {"names": "、".join(named)}, "names_expert")


def _outcome(case: Case) -> Outcome:
    """Return the committee's outcome; raise ValidationError `no_outcome`."""
    outcome = outcome_of(case)
    if outcome is None:
        raise ValidationError(
            _("No committee has decided on case %(case)s. Put it on the agenda of a meeting first.")
            % {"case": case.number},
            code="no_outcome",
        )
    return outcome


@transaction.atomic
def confirm_title(
    application: TitleApplication, *, document_number: str, actor: User, now: datetime.datetime
) -> Title:
    """Confirm a title after the committee's notice, by the document of the HR bureau, and record it.

    Raises PermissionDenied, ValidationError `moved_on`, `no_outcome`, and what the gate raises.
    """
    case = lock_in_state(application, "cleared", "titles.confirm", actor)
    outcome = _outcome(case)
    advance(case, "confirm_title", actor=actor, now=now, data={"document": document_number.strip()})
    return enter_title(
        application,
        committee=application.round.committee,
        document_number=document_number,
        obtained_on=outcome.decided_on,
        actor=actor,
        now=now,
    )
