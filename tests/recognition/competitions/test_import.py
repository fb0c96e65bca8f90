"""A sheet of results: judged, committed, ranked as its answer file says."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from office.audit import queries as audit
from office.people.models import User
from recognition.competitions.actions import Brought, commit_sheet, import_results, receive_sheet
from recognition.competitions.imports import entries_of, judge
from recognition.competitions.models import Entry, Event, ResultSheet

from .conftest import DATA, NOW

SHEET = DATA / "competition.xlsx"
HEADER = ("参赛号", "姓名", "单位", "理论", "实操", "状态")


def command(*arguments: str, event: str = "DEMO-KDY", file: Path = SHEET) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_competition", str(file), "--event", event, "--json", *arguments, stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def codes(*rows: tuple[Any, ...]) -> list[tuple[int, str, str]]:
    report = judge(workbook(*rows), "marks.xlsx")
    return [(each.row, each.column, each.code) for each in report.problems]


def test_the_ranking_is_the_answer_files(event: Event) -> None:
    answer = json.loads((DATA / "competition.answer.json").read_text(encoding="utf-8"))
    found = command()
    assert found["ranking"] == answer["ranking"]
    assert (found["event"], found["entries"], found["rejected"]) == ("DEMO-KDY", 40, [])
    assert found["unranked"] == [
        {"entry": number, "status": "withdrawn"} for number in ("002", "014", "015", "036", "039")
    ] + [{"entry": "040", "status": "disqualified"}]
    assert Entry.objects.filter(event=event).count() == 40


def test_names_are_masked_unless_revealed(event: Event) -> None:
    assert command("--dry-run")["rows"][0] == {"row": 3, "entry": "001", "name": "阿**"}
    assert command("--dry-run", "--reveal")["rows"][0]["name"] == "阿卜杜拉·马木提江"


def test_a_dry_run_stores_nothing(event: Event) -> None:
    assert len(command("--dry-run")["ranking"]) == 34
    assert Entry.objects.count() == 0
    assert list(audit.about(event)) == []


def test_running_again_changes_nothing(event: Event) -> None:
    first = command()
    before = list(Entry.objects.values())
    assert command() == first
    assert list(Entry.objects.values()) == before
    assert [entry.action for entry in audit.about(event)] == ["competitions.results.imported"]


def test_an_unknown_event_is_a_sentence(event: Event) -> None:
    with pytest.raises(CommandError, match="NO-SUCH"):
        command(event="NO-SUCH")


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", b""), ("a.xlsx", b"PK\x03\x04junk"), ("a.txt", b"hello")]
)
def test_a_bad_file_is_a_sentence(event: Event, tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(CommandError):
        call_command("import_competition", str(file), "--event", "DEMO-KDY")
    with pytest.raises(CommandError):
        call_command("import_competition", str(tmp_path / "absent.xlsx"), "--event", "DEMO-KDY")
    assert Entry.objects.count() == 0


def test_each_problem_has_its_code() -> None:
    assert codes(
        ("001", "马福海", "邮政", 80, 90, None),
        ("", "马福海", "邮政", 80, 90, None),
        ("003", "马3海", "邮政", 80, 90, None),
        ("004", "马福海", "", 80, 90, None),
        ("005", "马福海", "邮政", 100.5, 90, None),
        ("006", "马福海", "邮政", 80, "缺", None),
        ("007", "马福海", "邮政", None, 90, None),
        ("008", "马福海", "邮政", None, None, "弃权"),
        ("009", "马福海", "邮政", 80, 90, "迟到"),
        ("001", "李秀英", "邮政", 80, 90, None),
        ("011", "马福海", "邮政", -1, 90.0005, None),
    ) == [
        (3, "number", "required"),
        (4, "name", "name"),
        (5, "unit", "required"),
        (6, "theory", "score_range"),
        (7, "practice", "score_range"),
        (8, "theory", "required"),
        (10, "status", "choice"),
        (11, "number", "duplicate_in_file"),
        (12, "theory", "score_range"),
        (12, "practice", "score_range"),
    ]


def test_a_private_character_is_named_and_an_error_comes_before_it(event: Event, tmp_path: Path) -> None:
    content = workbook(
        ("001", "马\ue000海", "邮政", 80, 90, None), ("002", "马\ue000海", "邮政", 800, 90, None)
    )
    warning = judge(content, "marks.xlsx").rows[0].problems[0]
    assert (warning.code, "U+E000" in warning.message) == ("private_use", True)
    file = tmp_path / "marks.xlsx"
    file.write_bytes(content)
    rejected = command("--dry-run", file=file)["rejected"]
    assert [(each["row"], each["code"]) for each in rejected] == [(3, "score_range")]


@pytest.mark.parametrize("mark", ["NaN", "Infinity", "1e400", "--", "8 5", "９０"])
def test_odd_marks(mark: str) -> None:
    found = codes(("001", "马福海", "邮政", mark, 90, None))
    assert found == ([] if mark in ("8 5", "９０") else [(2, "theory", "score_range")])


def test_a_sheet_without_a_column_of_marks_is_refused() -> None:
    book = openpyxl.Workbook()
    for row in (("参赛号", "姓名", "单位", "理论"), ("001", "马福海", "邮政", 80)):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(ValidationError) as refused:
        judge(file.getvalue(), "marks.xlsx")
    assert refused.value.code == "missing_columns"
    assert "实操" in refused.value.messages[0]


def test_good_rows_go_in_beside_bad_ones(event: Event, officer: User) -> None:
    content = workbook(("001", "马福海", "邮政", 80, 90, None), ("002", "李秀英", "邮政", 800, 90, None))
    rows = entries_of(judge(content, "marks.xlsx"))
    assert import_results(event, rows=rows, digest="d", actor=officer, now=NOW) == Brought(1, 0, 0)
    assert list(event.entries.values_list("number", flat=True)) == ["001"]


def test_a_corrected_sheet_changes_what_differs(event: Event, officer: User) -> None:
    def bring(theory: int) -> Brought:
        rows = entries_of(
            judge(
                workbook(
                    ("001", "马福海", "邮政", theory, 90, None), ("002", "李秀英", "邮政", 70, 70, None)
                ),
                "a.xlsx",
            )
        )
        return import_results(event, rows=rows, digest="d", actor=officer, now=NOW)

    assert [bring(80), bring(81), bring(81)] == [Brought(2, 0, 0), Brought(0, 1, 1), Brought(0, 0, 2)]


def test_nothing_good_is_refused(event: Event, officer: User) -> None:
    with pytest.raises(ValidationError) as refused:
        import_results(event, rows=[], digest="d", actor=officer, now=NOW)
    assert refused.value.code == "empty"


def test_only_the_organisers_officer_imports(
    event: Event, other_officer: User, reviewer: User, operator: User
) -> None:
    rows = entries_of(judge(SHEET.read_bytes(), SHEET.name))
    for somebody in (other_officer, reviewer, operator):
        with pytest.raises(PermissionDenied):
            import_results(event, rows=rows, digest="d", actor=somebody, now=NOW)
    assert Entry.objects.count() == 0


def test_a_sheet_is_kept_sealed_and_committed_once(event: Event, officer: User) -> None:
    content = SHEET.read_bytes()
    report = judge(content, SHEET.name)

    def receive() -> ResultSheet:
        return receive_sheet(
            event, content=content, filename=SHEET.name, report=report.to_json(), actor=officer, now=NOW
        )

    sheet = receive()
    assert receive() == sheet
    sheet = ResultSheet.objects.get()
    assert sheet.content == content
    assert content[:4] not in bytes(sheet.content_sealed)
    rows = entries_of(report)
    assert commit_sheet(sheet, rows=rows, actor=officer, now=NOW) == Brought(40, 0, 0)
    with pytest.raises(ValidationError) as again:
        commit_sheet(sheet, rows=rows, actor=officer, now=NOW)
    assert again.value.code == "committed"
