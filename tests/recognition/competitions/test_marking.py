"""Marks entered twice: agreement, difference, a third person, and what the database never lets happen."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from office.audit import queries as audit
from office.people.enums import Role
from office.people.models import Organisation, User
from recognition.competitions import actions
from recognition.competitions.actions import Paper
from recognition.competitions.enums import EntryStatus, ItemKind, Part, ResultState
from recognition.competitions.exports import marks_template
from recognition.competitions.imports import readings
from recognition.competitions.models import Entry, Event, Item, Mark, Performance, Reading, Stage
from recognition.competitions.queries import board_rows, differences_of, lines_of
from tests.personas import user

from .conftest import NOW

D = Decimal


@pytest.fixture
def second(post: Organisation) -> User:
    return user("second", Role.COMPETITION_OFFICER, organisation=post)


@pytest.fixture
def third(post: Organisation) -> User:
    return user("third", Role.COMPETITION_OFFICER, organisation=post)


@pytest.fixture
def stage(event: Event, officer: User) -> Stage:
    """A final of two items, one judged by three, and two entries."""
    event.marked_twice = True
    event.save()
    made = actions.arrange_final(event, actor=officer, now=NOW)
    item(made, Part.THEORY, "理论", 100, officer)
    item(made, Part.PRACTICE, "收寄", 60, officer)
    item(made, Part.PRACTICE, "问题件", 40, officer, kind=ItemKind.JUDGEMENT, judges=3)
    for number in ("001", "002"):
        entry = Entry.objects.create(event=event, number=number, name=f"选手{number[-1]}", unit="邮政")
        Performance.objects.create(stage=made, entry=entry)
    return made


def item(stage: Stage, part: Part, name: str, full: int, actor: User, **values: Any) -> Item:
    facts = {"kind": ItemKind.MEASUREMENT, **values}
    return actions.add_item(stage, part=part, name=name, full_mark=D(full), actor=actor, now=NOW, **facts)


def papers(stage: Stage, theory: str = "90", first: str = "50", judged: str = "30 32 34") -> dict[int, Paper]:
    keys = list(stage.items.order_by("position").values_list("pk", flat=True))
    texts = (theory, first, judged)
    return {
        key: Paper(tuple(D(part) for part in text.split())) for key, text in zip(keys, texts, strict=True)
    }


def performance(stage: Stage, number: str = "001") -> Performance:
    return stage.performances.get(entry__number=number)


def enter(stage: Stage, actor: User, number: str = "001", **texts: str) -> Performance:
    return actions.enter_marks(
        performance(stage, number), papers=papers(stage, **texts), actor=actor, now=NOW
    )


def code_of(call: Any) -> str | None:
    with pytest.raises(ValidationError) as refused:
        call()
    fault = refused.value
    if hasattr(fault, "error_dict"):
        return next(each.code for faults in fault.error_dict.values() for each in faults)
    return fault.code


def test_two_alike_make_the_mark(stage: Stage, officer: User, second: User) -> None:
    assert enter(stage, officer).theory is None
    assert Mark.objects.count() == 0
    done = enter(stage, second)
    assert (done.theory, done.practice) == (D("90.000"), D("82.000"))
    assert set(Mark.objects.values_list("ground", "version")) == {("agreed", 1)}


def test_nine_and_nine_point_nought_agree(stage: Stage, officer: User, second: User) -> None:
    enter(stage, officer, theory="90")
    assert enter(stage, second, theory="90.00").theory == 90


def test_what_differs_waits_for_a_third(stage: Stage, officer: User, second: User, third: User) -> None:
    enter(stage, officer)
    done = enter(stage, second, first="51")
    assert (done.theory, done.practice) == (90, None)
    (cell,) = differences_of(stage)
    assert (cell.item.name, [reading.points for reading in cell.readings]) == ("收寄", [50, 51])

    def settle(actor: User, reason: str = "裁判原始评分表为51分", points: str = "51") -> Mark:
        return actions.settle_mark(
            performance(stage), item=cell.item, points=D(points), reason=reason, actor=actor, now=NOW
        )

    assert code_of(lambda: settle(officer)) == "third_hand"
    assert code_of(lambda: settle(second)) == "third_hand"
    assert code_of(lambda: settle(third, reason=" ")) == "reason_required"
    assert code_of(lambda: settle(third, points="60.5")) == "score_range"
    mark = settle(third)
    assert settle(third) == mark
    assert (mark.ground, mark.settled_by, performance(stage).practice) == ("resolved", third, 83)
    assert differences_of(stage) == []
    again = settle(third, reason="复核扣分1分", points="50")
    assert (again.ground, again.version, performance(stage).practice) == ("corrected", 2, 82)
    assert Mark.objects.filter(item=cell.item).count() == 2


def test_nothing_to_settle_before_two_entries(stage: Stage, officer: User, third: User) -> None:
    enter(stage, officer)
    first = stage.items.earliest("position")

    def settle() -> Mark:
        return actions.settle_mark(
            performance(stage), item=first, points=D(1), reason="核对", actor=third, now=NOW
        )

    assert code_of(settle) == "nothing_to_settle"


def test_one_person_cannot_enter_both(stage: Stage, officer: User) -> None:
    enter(stage, officer)
    enter(stage, officer, theory="80")
    assert (Reading.objects.count(), Mark.objects.count()) == (3, 0)
    assert Reading.objects.get(item=stage.items.earliest("position")).scores == ["80"]
    reading = Reading.objects.earliest("pk")
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.create(
            performance=reading.performance,
            item=reading.item,
            place=2,
            scores=["1"],
            points=1,
            entered_by=officer,
            entered_at=NOW,
        )


def test_entering_again_changes_nothing(stage: Stage, officer: User) -> None:
    enter(stage, officer)
    before = list(Reading.objects.values()), audit.about(stage.event).count()
    enter(stage, officer)
    assert (list(Reading.objects.values()), audit.about(stage.event).count()) == before


def test_a_third_entry_is_refused_and_so_is_one_for_a_mark_that_stands(
    stage: Stage, officer: User, second: User, third: User
) -> None:
    enter(stage, officer)
    enter(stage, second, theory="91", first="51", judged="30 30 30")
    assert code_of(lambda: enter(stage, third)) == "two_hands"
    enter(stage, second, theory="90", first="50", judged="30 32 34")
    assert code_of(lambda: enter(stage, third)) == "settled"


def test_marking_waits_for_items_that_make_a_hundred(event: Event, officer: User) -> None:
    event.marked_twice = True
    event.save()
    stage = actions.arrange_final(event, actor=officer, now=NOW)
    item(stage, Part.THEORY, "理论", 90, officer)
    entry = Entry.objects.create(event=event, number="001", name="选手", unit="邮政")
    Performance.objects.create(stage=stage, entry=entry)
    keys = {stage.items.earliest("position").pk: Paper((D(1),))}
    assert (
        code_of(lambda: actions.enter_marks(performance(stage), papers=keys, actor=officer, now=NOW))
        == "full_marks"
    )
    assert code_of(lambda: item(stage, Part.THEORY, "附加", 11, officer)) == "full_marks"


def test_items_stay_as_they_are_once_marks_are_in(stage: Stage, officer: User) -> None:
    enter(stage, officer)
    assert code_of(lambda: item(stage, Part.THEORY, "附加", 1, officer)) == "marking_begun"
    first = stage.items.earliest("position")
    assert code_of(lambda: actions.remove_item(first, actor=officer, now=NOW)) == "marking_begun"
    assert (
        code_of(lambda: actions.add_heat(stage.event, name="预赛", advance=1, actor=officer, now=NOW))
        == "marking_begun"
    )


def test_an_item_is_taken_out_before(stage: Stage, officer: User) -> None:
    actions.remove_item(stage.items.earliest("position"), actor=officer, now=NOW)
    assert list(stage.items.values_list("name", flat=True)) == ["收寄", "问题件"]


def test_who_withdrew_has_no_marks(stage: Stage, officer: User) -> None:
    gone = performance(stage, "002")
    actions.set_status(gone, status=EntryStatus.WITHDRAWN, actor=officer, now=NOW)
    assert code_of(lambda: enter(stage, officer, "002")) == "not_ranked"
    assert (
        code_of(lambda: actions.set_status(gone, status=EntryStatus.DISQUALIFIED, actor=officer, now=NOW))
        == "reason_required"
    )


def test_a_sheet_event_takes_no_items_marks_and_the_other_way_round(stage: Stage, officer: User) -> None:
    rows = [actions.EntryFacts("001", "选手1", "邮政", D(1), D(1))]
    assert (
        code_of(lambda: actions.import_results(stage.event, rows=rows, digest="", actor=officer, now=NOW))
        == "marked_twice"
    )
    Event.objects.update(marked_twice=False)
    assert code_of(lambda: enter(Stage.objects.get(), officer)) == "not_marked_twice"


def test_strangers_enter_nothing(stage: Stage, other_officer: User, reviewer: User, operator: User) -> None:
    for somebody in (other_officer, reviewer, operator):
        with pytest.raises(PermissionDenied):
            enter(stage, somebody)
    assert Reading.objects.count() == 0


def test_publication_waits_for_marks_and_differences(stage: Stage, officer: User, second: User) -> None:
    enter(stage, officer)
    enter(stage, second)

    def publish() -> Any:
        return actions.publish_results(stage.event, state=ResultState.FINAL, actor=officer, now=NOW)

    assert code_of(publish) == "unmarked"
    enter(stage, officer, "002")
    enter(stage, second, "002", theory="91")
    assert code_of(publish) == "differences"
    enter(stage, second, "002")
    rows = publish().rows
    assert [(row["entry"], row["rank"], row["total"]) for row in rows] == [
        ("001", 1, "84.40"),
        ("002", 1, "84.40"),
    ]


def test_whoever_is_disqualified_holds_nobody_up(stage: Stage, officer: User, second: User) -> None:
    for number in ("001", "002"):
        enter(stage, officer, number)
    enter(stage, second)
    enter(stage, second, "002", theory="91")
    gone = performance(stage, "002")
    actions.set_status(gone, status=EntryStatus.DISQUALIFIED, reason="替考", actor=officer, now=NOW)
    version = actions.publish_results(stage.event, state=ResultState.FINAL, actor=officer, now=NOW)
    assert [(row["entry"], row["rank"]) for row in version.rows] == [("001", 1), ("002", None)]


def test_a_mark_is_never_changed_nor_deleted(stage: Stage, officer: User, second: User) -> None:
    enter(stage, officer)
    enter(stage, second)
    mark = Mark.objects.earliest("pk")
    for change in (lambda: Mark.objects.filter(pk=mark.pk).update(points=1), mark.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert Mark.objects.get(pk=mark.pk).points == mark.points


def send(stage: Stage, content: bytes, actor: User) -> int:
    report = readings.judge(content, "marks.xlsx", stage=stage)
    sheet = actions.receive_sheet(
        stage.event,
        content=content,
        filename="marks.xlsx",
        report=report.to_json(),
        stage=stage,
        actor=actor,
        now=NOW,
    )
    rows = readings.papers_of(stage, report)
    return actions.commit_readings(sheet, rows=rows, actor=actor, now=NOW)


def sheet_of(*rows: tuple[Any, ...]) -> bytes:
    header = ["参赛号", "姓名", "理论", "理论扣分", "收寄", "收寄用时（秒）", "问题件"]
    book = openpyxl.Workbook()
    for row in (header, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_two_sheets_of_two_people_make_the_marks(stage: Stage, officer: User, second: User) -> None:
    content = sheet_of(
        ("001", "选手1", 90, 1, 50, "6:40", "30/32/34"),
        ("002", "选手2", 80, None, 40, 500, "20 20 20"),
    )
    assert send(stage, content, officer) == 6
    assert send(stage, content, second) == 6
    assert [(each["entry"], each["theory"], each["practice"]) for each in board_rows(stage.event)] == [
        ("001", "89.00", "82.00"),
        ("002", "80.00", "60.00"),
    ]
    assert performance(stage).seconds == 400


def test_somebody_else_cannot_bring_a_sheet_in(stage: Stage, officer: User, second: User) -> None:
    content = sheet_of(("001", "选手1", 90, None, 50, None, "1 2 3"))
    report = readings.judge(content, "marks.xlsx", stage=stage)
    sheet = actions.receive_sheet(
        stage.event,
        content=content,
        filename="marks.xlsx",
        report=report.to_json(),
        stage=stage,
        actor=officer,
        now=NOW,
    )
    with pytest.raises(PermissionDenied):
        actions.commit_readings(sheet, rows=readings.papers_of(stage, report), actor=second, now=NOW)
    assert Reading.objects.count() == 0


def test_each_problem_of_a_sheet_has_its_code(stage: Stage, officer: User) -> None:
    actions.set_status(performance(stage, "002"), status=EntryStatus.WITHDRAWN, actor=officer, now=NOW)
    content = sheet_of(
        ("001", "选手1", 90, None, 50, None, "30 30 30"),
        ("001", "选手1", 90, None, 50, None, "30 30 30"),
        ("002", "选手2", 90, None, 50, None, "30 30 30"),
        ("009", "无此人", 90, None, 50, None, "30 30 30"),
        ("001", "别人", "缺", None, 61, "很久", "30 30"),
    )
    report = readings.judge(content, "marks.xlsx", stage=stage)
    assert [(each.row, each.code) for each in report.problems] == [
        (3, "duplicate_in_file"),
        (4, "not_ranked"),
        (5, "unknown_entry"),
        (6, "name_differs"),
        (6, "number"),
        (6, "time"),
        (6, "scores_count"),
    ]


def test_the_template_lists_everybody_who_is_ranked(stage: Stage, officer: User) -> None:
    actions.set_status(performance(stage, "002"), status=EntryStatus.WITHDRAWN, actor=officer, now=NOW)
    book = openpyxl.load_workbook(io.BytesIO(marks_template(stage)))
    texts = [str(cell.value) for row in book["成绩录入表"].iter_rows() for cell in row]
    assert ("001" in texts, "002" in texts, "收寄扣分" in texts) == (True, False, True)


def test_lines_ask_no_more_for_more_entries(
    stage: Stage, officer: User, django_assert_num_queries: Any
) -> None:
    enter(stage, officer)
    with django_assert_num_queries(4):
        assert [line.entered for line in lines_of(stage)] == [3, 0]
    for number in ("003", "004"):
        entry = Entry.objects.create(event=stage.event, number=number, name="更多", unit="邮政")
        Performance.objects.create(stage=stage, entry=entry)
    with django_assert_num_queries(4):
        assert len(lines_of(stage)) == 4
