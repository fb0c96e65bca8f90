"""Nominating, what the unit tells, the nominee's answer, and what the steps of the case mean."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.actions import open_case
from office.casework.disclosure import refuse_identifiers
from office.casework.models import Case
from office.casework.queries import rounds_of
from office.desk.language import office_language
from office.people.enums import ConsentChannel, EmploymentForm, Role
from office.people.models import Courier, Organisation, User
from office.people.permissions import holds, organisations_of
from office.policy.findings import Finding, Verdict
from recognition.honours.permissions import RECOGNISING
from training.subsidies.rules import age_on

from .. import queries
from ..enums import Acceptance
from ..models import Call, Nomination, Nominee
from ..queries.nominees import ENDED
from ..rules import hindering, judge
from .guards import PARTS, ask, at, lock, may_answer, moved_on, open_parts
from .procedures import code_for

NOMINATING = (Role.EMPLOYER_OPERATOR, *RECOGNISING)


@transaction.atomic
def nominate(
    call: Call,
    *,
    unit: Organisation,
    courier: Courier | None = None,
    collective: str = "",
    organisation: Organisation,
    words: str = "",
    actor: User,
    now: datetime.datetime,
) -> Nominee:
    """Nominate a person or a collective of a unit on behalf of an organisation; return the nominee.

    Whoever is nominated already gets one more nomination and no second case. An employer nominates its own
    people alone; the bodies that recognise nominate anybody's. Raises PermissionDenied, or ValidationError
    `call_closed`, `kind_unfit`, `not_employed`, `nominated_already`, `ended`, `identifier_in_notice`.
    """
    ask(actor, "awards.nominate", call)
    _ask_for(organisation, unit, actor)
    _check(call, unit, courier, collective.strip(), timezone.localdate(now))
    refuse_identifiers([(_("why"), words)])
    # The call's row is the lock: two who nominate the same person follow one another.
    Call.objects.select_for_update().get(pk=call.pk)
    nominee = _standing(call, unit, courier, collective.strip()) or _open(
        call, unit, courier, collective.strip(), actor, now
    )
    if nominee.case.state in ENDED:
        raise ValidationError(
            _("%(name)s was nominated to this call before, and that case has ended.")
            % {"name": nominee.name},
            code="ended",
        )
    if nominee.nominations.filter(organisation=organisation).exists():
        raise ValidationError(
            _("%(organisation)s has nominated %(name)s to this call already.")
            % {"organisation": organisation, "name": nominee.name},
            code="nominated_already",
        )
    Nomination.objects.create(
        nominee=nominee, organisation=organisation, words=words.strip()[:300], made_at=now, made_by=actor
    )
    audit.record(
        "awards.nominee.nominated", actor=actor, subject=nominee.case, at=now, organisation=organisation.pk
    )
    return nominee


def _ask_for(organisation: Organisation, unit: Organisation, actor: User) -> None:
    if organisation.pk not in organisations_of(actor, *NOMINATING):
        raise PermissionDenied(_("You nominate on behalf of an organisation that you act for."))
    if not holds(actor, *RECOGNISING, organisation=organisation) and unit != organisation:
        raise PermissionDenied(_("An employer nominates its own people."))


def _check(
    call: Call, unit: Organisation, courier: Courier | None, collective: str, today: datetime.date
) -> None:
    if not call.is_open(today):
        raise ValidationError(
            _("Nominations are taken from %(first)s to %(last)s.")
            % {"first": call.opens_on.isoformat(), "last": call.closes_on.isoformat()},
            code="call_closed",
        )
    award = call.award
    if (courier is None) == (not collective) or not (
        award.takes_people if courier is not None else award.takes_collectives
    ):
        raise ValidationError(
            _("Choose a person or name a collective, as this award takes them."), code="kind_unfit"
        )
    if courier is not None and not courier.employments.filter(employer=unit, ended_on=None).exists():
        raise at("courier", _("This person does not work for the unit today."), "not_employed")


def _standing(call: Call, unit: Organisation, courier: Courier | None, collective: str) -> Nominee | None:
    rows = Nominee.objects.filter(call=call, merged_into=None).select_related("case", "courier")
    if courier is not None:
        return rows.filter(courier=courier).first()
    return rows.filter(courier=None, unit=unit, collective=collective).first()


def _open(
    call: Call,
    unit: Organisation,
    courier: Courier | None,
    collective: str,
    actor: User,
    now: datetime.datetime,
) -> Nominee:
    """Open the case of somebody new in the call, with what the registry knows filled in."""
    name = courier.name if courier is not None else collective
    case = open_case(
        code_for(call.award),
        title=f"{call.name}：{name}",
        organisation=unit,
        courier=courier,
        actor=actor,
        now=now,
    )
    known = _known(courier, timezone.localdate(now)) if courier is not None else {}
    return Nominee.objects.create(
        case=case, call=call, unit=unit, courier=courier, collective=collective, **known
    )


def _known(courier: Courier, today: datetime.date) -> dict[str, Any]:
    """Return what employments and honours on record tell of a person; the unit completes it."""
    jobs = list(courier.employments.all())
    begun = [job.started_on for job in jobs if job.started_on is not None]
    now_held = next((job for job in jobs if job.ended_on is None), None)
    honours = "；".join(f"{each.title}（{each.decided_on.year}）" for each in queries.held_by(courier))
    return {
        "service_years": max(age_on(min(begun), today), 0) if begun else None,
        "post": now_held.post if now_held else "",
        "union_member": now_held.union_member if now_held else None,
        "is_new_employment": bool(
            now_held and now_held.form in {EmploymentForm.CROWD, EmploymentForm.PARTNER}
        ),
        "honours_told": honours[:300],
    }


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
    allowed = {name for part in open_parts(case) for name in PARTS[part]}
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
        _check_handed_in(nominee, timezone.localdate(now))
        _keep_verdict(nominee, "not_ready", opinions_too=False, now=now)
    elif step == "pass_first":
        _keep_verdict(nominee, "not_eligible", opinions_too=True, now=now)
    elif step in {"withdraw", "reject", "not_choose"}:
        Nominee.objects.filter(pk=nominee.pk).update(proposed=False)


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
