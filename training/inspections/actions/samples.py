"""Drawing a sample that stays as drawn, showing a telephone number to its caller, recording the calls."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.people.models import User
from training.courses.models import TrainingClass

from .. import fairness
from ..enums import Attended, CallOutcome, Satisfaction
from ..models import Call, Sample, SampledTrainee
from ..queries import officers
from ..queries.people import seated
from ..thresholds import thresholds_on
from .guards import at, refuse_interested


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What somebody who was reached said."""

    attended: Attended
    paid: bool
    satisfaction: Satisfaction | str = ""


@transaction.atomic
def draw_sample(
    training_class: TrainingClass,
    *,
    caller: User,
    reason: str = "",
    actor: User,
    now: datetime.datetime,
    seed: str = "",
) -> Sample:
    """Draw trainees of a class at random for a caller; share and minimum are policy of the day.

    A class that was sampled before gets a further sample with its number and the reason; the earlier one
    stays. The seed is an argument for tests and demonstrations only. Raises PermissionDenied, or
    ValidationError `no_trainees`, `reason_required`, `not_a_caller`, `interested`, `drawn_meanwhile`.
    """
    if not actor.has_perm("inspections.draw_sample"):
        raise PermissionDenied(_("Your roles do not include call-backs."))
    today = timezone.localdate(now)
    _refuse_caller(caller, training_class, today)
    number, reason = _place_of(training_class, reason.strip())
    seats = {str(each.pk): each for each in seated(training_class)}
    if not seats:
        raise ValidationError(_("The class has no trainees yet."), code="no_trainees")
    sample = Sample(
        training_class=training_class,
        number=number,
        seed=seed or fairness.new_seed(),
        frame=list(seats),
        reason=reason,
        caller=caller,
        drawn_by=actor,
        drawn_at=now,
        **_rule_of(today, len(seats)),
    )
    _save_new(sample)
    SampledTrainee.objects.bulk_create(
        SampledTrainee(sample=sample, enrolment=seats[key], position=place)
        for place, key in enumerate(fairness.draw(sample.seed, sample.frame, sample.size), start=1)
    )
    audit.record(
        "inspections.sample.drawn",
        actor=actor,
        subject=training_class,
        at=now,
        sample=sample.number,
        seed=sample.seed,
        frame=len(seats),
        drawn=sample.size,
    )
    return sample


def _refuse_caller(caller: User, training_class: TrainingClass, today: datetime.date) -> None:
    """Refuse a caller who is no officer today, or who acts for the provider whose class is asked about."""
    if not officers(today).filter(pk=caller.pk).exists():
        raise at(
            "caller",
            _("%(name)s holds no post of the bureau. Choose somebody else."),
            "not_a_caller",
            name=caller.get_full_name(),
        )
    refuse_interested("caller", caller, {training_class.provider_id}, on=today)


def _place_of(training_class: TrainingClass, reason: str) -> tuple[int, str]:
    """Return the number of the next sample and its reason: the first needs none, every further one does."""
    earlier = training_class.call_back_samples.aggregate(number=Max("number"))["number"] or 0
    if not earlier:
        return 1, ""
    if not reason:
        sentence = _("This class was sampled before. Say why a further sample is drawn; the first one stays.")
        raise at("reason", sentence, "reason_required")
    return earlier + 1, reason


def _rule_of(today: datetime.date, trainees: int) -> dict[str, Any]:
    """Return share and minimum of the policy of a day, and how many of so many people they come to."""
    rules = thresholds_on(today)
    share, minimum = Decimal(str(rules["sample_share"])), int(rules["sample_minimum"])
    size = fairness.sample_size(trainees, share=share, minimum=minimum)
    return {"share": share, "minimum": minimum, "size": size}


def _save_new(sample: Sample) -> None:
    try:
        with transaction.atomic():
            sample.save(force_insert=True)
    except IntegrityError as error:
        raise ValidationError(
            _("Somebody drew a sample of this class at the same moment. Load the page again."),
            code="drawn_meanwhile",
        ) from error


@transaction.atomic
def reveal_phone(trainee: SampledTrainee, *, actor: User, now: datetime.datetime) -> str:
    """Return the telephone number of a drawn person to the caller of the sample, and record that.

    Raises PermissionDenied for everybody else, or ValidationError `no_phone`.
    """
    _ask(actor, trainee)
    courier = trainee.enrolment.courier
    if not courier.phone:
        raise ValidationError(_("No telephone number of this person is on record."), code="no_phone")
    audit.record(
        "inspections.phone.revealed",
        actor=actor,
        subject=courier,
        at=now,
        training_class=trainee.sample.training_class.number,
        sample=trainee.sample.number,
    )
    return courier.phone


@transaction.atomic
def record_call(
    trainee: SampledTrainee,
    *,
    outcome: CallOutcome,
    answers: Answers | None = None,
    remark: str = "",
    actor: User,
    now: datetime.datetime,
) -> Call:
    """Record one try. Somebody who was reached has answered and is not called again.

    Raises PermissionDenied, or ValidationError `answers_required`, `answers_unasked`, `reached_already`.
    """
    _ask(actor, trainee)
    reached = outcome == CallOutcome.REACHED
    if reached and answers is None:
        raise at("attended", _("Enter what the person answered."), "answers_required")
    if not reached and answers is not None:
        raise at("outcome", _("Only somebody who was reached can have answered."), "answers_unasked")
    call = Call(trainee=trainee, caller=actor, called_at=now, outcome=outcome, remark=remark.strip())
    if answers is not None:
        call.attended, call.paid = answers.attended, answers.paid
        call.satisfaction = answers.satisfaction
    # The row of the person is the lock: two records of one call follow one another.
    SampledTrainee.objects.select_for_update().get(pk=trainee.pk)
    if trainee.calls.filter(outcome=CallOutcome.REACHED).exists():
        raise ValidationError(
            _("This person was reached and has answered. Load the page again."), code="reached_already"
        )
    call.save(force_insert=True)
    audit.record(
        "inspections.call.recorded",
        actor=actor,
        subject=trainee.sample.training_class,
        at=now,
        sample=trainee.sample.number,
        place=trainee.position,
        outcome=outcome,
    )
    return call


def _ask(actor: User, trainee: SampledTrainee) -> None:
    if not actor.has_perm("inspections.call", trainee.sample):
        raise PermissionDenied(_("Only the caller of this sample sees numbers and records calls."))
