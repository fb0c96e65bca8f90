"""Certificates of a class: who gets one, who is refused and why, and what the command writes."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.http import Http404

from office.audit.models import Entry
from office.certificates.actions import revoke
from office.certificates.batches import sources
from office.certificates.batches.actions import issue_portion, start
from office.certificates.batches.plans import plan_of
from office.certificates.enums import RevocationReason
from office.certificates.models import Batch, Certificate, Series
from office.people.models import Courier, User
from training.courses import actions, certifying, queries
from training.courses.actions.certify import facts_of
from training.courses.models import TrainingClass

from .conftest import NOW, TODAY, refusal, run


@pytest.fixture
def closed(taught: TrainingClass) -> TrainingClass:
    return actions.close_class(taught, actor=None, now=NOW)


def test_who_completed_gets_one_and_again_nobody(closed: TrainingClass, operator: User) -> None:
    first = actions.issue_certificates(closed, actor=operator, now=NOW)
    again = actions.issue_certificates(closed, actor=operator, now=NOW)

    assert ([each.number for each in first.new], first.existing, first.not_completed) == (
        ["PA-PX-2026-000001", "PA-PX-2026-000002"], [], 2,
    )  # fmt: skip
    assert (again.new, again.existing) == ([], first.new)
    assert Certificate.objects.count() == 2
    assert Entry.objects.filter(action="courses.certificates.issued").count() == 1


def test_the_paper_says_what_the_record_says(closed: TrainingClass) -> None:
    enrolment = queries.trainees_of(closed)[0]

    facts = facts_of(closed, enrolment, issued_on=TODAY)

    assert (facts.title, facts.holder_name, facts.course_name, facts.level) == (
        "培训合格证书", "索南才让", "快递员技能提升培训", "五级/初级工",
    )  # fmt: skip
    assert (facts.class_hours, facts.theory_score, facts.practice_score, facts.result) == (
        "80",
        "90",
        "85",
        "合格",
    )
    assert (facts.issuer, facts.starts_on, facts.ends_on) == (
        closed.provider.name, closed.starts_on, closed.ends_on,
    )  # fmt: skip
    assert facts.id_number_masked == enrolment.courier.id_number_masked


def test_a_name_that_cannot_be_printed_refuses_one_person_before_a_number(closed: TrainingClass) -> None:
    first = closed.enrolments.get(position=1)
    Courier.objects.filter(pk=first.courier_id).update(name="索南\ue123")

    issued = actions.issue_certificates(closed, actor=None, now=NOW)

    assert [(enrolment.position, "U+E123" in message) for enrolment, message in issued.refused] == [(1, True)]
    assert [each.number for each in issued.new] == ["PA-PX-2026-000001"]
    assert Series.objects.get().last == 1


def test_a_revoked_certificate_is_not_issued_in_passing(closed: TrainingClass, registrar: User) -> None:
    issued = actions.issue_certificates(closed, actor=None, now=NOW)
    revoke(issued.new[0], reason=RevocationReason.ERROR, actor=registrar, now=NOW)

    again = actions.issue_certificates(closed, actor=None, now=NOW)

    assert ([enrolment.position for enrolment, _reason in again.refused], again.new) == ([1], [])
    assert again.existing == [issued.new[1]]


def test_an_open_class_certifies_nobody(taught: TrainingClass) -> None:
    assert refusal(lambda: actions.issue_certificates(taught, actor=None, now=NOW)) == "class_open"


def test_a_class_that_nobody_completed_certifies_nobody(taught: TrainingClass) -> None:
    taught.enrolments.exclude(position=4).delete()
    actions.close_class(taught, actor=None, now=NOW)

    assert refusal(lambda: actions.issue_certificates(taught, actor=None, now=NOW)) == "nobody_completed"


def test_who_may_issue(closed: TrainingClass, rival: User, trainer: User, reviewer: User) -> None:
    for actor in (rival, trainer, reviewer):
        with pytest.raises(PermissionDenied):
            actions.issue_certificates(closed, actor=actor, now=NOW)
    assert Certificate.objects.count() == 0


def test_the_command_writes_one_file_a_person_and_one_for_the_class(
    closed: TrainingClass, tmp_path: Path
) -> None:
    out = tmp_path / "papers" / "new"

    first = run("issue_certificates", "--class-number", closed.number, "--out", str(out))
    again = run("issue_certificates", "--class-number", closed.number, "--out", str(out))

    year = Certificate.objects.first().issued_on.year  # type: ignore[union-attr]
    numbers = [f"PA-PX-{year}-000001", f"PA-PX-{year}-000002"]
    files = [*(f"{number}.pdf" for number in numbers), f"{closed.number}.pdf"]
    assert first == {
        "class_number": closed.number, "issued": 2, "existing": 0, "refused": [], "not_completed": 2,
        "certificates": numbers, "files": files,
    }  # fmt: skip
    assert again == {**first, "issued": 0, "existing": 2}
    assert sorted(path.name for path in out.iterdir()) == sorted(files)
    assert {path.read_bytes()[:5] for path in out.iterdir()} == {b"%PDF-"}
    assert Certificate.objects.count() == 2


@pytest.mark.parametrize("number", ["PX-2026-900", "PX-0000-000"])
def test_the_command_refuses_with_a_sentence(taught: TrainingClass, tmp_path: Path, number: str) -> None:
    with pytest.raises(CommandError, match=number):
        call_command(
            "issue_certificates", "--class-number", number, "--out", str(tmp_path), stdout=StringIO()
        )


def test_a_folder_that_cannot_be_made_is_said(closed: TrainingClass, tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("")

    with pytest.raises(CommandError, match="file"):
        call_command(
            "issue_certificates", "--class-number", closed.number, "--out", str(taken), stdout=StringIO()
        )
    assert Certificate.objects.count() == 0


def test_a_dry_run_tells_and_does_nothing(closed: TrainingClass) -> None:
    told = run("issue_certificates", "--class-number", closed.number, "--dry-run")

    assert (told["due"], told["existing"], told["refused"], len(told["names"])) == (2, 0, [], 2)
    assert Certificate.objects.count() == 0
    actions.issue_certificates(closed, actor=None, now=NOW)
    again = run("issue_certificates", "--class-number", closed.number, "--dry-run")
    assert (again["due"], again["existing"]) == (0, 2)


def test_without_a_folder_nothing_is_issued(closed: TrainingClass) -> None:
    with pytest.raises(CommandError, match="--out"):
        call_command("issue_certificates", "--class-number", closed.number, stdout=StringIO())
    assert Certificate.objects.count() == 0


def test_a_class_and_a_provider_are_sources_of_batches(
    closed: TrainingClass, operator: User, rival: User, reviewer: User
) -> None:
    assert [(each.key, each.count) for each in certifying.offered_classes(operator)] == [(closed.number, 2)]
    assert certifying.offered_classes(rival) == certifying.offered_providers(operator) == []
    asked = certifying.of_class(closed.number, operator, TODAY)
    provider = certifying.of_provider(str(closed.provider_id), operator, TODAY)
    assert [each.facts for each in asked.due] == [each.facts for each in provider.due]
    assert [each.subject for each in asked.due] == [
        queries.subject_of(each) for each in queries.trainees_of(closed)[:2]
    ]
    for key in ("PX-0000-000", ""):
        with pytest.raises(Http404):
            certifying.of_class(key, operator, TODAY)
    for key in ("9", "x", "²", "9" * 40):
        with pytest.raises(Http404):
            certifying.of_provider(key, operator, TODAY)
    with pytest.raises(Http404):
        certifying.of_class(closed.number, rival, TODAY)
    with pytest.raises(PermissionDenied):
        certifying.of_class(closed.number, reviewer, TODAY)
    actions.issue_certificates(closed, actor=None, now=NOW)
    assert certifying.offered_classes(operator) == []


def test_it_is_one_way_and_takes_up_the_batch_that_stopped(closed: TrainingClass, operator: User) -> None:
    source = sources.find("class")
    assert source is not None
    plan = plan_of(source.gather(closed.number, operator, TODAY))
    batch = start(source, closed.number, digest=plan.digest, on=TODAY, actor=operator, now=NOW)
    issue_portion(batch, actor=operator, now=NOW, most=1)
    assert certifying.offered_classes(operator) == []

    issued = actions.issue_certificates(closed, actor=operator, now=NOW)

    assert ([each.serial for each in issued.existing], [each.serial for each in issued.new]) == ([1], [2])
    batch.refresh_from_db()
    assert (batch.is_finished, Batch.objects.count()) == (True, 1)
