"""Sixty people in a minute: what one press costs, and what happens when everybody presses at once."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from office.people.models import User
from training.checkin.actions import check_in
from training.checkin.codes import lesson_code
from training.checkin.models import Scan
from training.courses import actions
from training.courses.models import Attendance, Enrolment, Lesson, TrainingClass

from .conftest import ENTRY, EXIT, NINE, account_of, at, nonce, seat

#: Sixty people, each in a thread, would be more connections than a small server has.
AT_ONCE = 12


@pytest.mark.parametrize("way", [ENTRY, EXIT])
def test_a_press_costs_eight_queries_at_most(
    sign_in: Callable[[User], Client],
    clock: Callable[..., None],
    lesson: Lesson,
    courier: User,
    way: str,
) -> None:
    client = sign_in(courier)
    if way == EXIT:
        check_in(lesson_code(lesson.pk, ENTRY, at=NINE), actor=courier, nonce=nonce(), device="", now=NINE)
    now = at(100) if way == EXIT else NINE
    clock(now)
    address = reverse("checkin:scan", args=[lesson_code(lesson.pk, way, at=now)])

    with CaptureQueriesContext(connection) as captured:
        answer = client.post(address, {"nonce": str(uuid.uuid4())})

    asked = [each["sql"] for each in captured if "SAVEPOINT" not in each["sql"]]
    assert answer.status_code == 302
    assert len(asked) <= 8, asked
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert len(page.content) < 16_000


@pytest.mark.django_db(transaction=True)
def test_everybody_at_once_is_checked_in_once(
    training_class: TrainingClass, lesson: Lesson, seats: list[Enrolment]
) -> None:
    more = actions.enrol(training_class, [seat(n) for n in range(10, 10 + AT_ONCE)], actor=None, now=at(-400))
    users = [account_of(each) for each in more]
    code = lesson_code(lesson.pk, ENTRY, at=NINE)
    refused: list[str | None] = []

    def press(user: User) -> None:
        try:
            check_in(code, actor=user, nonce=nonce(), device="", now=NINE)
        except ValidationError as error:
            refused.append(error.code)
        finally:
            connections.close_all()

    # Everybody presses twice: on two forms, so no nonce helps.
    _together([lambda user=user: press(user) for user in users for _again in range(2)])

    assert Scan.objects.count() == AT_ONCE
    assert Attendance.objects.count() == AT_ONCE
    assert refused == ["already_in"] * AT_ONCE


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_by_many_at_once_counts_once(lesson: Lesson, courier: User) -> None:
    code, form, serials = lesson_code(lesson.pk, ENTRY, at=NINE), nonce(), set()

    def press() -> None:
        try:
            serials.add(check_in(code, actor=courier, nonce=form, device="", now=NINE).serial)
        finally:
            connections.close_all()

    _together([press] * 6)

    assert Scan.objects.count() == 1
    assert serials == {Scan.objects.get().serial}


@pytest.mark.django_db(transaction=True)
def test_a_scan_at_the_moment_of_the_sign_off_counts_or_is_refused(
    lesson: Lesson, seats: list[Enrolment], courier: User
) -> None:
    code, ends = lesson_code(lesson.pk, ENTRY, at=NINE), []

    def press() -> None:
        try:
            ends.append(check_in(code, actor=courier, nonce=nonce(), device="", now=NINE).serial)
        except ValidationError as error:
            ends.append(error.code)
        finally:
            connections.close_all()

    def sign() -> None:
        try:
            actions.sign_off(lesson, actor=None, now=at(1))
        finally:
            connections.close_all()

    _together([press, sign])

    row = Attendance.objects.get(enrolment=seats[0])
    expected = ("present", "scan") if Scan.objects.exists() else ("absent", "sign_off")
    assert (row.status, row.source) == expected
    assert Attendance.objects.count() == 3
    assert len(ends) == 1


def _together(deeds: list[Callable[[], None]]) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share no in-memory database; PostgreSQL and a file database show this")
    gate = threading.Barrier(len(deeds))

    def run(deed: Callable[[], None]) -> None:
        gate.wait()
        deed()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
