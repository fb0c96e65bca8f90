"""Opening a meeting with its quorum, and closing it when all numbers agree."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User
from office.people.permissions import organisations_of

from .. import arithmetic, ballots
from ..enums import CountPost, ItemState, MeetingState
from ..models import AgendaItem, CountSignature, Expert, Meeting
from ..queries import Tally, heads_on, members_on, present_at, tallies_of
from .guards import ask, at, locked


@transaction.atomic
def open_meeting(
    meeting: Meeting,
    *,
    chair: Expert,
    teller: User,
    scrutineer: User,
    actor: User,
    now: datetime.datetime,
) -> Meeting:
    """Open a meeting on its day; its rules and the number of members are fixed from then on.

    Raises PermissionDenied, or ValidationError `moved_on`, `another_day`, `vacant_seats` (the committee is
    not complete), `not_in_the_chair`, `chair_absent`, `same_person`, `counts_own_chair`, `not_of_the_office`,
    `no_quorum`.
    """
    ask(actor, meeting.committee)
    kept = locked(meeting, MeetingState.PLANNED)
    if timezone.localdate(now) != kept.held_on:
        raise ValidationError(
            _("The meeting is planned for %(day)s and opens on that day only."),
            code="another_day",
            params={"day": kept.held_on},
        )
    members = members_on(kept.committee, kept.held_on).count()
    if members != kept.committee.size:
        raise ValidationError(
            _("The committee has %(size)s seats, of which %(held)s are held today. Fill them first."),
            code="vacant_seats",
            params={"size": kept.committee.size, "held": members},
        )
    _refuse_chair(kept, chair)
    _refuse_counters(kept, chair, teller, scrutineer)
    for name, value in kept.committee.rules.items():
        setattr(kept, name, value)
    refuse_without_quorum(kept, present=present_at(kept).count(), members=members)
    kept.state, kept.members = MeetingState.OPEN, members
    kept.chair, kept.teller, kept.scrutineer = chair, teller, scrutineer
    kept.opened_at, kept.opened_by = now, actor
    kept.save()
    audit.record(
        "committees.meeting.opened",
        actor=actor,
        subject=kept,
        at=now,
        members=members,
        present=present_at(kept).count(),
        rules=kept.rules,
    )
    return kept


def refuse_without_quorum(meeting: Meeting, *, present: int, members: int) -> None:
    """Raise ValidationError `no_quorum` unless so many present can decide."""
    if not arithmetic.has_quorum(meeting, present=present, members=members):
        raise ValidationError(
            _("%(present)s of %(members)s members can decide here; %(needed)s are needed."),
            code="no_quorum",
            params={
                "present": present,
                "members": members,
                "needed": arithmetic.needed_for_quorum(meeting, members),
            },
        )


def _refuse_chair(meeting: Meeting, chair: Expert) -> None:
    if not heads_on(meeting.committee, meeting.held_on).filter(pk=chair.pk).exists():
        raise at("chair", _("The chair or a vice-chair presides. Choose one of them."), "not_in_the_chair")
    if not present_at(meeting).filter(pk=chair.pk).exists():
        raise at("chair", _("%(name)s is not entered as present."), "chair_absent", name=str(chair))


def _refuse_counters(meeting: Meeting, chair: Expert, teller: User, scrutineer: User) -> None:
    """Refuse any but two people of the committee or its department, neither of them in the chair."""
    if teller.pk == scrutineer.pk:
        raise at("scrutineer", _("A count is signed by two people. Choose somebody else."), "same_person")
    for name, person in {"teller": teller, "scrutineer": scrutineer}.items():
        if person.pk == chair.user_id:
            raise at(name, _("Whoever presides does not count. Choose somebody else."), "counts_own_chair")
        if meeting.committee.organisation_id not in organisations_of(person):
            raise at(
                name,
                _("%(name)s acts neither for the department nor in its committees."),
                "not_of_the_office",
                name=person.get_full_name(),
            )


@transaction.atomic
def close_meeting(meeting: Meeting, *, discussion: str, actor: User, now: datetime.datetime) -> Meeting:
    """Close a meeting for good: everything about it is frozen, and its decisions count from now on.

    Every number is derived again from the rows. Raises PermissionDenied, or ValidationError `moved_on`,
    `undecided` (an item neither counted nor taken off), `unsigned`, `totals_differ` (votes, voters or a
    signed count do not agree).
    """
    ask(actor, meeting.committee)
    kept = locked(meeting, MeetingState.OPEN)
    items = list(kept.items.exclude(state=ItemState.WITHDRAWN).prefetch_related("signatures"))
    if left := [item.position for item in items if item.state != ItemState.COUNTED]:
        raise ValidationError(
            _("No result yet for item %(items)s. Vote on it, or take it off the agenda."),
            code="undecided",
            params={"items": _(", ").join(str(place) for place in left)},
        )
    tallies = tallies_of(items)
    for item in items:
        refuse_differing(item, tallies[item.pk], list(item.signatures.all()))
    kept.state, kept.closed_at, kept.discussion = MeetingState.CLOSED, now, discussion.strip()
    kept.save(update_fields=["state", "closed_at", "discussion"])
    transaction.on_commit(lambda: _sweep(now))
    audit.record("committees.meeting.closed", actor=actor, subject=kept, at=now, decided=len(items))
    return kept


def _sweep(now: datetime.datetime) -> None:
    """Destroy the keys of boxes that a crash left behind; those of the last hour may be in the making."""
    named = AgendaItem.objects.exclude(box_key=None).values_list("box_key", flat=True)
    ballots.sweep([key for key in named if key], before=now - datetime.timedelta(hours=1))


def refuse_differing(item: AgendaItem, tally: Tally, signed: list[CountSignature]) -> None:
    """Raise ValidationError `unsigned` or `totals_differ` unless rows and both signatures agree."""
    if {each.post for each in signed} != set(CountPost.values):
        raise ValidationError(
            _("The count of item %(item)s is not signed by teller and scrutineer yet."),
            code="unsigned",
            params={"item": item.position},
        )
    counted = (tally.yes, tally.no, tally.abstain)
    if tally.cast != tally.voted or any((s.yes, s.no, s.abstain) != counted for s in signed):
        raise ValidationError(
            _(
                "The numbers of item %(item)s do not agree: %(voted)s people voted, %(cast)s votes are there "
                "(%(yes)s for, %(no)s against, %(abstain)s abstentions). The meeting cannot be closed; tell "
                "the auditor."
            ),
            code="totals_differ",
            params={
                "item": item.position,
                "voted": tally.voted,
                "cast": tally.cast,
                "yes": tally.yes,
                "no": tally.no,
                "abstain": tally.abstain,
            },
        )
