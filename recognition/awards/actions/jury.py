"""The jury of a call: its criteria, its members, and the beginning of its marking."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User
from recognition.committees.actions.judging import CriterionFacts, check_weights

from .. import queries
from ..models import Call, Criterion, Juror, Jury, Nominee, Reading
from ..queries.jury import SCORED
from .guards import ask, at


@transaction.atomic
def set_jury(
    call: Call,
    *,
    due_on: datetime.date,
    criteria: Sequence[CriterionFacts],
    actor: User,
    now: datetime.datetime,
) -> Jury:
    """Say by what the jury of a call marks and until when; said again it replaces the former.

    Raises PermissionDenied, or ValidationError `weights`, `due_before`, `begun`, `no_title`.
    """
    ask(actor, "awards.run_jury", call)
    if not call.award.is_published:
        raise ValidationError(
            _("A recommendation of delegates is recorded only; no jury marks it."), code="no_title"
        )
    check_weights(criteria)
    if due_on < timezone.localdate(now):
        raise at("due_on", _("This day is over. Choose a later one."), "due_before")
    jury, _made = Jury.objects.get_or_create(call=call, defaults={"due_on": due_on})
    jury = Jury.objects.select_for_update().get(pk=jury.pk)
    if jury.begun_at is not None:
        raise _begun()
    Jury.objects.filter(pk=jury.pk).update(due_on=due_on)
    jury.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(jury=jury, position=place, label=each.label, weight=each.weight, most=each.most)
        for place, each in enumerate(criteria, start=1)
    )
    jury.refresh_from_db()
    audit.record(
        "awards.jury.set",
        actor=actor,
        subject=call,
        at=now,
        due_on=due_on,
        criteria={each.label: str(each.weight) for each in criteria},
    )
    return jury


@transaction.atomic
def appoint_juror(
    jury: Jury,
    user: User,
    *,
    post: str = "",
    appointed_on: datetime.date,
    actor: User,
    now: datetime.datetime,
) -> Juror:
    """Put somebody on the jury of a call; one who left comes back. Where marking has begun, files are given.

    Raises PermissionDenied, or ValidationError `appointed_already`, `is_nominee`.
    """
    ask(actor, "awards.run_jury", jury.call)
    Jury.objects.select_for_update().get(pk=jury.pk)
    if user.courier_id and queries.on_the_way(jury.call).filter(courier=user.courier_id).exists():
        raise at("user", _("%(name)s is nominated to this call.") % {"name": user}, "is_nominee")
    told = {"post": post.strip(), "appointed_on": appointed_on, "appointed_by": actor}
    juror, made = Juror.objects.get_or_create(jury=jury, user=user, defaults=told)
    if not made:
        if juror.ended_on is None:
            raise at("user", _("%(name)s is on this jury already.") % {"name": juror}, "appointed_already")
        Juror.objects.filter(pk=juror.pk).update(**told, ended_on=None, end_reason="")
        juror.refresh_from_db()
    audit.record(
        "awards.jury.appointed", actor=actor, subject=jury.call, at=now, juror=user.pk, post=juror.post
    )
    give_out(jury, now=now)
    return juror


@transaction.atomic
def end_juror(juror: Juror, *, reason: str, actor: User, now: datetime.datetime) -> Juror:
    """Let a juror leave today: what was handed in stands, what was not is waited for no more.

    Raises PermissionDenied, or ValidationError `reason_required`, `ended_already`.
    """
    ask(actor, "awards.run_jury", juror.jury.call)
    reason = reason.strip()[:200]
    if not reason:
        raise at("reason", _("Say why the juror leaves."), "reason_required")
    today = max(timezone.localdate(now), juror.appointed_on)
    if not Juror.objects.filter(pk=juror.pk, ended_on=None).update(ended_on=today, end_reason=reason):
        raise ValidationError(_("This juror has left already."), code="ended_already")
    juror.refresh_from_db()
    audit.record(
        "awards.jury.ended", actor=actor, subject=juror.jury.call, at=now, juror=juror.user_id, reason=reason
    )
    return juror


@transaction.atomic
def begin_marking(jury: Jury, *, actor: User, now: datetime.datetime) -> Jury:
    """Begin the marking: nothing changes the criteria any more, and every juror is asked about conflicts.

    Raises PermissionDenied, or ValidationError `no_criteria`, `no_jurors`, `begun`.
    """
    ask(actor, "awards.run_jury", jury.call)
    Jury.objects.select_for_update().get(pk=jury.pk)
    criteria = list(jury.criteria.all())
    if not criteria:
        raise ValidationError(_("Say first by what the jury marks."), code="no_criteria")
    if not queries.sitting(jury, timezone.localdate(now)).exists():
        raise ValidationError(_("Nobody sits on the jury today. Appoint jurors first."), code="no_jurors")
    if not Jury.objects.filter(pk=jury.pk, begun_at=None).update(begun_at=now):
        raise _begun()
    jury.refresh_from_db()
    audit.record(
        "awards.jury.begun",
        actor=actor,
        subject=jury.call,
        at=now,
        criteria={each.label: str(each.weight) for each in criteria},
    )
    give_out(jury, now=now)
    return jury


@transaction.atomic
def remind(jury: Jury, *, actor: User, now: datetime.datetime) -> Jury:
    """Remind the jurors who owe something: their desks show it until they are through. Once a day.

    Raises PermissionDenied, or ValidationError `nobody_owes`, `reminded_today`.
    """
    ask(actor, "awards.run_jury", jury.call)
    today = timezone.localdate(now)
    owing = queries.owed_by_jury(jury, today)
    if not owing:
        raise ValidationError(_("Nobody owes anything."), code="nobody_owes")
    kept = Jury.objects.select_for_update().get(pk=jury.pk)
    if kept.reminded_at is not None and timezone.localdate(kept.reminded_at) == today:
        raise ValidationError(_("The jury was reminded today already."), code="reminded_today")
    Jury.objects.filter(pk=jury.pk).update(reminded_at=now)
    jury.refresh_from_db()
    audit.record(
        "awards.jury.reminded",
        actor=actor,
        subject=jury.call,
        at=now,
        owing={str(juror.user_id): count for juror, count in owing},
    )
    return jury


def give_out(jury: Jury, *, now: datetime.datetime, beside: Nominee | None = None) -> None:
    """Put every nominee that is marked now before every juror who sits now; those given out stay as they are.

    `beside` is one more, whose step to the board is being taken. Nobody marks himself or herself, and nothing
    is given out before the marking begins. Called within a deed's transaction.
    """
    if jury.begun_at is None:
        return
    today = timezone.localdate(now)
    nominees = Nominee.objects.filter(call=jury.call_id, merged_into=None, case__state__in=SCORED)
    people: dict[int, uuid.UUID | None] = dict(nominees.values_list("pk", "courier"))
    if beside is not None:
        people[beside.pk] = beside.courier_id
    jurors = queries.sitting(jury, today)
    Reading.objects.bulk_create(
        [
            Reading(juror=juror, nominee_id=key, asked_at=now)
            for juror in jurors
            for key, courier in sorted(people.items())
            if courier is None or courier != juror.user.courier_id
        ],
        ignore_conflicts=True,
    )


def _begun() -> ValidationError:
    return ValidationError(
        _("The marking has begun; its criteria are frozen. Load the page again."), code="begun"
    )
