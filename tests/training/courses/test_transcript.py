"""What a person's page says of the person's training, and whom a provider sees."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.test import RequestFactory

from office.people import queries as people
from office.people.models import User
from training.courses import actions, queries
from training.courses.models import TrainingClass

from .conftest import NOW


def test_a_transcript_lists_every_class(taught: TrainingClass) -> None:
    actions.close_class(taught, actor=None, now=NOW)
    courier = taught.enrolments.get(position=1).courier

    rows = list(queries.transcript(courier))

    assert [(row.training_class, row.completion.completed) for row in rows] == [(taught, True)]


def test_a_provider_sees_the_couriers_of_its_classes_and_nobody_else(
    taught: TrainingClass, operator: User, rival: User, reviewer: User, stranger: User
) -> None:
    seen = {
        user.username: people.couriers_visible_to(user).count()
        for user in (operator, rival, reviewer, stranger)
    }

    assert seen == {"operator": 4, "rival": 0, "reviewer": 4, "stranger": 0}


def test_the_panel_shows_a_partner_the_own_classes_only(
    taught: TrainingClass, operator: User, rival: User, reviewer: User, stranger: User
) -> None:
    courier = taught.enrolments.get(position=1).courier
    stranger.courier = courier

    def panel(user: Any) -> list[TrainingClass] | None:
        found = queries.transcript_panel(courier, user)
        return [row.training_class for row in found[1]["transcript"]] if found else None

    assert {user.username: panel(user) for user in (operator, rival, reviewer, stranger)} == {
        "operator": [taught], "rival": None, "reviewer": [taught], "stranger": [taught],
    }  # fmt: skip


def test_the_panel_can_be_printed(taught: TrainingClass, operator: User, rf: RequestFactory) -> None:
    found = queries.transcript_panel(taught.enrolments.get(position=1).courier, operator)
    assert found is not None

    text = render_to_string(*found)

    assert taught.number in text
