"""Capacity, the waiting list, couriers who enrol themselves, and two who want the last seat."""

from __future__ import annotations

import datetime
import threading
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, connections, transaction
from django.urls import reverse

from office.audit.models import Entry
from office.people.actions import CourierFacts, create_user, register_courier
from office.people.models import Courier, Organisation, User
from training.courses import actions, queries
from training.courses.enums import PersonCategory, SheetKind
from training.courses.models import Course, Enrolment, TrainingClass

from .conftest import NOW, id_number, person, refusal, roster
from .plans import lessons, policy


@pytest.fixture
def small(course: Course, school: Organisation) -> TrainingClass:
    """An open class of two seats that begins in December, which couriers may join."""
    made = actions.open_class(
        course, number="PX-2026-960", title="冬季班", provider=school, capacity=2, actor=None, now=NOW,
        starts_on=datetime.date(2026, 12, 7), ends_on=datetime.date(2026, 12, 18),
    )  # fmt: skip
    TrainingClass.objects.filter(pk=made.pk).update(self_enrolment=True)
    actions.set_timetable(made, lessons(), actor=None, now=NOW)
    made.refresh_from_db()
    return made


def rider(serial: int) -> User:
    """A courier with an account."""
    facts = CourierFacts(name="马䶮", id_number=id_number(serial), phone=f"139{serial:08d}")
    courier = register_courier(facts, actor=None, now=NOW)
    return create_user(f"rider{serial}", display_name="马䶮", password=None, courier=courier, actor=None)


def take(made: TrainingClass, user: User, now: datetime.datetime = NOW) -> Enrolment:
    assert user.courier is not None
    return actions.enrol_self(
        made, user.courier, category=PersonCategory.FLEXIBLE, employer_name="驿路通达", actor=user, now=now
    )


def states(made: TrainingClass) -> list[str]:
    return list(made.enrolments.order_by("position").values_list("seat", flat=True))


def upload(made: TrainingClass, *serials: int) -> Any:
    content = roster(*(person(serial) for serial in serials))
    sheet = actions.receive_sheet(
        made, kind=SheetKind.ROSTER, content=content, filename="r.xlsx", actor=None, now=NOW
    )
    return actions.commit_sheet(sheet, actor=None, now=NOW)


def test_a_roster_beyond_the_capacity_waits_in_its_order(small: TrainingClass) -> None:
    sheet = upload(small, 1, 2, 3, 4)

    assert states(small) == ["enrolled", "enrolled", "waiting", "waiting"]
    assert (sheet.outcome["enrolled"], sheet.outcome["waiting"]) == (2, 2)
    assert len(queries.trainees_of(small)) == 2
    counted = queries.with_counts(TrainingClass.objects.filter(pk=small.pk)).get()
    assert (counted.trainees, counted.waiting) == (2, 2)


def test_who_leaves_makes_room_for_the_first_who_waits(small: TrainingClass, operator: User) -> None:
    upload(small, 1, 2, 3, 4)
    first = small.enrolments.get(position=1)

    actions.remove_seat(first, reason="离职", actor=operator, now=NOW)

    assert states(small) == ["cancelled", "enrolled", "enrolled", "waiting"]
    third = small.enrolments.get(position=3)
    assert (third.promoted_at, Entry.objects.get(action="courses.seat.promoted").data) == (
        NOW, {"enrolments": [third.pk]},
    )  # fmt: skip
    assert refusal(lambda: actions.remove_seat(first, reason="再次", actor=operator, now=NOW)) == "seat_gone"


def test_more_seats_go_to_those_who_wait_and_fewer_never_below_the_enrolled(
    small: TrainingClass, operator: User
) -> None:
    policy()
    upload(small, 1, 2, 3, 4)

    actions.change_capacity(small, capacity=3, actor=operator, now=NOW)
    assert states(small) == ["enrolled", "enrolled", "enrolled", "waiting"]
    for capacity, code in ((2, "too_small"), (51, "too_large")):
        found = refusal(lambda: actions.change_capacity(small, capacity=capacity, actor=operator, now=NOW))  # noqa: B023
        assert found == code


