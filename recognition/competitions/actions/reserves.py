"""Falling out of a stage, and calling up a reserve for a place that fell free; the order is the rule's."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User

from ..enums import EntryStatus
from ..models import Performance, Reading, Stage
from ..queries import next_reserve, reserve_rule_of
from ..rules.reserves import ReserveRule
from .guards import ask, lock, refuse_closed


@transaction.atomic
def set_status(
    performance: Performance, *, status: str, reason: str = "", actor: User | None, now: datetime.datetime
) -> Performance:
    """Say that an entry withdrew or was disqualified from a stage, with the reason, or is ranked again.

    `status` is an EntryStatus. What becomes of the places behind is the rule's (`places_behind`). The same
    again changes nothing. Raises PermissionDenied, or ValidationError `stage_closed`, `reason_required`,
    `place_filled` (a reserve took the place).
    """
    event = performance.stage.event
    ask(actor, "competitions.enter_marks", event)
    lock(event)
    refuse_closed(performance.stage)
    performance.refresh_from_db(fields=["status", "reason"])
    reason = reason.strip()
    if (performance.status, performance.reason) == (status, reason):
        return performance
    if status == EntryStatus.DISQUALIFIED and not reason:
        raise ValidationError(
            {"reason": ValidationError(_("Say why the entry is disqualified."), code="reason_required")}
        )
    if status == EntryStatus.RANKED and Performance.objects.filter(replaces=performance).exists():
        raise ValidationError(
            _("A reserve was called up for this place, so the entry does not come back."), code="place_filled"
        )
    performance.status, performance.reason = status, reason
    performance.save(update_fields=["status", "reason"])
    audit.record(
        "competitions.entry.status_set",
        actor=actor,
        subject=event,
        at=now,
        entry=performance.entry.number,
        stage=performance.stage.position,
        status=status,
        reason=reason,
    )
    return performance


@transaction.atomic
def call_reserve(
    performance: Performance, *, number: str, actor: User | None, now: datetime.datetime
) -> Performance:
    """Put the next reserve into the stage from which an entry fell out, and return how the reserve fares.

    `number` is whom the caller read as next; somebody who declines is called and then withdraws, so that the
    order can be read afterwards. The same again changes nothing. Raises PermissionDenied, or ValidationError
    `stage_closed`, `place_not_open`, `place_filled`, `too_late`, `no_reserve`, `reserve_changed`, and those
    of the rule.
    """
    stage = performance.stage
    event = stage.event
    ask(actor, "competitions.arrange_stages", event)
    lock(event)
    stage.refresh_from_db(fields=["closed_at"])
    refuse_closed(stage)
    performance.refresh_from_db(fields=["status"])
    called = Performance.objects.filter(replaces=performance).select_related("entry").first()
    if called is not None:
        if called.entry.number == number:
            return called
        raise ValidationError(
            _("%(entry)s was called up for this place already.") % {"entry": called.entry},
            code="place_filled",
        )
    rule = reserve_rule_of(event)
    if performance.status not in rule.open_places:
        raise ValidationError(
            _("This place is not open to a reserve (%(document)s, %(clause)s).")
            % {"document": rule.label, "clause": rule.clause},
            code="place_not_open",
        )
    _refuse_late(stage, rule, timezone.localdate(now))
    return _call(performance, number, actor=actor, now=now)


def _refuse_late(stage: Stage, rule: ReserveRule, today: datetime.date) -> None:
    """Raise ValidationError `too_late` once the stage has begun, as the rule understands it."""
    if rule.until == "first_mark":
        marked = stage.performances.exclude(theory=None, practice=None).exists()
        late = marked or Reading.objects.filter(performance__stage=stage).exists()
        why = _("Marks of this stage are in already, so nobody is called up any more.")
    else:
        late = today >= (stage.held_on or stage.event.competition.held_on)
        why = _("Reserves are called up until the day before the stage.")
    if late:
        raise ValidationError(f"{why} ({rule.label}, {rule.clause})", code="too_late")


def _call(
    performance: Performance, number: str, *, actor: User | None, now: datetime.datetime
) -> Performance:
    stage, reserve = performance.stage, next_reserve(performance)
    if reserve is None:
        raise ValidationError(_("No reserve waits for this place."), code="no_reserve")
    if reserve.number != number:
        raise ValidationError(
            _("Another reserve is next by now: %(number)s. Read the page again.")
            % {"number": reserve.number},
            code="reserve_changed",
        )
    entry = stage.event.entries.get(number=reserve.number)
    called = Performance.objects.create(stage=stage, entry=entry, replaces=performance)
    audit.record(
        "competitions.reserve.called",
        actor=actor,
        subject=stage.event,
        at=now,
        stage=stage.position,
        entry=entry.number,
        instead_of=performance.entry.number,
        rank_before=reserve.rank,
    )
    return called
