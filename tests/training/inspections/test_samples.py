"""A sample is drawn once and for good; its caller alone sees numbers; answers belong to who was reached."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from office.audit.models import Entry
from office.people.enums import Role
from office.people.models import Mandate, Organisation, User
from training.courses.models import TrainingClass
from training.inspections import actions, fairness
from training.inspections.actions import Answers
from training.inspections.enums import Attended, CallOutcome, Satisfaction
from training.inspections.models import Call, Sample
from training.inspections.queries import counts_of, samples_visible_to

from .conftest import NOW, TODAY
from .test_inspections import code_of

pytestmark = pytest.mark.django_db
TAUGHT = Answers(attended=Attended.YES, paid=False, satisfaction=Satisfaction.SATISFIED)


@pytest.mark.parametrize(("people", "size"), [(1, 1), (6, 3), (30, 3), (31, 4), (200, 20)])
def test_a_tenth_is_drawn_and_three_at_least(people: int, size: int) -> None:
    assert fairness.sample_size(people, share=Decimal("0.1"), minimum=3) == size


def test_a_sample_can_be_repeated_from_its_seed(sample: Sample) -> None:
    drawn = [str(each.enrolment_id) for each in sample.people.order_by("position")]
    assert drawn == fairness.draw("s1", sample.frame, 3)
    assert sorted(sample.frame) == sorted(
        str(key) for key in sample.training_class.enrolments.values_list("pk", flat=True)
    )


def test_a_further_sample_needs_a_reason_and_leaves_the_first(
    sample: Sample, taught: TrainingClass, reviewer: User
) -> None:
    with pytest.raises(ValidationError) as error:
        actions.draw_sample(taught, caller=reviewer, actor=reviewer, now=NOW)
    assert code_of(error) == "reason_required"
    before = list(sample.people.values_list("enrolment", flat=True))
    second = actions.draw_sample(
        taught, caller=reviewer, reason="首次抽样多数未接通", actor=reviewer, now=NOW
    )
    assert (second.number, second.reason) == (2, "首次抽样多数未接通")
    assert list(sample.people.values_list("enrolment", flat=True)) == before
    with pytest.raises(IntegrityError), transaction.atomic():
        Sample.objects.filter(pk=second.pk).update(reason="")


def test_who_acts_for_the_provider_calls_nobody(
    taught: TrainingClass, school: Organisation, reviewer: User, acceptor: User
) -> None:
    Mandate.objects.create(user=acceptor, role=Role.PROVIDER_OPERATOR, organisation=school, valid_from=TODAY)
    with pytest.raises(ValidationError) as error:
        actions.draw_sample(taught, caller=acceptor, actor=reviewer, now=NOW)
    assert code_of(error) == "interested"
    assert not Sample.objects.exists()


def test_an_empty_class_gives_no_sample(make_class, reviewer: User) -> None:
    with pytest.raises(ValidationError) as error:
        actions.draw_sample(make_class("PX-9", []), caller=reviewer, actor=reviewer, now=NOW)
    assert code_of(error) == "no_trainees"


@pytest.mark.parametrize("who", ["operator", "auditor", "stranger"])
def test_others_draw_nothing(request: pytest.FixtureRequest, taught, reviewer, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.draw_sample(taught, caller=reviewer, actor=request.getfixturevalue(who), now=NOW)


def test_the_number_is_shown_to_the_caller_and_recorded_without_it(sample: Sample, reviewer: User) -> None:
    somebody = sample.people.get(position=1)
    number = actions.reveal_phone(somebody, actor=reviewer, now=NOW)
    assert number == somebody.enrolment.courier.phone
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.subject_id) == (
        "inspections.phone.revealed",
        str(somebody.enrolment.courier_id),
    )
    assert number not in str(entry.data)


@pytest.mark.parametrize("who", ["acceptor", "operator", "auditor"])
def test_nobody_else_sees_a_number(request: pytest.FixtureRequest, sample: Sample, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.reveal_phone(sample.people.get(position=1), actor=request.getfixturevalue(who), now=NOW)


def test_tries_are_repeated_until_somebody_is_reached(sample: Sample, reviewer: User) -> None:
    somebody = sample.people.get(position=1)
    for _try in range(2):
        actions.record_call(somebody, outcome=CallOutcome.NOT_REACHED, actor=reviewer, now=NOW)
    actions.record_call(somebody, outcome=CallOutcome.REACHED, answers=TAUGHT, actor=reviewer, now=NOW)
    assert somebody.calls.count() == 3
    with pytest.raises(ValidationError) as error:
        actions.record_call(somebody, outcome=CallOutcome.NOT_REACHED, actor=reviewer, now=NOW)
    assert code_of(error) == "reached_already"


def test_answers_and_outcome_agree(sample: Sample, reviewer: User) -> None:
    somebody = sample.people.get(position=1)
    with pytest.raises(ValidationError) as error:
        actions.record_call(somebody, outcome=CallOutcome.REACHED, actor=reviewer, now=NOW)
    assert code_of(error) == "answers_required"
    with pytest.raises(ValidationError) as error:
        actions.record_call(
            somebody, outcome=CallOutcome.WRONG_NUMBER, answers=TAUGHT, actor=reviewer, now=NOW
        )
    assert code_of(error) == "answers_unasked"
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.create(trainee=somebody, caller=reviewer, called_at=NOW, outcome=CallOutcome.REACHED)


def test_what_tells_against_a_class_is_counted(sample: Sample, reviewer: User) -> None:
    first, second, third = sample.people.order_by("position")
    actions.record_call(first, outcome=CallOutcome.REACHED, answers=TAUGHT, actor=reviewer, now=NOW)
    actions.record_call(second, outcome=CallOutcome.WRONG_NUMBER, actor=reviewer, now=NOW)
    actions.record_call(third, outcome=CallOutcome.NOT_REACHED, actor=reviewer, now=NOW)
    counts = counts_of(sample)
    assert (counts.people, counts.concluded, counts.failed, counts.percent) == (3, 2, 1, 50)
    paid = Answers(attended=Attended.PARTLY, paid=True)
    actions.record_call(third, outcome=CallOutcome.REACHED, answers=paid, actor=reviewer, now=NOW)
    assert (counts_of(sample).concluded, counts_of(sample).failed) == (3, 2)


def test_a_wrong_number_that_was_mended_no_longer_counts_against(sample: Sample, reviewer: User) -> None:
    somebody = sample.people.get(position=1)
    actions.record_call(somebody, outcome=CallOutcome.WRONG_NUMBER, actor=reviewer, now=NOW)
    actions.record_call(somebody, outcome=CallOutcome.REACHED, answers=TAUGHT, actor=reviewer, now=NOW)
    assert (counts_of(sample).concluded, counts_of(sample).failed) == (1, 0)


def test_only_the_bureau_sees_samples(sample: Sample, operator: User, auditor: User, stranger: User) -> None:
    assert list(samples_visible_to(auditor)) == [sample]
    assert list(samples_visible_to(operator)) == []
    assert list(samples_visible_to(stranger)) == []
