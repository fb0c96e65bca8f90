"""The chain upwards, the decision, and what follows an honour that is withdrawn."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.casework.actions import advance
from office.people.models import User
from recognition.honours.actions import HonourFacts, issue_certificate, record_honour
from recognition.honours.enums import HonourKind, Level
from recognition.honours.models import Honour

from ..enums import Acceptance, HigherOutcome
from ..models import Call, Nominee, Recommendation
from .guards import ask, at, lock, may_recommend, moved_on

#: The states in which a decision can be recorded.
DECIDABLE = ("final_cleared", "recommended")


@transaction.atomic
def recommend(
    nominee: Nominee,
    *,
    level: str,
    body: str,
    document_number: str,
    sent_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> Recommendation:
    """Send a nominee one level up; a recommendation that waited is passed on by the same document.

    Raises PermissionDenied, what the gate raises, or ValidationError `moved_on`, `sent_later`, `lower_level`.
    """
    case = lock(nominee)
    ask(actor, "awards.decide", case)
    if not may_recommend(nominee):
        raise moved_on(nominee)
    if sent_on > timezone.localdate(now):
        raise at("sent_on", _("The document cannot lie in the future."), "sent_later")
    reached = [Level(each.level).height for each in nominee.recommendations.all()]
    if Level(level).height <= max(reached, default=Level.UNIT.height):
        raise at("level", _("The next level lies above the last one."), "lower_level")
    nominee.recommendations.filter(outcome="").update(
        outcome=HigherOutcome.PASSED_ON, outcome_document=document_number, outcome_on=sent_on
    )
    made = Recommendation.objects.create(
        nominee=nominee,
        level=level,
        body=body.strip(),
        document_number=document_number.strip(),
        sent_on=sent_on,
        recorded_by=actor,
    )
    advance(case, "recommend", actor=actor, now=now, data={"level": level, "document": made.document_number})
    return made


@transaction.atomic
def record_result(
    nominee: Nominee,
    *,
    outcome: str,
    document: str,
    decided_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> Nominee:
    """Record what the higher body made of a recommendation that leads to no honour here.

    A delegate is taken or not; of an award only "not chosen" is recorded here, for what is chosen becomes an
    honour by `honour_nominees`. Raises PermissionDenied, what the gate raises, or ValidationError `outcome`,
    `decided_later`.
    """
    case = lock(nominee)
    ask(actor, "awards.decide", case)
    chosen = outcome == HigherOutcome.CHOSEN
    if outcome == HigherOutcome.PASSED_ON or (chosen and nominee.call.award.is_published):
        raise at("outcome", _("Choose what the body decided."), "outcome")
    if decided_on > timezone.localdate(now):
        raise at("decided_on", _("The decision cannot lie in the future."), "decided_later")
    _close(nominee, outcome, document, decided_on)
    if nominee.call.award.is_published:
        step = "not_choose"
    else:
        step = "record_taken" if chosen else "record_not_taken"
    advance(case, step, actor=actor, now=now, reason=document, data={"document": document})
    return nominee


def _close(nominee: Nominee, outcome: str, document: str, day: datetime.date) -> None:
    nominee.recommendations.filter(outcome="").update(
        outcome=outcome, outcome_document=document, outcome_on=day
    )


@transaction.atomic
def honour_nominees(
    call: Call,
    nominees: Sequence[Nominee],
    *,
    document_number: str,
    decided_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> list[Honour]:
    """Record one decision for several nominees: each becomes an honour with its certificate.

    All or none. Raises PermissionDenied, what the gate, `record_honour` and `issue` raise, or ValidationError
    `nobody_chosen`, `no_title`, `not_recommended`, `not_standing`.
    """
    ask(actor, "awards.decide", call)
    if not nominees:
        raise at("nominees", _("Choose whom the decision names."), "nobody_chosen")
    if not call.award.is_published:
        raise ValidationError(
            _("A recommendation of delegates gives no title; record what came of it."), code="no_title"
        )
    return [_honour(call, each, document_number.strip(), decided_on, actor, now) for each in nominees]


def _honour(
    call: Call,
    nominee: Nominee,
    document_number: str,
    decided_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> Honour:
    case, award = lock(nominee), call.award
    if Level(award.level).height > Level.DISTRICT.height and case.state == "final_cleared":
        raise ValidationError(
            _("%(award)s is decided above the district: recommend %(name)s there first.")
            % {"award": award, "name": nominee.name},
            code="not_recommended",
        )
    if nominee.courier_id and nominee.acceptance != Acceptance.ACCEPTED:
        raise ValidationError(
            _("%(name)s has not said to stand. Record the answer first.") % {"name": nominee.name},
            code="not_standing",
        )
    advance(case, "honour", actor=actor, now=now, data={"document": document_number})
    _close(nominee, HigherOutcome.CHOSEN, document_number, decided_on)
    honour = record_honour(
        HonourFacts(
            courier=nominee.courier,
            organisation=None if nominee.courier_id else nominee.unit,
            collective=nominee.collective,
            kind=HonourKind(award.kind),
            title=nominee.title,
            level=Level(award.level),
            issuer=award.issuer,
            document_number=document_number,
            decided_on=decided_on,
            keeper=award.organiser,
            case=case,
        ),
        actor=actor,
        now=now,
    )
    if honour.is_certified_here:
        issue_certificate(honour, actor=actor, now=now)
    return honour


def follow_honour(honour: Honour, actor: User | None, now: datetime.datetime) -> None:
    """Let the case of a nominee follow the withdrawal of its honour, in the same transaction."""
    nominee = Nominee.objects.select_related("case", "call__award").filter(case=honour.case_id).first()
    if nominee is None:
        return
    case = lock(nominee)
    advance(
        case,
        "withdraw_honour",
        actor=actor,
        now=now,
        reason=honour.withdrawal_reason,
        data={"document": honour.withdrawal_document},
    )
