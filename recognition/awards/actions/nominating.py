"""Nominating: by an organisation, or oneself; the case of somebody new is opened with what is known."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.actions import open_case
from office.casework.disclosure import refuse_identifiers
from office.people.enums import ConsentChannel, EmploymentForm, Role
from office.people.models import Courier, Organisation, User
from office.people.permissions import holds, organisations_of
from recognition.honours.permissions import RECOGNISING
from training.subsidies.rules import age_on

from .. import queries
from ..enums import Acceptance
from ..models import Call, Nomination, Nominee
from ..models.nominee import SHORT
from ..queries.nominees import ENDED
from .guards import ask, at
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
    nominee = _found_or_opened(call, unit, courier, collective.strip(), actor, now)
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


@transaction.atomic
def nominate_oneself(
    call: Call, *, unit: Organisation, words: str, short_text: str = "", actor: User, now: datetime.datetime
) -> Nominee:
    """Put oneself forward, as somebody who works for the unit; return the nominee, who stands at once.

    Somebody nominated already says so of the own accord, which adds to the nominations. An organisation must
    endorse it before it is handed in (`not_endorsed`). Raises PermissionDenied, or ValidationError
    `no_own_nominations`, `call_closed`, `kind_unfit`, `not_employed`, `nominated_already`, `ended`,
    `words_required`, `identifier_in_notice`.
    """
    courier = actor.courier
    if courier is None or not actor.has_perm("awards.nominate_oneself"):
        raise PermissionDenied(_("People put themselves forward with their own account."))
    if not call.takes_own or not call.award.is_published:
        raise ValidationError(
            _("In this call organisations nominate; ask your unit."), code="no_own_nominations"
        )
    _check(call, unit, courier, "", timezone.localdate(now))
    if not words.strip():
        raise at("words", _("Say why you put yourself forward."), "words_required")
    refuse_identifiers([(_("why"), words), (_("deeds in short"), short_text)])
    nominee = _found_or_opened(call, unit, courier, "", actor, now)
    if nominee.nominations.filter(organisation=None).exists():
        raise ValidationError(_("You have put yourself forward already."), code="nominated_already")
    Nomination.objects.create(nominee=nominee, words=words.strip()[:300], made_at=now, made_by=actor)
    nominee.acceptance = Acceptance.ACCEPTED
    nominee.answered_on = timezone.localdate(now)
    nominee.answered_by_channel = ConsentChannel.ONLINE
    nominee.short_text = nominee.short_text or short_text.strip()[:SHORT]
    nominee.save(update_fields=["acceptance", "answered_on", "answered_by_channel", "short_text"])
    audit.record("awards.nominee.nominated", actor=actor, subject=nominee.case, at=now, organisation=None)
    return nominee


def _found_or_opened(
    call: Call,
    unit: Organisation,
    courier: Courier | None,
    collective: str,
    actor: User,
    now: datetime.datetime,
) -> Nominee:
    """Return the nominee of a call, opened where there is none; refuse one whose case has ended."""
    # The call's row is the lock: two who nominate the same person follow one another.
    Call.objects.select_for_update().get(pk=call.pk)
    nominee = _standing(call, unit, courier, collective)
    if nominee is None:
        return _open(call, unit, courier, collective, actor, now)
    if nominee.case.state in ENDED:
        raise ValidationError(
            _("%(name)s was nominated to this call before, and that case has ended.")
            % {"name": nominee.name},
            code="ended",
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
