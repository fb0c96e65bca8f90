"""What a step of the procedure means for the application."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.models import Case
from office.desk.language import office_language
from office.people.models import User
from office.policy.enums import Outcome

from .. import queries
from ..judging import judge_for
from ..models import TitleApplication
from ..sections import undone
from .employers import require_notice
from .guards import lock_in_state
from .outcomes import confirm_result

JUDGED = ["policy_version", "judged_on", "eligible", "facts", "findings"]


def follow_step(case: Case, name: str, *, actor: User | None, now: datetime.datetime) -> None:
    """Do what a step means for the application; raise ValidationError when it may not be taken.

    `round_closed`, `parts_missing`, `not_pledged`, `not_eligible`, `evidence_missing`, `notice_missing`,
    `same_hand`, and what judging raises.
    """
    application = (
        TitleApplication.objects.select_related("round", "applicant", "case__organisation", "skill")
        .prefetch_related("work", "achievements")
        .get(pk=case.pk)
    )
    if name == "submit":
        _require_whole(application, timezone.localdate(now))
        judge(application, now=now)
        _require_not_refused(application)
    elif name == "recommend":
        require_notice(application, timezone.localdate(now))
    elif name in {"review", "send_up"}:
        judge(application, now=now)
        _require_not_refused(application)
        _require_clear(application)
    elif name in {"confirm_title", "confirm_refusal"}:
        confirm_result(application, actor=actor, now=now)
    elif name in {"withdraw", "reject"}:
        application.live = False
        application.save(update_fields=["live"])


def judge(application: TitleApplication, *, now: datetime.datetime) -> None:
    """Judge by the standards of the round's day and keep facts, findings and verdict.

    To be called inside the transaction of a deed. Raises ValidationError `policy_missing`, `policy_expired`,
    and what a version that no rule can read raises.
    """
    today = timezone.localdate(now)
    with office_language():
        judge_ = judge_for(application.round.as_of)
        application.policy_version = judge_.in_force()
        facts = queries.facts_of(application, today)
        verdict = judge_.decide(facts)
    application.judged_on, application.eligible = today, verdict.eligible
    application.facts, application.findings = facts.to_json(), verdict.to_json()
    application.save(update_fields=JUDGED)


@transaction.atomic
def judge_again(application: TitleApplication, *, actor: User, now: datetime.datetime) -> TitleApplication:
    """Judge anew during the review, after something was added to the record.

    Raises PermissionDenied, ValidationError `moved_on`, and what judging raises.
    """
    case = lock_in_state(application, "accepted", "titles.review", actor)
    judge(application, now=now)
    audit.record(
        "titles.application.judged", actor=actor, subject=case, at=now, eligible=application.eligible
    )
    return application


def _require_whole(application: TitleApplication, today: datetime.date) -> None:
    """Raise unless every part is done and pledged; a first submission comes while the round is open."""
    round_ = application.round
    if application.judged_on is None and not round_.is_open(today):
        raise ValidationError(
            _("This round took applications until %(last)s. Apply in the next one.")
            % {"last": round_.closes_on},
            code="round_closed",
        )
    if missing := undone(application):
        names = "、".join(str(section.label) for section in missing)
        raise ValidationError(
            _("These parts are not complete: %(parts)s. Fill them in, then submit.") % {"parts": names},
            code="parts_missing",
        )
    if application.pledged_at is None:
        raise ValidationError(
            _("Read the pledge and give it; after a change it is given anew. Then submit."),
            code="not_pledged",
        )


def _labels(application: TitleApplication, outcome: Outcome) -> str:
    return "、".join(row["label"] for row in application.findings if row["outcome"] == outcome)


def _require_not_refused(application: TitleApplication) -> None:
    if application.eligible is False:
        raise ValidationError(
            _("These conditions are not met: %(rules)s. Look at the findings; each names its clause.")
            % {"rules": _labels(application, Outcome.NOT_MET)},
            code="not_eligible",
        )


def _require_clear(application: TitleApplication) -> None:
    if application.eligible is None:
        raise ValidationError(
            _("These conditions are not shown yet: %(rules)s. Return the application for supplement.")
            % {"rules": _labels(application, Outcome.EVIDENCE_MISSING)},
            code="evidence_missing",
        )
