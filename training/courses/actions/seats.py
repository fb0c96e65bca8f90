"""Seats: given in the order of coming, given up, and passed on to the first who waits.

Every deed here holds the class locked, so two at once come one after the other and a seat is given once.
"""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.desk.language import office_language
from office.people.models import Courier, User

from .. import filing
from ..clashes import clashes_of_people
from ..enums import PersonCategory, SeatOrigin, SeatState
from ..models import Enrolment, TrainingClass
from .guards import ask, locked_open, stated_reason
from .roster import next_position

#: The policy's parameter: how long before the first lesson a courier may still give a seat up.
CANCEL_HOURS = "cancel_hours"


def free_seats(training_class: TrainingClass) -> int:
    """Return how many seats of a class nobody has; never below 0."""
    return max(training_class.capacity - training_class.enrolments.enrolled().count(), 0)


@transaction.atomic
def enrol_self(
    training_class: TrainingClass,
    courier: Courier,
    *,
    category: PersonCategory,
    employer_name: str,
    actor: User,
    now: datetime.datetime,
) -> Enrolment:
    """Give a courier a seat at the courier's own wish, or a place on the waiting list of a full class.

    What is declared waits for the provider's confirmation. Raises PermissionDenied for anybody else, or
    ValidationError `class_closed`, `class_not_open`, `not_for_self`, `begun`, `already_enrolled`, `clash`.
    """
    if actor.courier_id != courier.pk:
        raise PermissionDenied(_("You may take a seat for yourself only."))
    locked = locked_open(training_class)
    _refuse_self(locked, courier, now)
    state = SeatState.ENROLLED if free_seats(locked) else SeatState.WAITING
    enrolment = Enrolment.objects.create(
        training_class=locked,
        courier=courier,
        position=next_position(locked),
        category=category,
        employer_name=employer_name.strip(),
        post=locked.course.occupation,
        level=locked.course.level,
        enrolled_at=now,
        seat=state,
        origin=SeatOrigin.SELF,
        waiting_since=now if state == SeatState.WAITING else None,
    )
    audit.record(
        "courses.seat.taken", actor=actor, subject=locked, at=now, enrolment=enrolment.pk, seat=state.value
    )
    return enrolment


def _refuse_self(training_class: TrainingClass, courier: Courier, now: datetime.datetime) -> None:
    if not training_class.self_enrolment:
        raise ValidationError(
            _("This class takes people in through its training provider only. Ask there."),
            code="not_for_self",
        )
    if begins_at(training_class) <= now:
        raise ValidationError(_("This class has begun. Choose another one."), code="begun")
    if training_class.enrolments.standing().filter(courier=courier).exists():
        raise ValidationError(
            _("You are on the list of this class already. Look under “My training”."), code="already_enrolled"
        )
    if clashes := clashes_of_people(training_class, [courier.pk]).get(courier.pk):
        raise ValidationError(
            _("You are in another class at the same time: %(class)s. Give that seat up first."),
            code="clash",
            params={"class": str(clashes[0])},
        )


def begins_at(training_class: TrainingClass) -> datetime.datetime:
    """Return when the first lesson begins; a class or lesson without a time begins with its day."""
    first = training_class.lessons.order_by("held_on", "starts_at").first()
    day = first.held_on if first else training_class.starts_on
    start = (first.starts_at if first else None) or datetime.time()
    return timezone.make_aware(datetime.datetime.combine(day, start))


def cancellable_until(training_class: TrainingClass) -> datetime.datetime:
    """Return until when a courier may give up an own seat: the policy's hours before the first lesson."""
    hours = filing.value_on(training_class.starts_on, CANCEL_HOURS) or 0
    return begins_at(training_class) - datetime.timedelta(hours=float(hours))


@transaction.atomic
def cancel_own_seat(enrolment: Enrolment, *, actor: User, now: datetime.datetime) -> Enrolment:
    """Give up one's own seat or place on the waiting list in time.

    Raises PermissionDenied, or ValidationError `too_late`, `seat_gone`, `class_closed`, `class_not_open`.
    """
    if actor.courier_id != enrolment.courier_id:
        raise PermissionDenied(_("You may give up your own seat only."))
    locked = locked_open(enrolment.training_class)
    until = cancellable_until(locked)
    if now > until and enrolment.seat == SeatState.ENROLLED:
        raise ValidationError(
            _("Seats could be given up until %(until)s. Ring the training provider if you cannot come."),
            code="too_late",
            params={"until": f"{timezone.localtime(until):%Y-%m-%d %H:%M}"},
        )
    with office_language():
        reason = _("Given up by the courier")
    return _give_up(locked, enrolment, reason, actor=actor, now=now)


@transaction.atomic
def remove_seat(
    enrolment: Enrolment, *, reason: str, actor: User | None, now: datetime.datetime
) -> Enrolment:
    """Take somebody off the list of a class; what the register says of the person stays on record.

    Raises PermissionDenied, or ValidationError `reason_required`, `seat_gone`, `class_closed`,
    `class_not_open`.
    """
    ask(actor, "courses.enrol", enrolment.training_class)
    words = stated_reason(reason, _("Say why the person leaves the class."), code="reason_required")
    return _give_up(locked_open(enrolment.training_class), enrolment, words, actor=actor, now=now)


