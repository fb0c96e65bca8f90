"""The pages: what a phone and a screen show, to whom, and what looking costs."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from office.audit.models import Entry
from office.people.models import User
from training.checkin.codes import lesson_code, person_code
from training.checkin.models import Scan
from training.courses import actions
from training.courses.enums import AttendanceStatus
from training.courses.models import Attendance, Correction, Enrolment, Lesson, TrainingClass

from .conftest import ENTRY, NINE, account_of, at, seat
from .test_scans import scan

SignIn = Callable[[User], Client]
Clock = Callable[..., None]


def code_url(lesson: Lesson) -> str:
    return reverse("checkin:scan", args=[lesson_code(lesson.pk, ENTRY, at=NINE)])


def form() -> dict[str, str]:
    return {"nonce": str(uuid.uuid4())}


def test_a_scanned_code_leads_through_the_sign_in_and_back(
    client: Client, clock: Clock, lesson: Lesson, courier: User
) -> None:
    clock(NINE)
    courier.set_password("a long word for tests")
    courier.save()
    address = code_url(lesson)

    door = client.get(address)
    back = client.post(door["Location"], {"username": courier.username, "password": "a long word for tests"})

    assert door.status_code == 302
    assert back["Location"] == address


def test_looking_checks_nobody_in(sign_in: SignIn, clock: Clock, lesson: Lesson, courier: User) -> None:
    clock(NINE)
    client = sign_in(courier)

    page = client.get(code_url(lesson))
    text = page.content.decode()

    assert page.status_code == 200
    assert ("马䶮" in text, "收派安全" in text, "2026年快递员技能提升培训班" in text) == (True, True, True)
    assert text.count('<button class="button button--wide">') == 1
    assert not Scan.objects.exists()
    assert page.cookies["checkin_device"]["httponly"] is True


def test_one_press_checks_in_and_shows_time_and_serial(
    sign_in: SignIn, clock: Clock, lesson: Lesson, courier: User
) -> None:
    clock(at(2))
    client = sign_in(courier)
    client.get(code_url(lesson))
    clock(at(seconds=30))

    done = client.post(code_url(lesson), form(), follow=True)
    made = Scan.objects.get()

    assert (made.serial in done.content.decode(), "09:00:30" in done.content.decode()) == (True, True)
    assert len(made.device) == 64


@pytest.mark.parametrize("who", ["trainer", "rival"])
def test_a_stranger_learns_nothing(
    request: pytest.FixtureRequest,
    sign_in: SignIn,
    clock: Clock,
    lesson: Lesson,
    seats: list[Enrolment],
    who: str,
) -> None:
    clock(NINE)
    client = sign_in(request.getfixturevalue(who))

    for answer in (client.get(code_url(lesson)), client.post(code_url(lesson), form())):
        text = answer.content.decode()
        assert ("收派安全" in text, "PX-2026-700" in text) == (False, False)
    assert not Scan.objects.exists()


def test_a_courier_of_another_class_learns_nothing(
    sign_in: SignIn, clock: Clock, lesson: Lesson, courier: User, seats: list[Enrolment]
) -> None:
    Enrolment.objects.filter(pk=seats[0].pk).update(
        seat="cancelled", cancelled_at=NINE, cancel_reason="已退班"
    )
    clock(NINE)
    client = sign_in(courier)

    answer = client.post(code_url(lesson), form())

    assert answer.status_code == 422
    assert ("not_enrolled" in answer.content.decode(), "收派安全" in answer.content.decode()) == (True, False)


def test_a_script_gets_short_answers(sign_in: SignIn, clock: Clock, lesson: Lesson, courier: User) -> None:
    clock(NINE)
    client, sent = sign_in(courier), form()
    send = {"headers": {"Accept": "application/json"}}

    first = client.post(code_url(lesson), sent, **send)  # type: ignore[arg-type]
    again = client.post(code_url(lesson), sent, **send)  # type: ignore[arg-type]
    refused = client.post(code_url(lesson), form(), **send)  # type: ignore[arg-type]

    assert json.loads(first.content) == json.loads(again.content) == {
        "address": Scan.objects.get().get_absolute_url()
    }  # fmt: skip
    assert (refused.status_code, json.loads(refused.content)["code"]) == (422, "already_in")


def test_a_late_record_of_the_script_is_taken(
    sign_in: SignIn, clock: Clock, lesson: Lesson, courier: User
) -> None:
    clock(NINE)
    client = sign_in(courier)
    note = client.get(code_url(lesson)).context["form"].initial["note"]
    clock(at(8))

    client.post(code_url(lesson), {**form(), "note": note, "made_at": str(at(seconds=20).timestamp())})

    assert [(each.scanned_at, each.is_late) for each in Scan.objects.all()] == [(at(seconds=20), True)]


@pytest.mark.parametrize("bad", [{}, {"nonce": "x"}, {"nonce": "", "made_at": "inf"}])
def test_a_broken_form_is_refused(
    sign_in: SignIn, clock: Clock, lesson: Lesson, courier: User, bad: dict[str, str]
) -> None:
    clock(NINE)

    assert sign_in(courier).post(code_url(lesson), bad).status_code == 422
    assert not Scan.objects.exists()


def test_the_trainer_scans_the_couriers_code(
    sign_in: SignIn, clock: Clock, lesson: Lesson, courier: User, trainer: User
) -> None:
    clock(NINE)
    mine = sign_in(courier).get(reverse("checkin:my_code"))
    address = reverse("checkin:person", args=[person_code(courier.pk, at=NINE)])
    client = sign_in(trainer)
    page = client.get(address).content.decode()
    sent = {**form(), "lesson": str(lesson.pk), "direction": "e"}

    done = client.post(address, sent, follow=True)

    assert mine.status_code == 200
    assert ("马䶮" in page, courier.courier.id_number_masked in page) == (True, True)  # type: ignore[union-attr]
    assert done.status_code == 200
    assert Scan.objects.get().scanned_by == trainer


@pytest.mark.parametrize("who", ["rival", "courier", "reviewer"])
def test_a_couriers_code_tells_others_nothing(
    request: pytest.FixtureRequest, sign_in: SignIn, clock: Clock, lesson: Lesson, other: User, who: str
) -> None:
    clock(NINE)
    address = reverse("checkin:person", args=[person_code(other.pk, at=NINE)])
    client = sign_in(request.getfixturevalue(who))
    sent = {**form(), "lesson": str(lesson.pk), "direction": "e"}

    for answer in (client.get(address), client.post(address, sent)):
        assert "尕藏" not in answer.content.decode()
    assert not Scan.objects.exists()


def test_the_screen_shows_code_count_and_who_is_missing(
    sign_in: SignIn, clock: Clock, lesson: Lesson, courier: User, trainer: User, rival: User, reviewer: User
) -> None:
    scan(lesson, courier)
    clock(at(1))
    address = reverse("checkin:screen", args=[lesson.pk])

    page = sign_in(trainer).get(address)
    text = page.content.decode()

    assert (page.context["room"].there, page.context["room"].total) == (1, 3)
    assert [line.enrolment.position for line in page.context["room"].missing] == [2, 3]
    assert "<script>" not in text
    assert ("data:image/svg" in text, 'http-equiv="refresh"' in text) == (True, True)
    assert sign_in(rival).get(address).status_code == 404
    assert sign_in(reviewer).get(address).status_code == 403


def test_a_register_by_hand_signed_and_corrected(
    sign_in: SignIn, clock: Clock, lesson: Lesson, seats: list[Enrolment], trainer: User
) -> None:
    clock(at(140))
    client = sign_in(trainer)

    def press(name: str, *args: int, **data: str) -> int:
        address = reverse(f"checkin:{name}", args=[lesson.pk, *args])
        return client.post(address, {"deed_key": str(uuid.uuid4()), **data}).status_code

    assert press("enter", seats[0].pk, status="present", reason="") == 422
    assert press("enter", seats[0].pk, status="present", reason="手机没电") == 302
    assert press("sign_off") == 302
    assert press("enter", seats[1].pk, status="present", reason="手机没电") == 422
    assert press("correct", seats[1].pk, status="late", hours="2.5", reason="核对监控") == 302
    text = client.get(reverse("checkin:register", args=[lesson.pk])).content.decode()

    assert ("手机没电" in text, "核对监控" in text) == (True, True)
    assert Correction.objects.get().hours == Decimal("2.5")


def test_lists_cost_the_same_for_one_and_for_many(
    sign_in: SignIn,
    clock: Clock,
    training_class: TrainingClass,
    lesson: Lesson,
    courier: User,
    other: User,
    trainer: User,
) -> None:
    clock(at(10))
    client = sign_in(trainer)
    pages = [
        reverse("checkin:class", args=[training_class.number]),
        reverse("checkin:register", args=[lesson.pk]),
        reverse("checkin:screen", args=[lesson.pk]),
        reverse("checkin:standing_list", args=[training_class.number]),
        reverse("checkin:signal_list"),
        reverse("checkin:signal_list") + "?format=xlsx",
    ]

    def costs() -> list[int]:
        found = []
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(page).status_code == 200
            found.append(len(asked))
        return found

    for each in (courier, other):
        scan(lesson, each, device="a" * 64)
    few = costs()
    for each in actions.enrol(training_class, [seat(n) for n in range(20, 24)], actor=None, now=NINE):
        scan(lesson, account_of(each), device="a" * 64)

    assert costs() == few


def test_standing_is_filtered_and_exported_as_shown(
    sign_in: SignIn,
    clock: Clock,
    training_class: TrainingClass,
    lesson: Lesson,
    seats: list[Enrolment],
    trainer: User,
) -> None:
    actions.record_attendance(
        training_class,
        {
            seats[0].pk: {lesson.held_on: AttendanceStatus.PRESENT},
            seats[1].pk: {lesson.held_on: AttendanceStatus.ABSENT},
        },
        actor=None,
        now=NINE,
    )
    clock(at(10))
    client, address = sign_in(trainer), reverse("checkin:standing_list", args=[training_class.number])

    def shown(choice: str) -> list[int]:
        rows = client.get(address, {"standing": choice}).context["object_list"]
        return [each.position for each in rows]

    book = load_workbook(BytesIO(client.get(address, {"standing": "lost", "format": "xlsx"}).content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))

    assert [shown(each) for each in ("lost", "open", "reached", "")] == [[2], [1, 3], [], [1, 2, 3]]
    assert [row[1] for row in rows[1:]] == ["尕藏·东智"]
    assert Entry.objects.filter(action="checkin.standing.exported").count() == 1
    assert Attendance.objects.count() == 2


def test_the_lesson_of_today_leads_to_its_code(
    sign_in: SignIn, clock: Clock, lesson: Lesson, trainer: User, reviewer: User
) -> None:
    clock(at(1))
    address = reverse("checkin:class", args=[lesson.training_class.number])

    assert sign_in(trainer).get(address).context["lesson_today"] == lesson
    assert sign_in(reviewer).get(address).context["lesson_today"] is None
