"""The import commands in sentences, and how they fail."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from training.courses import actions
from training.courses.models import Enrolment, RecordedCertificate, SheetImport, TrainingClass

from .conftest import DATA, NOW, id_number, person, register, results, roster, run

COMMANDS = ("import_roster", "import_attendance", "import_scores", "import_online", "import_recorded")


def _say(command: str, *arguments: Any) -> str:
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF"), ("a.xlsx", b""), ("a.xlsm", b"PK"), ("a.csv", b"a,b\n1,2\n"), ("gone.xlsx", None)],
)
def test_a_bad_file_ends_with_a_sentence(
    training_class: TrainingClass, tmp_path: Path, command: str, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(CommandError) as failed:
        _say(command, tmp_path / name, "--class-number", training_class.number)

    assert len(str(failed.value)) > 10
    assert SheetImport.objects.count() == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_class_ends_with_a_sentence(db: None, command: str) -> None:
    with pytest.raises(CommandError, match="PX-0000"):
        _say(command, DATA / "roster-wps.xlsx", "--class-number", "PX-0000")


def test_a_closed_class_ends_with_a_sentence(taught: TrainingClass, tmp_path: Path) -> None:
    actions.close_class(taught, actor=None, now=NOW)
    (tmp_path / "a.xlsx").write_bytes(roster(person(50)))

    with pytest.raises(CommandError, match=taught.number):
        _say("import_roster", tmp_path / "a.xlsx", "--class-number", taught.number)


def test_a_roster_is_told_in_sentences(training_class: TrainingClass, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(roster(person(1), person(2, phone="1")))

    dry = _say("import_roster", file, "--class-number", training_class.number, "--dry-run").splitlines()
    real = _say("import_roster", file, "--class-number", training_class.number).splitlines()

    assert [line.endswith("[phone]") for line in dry] == [False, True, False]
    assert real == dry[:2]
    assert Enrolment.objects.count() == 1


def test_enrolled_people_go_in_and_others_are_named(taught: TrainingClass, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(register(["8月3日"], (1, "缺"), (30, "√")))
    (tmp_path / "b.csv").write_bytes(results((2, 70, 71), (30, 80, 80)))

    attendance = run("import_attendance", str(tmp_path / "a.xlsx"), "--class-number", taught.number)
    scores = run("import_scores", str(tmp_path / "b.csv"), "--class-number", taught.number)

    assert [(row["present"], row["of"]) for row in attendance["rows"]] == [(0, 1), (1, 1)]
    assert [row["passed"] for row in scores["rows"]] == [True, True]
    assert [each["code"] for each in attendance["rejected"] + scores["rejected"]] == ["not_enrolled"] * 2
    assert {row["id_number"][2:14] for row in attendance["rows"] + scores["rows"]} == {"*" * 12}
    first, second = taught.enrolments.order_by("position")[:2]
    assert first.attendances.order_by("lesson__held_on")[0].status == "absent"
    assert second.assessment.practice == 71


def test_hours_online_and_certificates_of_other_bodies_go_in(taught: TrainingClass, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "学号,姓名,平台名称,课程,应学课时,已学课时\n1,索南才让,示例平台,安全生产,4,4\n99,某人,示例平台,安全生产,4,4\n"
    )
    (tmp_path / "b.csv").write_text(
        "姓名,证件号码,证书类型,证书编号,职业,等级,发证机构,发证日期\n"
        f"索南才让,{id_number(1)},职业技能等级证书,Y000063000001265000001,快递员,五级,某公司,2026-09-30\n"
        f"索南才让,{id_number(2)},毕业证,Y000063000001265000002,快递员,五级,某公司,2026-09-30\n"
    )

    hours = run("import_online", str(tmp_path / "a.csv"), "--class-number", taught.number)
    papers = run("import_recorded", str(tmp_path / "b.csv"), "--class-number", taught.number)

    assert [(row["course"], row["hours"]) for row in hours["rows"]] == [("安全生产", "4.0")] * 2
    assert [row["number"] for row in papers["rows"]] == ["Y000063000001265000001"]
    assert [each["code"] for each in hours["rejected"] + papers["rejected"]] == ["not_enrolled", "choice"]
    first = taught.enrolments.get(position=1)
    assert first.online_records.get().hours_done == 4
    assert RecordedCertificate.objects.get(enrolment=first).level.startswith("五级")
