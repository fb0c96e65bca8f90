"""Setting up committees, filing experts, and giving and ending seats."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.enums import Role
from office.people.models import Organisation, User
from office.people.permissions import holds

from ..bounds import bounds_on, smallest_size
from ..enums import Make, Post, TitleLevel
from ..models import Committee, Expert, Membership, Relative, Speciality
from ..queries import seats_on
from .guards import ask, at, moved_on


@dataclass(frozen=True, kw_only=True)
class CommitteeFacts:
    """What the document that sets a committee up says; the fractions are those of `models.Rules`."""

    name: str
    make: Make
    size: int
    document_number: str
    term_from: datetime.date
    term_to: datetime.date
    blind: bool = True
    quorum_part: int = 2
    quorum_whole: int = 3
    pass_part: int = 2
    pass_whole: int = 3


@dataclass(frozen=True, kw_only=True)
class ExpertFacts:
    """What is filed of an expert; `relatives` are (name, relation)."""

    title: str
    level: TitleLevel
    filing_number: str
    filed_on: datetime.date
    filed_until: datetime.date
    employer: Organisation | None = None
    employer_name: str = ""
    earlier_employers: Iterable[Organisation] = ()
    specialities: Iterable[Speciality] = ()
    relatives: Iterable[tuple[str, str]] = field(default=())


@transaction.atomic
def set_up_committee(
    facts: CommitteeFacts, *, organisation: Organisation, actor: User, now: datetime.datetime
) -> Committee:
    """Set a committee up for a department of which the actor is secretary.

    Raises PermissionDenied, or ValidationError `even_size`, `too_small`, `term_ends_before`, `term_too_long`,
    `not_a_fraction`, `name_taken`.
    """
    if not holds(actor, Role.COMMITTEE_SECRETARY, organisation=organisation):
        raise PermissionDenied(_("You are not secretary for this department."))
    _refuse_size(facts, timezone.localdate(now))
    _refuse_term(facts, timezone.localdate(now))
    for part, whole in (("quorum_part", "quorum_whole"), ("pass_part", "pass_whole")):
        if not 1 <= getattr(facts, part) <= getattr(facts, whole):
            raise at(part, _("Enter a fraction that is not above one."), "not_a_fraction")
    committee = Committee(organisation=organisation, **vars(facts))
    try:
        with transaction.atomic():
            committee.save(force_insert=True)
    except IntegrityError as error:
        raise at("name", _("There is a committee of this name."), "name_taken") from error
    audit.record(
        "committees.committee.set_up",
        actor=actor,
        subject=committee,
        at=now,
        size=committee.size,
        document=committee.document_number,
        rules=committee.rules,
    )
    return committee


def _refuse_size(facts: CommitteeFacts, today: datetime.date) -> None:
    if facts.size % 2 == 0:
        raise at("size", _("A committee has an odd number of seats."), "even_size")
    least, clause = smallest_size(facts.make, today)
    if facts.size < least:
        raise at(
            "size",
            _("Built like this, a committee has %(least)s seats at least (%(clause)s)."),
            "too_small",
            least=least,
            clause=clause,
        )


def _refuse_term(facts: CommitteeFacts, today: datetime.date) -> None:
    if facts.term_to < facts.term_from:
        raise at("term_to", _("The last day lies before the first. Correct the day."), "term_ends_before")
    years, clause = bounds_on(today)["term_years"]
    # A term from 1 March ends on the last day of February; one that begins on 29 February on the 28th.
    begin = facts.term_from - datetime.timedelta(days=1)
    day = min(begin.day, 28) if begin.month == 2 else begin.day
    if facts.term_to > begin.replace(year=begin.year + int(years), day=day):
        raise at(
            "term_to",
            _("A term is %(years)s years at the most (%(clause)s)."),
            "term_too_long",
            years=years,
            clause=clause,
        )


@transaction.atomic
def file_expert(user: User, facts: ExpertFacts, *, actor: User, now: datetime.datetime) -> Expert:
    """File an account that holds the role of an expert.

    Raises PermissionDenied, or ValidationError `not_an_expert`, `filed_already`, `filing_ends_before`.
    """
    if not actor.has_perm("committees.file_expert"):
        raise PermissionDenied(_("Only committee secretaries file experts."))
    if not holds(user, Role.EXPERT):
        raise at("user", _("This account holds no mandate as an expert."), "not_an_expert")
    if facts.filed_until < facts.filed_on:
        raise at(
            "filed_until", _("The last day lies before the first. Correct the day."), "filing_ends_before"
        )
    told: dict[str, Any] = dict(vars(facts))
    earlier, fields, family = (told.pop(key) for key in ("earlier_employers", "specialities", "relatives"))
    expert = Expert(user=user, **told)
    try:
        with transaction.atomic():
            expert.save(force_insert=True)
    except IntegrityError as error:
        raise at(
            "filing_number", _("This account or this filing number is on file already."), "filed_already"
        ) from error
    expert.earlier_employers.set(earlier)
    expert.specialities.set(fields)
    Relative.objects.bulk_create(
        [Relative(expert=expert, name=name, relation=relation) for name, relation in family],
        ignore_conflicts=True,
    )
    audit.record("committees.expert.filed", actor=actor, subject=expert, at=now, filing=expert.filing_number)
    return expert


@transaction.atomic
def strike_off_expert(expert: Expert, *, reason: str, actor: User, now: datetime.datetime) -> Expert:
    """Strike an expert off from today on, with every seat.

    Raises PermissionDenied, or ValidationError `moved_on`.
    """
    if not actor.has_perm("committees.file_expert"):
        raise PermissionDenied(_("Only committee secretaries strike experts off."))
    today, words = timezone.localdate(now), reason.strip()
    changed = Expert.objects.filter(pk=expert.pk, removed_on=None).update(
        removed_on=today, removal_reason=words
    )
    if not changed:
        raise moved_on()
    expert.memberships.filter(ended_on=None).update(ended_on=today, end_reason=words)
    expert.refresh_from_db()
    audit.record("committees.expert.struck_off", actor=actor, subject=expert, at=now, reason=words)
    return expert


@transaction.atomic
def appoint(
    committee: Committee, expert: Expert, *, post: Post, actor: User, now: datetime.datetime
) -> Membership:
    """Give an expert a seat from today to the end of the term; the same seat again changes nothing.

    Raises PermissionDenied, or ValidationError `not_filed`, `term_over`, `committee_full`, `seat_taken`
    (another post, or a second chair).
    """
    ask(actor, committee)
    first = max(timezone.localdate(now), committee.term_from)
    if not expert.is_filed_on(first):
        raise at("expert", _("%(name)s is not on file on this day."), "not_filed", name=str(expert))
    if first > committee.term_to:
        raise ValidationError(_("The term of this committee is over."), code="term_over")
    Committee.objects.select_for_update().get(pk=committee.pk)
    if there := committee.memberships.filter(expert=expert, ended_on=None, post=post).first():
        return there
    if seats_on(committee, first).count() >= committee.size:
        raise ValidationError(
            _("All %(size)s seats are held."), code="committee_full", params={"size": committee.size}
        )
    seat = Membership(
        committee=committee,
        expert=expert,
        post=post,
        valid_from=first,
        valid_to=min(committee.term_to, expert.filed_until),
    )
    try:
        with transaction.atomic():
            seat.save(force_insert=True)
    except IntegrityError as error:
        raise at(
            "post",
            _("The expert holds a seat here already, or the chair is taken. End that one first."),
            "seat_taken",
        ) from error
    audit.record(
        "committees.member.appointed", actor=actor, subject=committee, at=now, expert=expert.pk, post=post
    )
    return seat


@transaction.atomic
def end_seat(seat: Membership, *, reason: str, actor: User, now: datetime.datetime) -> Membership:
    """End a seat today. Raises PermissionDenied, or ValidationError `moved_on`."""
    ask(actor, seat.committee)
    changed = Membership.objects.filter(pk=seat.pk, ended_on=None).update(
        ended_on=timezone.localdate(now), end_reason=reason.strip()
    )
    if not changed:
        raise moved_on()
    seat.refresh_from_db()
    audit.record(
        "committees.member.ended",
        actor=actor,
        subject=seat.committee,
        at=now,
        expert=seat.expert_id,
        reason=seat.end_reason,
    )
    return seat
