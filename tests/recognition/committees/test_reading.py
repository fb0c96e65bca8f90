"""Readers named by a sheet, reminders of the late, the load of experts, marks by criterion."""

from __future__ import annotations

import csv
import datetime
import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from office.people.imports.judgement import Judgement
from recognition.committees import actions, reports
from recognition.committees.actions import CriterionFacts
from recognition.committees.enums import Answer, Choice, DrawMethod
from recognition.committees.models import Declaration, Panel, Reminder, Speciality
from recognition.committees.queries import loads_of, readings_visible_to
from recognition.committees.queries.results import draws_of

from .conftest import NOW, TODAY, code_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
HEADS = ["案件编号", "评委备案编号", "评委姓名"]


@pytest.fixture
def panel(committee, experts, secretary) -> Panel:
    criteria = [CriterionFacts("业绩", Decimal(60)), CriterionFacts("能力", Decimal(40))]
    return actions.make_panel(
        committee, title="第一组", due_on=TODAY + 7 * DAY, criteria=criteria, actor=secretary, now=NOW
    )


def csv_of(*rows: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADS, *rows])
    return text.getvalue().encode("gb18030")


def receive(panel, secretary, *rows: list[str]) -> Any:
    return actions.receive_readers(
        panel, content=csv_of(*rows), filename="分配.csv", actor=secretary, now=NOW
    )


def codes(sheet) -> list[list[str]]:
    return [row.codes for row in Judgement.from_json(sheet.judgement).report.rows]


def test_a_csv_gives_files_to_readers_who_are_asked_for_conflicts_first(
    panel, case, experts, secretary, other_secretary
) -> None:
    sheet = receive(panel, secretary, [case.number, "ZJ-001", "甲"], [case.number, "ZJ-003", ""])
    assert not panel.assignments.exists()
    with pytest.raises(PermissionDenied):
        actions.commit_readers(sheet, actor=other_secretary, now=NOW)
    actions.commit_readers(sheet, actor=secretary, now=NOW)
    given = panel.assignments.order_by("pk")
    assert [each.expert for each in given] == [experts[0], experts[2]]
    assert {each.declaration.answer for each in given} == {Answer.ASKED}
    (repeated,) = draws_of(panel)
    assert (repeated.draw.method, repeated.draw.seed, repeated.holds) == (
        DrawMethod.SHEET, sheet.sha256, True,
    )  # fmt: skip
    with pytest.raises(ValidationError) as refusal:
        actions.commit_readers(sheet, actor=secretary, now=NOW)
    assert code_of(refusal) == "already_committed"


def test_rows_that_cannot_be_are_told(panel, case, experts, secretary, make_case) -> None:
    (item,) = actions.take_in(panel.committee, [case], actor=secretary, now=NOW)
    Declaration.objects.create(
        dossier=item, expert=experts[3], answer=Answer.DECLARED, ground="other", asked_at=NOW, answered_at=NOW
    )
    experts[4].employer = case.organisation
    experts[4].save()
    sheet = receive(
        panel,
        secretary,
        ["SP-2026-999999", "ZJ-001", ""],
        [case.number, "ZJ-099", ""],
        [case.number, "ZJ-002", "丙"],
        [case.number, "ZJ-004", ""],
        [case.number, "ZJ-005", ""],
        [case.number, "ZJ-001", ""],
        [case.number, "ZJ-001", "甲"],
    )
    assert codes(sheet) == [
        ["unknown_case"], ["not_a_member"], ["name_differs"], ["conflict"], ["hint"], [],
        ["duplicate_in_file"],
    ]  # fmt: skip
    actions.commit_readers(sheet, actor=secretary, now=NOW)
    assert panel.assignments.get().expert == experts[0]
    assert codes(receive(panel, secretary, [case.number, "ZJ-001", "甲"])) == [["reads_already"]]


def _opened(panel, case, secretary) -> list[Any]:
    actions.draw_experts(panel, [case], size=3, method=DrawMethod.RANDOM, actor=secretary, now=NOW, seed="s1")
    actions.open_panel(panel, actor=secretary, now=NOW)
    found = list(panel.assignments.select_related("expert__user", "declaration", "panel").order_by("pk"))
    for each in found:
        actions.answer_conflict(each.declaration, answer=Answer.NONE, actor=each.expert.user, now=NOW)
    marks = {criterion.pk: Decimal(80) for criterion in panel.criteria.all()}
    actions.hand_in_scores(found[0], marks, remark="扎实", actor=found[0].expert.user, now=NOW)
    return found


