"""The summary sheet (T11): judged, taken in once, and given out in the same shape."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from office.exchange.writing import Sheet, write_workbook
from office.people.imports.judgement import Judgement
from recognition.awards import actions, exports, imports
from recognition.awards.models import Call, NominationSheet, Nominee
from recognition.awards.summary import COLUMNS

from .conftest import NOW, Office

ROW = {
    "position": "1",
    "name": "马福海",
    "sex": "男",
    "birth": "1995-05",
    "post": "平安速达 快递员",
    "category": "农民工",
    "new_employment": "是",
    "sector": "非公",
    "union": "是",
    "service_years": "6",
    "honours": "无",
    "short_text": "六年零差错。",
    "long_text": "六年来零差错、零投诉。",
    "unit": "平安速达快递有限公司",
    "assembly_on": "2026-09-01",
    "notice": "2026年9月2日至2026年9月8日",
    "notice_result": "公示无异议",
    "deliveries": "43800",
}


def sheet_of(*changes: dict[str, str]) -> bytes:
    rows = [[(ROW | change).get(column.key, "") for column in COLUMNS] for change in changes]
    return write_workbook(Sheet("推荐汇总表", COLUMNS, rows))


def receive(office: Office, call: Call, *changes: dict[str, str]) -> NominationSheet:
    content = sheet_of(*changes)
    return actions.receive_sheet(
        call, office.unit, content=content, filename="汇总表.xlsx", actor=office.employer, now=NOW
    )


def codes(sheet: NominationSheet) -> list[list[str]]:
    return [row.codes for row in Judgement.from_json(sheet.judgement).report.rows]


def test_good_rows_become_nominees_with_all_they_tell(office: Office) -> None:
    call, courier = office.call(), office.courier("马福海")
    sheet = receive(office, call, {})
    assert not Nominee.objects.exists()
    actions.commit_sheet(sheet, actor=office.employer, now=NOW)
    nominee = Nominee.objects.get()
    assert (nominee.courier, nominee.category, nominee.deliveries) == (courier, "migrant", 43800)
    assert (nominee.short_text, nominee.is_new_employment, nominee.union_member) == (
        ROW["short_text"],
        True,
        True,
    )
    assert (str(nominee.notice_from), str(nominee.notice_until)) == ("2026-09-02", "2026-09-08")
    assert nominee.case.state == "draft"


def test_a_sheet_is_taken_in_once(office: Office, code_of: Any) -> None:
    call = office.call()
    office.courier("马福海")
    # The same bytes: a workbook written anew bears another second.
    sent = {"content": sheet_of({}), "filename": "汇总表.xlsx", "actor": office.employer, "now": NOW}
    sheet = actions.receive_sheet(call, office.unit, **sent)
    actions.commit_sheet(sheet, actor=office.employer, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        actions.commit_sheet(sheet, actor=office.employer, now=NOW)
    assert code_of(refusal) == {"already_committed"}
    assert actions.receive_sheet(call, office.unit, **sent) == sheet
    assert Nominee.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "无此人"}, "person_unknown"),
        ({"birth": "1990-01"}, "person_unknown"),
        ({"birth": "不详"}, "birth"),
        ({"sex": "女"}, "sex_differs"),
        ({"category": "其他"}, "choice"),
        ({"short_text": "字" * 501}, "too_long"),
        ({"long_text": ""}, "required"),
        ({"notice": "九月上旬"}, "notice_days"),
        ({"notice": "2026-09-08至2026-09-02"}, "notice_days"),
        ({"assembly_on": "上周"}, "date"),
        ({"service_years": "六年"}, "number"),
    ],
)
def test_a_wrong_row_stays_out_with_its_reason(office: Office, change: dict[str, str], code: str) -> None:
    call = office.call()
    office.courier("马福海")
    assert code in codes(receive(office, call, change))[0]


def test_the_same_person_twice_stays_out_the_second_time(office: Office) -> None:
    call = office.call()
    office.courier("马福海")
    assert codes(receive(office, call, {}, {})) == [[], ["duplicate_in_file"]]


def test_two_people_of_one_name_are_told_apart_on_the_page(office: Office) -> None:
    call = office.call()
    office.courier("马福海")
    office.courier("马福海")
    assert codes(receive(office, call, {})) == [["person_ambiguous"]]


def test_a_draft_is_replaced_and_what_has_left_the_unit_is_not(office: Office) -> None:
    call = office.call()
    nominee = office.nominate(call)
    assert codes(receive(office, call, {})) == [["changes_draft"]]
    type(nominee.case).objects.filter(pk=nominee.pk).update(state="submitted")
    assert codes(receive(office, call, {"remark": "再报"})) == [["not_open"]]


def test_only_the_unit_sends_its_sheet(office: Office) -> None:
    call = office.call()
    with pytest.raises(PermissionDenied):
        actions.receive_sheet(
            call, office.unit, content=sheet_of({}), filename="x.xlsx", actor=office.officer, now=NOW
        )


def test_the_export_is_the_same_sheet_and_can_be_read_again(
    office: Office, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    call = office.call()
    office.submitted(call)
    client.force_login(office.officer)
    answer = client.get(reverse("awards:nominee_list"), {"format": "xlsx"})
    book = load_workbook(io.BytesIO(answer.content))
    header, row = list(book.worksheets[0].iter_rows(values_only=True))
    assert list(header) == [column.header for column in COLUMNS]
    told = dict(zip((column.key for column in COLUMNS), row, strict=True))
    assert (told["name"], told["birth"], told["category"]) == ("马福海", "1995-05", "农民工")
    assert "99************" not in str(row)
    read = imports.judge(answer.content, "汇总表.xlsx", call=call, unit=office.unit)
    assert [each.codes for each in read.report.rows] == [["not_open"]]


def test_the_template_says_for_which_call(office: Office) -> None:
    book = load_workbook(io.BytesIO(exports.template(office.call(), office.unit)))
    assert book["推荐汇总表"]["B2"].value == "2026 年平安区劳动模范"
