"""Hours studied online: what platforms report, and how it counts."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.people.models import User
from training.courses import actions, queries
from training.courses.actions import OnlineReport
from training.courses.enums import LessonForm, SheetKind
from training.courses.imports import Judgement
from training.courses.models import Completion, Course, OnlineRecord, TrainingClass
from training.courses.online import hours_beside

from .conftest import NOW, id_number

Send = Callable[..., Any]
HEAD = (
    "学号或证件号码,姓名,平台名称,课程,应学课时,已学课时,完成率%,"
    "首次学习时间,最后学习时间,登录IP/设备数,平台记录编号"
)


def _sheet(*lines: str) -> bytes:
    return "\n".join([HEAD, *lines]).encode()


def _line(who: object, **changes: object) -> str:
    cells = {
        "who": who, "name": "索南才让", "platform": "云课堂", "course": "安全生产", "due": 10, "done": 8,
        "rate": 80, "first": "2026-08-03 19:20", "last": "2026-08-10 21:00", "devices": 1,
        "record": f"R-{who}",
    } | changes  # fmt: skip
    return ",".join(str(cell) for cell in cells.values())


def _judged(training_class: TrainingClass, *lines: str) -> Judgement:
    sheet = actions.receive_sheet(
        training_class, kind=SheetKind.ONLINE, content=_sheet(*lines), filename="a.csv", actor=None, now=NOW
    )
    return Judgement.from_json(sheet.judgement)


def _report(training_class: TrainingClass, position: int, done: str, **changes: Any) -> OnlineReport:
    facts: dict[str, Any] = {"platform": "云课堂", "course": "安全生产", "hours_due": Decimal(10)} | changes
    seat = training_class.enrolments.get(position=position)
    return OnlineReport(enrolment=seat.pk, hours_done=Decimal(done), **facts)


def _attended(training_class: TrainingClass, position: int) -> Decimal:
    return Decimal(queries.trainees_of(training_class).get(position=position).attended_hours)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("course", "online", "lessons", "beside"),
    [("80", "0", "80", "0"), ("90", "10", "80", "10"), ("90", "10", "90", "0"), ("90", "10", "85", "5"),
     ("90", "10", "0", "10"), ("90", "10", "95", "0")],
)  # fmt: skip
def test_the_timetable_holds_what_it_holds_and_the_rest_lies_beside_it(
    course: str, online: str, lessons: str, beside: str
) -> None:
    assert hours_beside(Decimal(course), Decimal(online), Decimal(lessons)) == Decimal(beside)


def test_a_sheet_takes_people_by_number_in_the_roster_or_by_id_number(
    taught: TrainingClass, send: Send
) -> None:
    sheet = send(SheetKind.ONLINE, _sheet(_line(1), _line(id_number(2), last="2026年8月9日 20:00")), "a.csv")

    assert sheet.outcome["added"] == 2
    rows = OnlineRecord.objects.order_by("enrolment__position")
    assert [(row.enrolment.position, row.hours_done, row.devices) for row in rows] == [
        (1, Decimal(8), 1), (2, Decimal(8), 1),
    ]  # fmt: skip
    assert rows[0].first_at == datetime.datetime(2026, 8, 3, 11, 20, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"due": 0}, ["hours"]),
        ({"done": "八"}, ["hours"]),
        ({"done": "8.25"}, ["hours"]),
        ({"done": 12, "rate": ""}, ["more_than_due"]),
        ({"rate": 50}, ["rate_differs"]),
        ({"rate": "0.8"}, []),
        ({"first": "晚上"}, ["moment"]),
        ({"last": "2026-08-01 10:00"}, ["moment"]),
        ({"devices": 4}, ["many_devices"]),
        ({"devices": "10.0.0.1;10.0.0.2;10.0.0.3"}, ["many_devices"]),
        ({"platform": "平" * 61}, ["too_long"]),
        ({"record": ""}, []),
    ],
)
def test_rows_are_judged(taught: TrainingClass, changes: dict[str, object], codes: list[str]) -> None:
    assert _judged(taught, _line(1, **changes)).report.rows[0].codes == codes


def test_addresses_are_counted_and_not_kept(taught: TrainingClass) -> None:
    row = _judged(taught, _line(1, devices="10.0.0.1;10.0.0.2")).report.rows[0]

    assert row.values["devices"] == "2"


@pytest.mark.parametrize("who", [77, id_number(77)])
def test_who_has_no_seat_stays_out(taught: TrainingClass, who: object) -> None:
    assert "not_enrolled" in _judged(taught, _line(who)).report.rows[0].codes


def test_a_record_belongs_to_one_person(taught: TrainingClass, send: Send) -> None:
    twice = _judged(taught, _line(1), _line(2, record="R-1"))
    assert [row.codes for row in twice.report.rows] == [[], ["duplicate_in_file"]]

    send(SheetKind.ONLINE, _sheet(_line(1)), "a.csv")

    assert _judged(taught, _line(2, record="R-1")).report.rows[0].codes == ["record_taken"]
    with pytest.raises(ValidationError) as refused:
        actions.record_online_hours(
            taught, [_report(taught, 2, "8", record_number="R-1")], actor=None, now=NOW
        )
    assert refused.value.code == "record_taken"


def test_a_later_report_replaces_the_earlier_one(taught: TrainingClass) -> None:
    actions.record_online_hours(taught, [_report(taught, 1, "4")], actor=None, now=NOW)
    again = actions.record_online_hours(taught, [_report(taught, 1, "9")], actor=None, now=NOW)
    same = actions.record_online_hours(taught, [_report(taught, 1, "9")], actor=None, now=NOW)

    assert (again.changed, same.unchanged, OnlineRecord.objects.get().hours_done) == (1, 1, Decimal(9))


def test_hours_beside_the_timetable_count_up_to_what_is_due(taught: TrainingClass) -> None:
    Course.objects.update(online_hours=10)
    assert queries.hours_held(TrainingClass.objects.get()) == Decimal(90)

    reports = [_report(taught, 1, "12"), _report(taught, 2, "6")]
    actions.record_online_hours(taught, reports, actor=None, now=NOW)

    assert [_attended(taught, position) for position in (1, 2, 4)] == [90, 70, 80]


def test_no_more_than_the_class_owes_counts(taught: TrainingClass) -> None:
    Course.objects.update(online_hours=10)
    reports = [_report(taught, 1, "10"), _report(taught, 1, "10", course="服务规范")]

    actions.record_online_hours(taught, reports, actor=None, now=NOW)

    assert _attended(taught, 1) == 90


def test_online_lessons_count_by_register_or_platform_whichever_is_more(taught: TrainingClass) -> None:
    last = taught.lessons.order_by("held_on").last()
    assert last is not None
    taught.lessons.filter(pk=last.pk).update(form=LessonForm.ONLINE)
    assert [_attended(taught, position) for position in (1, 3)] == [80, 56]

    actions.record_online_hours(
        taught, [_report(taught, 1, "5"), _report(taught, 3, "5")], actor=None, now=NOW
    )

    assert [_attended(taught, position) for position in (1, 3)] == [80, 61]
    assert queries.hours_held(taught) == Decimal(80)


def test_completion_counts_them(taught: TrainingClass) -> None:
    Course.objects.update(online_hours=20)
    reports = [_report(taught, 3, "20", hours_due=Decimal(20))]
    actions.record_online_hours(taught, reports, actor=None, now=NOW)

    actions.close_class(TrainingClass.objects.get(), actor=None, now=NOW)

    rows = Completion.objects.order_by("enrolment__position").values_list("hours_attended", "enough_hours")
    assert list(rows) == [(80, True), (64, False), (76, False), (80, True)]


def test_who_keeps_the_register_takes_them_in_while_the_class_is_open(
    taught: TrainingClass, trainer: User, rival: User
) -> None:
    actions.record_online_hours(taught, [_report(taught, 1, "4")], actor=trainer, now=NOW)
    with pytest.raises(PermissionDenied):
        actions.record_online_hours(taught, [], actor=rival, now=NOW)

    actions.close_class(taught, actor=None, now=NOW)

    with pytest.raises(ValidationError) as refused:
        actions.record_online_hours(taught, [], actor=None, now=NOW)
    assert refused.value.code == "class_closed"
