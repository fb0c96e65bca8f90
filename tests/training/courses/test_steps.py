"""The task list of a class leads to every sheet that the class takes in, and to no other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from office.people.models import User
from training.courses import actions
from training.courses.enums import CertificateKind
from training.courses.models import Course, TrainingClass
from training.courses.recorded import CertificateFacts
from training.courses.steps import next_of, steps_of

from .conftest import NOW

TODAY = NOW.date()


def _by_label(training_class: TrainingClass, user: User, today: date = TODAY) -> dict[str, Any]:
    return {str(each["label"]): each for each in steps_of(training_class, user, today=today)}


def _leads(training_class: TrainingClass, user: User, today: date = TODAY) -> set[str]:
    """The kinds of sheets to which the list leads."""
    urls = [each["url"] for each in steps_of(training_class, user, today=today)]
    return {url.rstrip("/").rpartition("/")[2] for url in urls if "/sheets/" in url}


@pytest.fixture(autouse=True)
def _english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


def test_open_class_leads_to_its_sheets(taught: TrainingClass, operator: User, trainer: User) -> None:
    assert _leads(taught, operator) == {"roster", "attendance", "scores", "certificates"}
    assert _leads(taught, trainer) == {"attendance"}


def test_online_hours_are_asked_for_where_there_are_any(taught: TrainingClass, operator: User) -> None:
    assert "Online hours" not in _by_label(taught, operator)

    Course.objects.update(online_hours=4)
    taught.refresh_from_db()

    assert "online" in _leads(taught, operator)


def test_certificates_of_other_bodies_are_counted(taught: TrainingClass, operator: User) -> None:
    assert _by_label(taught, operator)["Certificates of other bodies"]["state_label"] == "None on record"
    seat = taught.enrolments.order_by("position")[0]
    facts = CertificateFacts(
        kind=CertificateKind.SPECIAL_ABILITY, number="ZX-2026-001", occupation_code="4-02-07-08",
        occupation="快递员", level="", issuer="青海某快递有限公司", issued_on=TODAY,
    )  # fmt: skip
    actions.record_certificate(seat.courier, facts=facts, enrolment=seat, actor=None, now=NOW)

    assert _by_label(taught, operator)["Certificates of other bodies"]["state_label"] == "1 person"


def test_closed_class_takes_retakes_until_their_last_day(taught: TrainingClass, operator: User) -> None:
    closed = actions.close_class(taught, actor=operator, now=NOW)
    last = closed.retakes_until

    assert last is not None
    assert _leads(closed, operator, last) == {"scores", "certificates"}
    assert _leads(closed, operator, last + timedelta(days=1)) == {"certificates"}


def test_next_step_is_the_first_that_must_be_taken(taught: TrainingClass, operator: User) -> None:
    # The register of this class made its lessons, so the timetable is there; only closing is left.
    assert next_of(steps_of(taught, operator, today=TODAY))["url"] == f"/classes/{taught.number}/close/"


def test_nothing_comes_next_where_nothing_must_be_done() -> None:
    done = {"tone": "success", "url": "/a/"}
    optional = {"tone": "neutral", "url": "/b/", "optional": True}
    elsewhere = {"tone": "warning", "url": ""}

    assert next_of([done, optional, elsewhere]) is None
