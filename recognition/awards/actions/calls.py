"""Opening a call and giving places to units."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass
from decimal import InvalidOperation

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import Organisation, User
from office.policy.models import PolicyVersion
from office.policy.queries import version_in_force

from ..enums import AwardKind
from ..models import Award, Call, UnitPlaces
from ..quotas import quotas_of
from ..rules import Facts, judge
from .guards import ask, at


@dataclass(frozen=True, kw_only=True)
class CallFacts:
    """A call as it is announced; `takes_own` lets people nominate themselves.

    The days of support are both given or neither.
    """

    name: str
    year: int
    opens_on: datetime.date
    closes_on: datetime.date
    age_on: datetime.date
    places: int
    takes_own: bool = False
    support_from: datetime.date | None = None
    support_until: datetime.date | None = None


@transaction.atomic
def open_call(award: Award, facts: CallFacts, *, actor: User, now: datetime.datetime) -> Call:
    """Open a call under the rules in force on its first day, which it keeps; return the call.

    Raises PermissionDenied, or ValidationError `closes_before_opening`, `closed_already`, `support_days`,
    `support_kind` (only a selection activity takes votes), `name_taken`, `policy_missing`, `policy_expired`,
    `unknown_rule`, `bad_quota`.
    """
    ask(actor, "awards.open_call", award)
    _check_days(award, facts, timezone.localdate(now))
    policy = version_in_force(award.scheme, facts.opens_on)
    _check_rules(policy, facts)
    try:
        with transaction.atomic():
            call = Call.objects.create(
                award=award, policy=policy, opened_at=now, opened_by=actor, **asdict(facts)
            )
    except IntegrityError:
        raise at("name", _("There is a call of this name. Choose another."), "name_taken") from None
    audit.record(
        "awards.call.opened",
        actor=actor,
        subject=call,
        at=now,
        policy=policy.pk,
        opens_on=call.opens_on,
        closes_on=call.closes_on,
    )
    return call


def _check_days(award: Award, facts: CallFacts, today: datetime.date) -> None:
    if facts.closes_on < facts.opens_on:
        raise at("closes_on", _("A call closes after it opens."), "closes_before_opening")
    if facts.closes_on < today:
        raise at("closes_on", _("This day is over; nobody could nominate."), "closed_already")
    if facts.support_from is None and facts.support_until is None:
        return
    if award.kind != AwardKind.SELECTION:
        raise at(
            "support_from",
            _("Only a selection activity takes votes of support; leave both days empty."),
            "support_kind",
        )
    if not (facts.support_from and facts.support_until and facts.support_from <= facts.support_until):
        raise at("support_until", _("Enter the first and the last day of support."), "support_days")


def _check_rules(policy: PolicyVersion, facts: CallFacts) -> None:
    """Refuse a version that no rule can read before anybody is judged by it."""
    judge(Facts(is_person=True, title="", age_on=facts.age_on), policy.parameters)
    try:
        quotas_of(policy.parameters)
    except (ValueError, InvalidOperation, AttributeError) as fault:
        raise ValidationError(
            _("The quotas of the policy version cannot be read: %(fault)s. Correct the version first.")
            % {"fault": fault},
            code="bad_quota",
        ) from fault


@transaction.atomic
def set_places(
    call: Call, unit: Organisation, *, places: int | None, actor: User, now: datetime.datetime
) -> Call:
    """Give a unit places in a call, or take its limit away (`places` None); return the call.

    Raises PermissionDenied, or ValidationError `not_an_employer`.
    """
    ask(actor, "awards.open_call", call)
    if not unit.is_employer:
        raise at("unit", _("Places are given to employers."), "not_an_employer")
    if places is None:
        UnitPlaces.objects.filter(call=call, unit=unit).delete()
    else:
        UnitPlaces.objects.update_or_create(call=call, unit=unit, defaults={"places": places})
    audit.record("awards.places.set", actor=actor, subject=call, at=now, unit=unit.pk, places=places)
    return call
