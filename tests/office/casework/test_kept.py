"""What was said in public cannot be changed behind the office's back, whoever asks the database."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from office.casework.actions import amend_notice, conclude_notice, file_objection, rule
from office.casework.models import (
    Case,
    NoticeAmendment,
    NoticeRow,
    Objection,
    ObjectionFile,
    PublicNotice,
    Ruling,
)
from office.people.models import User

from .conftest import NOW, picture
from .test_notices import AFTER

NOT_DELETED = (
    "casework_publicnotice",
    "casework_noticerow",
    "casework_noticeamendment",
    "casework_objection",
    "casework_objectionfile",
    "casework_ruling",
)


@pytest.fixture
def ruled(
    notice: PublicNotice, approved: Case, reviewer: User, approver: User, objector: dict[str, Any]
) -> Objection:
    amend_notice(notice, body="更正后的公示正文。", reason="更正联系方式", actor=reviewer, now=NOW)
    objection = file_objection(
        notice, case=approved, **objector, papers=[("签到表.png", picture("PNG"))], now=NOW
    )
    return rule(objection, outcome="rejected", text="查无实据。", actor=approver, now=NOW)


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (PublicNotice, {"title": "另一个标题"}),
        (PublicNotice, {"closes_on": datetime.date(2026, 3, 20)}),
        (NoticeRow, {"cells": ["王**", "", ""]}),
        (PublicNotice, {"days": 3}),
        (PublicNotice, {"count": "calendar"}),
        (PublicNotice, {"table_label": "另一张表"}),
        (NoticeAmendment, {"body": "又一个正文"}),
        (ObjectionFile, {"sha256": "0" * 64}),
        (Objection, {"reason": "另一个理由"}),
        (Ruling, {"outcome": "upheld"}),
    ],
)
def test_what_was_published_is_not_changed(model: Any, changes: dict[str, Any], ruled: Objection) -> None:
    before = list(model.objects.values())
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**changes)
    assert list(model.objects.values()) == before


@pytest.mark.parametrize("table", NOT_DELETED)
def test_what_was_published_is_not_deleted(table: str, ruled: Objection) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        assert cursor.fetchone() == (2 if table == "casework_noticerow" else 1,)


def test_a_notice_is_still_concluded(ruled: Objection, notice: PublicNotice, reviewer: User) -> None:
    assert conclude_notice(notice, actor=reviewer, now=AFTER).concluded_at == AFTER
