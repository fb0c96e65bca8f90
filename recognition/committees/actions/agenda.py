"""Planning a meeting, its agenda, and who is there."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.casework.models import Case
from office.casework.procedures import procedure_of
from office.people.models import User

from ..enums import ItemState, MeetingState
from ..kinds import kind_of
from ..models import AgendaItem, Attendance, Committee, Declaration, Dossier, Expert, Meeting
from ..queries import members_on
from .guards import ask, at, locked, moved_on

# Without letters and digits that are taken for each other.
_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_ALIAS_LENGTH = 5
_CHANGEABLE = (MeetingState.PLANNED, MeetingState.OPEN)


@transaction.atomic
def plan_meeting(
    committee: Committee, *, held_on: datetime.date, place: str, actor: User, now: datetime.datetime
) -> Meeting:
    """Plan a meeting on a day of the committee's term.

    Raises PermissionDenied, or ValidationError `outside_term`, `planned_already`.
    """
    ask(actor, committee)
    if not committee.term_from <= held_on <= committee.term_to:
        raise at(
            "held_on",
            _("The committee's term runs from %(first)s to %(last)s. Choose one of these days."),
            "outside_term",
            first=committee.term_from,
            last=committee.term_to,
        )
    try:
        with transaction.atomic():
            meeting = Meeting.objects.create(
                committee=committee, held_on=held_on, place=place.strip(), **committee.rules
            )
    except IntegrityError as error:
        raise at("held_on", _("The committee meets on this day already."), "planned_already") from error
    audit.record("committees.meeting.planned", actor=actor, subject=meeting, at=now, held_on=held_on)
    return meeting


@transaction.atomic
def take_in(
    committee: Committee, cases: Iterable[Case], *, actor: User, now: datetime.datetime
) -> list[Dossier]:
    """Give cases to a committee, each under a random alias, and return their files; those there stay.

    Raises PermissionDenied, or ValidationError `not_ready` for a case whose state is not the committee's.
    """
    ask(actor, committee)
    found = []
    for case in cases:
        dossier = Dossier.objects.filter(committee=committee, case=case).first()
        found.append(dossier or _take_in(committee, case, actor, now))
    return found


def _take_in(committee: Committee, case: Case, actor: User, now: datetime.datetime) -> Dossier:
    _refuse_unready(case)
    taken = set(committee.dossiers.values_list("alias", flat=True))
    alias = _alias()
    while alias in taken:
        alias = _alias()
    dossier = Dossier.objects.create(committee=committee, case=case, alias=alias, taken_in_at=now)
    # The record joins case and alias nowhere: whoever reads it would read through the blind files.
    audit.record("committees.case.taken_in", actor=actor, subject=case, at=now, committee=committee.name)
    return dossier


def _alias() -> str:
    return "".join(secrets.choice(_SIGNS) for _place in range(_ALIAS_LENGTH))


def _refuse_unready(case: Case) -> None:
    if case.state not in kind_of(case).states:
        raise ValidationError(
            _("Case %(number)s is in the state “%(state)s”; no committee judges it in this state.")
            % {"number": case.number, "state": procedure_of(case).state(case.state).label},
            code="not_ready",
        )


@transaction.atomic
def put_on_agenda(
    meeting: Meeting, cases: Iterable[Case], *, actor: User, now: datetime.datetime
) -> list[AgendaItem]:
    """Put cases on the agenda of a meeting and return their items in that order; those there stay.

    The committee takes the cases in, and every member of the day is asked for conflicts. Raises
    PermissionDenied, or ValidationError `moved_on` (the meeting is over), `not_ready`, `elsewhere` (undecided
    on the agenda of another meeting).
    """
    ask(actor, meeting.committee)
    kept = locked(meeting, *_CHANGEABLE)
    dossiers = take_in(meeting.committee, cases, actor=actor, now=now)
    members = list(members_on(meeting.committee, meeting.held_on))
    place = kept.items.aggregate(last=Max("position"))["last"] or 0
    items = []
    for dossier in dossiers:
        item = kept.items.filter(dossier=dossier).exclude(state=ItemState.WITHDRAWN).first()
        if item is None:
            place += 1
            item = _add(kept, dossier, place, actor, now)
        ask_for_conflicts(dossier, members, now=now)
        items.append(item)
    return items


def _add(
    meeting: Meeting, dossier: Dossier, position: int, actor: User, now: datetime.datetime
) -> AgendaItem:
    _refuse_unready(dossier.case)
    try:
        with transaction.atomic():
            item = AgendaItem.objects.create(meeting=meeting, dossier=dossier, position=position)
    except IntegrityError as error:
        raise ValidationError(
            _("Case %(number)s is undecided on the agenda of another meeting. Take it off there first.")
            % {"number": dossier.case.number},
            code="elsewhere",
        ) from error
    audit.record("committees.item.added", actor=actor, subject=meeting, at=now, position=position)
    return item


def ask_for_conflicts(dossier: Dossier, experts: Iterable[Expert], *, now: datetime.datetime) -> None:
    """Ask experts for their conflicts with a file; who was asked before is not asked again."""
    Declaration.objects.bulk_create(
        [Declaration(dossier=dossier, expert=expert, asked_at=now) for expert in experts],
        ignore_conflicts=True,
    )


@transaction.atomic
def take_off_agenda(item: AgendaItem, *, reason: str, actor: User, now: datetime.datetime) -> AgendaItem:
    """Take an item off before its ballot. Raises PermissionDenied, or ValidationError `moved_on`."""
    ask(actor, item.meeting.committee)
    locked(item.meeting, *_CHANGEABLE)
    changed = AgendaItem.objects.filter(pk=item.pk, state=ItemState.WAITING).update(
        state=ItemState.WITHDRAWN, withdrawal_reason=reason.strip()
    )
    if not changed:
        raise moved_on()
    item.refresh_from_db()
    audit.record(
        "committees.item.withdrawn",
        actor=actor,
        subject=item.meeting,
        at=now,
        position=item.position,
        reason=item.withdrawal_reason,
    )
    return item


@transaction.atomic
def enter_attendance(
    meeting: Meeting, experts: Iterable[Expert], *, actor: User, now: datetime.datetime
) -> Meeting:
    """Enter who is there: exactly these members, until the next time. A ballot's roll keeps who was there
    then.

    Raises PermissionDenied, or ValidationError `moved_on`, `ballot_open`, `not_a_member`, `chair_absent`.
    """
    ask(actor, meeting.committee)
    kept = locked(meeting, *_CHANGEABLE)
    _refuse_while_voting(kept)
    there = {expert.pk: expert for expert in experts}
    members = set(members_on(kept.committee, kept.held_on).values_list("pk", flat=True))
    if strangers := [str(each) for key, each in there.items() if key not in members]:
        raise at(
            "experts",
            _("%(names)s: no seat in the committee on this day."),
            "not_a_member",
            names=_(", ").join(strangers),
        )
    if kept.chair_id is not None and kept.chair_id not in there:
        raise at("experts", _("Whoever chairs the meeting stays to its end."), "chair_absent")
    kept.attendances.exclude(expert__in=there).delete()
    Attendance.objects.bulk_create(
        [Attendance(meeting=kept, expert=expert) for expert in there.values()], ignore_conflicts=True
    )
    audit.record("committees.meeting.attended", actor=actor, subject=kept, at=now, present=sorted(there))
    return kept


def _refuse_while_voting(meeting: Meeting) -> None:
    if meeting.items.filter(state=ItemState.VOTING).exists():
        raise ValidationError(_("A ballot is open. Close it first; its roll is fixed."), code="ballot_open")


@transaction.atomic
def call_off_meeting(meeting: Meeting, *, reason: str, actor: User, now: datetime.datetime) -> Meeting:
    """Call a planned meeting off; its items wait for another one.

    Raises PermissionDenied, or ValidationError `moved_on`.
    """
    ask(actor, meeting.committee)
    kept = locked(meeting, MeetingState.PLANNED)
    words = reason.strip()
    kept.items.filter(state=ItemState.WAITING).update(state=ItemState.WITHDRAWN, withdrawal_reason=words)
    kept.state, kept.call_off_reason = MeetingState.CALLED_OFF, words
    kept.save(update_fields=["state", "call_off_reason"])
    audit.record("committees.meeting.called_off", actor=actor, subject=kept, at=now, reason=words)
    return kept
