"""The secret ballot: opening the box, voting once, opening the box again and counting.

What must hold is told in docs/decisions/22-secret-ballot.md: no row, record or log joins a voter to a vote.
"""

from __future__ import annotations

import datetime
import secrets
from collections import Counter

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from .. import ballots
from ..enums import Choice, CountPost, ItemState, MeetingState
from ..models import AgendaItem, CountSignature, Vote, Voter
from ..queries import electorate_of, present_at, tallies_of, undeclared
from .guards import ask, at, locked, moved_on
from .sessions import refuse_without_quorum


@transaction.atomic
def open_ballot(item: AgendaItem, *, actor: User, now: datetime.datetime) -> AgendaItem:
    """Open the ballot of an item: its roll is fixed to those present without a conflict.

    A recused expert counts neither as present nor for the quorum, which is held against all members. Raises
    PermissionDenied, or ValidationError `moved_on`, `ballot_open` (another one is), `undeclared`,
    `no_quorum`.
    """
    ask(actor, item.meeting.committee)
    meeting = locked(item.meeting, MeetingState.OPEN)
    kept = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if kept.state != ItemState.WAITING:
        raise moved_on()
    if meeting.items.filter(state=ItemState.VOTING).exists():
        raise ValidationError(_("Another ballot is open. Close it first."), code="ballot_open")
    if silent := undeclared(kept.dossier, present_at(meeting)):
        raise ValidationError(
            _("Not yet declared whether there is a conflict: %(names)s. Each declares before the ballot."),
            code="undeclared",
            params={"names": _(", ").join(str(expert) for expert in silent)},
        )
    voters = list(electorate_of(kept.dossier, meeting))
    refuse_without_quorum(meeting, present=len(voters), members=meeting.members or 0)
    Voter.objects.bulk_create([Voter(item=kept, expert=expert) for expert in voters])
    kept.box_key = ballots.make_key()
    kept.box = ballots.seal(Counter(), kept.box_key)
    kept.state = ItemState.VOTING
    kept.save(update_fields=["state", "box", "box_key"])
    audit.record(
        "committees.ballot.opened",
        actor=actor,
        subject=meeting,
        at=now,
        position=kept.position,
        present=len(voters),
    )
    return kept


@transaction.atomic
def cast_vote(item: AgendaItem, choice: Choice, *, actor: User, now: datetime.datetime) -> AgendaItem:
    """Put one ballot into the box: each expert of the roll once, in person, while the ballot is open.

    The record says that the expert voted, never what. Raises PermissionDenied for somebody who is not on the
    roll, or ValidationError `voted_already`, `ballot_closed`.
    """
    kept = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if kept.state != ItemState.VOTING or kept.box is None or kept.box_key is None:
        raise ValidationError(
            _("This ballot is not open. A vote is cast neither before nor afterwards."), code="ballot_closed"
        )
    own = Voter.objects.filter(item=kept, expert__user=actor.pk)
    if not actor.has_perm("committees.vote") or not own.exists():
        raise PermissionDenied(_("You are not on the roll of this ballot: not present, or recused."))
    if not own.filter(has_voted=False).update(has_voted=True):
        raise ValidationError(_("You have voted; every expert votes once."), code="voted_already")
    counts = ballots.unseal(kept.box, kept.box_key)
    counts[choice.value] += 1
    # The lock on the item already keeps two ballots apart; where a database has none, this does.
    sealed = ballots.seal(counts, kept.box_key)
    if not AgendaItem.objects.filter(pk=kept.pk, box=kept.box).update(box=sealed):
        raise moved_on()
    audit.record("committees.ballot.cast", actor=actor, subject=kept.meeting, at=now, position=kept.position)
    return kept


@transaction.atomic
def close_ballot(item: AgendaItem, *, actor: User, now: datetime.datetime) -> AgendaItem:
    """Close a ballot: open the box, write its votes in an order of chance, and destroy its key.

    Who has not voted by now has not voted; a vote that is missing counts as present and not for. Raises
    PermissionDenied, or ValidationError `moved_on`.
    """
    ask(actor, item.meeting.committee)
    locked(item.meeting, MeetingState.OPEN)
    kept = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if kept.state != ItemState.VOTING or kept.box is None or kept.box_key is None:
        raise moved_on()
    key = kept.box_key
    choices = list(ballots.unseal(kept.box, key).elements())
    secrets.SystemRandom().shuffle(choices)
    Vote.objects.bulk_create([Vote(item=kept, choice=choice) for choice in choices])
    kept.state, kept.box, kept.box_key = ItemState.COUNTED, None, None
    kept.save(update_fields=["state", "box", "box_key"])
    transaction.on_commit(lambda: ballots.destroy_key(key))
    audit.record(
        "committees.ballot.closed",
        actor=actor,
        subject=kept.meeting,
        at=now,
        position=kept.position,
        votes=len(choices),
    )
    return kept


@transaction.atomic
def sign_count(
    item: AgendaItem, *, yes: int, no: int, abstain: int, actor: User, now: datetime.datetime
) -> CountSignature:
    """Sign the numbers of a count as its teller or scrutineer; signed again alike changes nothing.

    Raises PermissionDenied, or ValidationError `moved_on` (not counted yet), `count_differs`,
    `signed_already` (with other numbers).
    """
    meeting = locked(item.meeting, MeetingState.OPEN)
    if not actor.has_perm("committees.sign_count", meeting):
        raise PermissionDenied(_("Only teller and scrutineer of this meeting sign its counts."))
    item.refresh_from_db()
    if item.state != ItemState.COUNTED:
        raise moved_on()
    numbers = {"yes": yes, "no": no, "abstain": abstain}
    post = CountPost.TELLER if actor.pk == meeting.teller_id else CountPost.SCRUTINEER
    if there := item.signatures.filter(post=post).first():
        if {name: getattr(there, name) for name in numbers} == numbers:
            return there
        raise ValidationError(_("You signed this count with other numbers."), code="signed_already")
    tally = tallies_of([item])[item.pk]
    for name, number in numbers.items():
        if getattr(tally, name) != number:
            raise at(name, _("The box held another number. Count again."), "count_differs")
    signed = CountSignature.objects.create(item=item, post=post, signed_by=actor, signed_at=now, **numbers)
    audit.record(
        "committees.count.signed", actor=actor, subject=meeting, at=now, position=item.position, post=post
    )
    return signed