def test_who_has_not_handed_in_is_reminded_once_a_day(
    panel, case, secretary, other_secretary, sign_in
) -> None:
    found = _opened(panel, case, secretary)
    with pytest.raises(PermissionDenied):
        actions.remind_readers(panel, actor=other_secretary, now=NOW)
    assert actions.remind_readers(panel, actor=secretary, now=NOW) == 2
    assert set(Reminder.objects.values_list("assignment", flat=True)) == {found[1].pk, found[2].pk}
    with pytest.raises(ValidationError) as refusal:
        actions.remind_readers(panel, actor=secretary, now=NOW)
    assert code_of(refusal) == "reminded_today"
    assert actions.remind_readers(panel, actor=secretary, now=NOW + DAY) == 2
    desk = sign_in(found[1].expert.user)
    (row,) = [each for each, _score in desk.get(reverse("committees:file_list")).context["files"]]
    assert row.reminded_on == TODAY + DAY


def test_the_load_of_each_expert_is_counted_and_goes_out_with_the_list(
    panel, case, experts, secretary, django_assert_num_queries
) -> None:
    _opened(panel, case, secretary)
    rows = readings_visible_to(secretary)
    with django_assert_num_queries(1):
        loads = loads_of(rows, TODAY + 8 * DAY)
    assert sorted((load.given, load.done, load.waiting, load.late) for load in loads) == [
        (1, 0, 1, 1), (1, 0, 1, 1), (1, 1, 0, 0),
    ]  # fmt: skip
    taken = {"actor": secretary, "now": NOW, "selection": "全部", "link": "https://office.example/"}
    book = load_workbook(io.BytesIO(reports.readings_workbook(rows, **taken)))
    assert [sheet.max_row for sheet in book.worksheets[:2]] == [4, 4]


def test_marks_go_out_by_criterion(panel, case, secretary) -> None:
    _opened(panel, case, secretary)
    taken = {"actor": secretary, "now": NOW, "selection": "第一组", "link": "https://office.example/"}
    book = load_workbook(io.BytesIO(reports.scores_workbook(panel, **taken)))
    head, *lines = book.worksheets[0].iter_rows(values_only=True)
    assert [str(cell) for cell in head[4:7]] == ["业绩（60%）", "能力（40%）", "加权得分"]
    nothing = (None, None, None)
    assert sorted((line[4:7] for line in lines), key=str) == [(80, 80, 80), nothing, nothing]


def test_specialities_are_changed_and_listed_with_terms(experts, secretary, auditor, sign_in) -> None:
    known = Speciality.objects.create(name="快递网路工程")
    for expert in experts[:3]:
        actions.change_specialities(expert, [known], further="无人机", actor=secretary, now=NOW)
    with pytest.raises(PermissionDenied):
        actions.change_specialities(experts[0], [known], actor=auditor, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        actions.change_specialities(experts[0], [], actor=secretary, now=NOW)
    assert code_of(refusal) == "speciality_required"
    page = sign_in(secretary).get(reverse("committees:field_list"), {"speciality": known.pk})
    lines = page.context["lines"]
    assert [row.expert for row, _filed, _seats in lines] == experts[:3]
    assert {seat.valid_to for _row, _filed, seats in lines for seat in seats} == {datetime.date(2028, 12, 31)}


def test_whoever_has_signed_a_count_is_not_asked_again(
    item, experts, open_session, hold_ballot, teller, scrutineer, sign_in
) -> None:
    meeting = open_session()
    counted = hold_ballot(item, dict.fromkeys(experts, Choice.YES), sign=False)
    actions.sign_count(counted, yes=5, no=0, abstain=0, actor=teller, now=NOW)
    button = reverse("committees:sign_count", args=[item.pk])
    asked = [button in sign_in(each).get(meeting.get_absolute_url()).text for each in (teller, scrutineer)]
    assert asked == [False, True]
