"""Who reads what on the page of a class, and the results of a class as a workbook."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
from django.test import Client

from office.audit import actions as audit
from office.audit.models import Entry
from office.people.models import User
from training.courses.models import TrainingClass

from .conftest import NOW

SignIn = Callable[[User], Client]


def test_the_provider_does_not_read_what_supervision_plans(
    training_class: TrainingClass, sign_in: SignIn, operator: User, reviewer: User
) -> None:
    audit.record("inspections.inspection.planned", actor=reviewer, subject=training_class, at=NOW)

    def told(user: User) -> list[str]:
        entries = sign_in(user).get(training_class.get_absolute_url()).context["entries"]
        return [str(each["actor_label"]) for each in entries]

    assert len(told(reviewer)) == len(told(operator)) + 1


def test_results_are_exported_as_shown(taught: TrainingClass, sign_in: SignIn, operator: User) -> None:
    address = f"{taught.get_absolute_url()}results/"
    answer = sign_in(operator).get(address, {"format": "xlsx"})

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[2], row[4], row[5]) for row in rows] == [
        (1, 1, 90, 85), (2, 1, 60, 60), (3, 1, 88, 79), (4, 1, 59.5, 80),
    ]  # fmt: skip
    assert Entry.objects.filter(action="courses.attempts.exported").count() == 1


def test_a_trainee_without_a_result_can_be_given_one(
    taught: TrainingClass, sign_in: SignIn, operator: User, reviewer: User
) -> None:
    taught.enrolments.get(position=1).assessment.delete()
    address = f"{taught.get_absolute_url()}trainees/"
    link = f"results/{taught.enrolments.get(position=1).pk}/"

    assert link in sign_in(operator).get(address).content.decode()
    assert link not in sign_in(reviewer).get(address).content.decode()
