"""The summary sheet (T10): judged, taken in once as drafts, and the workbook handed back."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from office.exchange.writing import Sheet, write_workbook
from office.people.imports.judgement import Judgement
from office.people.models import Courier, Organisation, User
from office.people.queries import id_number_index
from recognition.titles import actions, exports, imports
from recognition.titles.models import ApplicantSheet, SheetDraft, TitleApplication, TitleRound
from recognition.titles.queries import applications_visible_to
from recognition.titles.summary import COLUMNS, read_education, read_ground, read_held

from .conftest import NOW, code_of, employed, fresh

ROW = {
    "place": "1",
    "name": "马占海",
    "unit": "海东平安速达快递有限公司",
    "post": "设备主管",
    "education": "本科/物流工程/2019-07",
    "held": "助理工程师/2021-10-08",
    "years": "7",
    "title": "工程师",
    "level": "中级",
    "branch": "设备",
    "hours": "72.5",
    "appraisal": "近两年合格",
    "summary": "主持分拣线改造。",
    "complete": "是",
    "opinion": "同意推荐",
}


def id_number(serial: int) -> str:
    """A sound number of the persona's birth day, from the district that is none."""
    body = f"99020319950520{serial:02d}1"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


@pytest.fixture
def courier(firm: Organisation) -> Courier:
    return numbered("马占海", 1, firm)


def numbered(name: str, serial: int, firm: Organisation) -> Courier:
    """Somebody of the firm who is found by the ID number."""
    found = employed(name, serial, firm)
    found.id_number_index = id_number_index(id_number(serial))
    found.save()
    return found


def sheet_of(*changes: dict[str, str]) -> bytes:
    base = ROW | {"id_number": id_number(1)}
    rows = [[(base | change).get(column.key, "") for column in COLUMNS] for change in changes]
    return write_workbook(Sheet("申报汇总表", COLUMNS, rows))


def receive(firm: Organisation, boss: User, *changes: dict[str, str]) -> ApplicantSheet:
    return actions.receive_sheet(
        firm, content=sheet_of(*changes), filename="汇总表.xlsx", actor=boss, now=NOW
    )


def codes(sheet: ApplicantSheet) -> list[list[str]]:
    return [row.codes for row in Judgement.from_json(sheet.judgement).report.rows]


def test_a_good_row_becomes_a_draft_and_nothing_is_lost(
    firm: Organisation, boss: User, rider: User, courier: Courier, upward: TitleRound
) -> None:
    sheet = receive(firm, boss, {})
    assert not TitleApplication.objects.exists()
    actions.commit_sheet(sheet, actor=boss, now=NOW)
    draft = fresh(TitleApplication.objects.get())
    assert (draft.applicant, draft.round, draft.case.state, draft.case.organisation) == (
        courier, upward, "draft", firm,
    )  # fmt: skip
    assert (draft.education, draft.major, draft.graduated_on) == (
        "bachelor", "物流工程", datetime.date(2019, 7, 1),
    )  # fmt: skip
    assert (draft.held_level, draft.held_since) == ("assistant", datetime.date(2021, 10, 8))
    assert (draft.other_hours, draft.appraisal, draft.pledged_at) == (Decimal("72.5"), "近两年合格", None)
    assert SheetDraft.objects.get().told == {
        "years": "7", "hours": "72.5", "complete": "是", "opinion": "同意推荐",
    }  # fmt: skip
    # A draft is its applicant's alone: the unit sees it when it is submitted.
    assert list(applications_visible_to(boss)) == []
    assert list(applications_visible_to(rider)) == [draft]
    with pytest.raises(ValidationError) as error:
        actions.commit_sheet(sheet, actor=boss, now=NOW)
    assert (code_of(error), TitleApplication.objects.count()) == ("already_committed", 1)