def test_who_left_may_come_again_at_the_end(small: TrainingClass) -> None:
    upload(small, 1, 2, 3)
    actions.remove_seat(small.enrolments.get(position=1), reason="请假", actor=None, now=NOW)

    upload(small, 1)

    assert states(small) == ["cancelled", "enrolled", "enrolled", "waiting"]
    assert small.enrolments.get(position=4).courier == small.enrolments.get(position=1).courier


def test_the_database_keeps_one_seat_a_person_and_says_why_one_was_cancelled(small: TrainingClass) -> None:
    upload(small, 1)
    seat = small.enrolments.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.filter(pk=seat.pk).update(seat="cancelled")
    seat.pk, seat.position = None, 9
    with pytest.raises(IntegrityError), transaction.atomic():
        seat.save()


def test_a_courier_takes_the_last_seat_and_the_next_one_waits(small: TrainingClass, operator: User) -> None:
    upload(small, 1)
    mine, theirs = take(small, rider(11)), take(small, rider(12))

    assert (mine.seat, theirs.seat, mine.origin, mine.needs_confirmation) == (
        "enrolled", "waiting", "self", True,
    )  # fmt: skip
    actions.confirm_seat(
        mine, category=PersonCategory.EMPLOYEE, employer_name="速达", actor=operator, now=NOW
    )
    assert (mine.category, mine.needs_confirmation) == ("employee", False)
    declared = Entry.objects.get(action="courses.seat.confirmed").data
    assert (declared["declared"], declared["category"]) == ("flexible", "employee")


def test_nobody_takes_a_seat_for_another(small: TrainingClass, operator: User) -> None:
    mine = rider(11)
    for actor in (operator, rider(12)):
        with pytest.raises(PermissionDenied):
            actions.enrol_self(
                small, mine.courier, category=PersonCategory.OTHER, employer_name="x", actor=actor, now=NOW
            )


def test_a_seat_is_refused_when_it_cannot_be(small: TrainingClass, course: Course) -> None:
    user = rider(11)
    take(small, user)
    assert refusal(lambda: take(small, user)) == "already_enrolled"
    late = NOW + datetime.timedelta(days=30)
    assert refusal(lambda: take(small, rider(12), late)) == "begun"
    TrainingClass.objects.update(self_enrolment=False)
    assert refusal(lambda: take(small, rider(13))) == "not_for_self"


def test_an_own_seat_is_given_up_until_the_hours_that_the_policy_says(small: TrainingClass) -> None:
    """The first lesson begins on 7 December at nine; 24 hours before is the 6th at nine, in Beijing."""
    policy(cancel_hours=24)
    edge = datetime.datetime(2026, 12, 6, 1, 0, tzinfo=datetime.UTC)
    user, other = rider(11), rider(12)
    seat, second = take(small, user), take(small, other)

    with pytest.raises(PermissionDenied):
        actions.cancel_own_seat(seat, actor=other, now=NOW)
    late = edge + datetime.timedelta(minutes=1)
    assert refusal(lambda: actions.cancel_own_seat(seat, actor=user, now=late)) == "too_late"
    assert actions.cancel_own_seat(seat, actor=user, now=edge).seat == "cancelled"
    assert Enrolment.objects.get(pk=second.pk).seat == "enrolled"


def test_a_class_with_unconfirmed_entries_is_not_closed(taught: TrainingClass, operator: User) -> None:
    Enrolment.objects.filter(training_class=taught, position=1).update(origin="self")
    assert refusal(lambda: actions.close_class(taught, actor=operator, now=NOW)) == "unconfirmed_seats"


def test_who_waits_is_taught_nothing_and_completes_nothing(taught: TrainingClass, operator: User) -> None:
    last = taught.enrolments.get(position=4)
    actions.remove_seat(last, reason="退班", actor=operator, now=NOW)

    actions.close_class(taught, actor=operator, now=NOW)

    assert taught.enrolments.filter(completion__isnull=False).count() == 3
    assert not queries.transcript(last.courier).exists()


