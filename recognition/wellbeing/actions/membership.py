"""Joining the union, admission with a card, moving to another employer, leaving."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.disclosure import refuse_identifiers_in_reason
from office.casework.numbering import create_numbered, next_number
from office.people.models import Courier, Organisation, User

from ..enums import MemberState
from ..models import Membership, MembershipTransfer, UnionHome
from ..numbering import CARD_PREFIX
from .guards import ask, at, moved_on, refuse_other_than_employer


@transaction.atomic
def apply_for_membership(
    courier: Courier, *, employer: Organisation, actor: User, now: datetime.datetime
) -> Membership:
    """Take an application in: by the courier, or by a union officer from paper.

    Raises PermissionDenied, or ValidationError `not_an_employer`, `applied_already`.
    """
    ask(actor, "wellbeing.join_union", courier)
    refuse_other_than_employer(employer)
    try:
        with transaction.atomic():
            made = Membership.objects.create(
                courier=courier, employer=employer, applied_at=now, applied_by=actor
            )
    except IntegrityError as error:
        raise ValidationError(
            _("There is a membership or an application already. Open it instead of applying again."),
            code="applied_already",
        ) from error
    audit.record("wellbeing.membership.applied", actor=actor, subject=courier, at=now, membership=made.pk)
    return made


@transaction.atomic
def withdraw_application(membership: Membership, *, actor: User, now: datetime.datetime) -> Membership:
    """Take an application back before it is decided. Raises PermissionDenied, ValidationError `moved_on`."""
    ask(actor, "wellbeing.join_union", membership.courier)
    _move(membership, MemberState.APPLIED, {"state": MemberState.WITHDRAWN, "decided_at": now})
    audit.record(
        "wellbeing.membership.withdrawn",
        actor=actor,
        subject=membership.courier,
        at=now,
        membership=membership.pk,
    )
    return membership


@transaction.atomic
def admit(
    membership: Membership,
    *,
    admitted_on: datetime.date,
    home: UnionHome | None = None,
    actor: User,
    now: datetime.datetime,
) -> Membership:
    """Admit an applicant and give the next card number of the year.

    Raises PermissionDenied (also for one's own application), or ValidationError `moved_on`, `day`,
    `other_employers_home`.
    """
    _ask_to_decide(membership, actor)
    _refuse_home(home, membership.employer)
    applied_on = timezone.localdate(membership.applied_at)
    if not applied_on <= admitted_on <= timezone.localdate(now):
        raise at(
            "admitted_on",
            _("The day lies between the application (%(first)s) and today."),
            "day",
            first=applied_on,
        )

    def give_card() -> Membership:
        number = next_number(Membership, CARD_PREFIX, admitted_on.year, digits=6)
        values = {
            "state": MemberState.ADMITTED,
            "number": number,
            "admitted_on": admitted_on,
            "home": home,
            "decided_at": now,
            "decided_by": actor,
        }
        return _move(membership, MemberState.APPLIED, values)

    create_numbered(give_card)
    audit.record(
        "wellbeing.membership.admitted",
        actor=actor,
        subject=membership.courier,
        at=now,
        membership=membership.pk,
        card=membership.number,
    )
    return membership


@transaction.atomic
def refuse(membership: Membership, *, reason: str, actor: User, now: datetime.datetime) -> Membership:
    """Refuse an application with a reason that the applicant reads.

    Raises PermissionDenied, or ValidationError `moved_on`, `identifier_in_reason`.
    """
    _ask_to_decide(membership, actor)
    refuse_identifiers_in_reason("reason", reason)
    values = {"state": MemberState.REFUSED, "reason": reason.strip(), "decided_at": now, "decided_by": actor}
    _move(membership, MemberState.APPLIED, values)
    audit.record(
        "wellbeing.membership.refused",
        actor=actor,
        subject=membership.courier,
        at=now,
        membership=membership.pk,
        reason=membership.reason,
    )
    return membership


@transaction.atomic
def transfer(
    membership: Membership,
    *,
    employer: Organisation,
    home: UnionHome | None = None,
    transferred_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> MembershipTransfer:
    """Carry a membership over to the next employer; the card stays.

    Raises PermissionDenied, or ValidationError `moved_on`, `same_employer`, `not_an_employer`,
    `other_employers_home`, `day`.
    """
    ask(actor, "wellbeing.keep_members")
    refuse_other_than_employer(employer)
    _refuse_home(home, employer)
    before = membership.employer
    if employer == before:
        raise at(
            "employer", _("The membership is with this employer already. Choose another."), "same_employer"
        )
    if not (membership.admitted_on and membership.admitted_on <= transferred_on <= timezone.localdate(now)):
        raise at("transferred_on", _("The day lies between the admission and today."), "day")
    moved = Membership.objects.filter(pk=membership.pk, state=MemberState.ADMITTED, employer=before)
    if not moved.update(employer=employer, home=home):
        raise moved_on()
    membership.refresh_from_db()
    made = MembershipTransfer.objects.create(
        membership=membership,
        from_employer=before,
        to_employer=employer,
        transferred_on=transferred_on,
        recorded_at=now,
        recorded_by=actor,
    )
    audit.record(
        "wellbeing.membership.transferred",
        actor=actor,
        subject=membership.courier,
        at=now,
        membership=membership.pk,
        employer=employer.name,
        before=before.name,
    )
    return made


@transaction.atomic
def end_membership(
    membership: Membership, *, ended_on: datetime.date, reason: str, actor: User, now: datetime.datetime
) -> Membership:
    """End a membership on a day up to today, with a reason that is kept.

    Raises PermissionDenied, or ValidationError `moved_on`, `day`, `identifier_in_reason`.
    """
    ask(actor, "wellbeing.keep_members")
    if not (membership.admitted_on and membership.admitted_on <= ended_on <= timezone.localdate(now)):
        raise at("ended_on", _("The day lies between the admission and today."), "day")
    refuse_identifiers_in_reason("reason", reason)
    values = {"state": MemberState.ENDED, "ended_on": ended_on, "reason": reason.strip()}
    _move(membership, MemberState.ADMITTED, values)
    audit.record(
        "wellbeing.membership.ended",
        actor=actor,
        subject=membership.courier,
        at=now,
        membership=membership.pk,
        reason=membership.reason,
    )
    return membership


def _ask_to_decide(membership: Membership, actor: User) -> None:
    ask(actor, "wellbeing.keep_members")
    if actor.courier_id == membership.courier_id:
        raise PermissionDenied(_("Nobody decides on an application of one's own. Ask a colleague."))


def _refuse_home(home: UnionHome | None, employer: Organisation) -> None:
    if home is not None and (home.employer_id != employer.pk or home.closed_on is not None):
        raise at(
            "home",
            _("“%(name)s” belongs to another employer or is closed. Choose one of %(employer)s."),
            "other_employers_home",
            name=home.name,
            employer=employer.name,
        )


def _move(membership: Membership, state: MemberState, values: dict[str, object]) -> Membership:
    """Write by compare-and-swap; raise ValidationError `moved_on` when the state is another by now."""
    if not Membership.objects.filter(pk=membership.pk, state=state).update(**values):
        raise moved_on()
    membership.refresh_from_db()
    return membership
