"""An employer's own list of entries: judged, sent to the organiser, who takes it in or refuses it."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.actions.sheets import nothing_to_commit
from office.people.models import Organisation, User

from ..models import EntrySheet, Event
from ..queries import events_open_for_lists
from .entries import keep_list
from .guards import ask, lock


@transaction.atomic
def receive_own_list(
    event: Event,
    employer: Organisation,
    *,
    content: bytes,
    filename: str,
    actor: User,
    now: datetime.datetime,
) -> EntrySheet:
    """Judge an employer's list of its own people and keep it sealed; the organiser does not see it yet.

    Raises PermissionDenied, or ValidationError `entries_closed`, and for a file that cannot be used.
    """
    _ask_sender(employer, actor)
    _refuse_closed(event, timezone.localdate(now))
    return keep_list(event, employer, content=content, filename=filename, actor=actor, now=now)


@transaction.atomic
def send_entries(sheet: EntrySheet, *, actor: User, now: datetime.datetime) -> EntrySheet:
    """Send a judged list to the organiser, once. Nobody is entered by it.

    Raises PermissionDenied, or ValidationError `entries_closed`, `nothing_to_commit`, `sent_already`.
    """
    if sheet.employer is None:
        raise PermissionDenied(_("This list is the organiser's own."))
    _ask_sender(sheet.employer, actor)
    _refuse_closed(sheet.event, timezone.localdate(now))
    lock(sheet.event)
    if not sheet.outcome["accepted"]:
        raise nothing_to_commit()
    if not EntrySheet.objects.filter(pk=sheet.pk, sent_at=None).update(sent_at=now):
        raise ValidationError(
            _("This list was sent already; wait for the organiser's answer."), code="sent_already"
        )
    sheet.sent_at = now
    audit.record(
        "competitions.entries.sent",
        actor=actor,
        subject=sheet.event,
        at=now,
        employer=sheet.employer_id,
        sha256=sheet.sha256,
        rows=sheet.outcome["accepted"],
    )
    return sheet


@transaction.atomic
def refuse_entries(
    sheet: EntrySheet, *, reason: str, actor: User | None, now: datetime.datetime
) -> EntrySheet:
    """Refuse an employer's list with the reason that it reads; nobody of it is entered.

    Raises PermissionDenied, or ValidationError `reason_required`, `answered_already`.
    """
    ask(actor, "competitions.register_entries", sheet.event)
    reason = reason.strip()
    if not reason:
        raise ValidationError(
            {"reason": ValidationError(_("The employer reads the reason: write it."), code="reason_required")}
        )
    lock(sheet.event)
    waiting = EntrySheet.objects.filter(
        pk=sheet.pk, sent_at__isnull=False, committed_at=None, refused_at=None
    )
    if not waiting.update(refused_at=now, refusal=reason):
        raise ValidationError(
            _("This list was answered already, or was not sent yet. Read the page again."),
            code="answered_already",
        )
    sheet.refresh_from_db()
    audit.record(
        "competitions.entries.refused",
        actor=actor,
        subject=sheet.event,
        at=now,
        employer=sheet.employer_id,
        sha256=sheet.sha256,
        reason=reason,
    )
    return sheet


def _ask_sender(employer: Organisation, actor: User) -> None:
    if not actor.has_perm("competitions.send_entries", employer):
        raise PermissionDenied(_("A list of an employer is sent by its own operator."))


def _refuse_closed(event: Event, today: datetime.date) -> None:
    if not events_open_for_lists(today).filter(pk=event.pk).exists():
        raise ValidationError(
            _("Employers cannot enter people in this event now. Ask the organiser: %(organiser)s.")
            % {"organiser": event.competition.organiser},
            code="entries_closed",
        )
