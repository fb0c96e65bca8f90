"""Planning an inspection by hand or at random, and calling it off."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

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
from .guards import ask, at, entry_due, moved_on, refuse_interested


@transaction.atomic
def plan_inspection(
    training_class: TrainingClass,
    *,
    planned_on: datetime.date,
    first_inspector: User,
    second_inspector: User,
    choice: Choice = Choice.HAND,
    actor: User,
    now: datetime.datetime,
) -> Inspection:
    """Plan a visit by two different inspectors on a day of the class.

    Raises PermissionDenied, or ValidationError `same_inspector`, `not_an_inspector`, `interested`,
    `outside_class`, `planned_already`.
    """
    ask(actor, "inspections.plan_inspection")
    if not training_class.starts_on <= planned_on <= training_class.ends_on:
        raise at(
            "planned_on",
            _("The class runs from %(first)s to %(last)s. Choose one of these days."),
            "outside_class",
            first=training_class.starts_on,
            last=training_class.ends_on,
        )
    visit = _visit(planned_on, first_inspector, second_inspector, {training_class.provider_id})
    return _plan(Inspection(training_class=training_class, choice=choice, **visit), actor=actor, now=now)


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
    Raises PermissionDenied, or ValidationError `nothing_to_draw`, `same_inspector`, `not_an_inspector`, and
    `interested` when an inspector acts for a provider of any class that could be drawn.
    """
    ask(actor, "inspections.plan_inspection")
    classes = {each.number: each for each in may_be_drawn(actor, held_on=held_on)}
    if not classes:
        raise at(
            "held_on",
            _("No class without a planned inspection runs on this day. Choose another day."),
            "nothing_to_draw",
        )
    providers = {each.provider_id for each in classes.values()}
    visit = _visit(held_on, first_inspector, second_inspector, providers)
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
        drawn_visit = Inspection(training_class=classes[number], choice=Choice.RANDOM, draw=made, **visit)
        _plan(drawn_visit, actor=actor, now=now)
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


def _visit(on: datetime.date, first: User, second: User, providers: Collection[int]) -> dict[str, Any]:
    """Return the fields of a visit; refuse any but two officers of the day with no part in the providers."""
    if first.pk == second.pk:
        raise at(
            "second_inspector",
            _("An inspection is made by two people. Choose a second inspector."),
            "same_inspector",
        )
    inspectors = {"first_inspector": first, "second_inspector": second}
    known = set(officers(on).filter(pk__in=[first.pk, second.pk]).values_list("pk", flat=True))
    for name, person in inspectors.items():
        if person.pk not in known:
            raise at(
                name,
                _("%(name)s holds no post of the bureau on that day. Choose somebody else."),
                "not_an_inspector",
                name=person.get_full_name(),
            )
        refuse_interested(name, person, providers, on=on)
    return {"planned_on": on, "entry_due_on": entry_due(on), **inspectors}


def _plan(inspection: Inspection, *, actor: User, now: datetime.datetime) -> Inspection:
    """Keep a visit whose people and day are asked already."""
    training_class = inspection.training_class
    inspection.place_filed = training_class.place
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
        planned_on=inspection.planned_on,
        choice=inspection.choice,
    )
    return inspection
