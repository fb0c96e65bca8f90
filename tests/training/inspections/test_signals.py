"""Each signal at both sides of its threshold, read from plain facts; gathered without a query a person."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from office.people.models import User
from office.policy.models import PolicyVersion, Source
from training.courses.actions import correct, sign_off
from training.courses.enums import AttendanceStatus
from training.inspections import actions
from training.inspections.enums import CallOutcome, Result, Severity
from training.inspections.queries import signals_for_class
from training.inspections.signals import (
    CallFigures,
    ClassFacts,
    Elsewhere,
    LessonFacts,
    TraineeFacts,
    Visit,
    read,
)
from training.inspections.thresholds import of_version, thresholds_on

from .conftest import DAYS, NOW, seat

RULES = of_version({})
LESSONS = tuple(LessonFacts(key=key, held_on=day, hours=Decimal(8)) for key, day in enumerate(DAYS, start=1))
GAP = {1: "present", 2: "absent", 3: "present", 4: "present", 5: "present"}


def trainee(position: int, **changes: object) -> TraineeFacts:
    return TraineeFacts(
        **{
            "position": position,
            "birth_date": datetime.date(1990, 3, 7),
            "sex": "1",
            "category": "rural_worker",
            "marks": dict.fromkeys(range(1, 6), "present"),
            **changes,
        }
    )


def facts(*trainees: TraineeFacts, **changes: object) -> ClassFacts:
    return ClassFacts(
        **{
            "starts_on": DAYS[0],
            "lessons": LESSONS,
            "trainees": trainees or (trainee(1),),
            **changes,
        }
    )


def codes(told: ClassFacts) -> list[str]:
    return [signal.code for signal in read(told, RULES)]


def test_an_ordinary_class_says_nothing() -> None:
    assert codes(facts(trainee(1), trainee(2, marks=GAP))) == []


@pytest.mark.parametrize(
    ("born", "sex", "found"),
    [
        (datetime.date(2010, 8, 3), "1", []),
        (datetime.date(2010, 8, 4), "1", ["outside_age"]),
        (datetime.date(1965, 8, 4), "1", []),
        (datetime.date(1965, 8, 3), "1", ["outside_age"]),
        (datetime.date(1970, 8, 3), "2", ["outside_age"]),
        (datetime.date(1970, 8, 4), "2", []),
    ],
)
def test_age_on_the_first_day(born: datetime.date, sex: str, found: list[str]) -> None:
    # Men are 61 on the first day when born by 3 August 1965, women 56 when born by that day of 1970.
    assert codes(facts(trainee(1, birth_date=born, sex=sex))) == found


@pytest.mark.parametrize(("text", "found"), [("平安速达", []), ("海东职业技术学院", ["in_school"])])
def test_pupils_by_the_words_of_the_roster(text: str, found: list[str]) -> None:
    assert codes(facts(trainee(1, texts=(text, "")))) == found


def elsewhere(**changes: object) -> Elsewhere:
    lesson = LessonFacts(key=90, held_on=DAYS[0], hours=Decimal(2))
    return Elsewhere(position=1, class_number="PX-2", lesson=replace(lesson, **changes))


def at(hour: int) -> datetime.time:
    return datetime.time(hour)


def test_two_places_on_one_day_clash_without_times() -> None:
    [signal] = read(facts(elsewhere=(elsewhere(),)), RULES)
    assert (signal.code, signal.severity, signal.people, signal.look) == (
        "taught_elsewhere",
        Severity.HIGH,
        (1,),
        "class:PX-2",
    )


@pytest.mark.parametrize(
    ("starts", "ends", "found"), [(8, 12, ["taught_elsewhere"]), (11, 13, ["taught_elsewhere"]), (12, 14, [])]
)
def test_times_tell_two_places_apart(starts: int, ends: int, found: list[str]) -> None:
    lessons = (replace(LESSONS[0], starts_at=at(8), ends_at=at(12)),)
    told = facts(lessons=lessons, elsewhere=(elsewhere(starts_at=at(starts), ends_at=at(ends)),))
    assert codes(told) == found


def test_who_was_absent_here_was_not_in_two_places() -> None:
    told = facts(trainee(1, marks={1: "absent"}), elsewhere=(elsewhere(),))
    assert codes(told) == []


@pytest.mark.parametrize(("people", "found"), [(9, []), (10, ["everybody_always"])])
def test_everybody_always_there(people: int, found: list[str]) -> None:
    assert codes(facts(*(trainee(place) for place in range(1, people + 1)))) == found


@pytest.mark.parametrize(("equal", "found"), [(3, []), (4, ["identical_rows"])])
def test_rows_that_were_copied(equal: int, found: list[str]) -> None:
    people = [trainee(place, marks=GAP) for place in range(1, equal + 1)]
    people += [trainee(place) for place in range(equal + 1, 9)]
    assert codes(facts(*people)) == found


@pytest.mark.parametrize(("hours", "found"), [("10", []), ("10.5", ["impossible_hours"])])
def test_more_hours_than_a_day_has(hours: str, found: list[str]) -> None:
    assert codes(facts(lessons=(replace(LESSONS[0], hours=Decimal(hours)),))) == found


def test_hours_of_two_classes_are_added_for_a_person() -> None:
    lessons = (replace(LESSONS[0], starts_at=at(8), ends_at=at(14)),)
    other = elsewhere(hours=Decimal(3), starts_at=at(15), ends_at=at(17))
    assert codes(facts(lessons=lessons, elsewhere=(other,))) == ["impossible_hours"]


def test_scans_within_seconds() -> None:
    moments = tuple(NOW + datetime.timedelta(seconds=2 * step) for step in range(8))
    assert codes(facts(scans={1: moments})) == ["scans_in_seconds"]
    assert codes(facts(scans={1: moments[:7]})) == []


@pytest.mark.parametrize(("manual", "found"), [(2, []), (3, ["by_hand"])])
def test_marks_entered_by_hand(manual: int, found: list[str]) -> None:
    assert codes(facts(manual_marks=manual, scanned_marks=10 - manual)) == found


@pytest.mark.parametrize(("count", "found"), [(3, []), (4, ["devices"])])
def test_devices_of_online_study(count: int, found: list[str]) -> None:
    assert codes(facts(devices={1: count})) == found


@pytest.mark.parametrize(("others", "found"), [({}, []), ({1: 2}, ["shared_phone"])])
def test_shared_telephones(others: dict[int, int], found: list[str]) -> None:
    assert codes(facts(shared_phones=others)) == found


def test_a_burst_is_held_against_the_rest_of_the_year() -> None:
    burst = [datetime.date(2026, 7, 1)] * 200
    assert codes(facts(issued=tuple(burst))) == ["burst"]
    assert codes(facts(issued=tuple(burst[1:]))) == []
    # A provider that issues as many in every month of the year has no burst.
    spread = [datetime.date(2026, 1, 1) + datetime.timedelta(days=day) for day in range(360)] * 5
    assert codes(facts(issued=tuple(sorted(spread)))) == []


@pytest.mark.parametrize(("calls", "found"), [((4, 4), []), ((5, 0), []), ((5, 1), ["calls_fail"])])
def test_call_backs_against_a_provider(calls: tuple[int, int], found: list[str]) -> None:
    concluded, failed = calls
    assert codes(facts(calls=CallFigures(concluded=concluded, failed=failed))) == found


@pytest.mark.parametrize(
    ("present", "result", "found"),
    [(8, Result.IN_ORDER, []), (7, Result.IN_ORDER, ["few_present"]), (10, Result.SERIOUS, ["few_present"])],
)
def test_inspections_that_counted_few(present: int, result: str, found: list[str]) -> None:
    visit = Visit(present=present, expected=10, result=result, visited_on=DAYS[0])
    assert codes(facts(visits=(visit,))) == found


def test_the_gravest_comes_first() -> None:
    told = facts(trainee(1, texts=("某某学院",)), shared_phones={1: 1}, bar=DAYS[-1])
    assert codes(told) == ["in_school", "barred", "shared_phone"]


@pytest.mark.django_db
def test_thresholds_are_dated_and_defaults_are_marked() -> None:
    PolicyVersion.objects.create(
        scheme="inspections",
        label="2026",
        valid_from=datetime.date(2026, 1, 1),
        valid_to=datetime.date(2026, 12, 31),
        source=Source.objects.create(title="本地办法"),
        clause="第三条",
        parameters={"sample_share": {"value": "0.2", "clause": "第三条"}},
    )
    now = thresholds_on(DAYS[0])
    assert (now["sample_share"], now.clause("sample_share"), now.label) == ("0.2", "第三条", "2026")
    assert "sample_share" not in now.defaults
    assert "burst_days" in now.defaults
    assert thresholds_on(datetime.date(2027, 1, 1))["sample_share"] == "0.1"


@pytest.mark.django_db
def test_signals_of_a_class_name_where_to_look(make_class, reviewer: User, approver: User) -> None:
    own = make_class("PX-1", [seat(1, phone="13900000001"), seat(2, phone="13900000001"), seat(3)])
    make_class("PX-2", [seat(3)])
    sample = actions.draw_sample(own, caller=reviewer, actor=reviewer, now=NOW)
    for somebody in sample.people.all():
        actions.record_call(somebody, outcome=CallOutcome.WRONG_NUMBER, actor=reviewer, now=NOW)
    found = {signal.code: signal for signal in signals_for_class(own)}
    assert set(found) == {"taught_elsewhere", "shared_phone"}
    assert found["taught_elsewhere"].url == "/classes/PX-2/trainees/"
    assert (found["shared_phone"].people, found["shared_phone"].url) == ((1, 2), "/classes/PX-1/trainees/")


@pytest.mark.django_db
def test_a_corrected_register_is_read_as_corrected(make_class) -> None:
    own, other = make_class("PX-1", [seat(1)]), make_class("PX-2", [seat(1)], signs={1: "aaaaa"})
    assert signals_for_class(own) == []
    lesson = other.lessons.get(held_on=DAYS[0])
    sign_off(lesson, actor=None, now=NOW)
    correct(
        lesson,
        other.enrolments.get(),
        status=AttendanceStatus.PRESENT,
        reason="补登",
        actor=None,
        now=NOW,
    )
    assert [signal.code for signal in signals_for_class(own)] == ["taught_elsewhere"]


@pytest.mark.django_db
def test_gathering_asks_as_often_for_one_as_for_many(make_class) -> None:
    small = make_class("PX-1", [seat(1)])
    big = make_class("PX-2", [seat(serial) for serial in range(1, 9)])
    counts = []
    for training_class in (small, big):
        with CaptureQueriesContext(connection) as queries:
            signals_for_class(training_class)
        counts.append(len(queries))
    assert counts[0] == counts[1]
