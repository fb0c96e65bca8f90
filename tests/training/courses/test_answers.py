"""The files as they really come, each against its answer, through the command."""

from __future__ import annotations

import json
from typing import Any

import pytest

from training.courses.models import Attendance, Enrolment, SheetImport, TrainingClass

from .conftest import DATA, run

ROSTERS = ("roster-gb18030.csv", "roster-template.xlsx", "roster-union.xlsx", "roster-wps.xlsx")


def _answer(filename: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((DATA / filename).with_suffix(".answer.json").read_text())
    return answer


@pytest.mark.parametrize("filename", ROSTERS)
def test_a_roster_gives_its_answer(training_class: TrainingClass, filename: str) -> None:
    expected = _answer(filename)

    found = run("import_roster", str(DATA / filename), "--class-number", training_class.number, "--reveal")

    assert found["data_rows"] == expected["data_rows"]
    assert found["accepted"] == expected["accepted"] == len(found["rows"])
    assert [{"row": each["row"], "code": each["code"]} for each in found["rejected"]] == expected["rejected"]
    by_row = {each["row"]: each for each in found["rows"]}
    assert [by_row[each["row"]] for each in expected["cleaned"]] == expected["cleaned"]
    assert training_class.enrolments.count() == expected["accepted"]


@pytest.mark.parametrize("filename", ROSTERS)
def test_a_dry_run_gives_the_same_and_stores_nothing(training_class: TrainingClass, filename: str) -> None:
    arguments = (str(DATA / filename), "--class-number", training_class.number)

    dry = run("import_roster", *arguments, "--dry-run")

    assert Enrolment.objects.count() == SheetImport.objects.count() == 0
    assert dry == run("import_roster", *arguments)


@pytest.mark.parametrize("filename", ROSTERS)
def test_a_roster_sent_again_changes_nothing(training_class: TrainingClass, filename: str) -> None:
    arguments = (str(DATA / filename), "--class-number", training_class.number)
    first = run("import_roster", *arguments)
    before = list(Enrolment.objects.values())

    again = run("import_roster", *arguments)

    refused = {each["row"]: each["code"] for each in again["rejected"]}
    assert (again["data_rows"], again["accepted"], again["rows"]) == (first["data_rows"], 0, [])
    assert {refused[each["row"]] for each in first["rows"]} == {"already_enrolled"}
    assert list(Enrolment.objects.values()) == before
    assert SheetImport.objects.count() == 1


def test_numbers_are_masked_unless_revealed(training_class: TrainingClass) -> None:
    found = run(
        "import_roster", str(DATA / "roster-wps.xlsx"), "--class-number", training_class.number, "--dry-run"
    )

    assert found["rows"][0] == {
        "row": 4, "name": "祁**", "id_number": "99************2787", "phone": "186****8481",
    }  # fmt: skip


def test_attendance_gives_its_answer_and_names_who_is_not_enrolled(training_class: TrainingClass) -> None:
    expected = _answer("attendance.xlsx")

    found = run(
        "import_attendance",
        str(DATA / "attendance.xlsx"),
        "--class-number",
        training_class.number,
        "--reveal",
    )

    assert found["file"] == expected["file"]
    assert found["rows"] == expected["rows"]
    assert [(each["row"], each["code"]) for each in found["rejected"]] == [
        (row, "not_enrolled") for row in range(3, 33)
    ]
    assert Attendance.objects.count() == SheetImport.objects.count() == 0


def test_scores_give_their_answer_and_name_who_is_not_enrolled(training_class: TrainingClass) -> None:
    expected = _answer("scores.xlsx")

    found = run(
        "import_scores", str(DATA / "scores.xlsx"), "--class-number", training_class.number, "--reveal"
    )

    assert found["file"] == expected["file"]
    assert found["rows"] == expected["rows"]
    assert [(each["row"], each["code"]) for each in found["rejected"]] == [
        (row, "not_enrolled") for row in range(6, 42)
    ]
