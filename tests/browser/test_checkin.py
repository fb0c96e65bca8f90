"""Check-in on a phone that loses its connection: the record is kept, sent again, and counts once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from .conftest import Office, Visitor

pytestmark = pytest.mark.browser

SHOW_A_CODE = (
    "from django.utils import timezone\n"
    "from training.checkin.codes import lesson_code\n"
    "from training.checkin.enums import Direction\n"
    "from training.courses.models import Lesson\n"
    "today = timezone.localdate()\n"
    "held = Lesson.objects.get(training_class__number='PX-2026-110', held_on=today)\n"
    "print('CODE', lesson_code(held.pk, Direction.ENTRY, at=timezone.now()))\n"
)


def test_a_press_without_connection_is_sent_later_and_counts_once(
    office: Office, visit: Callable[..., Visitor]
) -> None:
    code = office.command("shell", "-c", SHOW_A_CODE).rpartition("CODE ")[2].strip()
    phone = visit(width=390).go(f"/q/{code}")
    phone.fill(username="courier", password=office.passwords["courier"]).press()
    assert phone.path == f"/q/{code}"

    phone.page.context.set_offline(True)
    phone.press()
    phone.page.wait_for_selector("[data-checkin-waiting]", state="visible")
    assert phone.page.evaluate("localStorage.getItem('checkin.waiting') !== null")
    phone.page.context.set_offline(False)
    phone.page.wait_for_url("**/q/done/**", timeout=30_000)

    assert "补传" in phone.text
    assert phone.page.evaluate("localStorage.getItem('checkin.waiting')") is None
    with sqlite3.connect(office.database) as base:
        made = base.execute(
            "SELECT s.source FROM checkin_scan s JOIN people_user u ON u.id = s.scanned_by_id "
            "JOIN courses_lesson l ON l.id = s.lesson_id WHERE u.username = 'courier' "
            "ORDER BY s.id DESC LIMIT 2"
        ).fetchall()
    assert [source for (source,) in made] == ["late_scan", "scan"]
