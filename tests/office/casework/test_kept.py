"""What was said in public cannot be changed behind the office's back, whoever asks the database."""

from __future__ import annotations

import datetime
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from office.casework.actions import conclude_notice, file_objection, rule
from office.casework.models import Case, NoticeRow, Objection, PublicNotice, Ruling
from office.people.models import User

from .conftest import NOW
from .test_notices import AFTER

MIGRATION = import_module("office.casework.migrations.0002_notices_kept")


@pytest.fixture(autouse=True)
def guards(db: None) -> None:
    """The triggers of the migration, where the tables were made without it."""

    def execute(statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    try:
        with transaction.atomic():
            MIGRATION.guard(None, SimpleNamespace(connection=connection, execute=execute))
    except DatabaseError as fault:
        if "already exists" not in str(fault):
            raise


@pytest.fixture
def ruled(notice: PublicNotice, approved: Case, approver: User, objector: dict[str, Any]) -> Objection:
    objection = file_objection(notice, case=approved, **objector, now=NOW)
    return rule(objection, outcome="rejected", text="查无实据。", actor=approver, now=NOW)


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (PublicNotice, {"title": "另一个标题"}),
        (PublicNotice, {"closes_on": datetime.date(2026, 3, 20)}),
        (NoticeRow, {"cells": ["王**", "", ""]}),
        (Objection, {"reason": "另一个理由"}),
        (Ruling, {"outcome": "upheld"}),
    ],
)
def test_what_was_published_is_not_changed(model: Any, changes: dict[str, Any], ruled: Objection) -> None:
    before = list(model.objects.values())
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**changes)
    assert list(model.objects.values()) == before


@pytest.mark.parametrize("table", list(MIGRATION.KEPT))
def test_what_was_published_is_not_deleted(table: str, ruled: Objection) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone() == (2 if table == "casework_noticerow" else 1,)


def test_a_notice_is_still_concluded(ruled: Objection, notice: PublicNotice, reviewer: User) -> None:
    assert conclude_notice(notice, actor=reviewer, now=AFTER).concluded_at == AFTER