def _give_up(
    training_class: TrainingClass,
    enrolment: Enrolment,
    reason: str,
    *,
    actor: User | None,
    now: datetime.datetime,
) -> Enrolment:
    changed = (
        Enrolment.objects.standing()
        .filter(pk=enrolment.pk)
        .update(seat=SeatState.CANCELLED, cancelled_at=now, cancel_reason=reason)
    )
    if not changed:
        raise ValidationError(_("This seat was given up already; nothing was done twice."), code="seat_gone")
    enrolment.refresh_from_db()
    audit.record(
        "courses.seat.cancelled",
        actor=actor,
        subject=training_class,
        at=now,
        enrolment=enrolment.pk,
        reason=reason,
    )
    fill_seats(training_class, actor=actor, now=now)
    return enrolment


def fill_seats(
    training_class: TrainingClass, *, actor: User | None, now: datetime.datetime
) -> list[Enrolment]:
    """Give free seats to those who wait, first come first; the class is locked by the caller.

    Who waits while having taken another seat at the same time keeps waiting and is passed over.
    """
    free = free_seats(training_class)
    if not free:
        return []
    waiting = list(training_class.enrolments.waiting().select_related("courier"))
    busy = clashes_with_seats(training_class, waiting)
    promoted = [each for each in waiting if each.courier_id not in busy][:free]
    Enrolment.objects.filter(pk__in=[each.pk for each in promoted], seat=SeatState.WAITING).update(
        seat=SeatState.ENROLLED, promoted_at=now
    )
    for each in promoted:
        each.refresh_from_db(fields=["seat", "promoted_at"])
    if promoted:
        audit.record(
            "courses.seat.promoted",
            actor=actor,
            subject=training_class,
            at=now,
            enrolments=[each.pk for each in promoted],
        )
    return promoted


def clashes_with_seats(training_class: TrainingClass, waiting: list[Enrolment]) -> set[object]:
    """Return which of those who wait have a seat in another class at the same time."""
    found = clashes_of_people(training_class, [each.courier_id for each in waiting])
    seated = set(
        Enrolment.objects.enrolled()
        .filter(
            courier__in=found,
            training_class__in={clash.training_class.pk for clashes in found.values() for clash in clashes},
        )
        .values_list("courier_id", "training_class_id")
    )
    return {
        courier
        for courier, clashes in found.items()
        if any((courier, clash.training_class.pk) in seated for clash in clashes)
    }


@transaction.atomic
def change_capacity(
    training_class: TrainingClass, *, capacity: int, actor: User | None, now: datetime.datetime
) -> TrainingClass:
    """Give an open class more or fewer seats; new ones go to those who wait.

    Raises PermissionDenied, or ValidationError `too_small` (below the people enrolled), `too_large` (beyond
    what course or policy allow), `class_closed`, `class_not_open`.
    """
    ask(actor, "courses.enrol", training_class)
    locked = locked_open(training_class)
    enrolled = locked.enrolments.enrolled().count()
    if capacity < max(enrolled, 1):
        raise _capacity(
            _("%(people)d people have a seat. Remove people first, or choose a larger number."),
            "too_small",
            people=enrolled,
        )
    most = locked.course.max_class_size or filing.value_on(locked.starts_on, "max_size")
    if most is not None and capacity > max(int(most), locked.capacity):
        raise _capacity(_("At most %(most)d people may be in this class."), "too_large", most=int(most))
    before = locked.capacity
    TrainingClass.objects.filter(pk=locked.pk).update(capacity=capacity)
    locked.capacity = capacity
    audit.record(
        "courses.class.resized", actor=actor, subject=training_class, at=now, before=before, after=capacity
    )
    fill_seats(locked, actor=actor, now=now)
    training_class.refresh_from_db()
    return training_class


def _capacity(message: str, code: str, **params: int) -> ValidationError:
    return ValidationError({"capacity": ValidationError(message, code=code, params=params)})


@transaction.atomic
def confirm_seat(
    enrolment: Enrolment,
    *,
    category: PersonCategory,
    employer_name: str,
    station_name: str = "",
    actor: User | None,
    now: datetime.datetime,
) -> Enrolment:
    """Confirm, or correct, what a courier declared on enrolling.

    Raises PermissionDenied, or ValidationError `seat_gone`, `class_closed`, `class_not_open`.
    """
    ask(actor, "courses.enrol", enrolment.training_class)
    locked = locked_open(enrolment.training_class)
    declared = enrolment.category
    changed = (
        Enrolment.objects.standing()
        .filter(pk=enrolment.pk)
        .update(
            category=category,
            employer_name=employer_name.strip(),
            station_name=station_name.strip(),
            confirmed_at=now,
        )
    )
    if not changed:
        raise ValidationError(_("This seat was given up meanwhile."), code="seat_gone")
    enrolment.refresh_from_db()
    audit.record(
        "courses.seat.confirmed",
        actor=actor,
        subject=locked,
        at=now,
        enrolment=enrolment.pk,
        declared=declared,
        category=enrolment.category,
    )
    return enrolment
