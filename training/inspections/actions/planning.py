"""Planning an inspection by hand or at random, and calling it off."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User
from training.courses.models import TrainingClass

from .. import fairness
from ..enums import Choice, InspectionState
from ..models import Inspection, InspectionDraw
from ..queries import may_be_drawn, officers
from .guards import ask, at, entry_due, moved_on


@transaction.atomic
def plan_inspection(
    training_class: TrainingClass,
    *,
    planned_on: datetime.date,
    first_inspector: User,
    second_inspector: User,
    choice: Choice = Choice.HAND,
    draw: InspectionDraw | None = None,
    actor: User,
    now: datetime.datetime,
) -> Inspection:
    """Plan a visit by two different inspectors on a day of the class.

    Raises PermissionDenied, or ValidationError `same_inspector`, `not_an_inspector`, `outside_class`,
    `planned_already`.
    """
    ask(actor, "inspections.plan_inspection")
    _refuse_inspectors(first_inspector, second_inspector, planned_on)
    if not training_class.starts_on <= planned_on <= training_class.ends_on:
        raise at(
            "planned_on",
            _("The class runs from %(first)s to %(last)s. Choose one of these days."),
            "outside_class",
            first=training_class.starts_on,
            last=training_class.ends_on,
        )
    inspection = Inspection(
        training_class=training_class,
        choice=choice,
        draw=draw,
        planned_on=planned_on,
        first_inspector=first_inspector,
        second_inspector=second_inspector,
        entry_due_on=entry_due(planned_on),
        place_filed=training_class.place,
    )
    try:
        with transaction.atomic():
            inspection.save(force_insert=True)
    except IntegrityError as error:
        raise ValidationError(
            _("An inspection of class %(number)s is planned for this day already."),
            code="planned_already",
            params={"number": training_class.number},
        ) from error
    audit.record(
        "inspections.inspection.planned",
        actor=actor,
        subject=training_class,
        at=now,
        inspection=inspection.pk,
        planned_on=planned_on,
        choice=choice,
    )
    return inspection


@transaction.atomic
def draw_inspections(
    *,
    held_on: datetime.date,
    size: int,
    first_inspector: User,
    second_inspector: User,
    actor: User,
    now: datetime.datetime,
    seed: str = "",
) -> InspectionDraw:
    """Draw classes that run on a day at random and plan their inspection; the draw keeps seed and frame.

    The seed is made here from the machine's randomness; it is an argument for tests and demonstrations only.
    Raises PermissionDenied, or ValidationError `nothing_to_draw`, `same_inspector`, `not_an_inspector`.
    """
    ask(actor, "inspections.plan_inspection")
    classes = {each.number: each for each in may_be_drawn(actor, held_on=held_on)}
    if not classes:
        raise at(
            "held_on",
            _("No class without a planned inspection runs on this day. Choose another day."),
            "nothing_to_draw",
        )
    seed = seed or fairness.new_seed()
    frame = sorted(classes)
    drawn = fairness.draw(seed, frame, size)
    made = InspectionDraw.objects.create(
        drawn_at=now, drawn_by=actor, held_on=held_on, seed=seed, size=size, frame=frame, drawn=drawn
    )
    audit.record(
        "inspections.class.drawn", actor=actor, subject=made, at=now, seed=seed, frame=len(frame), drawn=drawn
    )
    for number in drawn:
        plan_inspection(
            classes[number],
            planned_on=held_on,
            first_inspector=first_inspector,
            second_inspector=second_inspector,
            choice=Choice.RANDOM,
            draw=made,
            actor=actor,
            now=now,
        )
    return made


@transaction.atomic
def call_off_inspection(
    inspection: Inspection, *, reason: str, actor: User, now: datetime.datetime
) -> Inspection:
    """Call a planned inspection off. Raises PermissionDenied, or ValidationError `moved_on`."""
    ask(actor, "inspections.plan_inspection")
    changed = Inspection.objects.filter(pk=inspection.pk, state=InspectionState.PLANNED).update(
        state=InspectionState.CALLED_OFF, call_off_reason=reason.strip()
    )
    if not changed:
        raise moved_on()
    inspection.refresh_from_db()
    audit.record(
        "inspections.inspection.called_off",
        actor=actor,
        subject=inspection.training_class,
        at=now,
        inspection=inspection.pk,
        reason=inspection.call_off_reason,
    )
    return inspection


def _refuse_inspectors(first: User, second: User, on: datetime.date) -> None:
    if first.pk == second.pk:
        raise at(
            "second_inspector",
            _("An inspection is made by two people. Choose a second inspector."),
            "same_inspector",
        )
    known = set(officers(on).filter(pk__in=[first.pk, second.pk]).values_list("pk", flat=True))
    for name, person in (("first_inspector", first), ("second_inspector", second)):
        if person.pk not in known:
            raise at(
                name,
                _("%(name)s holds no post of the bureau on that day. Choose somebody else."),
                "not_an_inspector",
                name=person.get_full_name(),
            )
