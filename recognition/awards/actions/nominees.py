"""What is told of a nominee, the nominee's answer, and what the steps of the case mean."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.disclosure import refuse_identifiers
from office.casework.models import Case
from office.casework.queries import rounds_of
from office.desk.language import office_language
from office.people.enums import ConsentChannel
from office.people.models import User
from office.policy.findings import Finding, Verdict

from .. import queries
from ..enums import Acceptance
from ..models import Jury, Nominee
from ..queries.nominees import ENDED
from ..rules import hindering, judge
from .guards import PARTS, ask, at, lock, may_answer, moved_on, open_parts
from .jury import give_out


@transaction.atomic
def change_particulars(
    nominee: Nominee, told: Mapping[str, Any], *, actor: User, now: datetime.datetime
) -> Nominee:
    """Write what the unit tells; only columns of parts that are open now. Returns the nominee.

    Raises PermissionDenied, or ValidationError `not_open`, `too_long`, `identifier_in_notice`,
    `days_reversed`, `more_young`.
    """
    case = lock(nominee)
    ask(actor, "awards.file_nominee", case)
    allowed = {name for part in open_parts(case, actor) for name in PARTS[part]}
    if not allowed or told.keys() - allowed:
        raise ValidationError(
            _("This part is not open for changes: the case is with the office, or was returned for others."),
            code="not_open",
        )
    for name, value in told.items():
        setattr(nominee, name, value)
    _check_told(nominee)
    nominee.save(update_fields=list(told))
    audit.record("awards.nominee.changed", actor=actor, subject=case, at=now, columns=sorted(told))
    return nominee


def _check_told(nominee: Nominee) -> None:
    nominee.clean_fields(exclude=[f.name for f in Nominee._meta.fields if f.name not in PARTS["texts"]])
    refuse_identifiers(
        [
            (_("deeds in short"), nominee.short_text),
            (_("deeds in full"), nominee.long_text),
            (_("post"), nominee.post),
            (_("remark"), nominee.remark),
        ]
    )
    if nominee.notice_until and not (nominee.notice_from and nominee.notice_from <= nominee.notice_until):
        raise at("notice_until", _("The unit's notice ends after it begins."), "days_reversed")
    if nominee.young_members is not None and nominee.young_members > (nominee.members or 0):
        raise at("young_members", _("There are not that many members."), "more_young")


@transaction.atomic
def answer_nomination(
    nominee: Nominee, *, stands: bool, answered_on: datetime.date, actor: User, now: datetime.datetime
) -> Nominee:
    """Record whether the person stands: by themselves online, or by a signed paper that others enter.

    Raises PermissionDenied, or ValidationError `moved_on`, `answered_later`.
    """
    case = lock(nominee)
    ask(actor, "awards.answer_nomination", case)
    if not may_answer(nominee):
        raise moved_on(nominee)
    if answered_on > timezone.localdate(now):
        raise at("answered_on", _("An answer cannot lie in the future."), "answered_later")
    own = actor.courier_id is not None and actor.courier_id == nominee.courier_id
    nominee.acceptance = Acceptance.ACCEPTED if stands else Acceptance.DECLINED
    nominee.answered_on = answered_on
    nominee.answered_by_channel = ConsentChannel.ONLINE if own else ConsentChannel.PAPER
    nominee.proposed = nominee.proposed and stands
    nominee.save(update_fields=["acceptance", "answered_on", "answered_by_channel", "proposed"])
    audit.record(
        "awards.nominee.answered",
        actor=actor,
        subject=case,
        at=now,
        answer=nominee.acceptance,
        channel=nominee.answered_by_channel,
    )
    return nominee


def judged(nominee: Nominee) -> Verdict:
    """Put the call's rules to what is known of a nominee now, in the reader's language."""
    return judge(queries.facts_of(nominee), nominee.call.policy.parameters)


def follow_step(case: Case, step: str, *, now: datetime.datetime) -> None:
    """Let the nominee follow a step of its case, within the step's transaction.

    Raises ValidationError `texts_missing`, `call_closed`, `places_used`, `not_ready`, `not_eligible`.
    """
    nominee = Nominee.objects.select_related("call__award", "call__policy", "courier", "unit").get(pk=case.pk)
    nominee.case = case
    if step == "submit":
        _check_endorsed(nominee)
        _check_handed_in(nominee, timezone.localdate(now))
        _keep_verdict(nominee, "not_ready", opinions_too=False, now=now)
    elif step == "pass_first":
        _keep_verdict(nominee, "not_eligible", opinions_too=True, now=now)
        if jury := Jury.objects.filter(call=nominee.call_id).first():
            give_out(jury, now=now, beside=nominee)
    elif step in {"withdraw", "reject", "not_choose"}:
        Nominee.objects.filter(pk=nominee.pk).update(proposed=False)


def _check_endorsed(nominee: Nominee) -> None:
    if not nominee.nominations.filter(organisation__isnull=False).exists():
        raise ValidationError(
            _("No organisation has endorsed this nomination yet. The unit, or a body that recognises, does."),
            code="not_endorsed",
        )


def _check_handed_in(nominee: Nominee, today: datetime.date) -> None:
    if not (nominee.short_text.strip() and nominee.long_text.strip()):
        raise ValidationError(
            _("The deeds are missing: in short up to 500 characters, in full up to 2,000."),
            code="texts_missing",
        )
    if nominee.courier_id and not nominee.category:
        raise ValidationError(
            _("Say what the nominee is by work: the quotas count by it."), code="category_missing"
        )
    if today > nominee.call.closes_on and not rounds_of(nominee.case):
        raise ValidationError(
            _("Nominations closed on %(day)s.") % {"day": nominee.call.closes_on.isoformat()},
            code="call_closed",
        )
    places = queries.places_of(nominee.call, nominee.unit)
    handed_in = Nominee.objects.filter(call=nominee.call, unit=nominee.unit, merged_into=None)
    used = handed_in.exclude(case__state__in=(*ENDED, "draft", "returned")).count()
    if places is not None and used > places:
        raise ValidationError(
            _("%(unit)s has %(places)d places in this call, and all are used. Withdraw a nominee first.")
            % {"unit": nominee.unit, "places": places},
            code="places_used",
        )


def _keep_verdict(nominee: Nominee, code: str, *, opinions_too: bool, now: datetime.datetime) -> None:
    """Judge and keep what was found as it reads in the office; refuse with every reason at once."""
    with office_language():
        verdict = judged(nominee)
    if refused := hindering(judged(nominee), opinions_too=opinions_too):
        raise ValidationError(
            _("The nominee does not meet the rules of the call yet: %(reasons)s")
            % {"reasons": _told(refused)},
            code=code,
        )
    Nominee.objects.filter(pk=nominee.pk).update(
        findings=verdict.to_json(), judged_on=timezone.localdate(now)
    )


def _told(findings: Iterable[Finding]) -> str:
    return _("; ").join(f"{each.label}: {each.asked} ({each.found})" for each in findings)