def test_what_the_applicant_wrote_stays(
    firm: Organisation, boss: User, rider: User, courier: Courier, upward: TitleRound
) -> None:
    mine = actions.start_application(upward, courier=courier, employer=firm, actor=rider, now=NOW)
    told = {"summary": "自己写的业绩。"}
    actions.save_section(mine, "achievements", told, actor=rider, now=NOW)
    sheet = receive(firm, boss, {})
    assert codes(sheet) == [["completes_draft"]]
    actions.commit_sheet(sheet, actor=boss, now=NOW)
    after = fresh(mine)
    assert (after.summary, after.appraisal) == ("自己写的业绩。", "近两年合格")
    assert sheet.outcome["new"] == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "马占河"}, "name_differs"),
        ({"id_number": id_number(2)}, "person_unknown"),
        ({"unit": "高原快运"}, "other_unit"),
        ({"level": "副高级"}, "level_differs"),
        ({"branch": "信息"}, "no_round"),
        ({"education": "小学毕业"}, "education"),
        ({"held": "老师傅"}, "held"),
        ({"held": "助理工程师"}, "held"),
        ({"education": "本科/物流/2027-07"}, "in_the_future"),
        ({"years": "七年多"}, "number"),
        ({"hours": "很多"}, "number"),
        ({"born": "1901-01"}, "facts_differ"),
        ({"summary": "绩" * 301}, "too_long"),
    ],
)
def test_a_row_in_error_is_told(
    firm: Organisation, boss: User, courier: Courier, upward: TitleRound, changes: dict[str, str], code: str
) -> None:
    sheet = receive(firm, boss, changes)
    assert codes(sheet) == [[code]]
    with pytest.raises(ValidationError) as error:
        actions.commit_sheet(sheet, actor=boss, now=NOW)
    assert (code_of(error), TitleApplication.objects.exists()) == ("nothing_to_commit", False)
    book = load_workbook(io.BytesIO(exports.returned(sheet, only_wrong=True, actor=boss, now=NOW)))
    told = [str(cell.value) for line in book.worksheets[0].iter_rows() for cell in line if cell.value]
    (problem,) = Judgement.from_json(sheet.judgement).report.problems
    assert any(problem.message in words for words in told)


def test_who_applied_already_or_stands_twice_stays_out(
    firm: Organisation, boss: User, rider: User, courier: Courier, upward: TitleRound, way: Any
) -> None:
    assert codes(receive(firm, boss, {}, {"place": "2"})) == [[], ["duplicate_in_file"]]
    mine = actions.start_application(upward, courier=courier, employer=firm, actor=rider, now=NOW)
    way.submitted(mine)
    assert codes(receive(firm, boss, {"place": "3"})) == [["already_applied"]]


def test_only_the_unit_itself_sends_and_opens_its_sheet(
    firm: Organisation, boss: User, other_boss: User, courier: Courier, upward: TitleRound, client: Client
) -> None:
    with pytest.raises(PermissionDenied):
        receive(firm, other_boss, {})
    sheet = receive(firm, boss, {})
    client.force_login(other_boss)
    assert client.get(sheet.get_absolute_url()).status_code == 404
    client.force_login(boss)
    page = client.get(sheet.get_absolute_url())
    assert (page.status_code, page.context["counts"]["accepted"]) == (200, 1)
    blank = client.get(reverse("titles:sheet_template", args=[firm.pk]))
    assert load_workbook(io.BytesIO(blank.content)).worksheets[0].title == "申报汇总表"


def test_judging_asks_no_more_of_three_rows_than_of_one(
    firm: Organisation, boss: User, courier: Courier, upward: TitleRound, django_assert_max_num_queries: Any
) -> None:
    for serial, name in ((2, "马二"), (3, "马三")):
        employed(name, serial, firm)
    three = [
        {"name": name, "id_number": id_number(n)} for n, name in ((1, "马占海"), (2, "马二"), (3, "马三"))
    ]
    for content in (sheet_of({}), sheet_of(*three)):
        with django_assert_max_num_queries(4):
            imports.judge(content, "汇总表.xlsx", employer=firm, today=NOW.date())


def test_cells_that_say_several_things_are_read() -> None:
    july = datetime.date(2018, 7, 1)
    assert read_education("大学本科／物流管理／2018年7月") == ("bachelor", "物流管理", july)
    assert read_education("大专") == ("college", "", None)
    assert read_held("无") == (None, None)
    assert read_ground("提前/全省技能大赛第一名") == ("early", "全省技能大赛第一名")
    assert read_ground("全省技能大赛第一名") == ("exceptional", "全省技能大赛第一名")
    assert read_ground("") == ("standard", "")