def test_the_seats_page_lists_filters_and_exports_at_a_constant_cost(
    small: TrainingClass, operator: User, sign_in: Any, django_assert_num_queries: Any
) -> None:
    client, address = sign_in(operator), reverse("courses:seat_list", args=[small.number])

    def cost() -> int:
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    upload(small, 1)
    cost()
    one = cost()
    upload(small, 2, 3)
    assert cost() == one
    waiting = client.get(address, {"seat": "waiting"}).context["object_list"]
    assert [each.position for each in waiting] == [3]
    workbook = client.get(address, {"seat": "waiting", "format": "xlsx"})
    assert workbook.status_code == 200
    assert Entry.objects.get(action="courses.seats.exported").data == {"seats": 1}


def test_one_person_is_added_by_a_form_with_the_id_number(
    small: TrainingClass, operator: User, sign_in: Any
) -> None:
    answer = {
        "deed_key": "5e2f6b58-8a63-4f1a-9f0a-6d9c1f0f0001", "id_number": id_number(31), "name": "尕藏·东智",
        "phone": "13800000031", "category": "employee", "employer_name": "驿路通达",
    }  # fmt: skip
    client, address = sign_in(operator), reverse("courses:add_seat", args=[small.number])

    bad = client.post(address, {**answer, "id_number": "123"})
    good = client.post(address, answer)

    assert (bad.status_code, list(bad.context["form"].errors)) == (422, ["id_number"])
    assert (good.status_code, small.enrolments.get().courier.name) == (302, "尕藏·东智")


def test_a_courier_joins_in_three_steps(small: TrainingClass, sign_in: Any) -> None:
    user = rider(11)
    client, address = sign_in(user), reverse("courses:take_seat", args=[small.number])
    answer = {
        "deed_key": "5e2f6b58-8a63-4f1a-9f0a-6d9c1f0f0002",
        "category": "flexible",
        "employer_name": "驿路通达",
    }

    offers = client.get(reverse("courses:offer_list"))
    first = client.get(address)
    check = client.post(address, answer)
    before = small.enrolments.count()
    done = client.post(address, {**answer, "confirmed": "on"}, follow=True)

    assert [each.training_class for each in offers.context["offers"]] == [small]
    assert (first.status_code, check.context["checking"], before) == (200, True, 0)
    seat = small.enrolments.get()
    assert done.redirect_chain == [(reverse("courses:own_seat", args=[seat.pk]), 302)]
    assert f"{small.number}-{seat.position}" in done.content.decode()
    gone = client.post(
        reverse("courses:cancel_own_seat", args=[seat.pk]),
        {"deed_key": "5e2f6b58-8a63-4f1a-9f0a-6d9c1f0f0003"},
    )
    assert (gone.status_code, states(small)) == (302, ["cancelled"])


def test_a_courier_sees_only_own_seats(small: TrainingClass, sign_in: Any) -> None:
    seat = take(small, rider(11))
    client = sign_in(rider(12))
    for name in ("own_seat", "cancel_own_seat"):
        assert client.get(reverse(f"courses:{name}", args=[seat.pk])).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(2))
def test_one_free_seat_goes_to_one_of_many(small: TrainingClass, round_: int) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("One connection cannot race with itself; PostgreSQL and a SQLite file can.")
    upload(small, 1)
    users, started = [rider(serial) for serial in range(11, 16)], threading.Barrier(5)
    faults: list[str] = []

    def join(user: User) -> None:
        started.wait(timeout=10)
        try:
            take(TrainingClass.objects.get(pk=small.pk), User.objects.get(pk=user.pk))
        except Exception as fault:
            faults.append(repr(fault))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=join, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert (faults, states(small)) == ([], ["enrolled", "enrolled", *["waiting"] * 4])


@pytest.mark.django_db(transaction=True)
def test_two_who_leave_at_once_promote_two(small: TrainingClass) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("One connection cannot race with itself; PostgreSQL and a SQLite file can.")
    upload(small, 1, 2, 3, 4, 5)
    started, faults = threading.Barrier(2), []

    def leave(position: int) -> None:
        started.wait(timeout=10)
        try:
            seat = Enrolment.objects.get(training_class=small, position=position)
            actions.remove_seat(seat, reason="离职", actor=None, now=NOW)
        except Exception as fault:
            faults.append(repr(fault))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=leave, args=(position,)) for position in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert faults == []
    assert states(small) == ["cancelled", "cancelled", "enrolled", "enrolled", "waiting"]
    assert Courier.objects.count() == 5
