"""Signals of passed-on codes: what is one, what is none, and who sees them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from office.people.models import User
from training.checkin.enums import SignalKind
from training.checkin.queries import kinds_of, signals_in
from training.courses.models import Enrolment, Lesson, TrainingClass

from .conftest import EXIT, account_of, at
from .test_scans import scan

A, B = "a" * 64, "b" * 64


def kinds(training_class: TrainingClass) -> list[tuple[SignalKind, int]]:
    return sorted(
        (kind, each.enrolment.position) for each in signals_in([training_class]) for kind in kinds_of(each)
    )


@pytest.mark.parametrize(("seconds", "found"), [(119, 2), (120, 2), (121, 0)])
def test_two_people_on_one_device(
    training_class: TrainingClass, lesson: Lesson, courier: User, other: User, seconds: int, found: int
) -> None:
    scan(lesson, courier, device=A)
    scan(lesson, other, when=at(seconds=seconds), device=A)

    assert kinds(training_class) == [(SignalKind.SHARED_DEVICE, 1), (SignalKind.SHARED_DEVICE, 2)][:found]


def test_two_devices_and_a_trainers_scan_are_nothing_odd_for_two_people(
    training_class: TrainingClass, lesson: Lesson, courier: User, other: User
) -> None:
    scan(lesson, courier, device=A)
    scan(lesson, other, when=at(seconds=5), device=B)

    assert kinds(training_class) == []


@pytest.mark.parametrize(("minutes", "found"), [(10, 2), (11, 0)])
def test_one_person_on_two_devices(
    training_class: TrainingClass, lesson: Lesson, courier: User, minutes: int, found: int
) -> None:
    scan(lesson, courier, device=A)
    scan(lesson, courier, EXIT, when=at(minutes), device=B)

    assert kinds(training_class) == [(SignalKind.TWO_DEVICES, 1)] * found


def test_devices_without_a_cookie_say_nothing(
    training_class: TrainingClass, lesson: Lesson, courier: User, other: User
) -> None:
    scan(lesson, courier)
    scan(lesson, other, when=at(seconds=5))

    assert kinds(training_class) == []


@pytest.mark.parametrize(("minutes", "found"), [(-30, 0), (-31, 1)])
def test_far_outside_the_lesson(
    training_class: TrainingClass, lesson: Lesson, courier: User, minutes: int, found: int
) -> None:
    scan(lesson, courier, when=at(minutes))

    assert kinds(training_class) == [(SignalKind.OUTSIDE, 1)] * found


def test_signals_cost_one_query(
    training_class: TrainingClass, lesson: Lesson, seats: list[Enrolment]
) -> None:
    for each in seats:
        scan(lesson, account_of(each), device=A)

    with CaptureQueriesContext(connection) as asked:
        found = list(signals_in([training_class]))
        assert [str(each.enrolment.courier) for each in found]

    assert (len(found), len(asked)) == (3, 1)
