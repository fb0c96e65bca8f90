"""`migrate` makes Wagtail's tables first, and only on a new database."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The apps that Django's own command is asked to migrate, in order; None stands for all."""
    asked: list[str | None] = []

    def handle(self: migrate.Command, *args: Any, **options: Any) -> None:
        asked.append(options["app_label"])

    monkeypatch.setattr(migrate.Command, "handle", handle)
    return asked


def test_a_new_database_gets_wagtail_before_the_rest(
    asked: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)
    call_command("migrate", verbosity=0)
    *first, last = asked
    assert last is None
    assert "wagtailcore" in first
    assert all(label is not None and label.startswith(("wagtail", "taggit")) for label in first)


@pytest.mark.django_db
def test_a_database_in_use_is_left_to_django(asked: list[str | None]) -> None:
    call_command("migrate", verbosity=0)
    assert asked == [None]


def test_a_call_with_options_of_its_own_is_left_to_django(
    asked: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)
    call_command("migrate", "people", verbosity=0)
    call_command("migrate", plan=True, verbosity=0)
    assert asked == ["people", None]
