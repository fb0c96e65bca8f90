"""Full ID numbers and telephones: nowhere in the database, on no page and in no workbook but the reveals."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from office.people.models import Courier
from training.courses.actions import commit_sheet

from .office import NOW, OBJECTOR, Office
from .walk import Answer, Cell, Walker

pytestmark = pytest.mark.django_db

#: The pages on which a number stands on purpose: each look is recorded with its reason.
REVEALS = {
    "people:reveal_id_number",
    "people:reveal_id_number/other",
    "casework:reveal",
    "enquiries:reveal",
    "inspections:reveal_phone",
}
#: The uploader's own file, handed back with what is wrong in it.
HANDED_BACK = {
    "courses:returned/roster",
    "courses:returned/attendance",
    "people:riders_returned",
    "competitions:entries_returned",
    "competitions:own_list_returned",
}
EXPORTS = ("people:record", "courses:class_list", "casework:cases", "certificates:certificate_list")


def hits(text: str, secrets: Iterable[str]) -> list[str]:
    return sorted(secret for secret in secrets if secret in text)


def columns_of_everything() -> Iterator[tuple[str, str]]:
    """Every value of every table as (table, text), as the database file holds it."""
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            for row in cursor.fetchall():
                yield name, "\n".join(_text(value) for value in row)


def _text(value: Any) -> str:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("latin-1")
    return str(value)


def words_of(answer: Answer) -> str:
    """What an answer says: a workbook unpacked, a page as it is."""
    if not answer.content.startswith(b"PK"):
        return answer.content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def test_the_canaries_are_there(office: Office) -> None:
    """Without this the tests below would pass on an empty office."""
    kept = {courier.id_number for courier in Courier.objects.all()}
    assert len(office.secrets) > 50
    assert len(kept & office.secrets) > 25


def test_the_database_holds_no_full_number(office: Office) -> None:
    # The roster that waits is taken in first, with the row whose number is wrong.
    commit_sheet(office.own.roster_sheet, actor=office.users["provider"], now=NOW)
    secrets = office.secrets | {OBJECTOR[0]} | {number[:-1] for number in office.secrets if len(number) == 18}
    tables: dict[str, list[str]] = {}
    for table, text in columns_of_everything():
        if found := hits(text, secrets):
            tables.setdefault(table, []).extend(found)
    assert tables == {}


def test_sessions_hold_no_full_number(office: Office, answers: dict[Cell, Answer]) -> None:
    kept = [str(session.get_decoded()) for session in Session.objects.all()]
    assert (len(kept) > 10, hits("\n".join(kept), office.secrets)) == (True, [])


def test_no_page_shows_a_full_number(office: Office, answers: dict[Cell, Answer]) -> None:
    # Also what is answered to forms: a refusal must not repeat a number.
    shown = {
        (row, method)
        for (row, method, _persona), answer in answers.items()
        if answer.status < 400 or answer.status == 422
        if answer.kind != "application/pdf" and hits(words_of(answer), office.secrets)
    }
    reveals = {(row, "POST") for row in REVEALS}
    back = {(row, "GET") for row in HANDED_BACK}
    assert shown == reveals | back


def test_addresses_hold_no_full_number(walker: Walker, office: Office) -> None:
    person = office.people[0]
    for typed in (person.id_number, person.phone):
        answer = walker.send(reverse("people:courier_list"), "POST", "registrar", {"q": typed})
        assert answer.told == "done"
        assert hits(answer.location, office.secrets) == []
        found = walker.send(answer.location, "GET", "registrar")
        assert str(office.own.courier.pk) in found.content.decode()
        assert hits(found.content.decode(), office.secrets) == []


@pytest.mark.parametrize("name", EXPORTS)
def test_no_export_holds_a_full_number(walker: Walker, office: Office, name: str) -> None:
    told = []
    for persona in ("provider", "reviewer", "registrar", "auditor"):
        answer = walker.send(f"{reverse(name)}?format=xlsx", "GET", persona)
        if answer.status == 200:
            told.append(persona)
            assert answer.content.startswith(b"PK")
            assert hits(words_of(answer), office.secrets) == []
            assert answer.headers["cache-control"] == "no-store, private"
    assert "auditor" in told


def test_the_lists_of_a_class_and_of_a_payment_are_masked(walker: Walker, office: Office) -> None:
    trainees = reverse("courses:trainee_list", args=[office.classes["certified"].number])
    payment = reverse("subsidies:batch", args=[office.own.made_batch.number])
    text = words_of(walker.send(payment, "GET", "payer"))
    assert re.search(r"\*{4} \d{4}", text)
    assert hits(text, office.secrets) == []
    text = words_of(walker.send(f"{trainees}?format=xlsx", "GET", "provider"))
    assert re.search(r"99\d{0,4}\*{8,}", text)
    assert hits(text, office.secrets) == []


def test_the_files_hold_no_full_number(walker: Walker, office: Office) -> None:
    walker.send(reverse("courses:issue", args=[office.classes["closed"].number]), "POST", "provider")
    files = [file for root in (settings.PRIVATE_ROOT, settings.MEDIA_ROOT) for file in Path(root).rglob("*")]
    kept = [file.read_bytes().decode("latin-1") for file in files if file.is_file()]
    assert (len(kept) > 0, [hits(text, office.secrets) for text in kept if hits(text, office.secrets)]) == (
        True,
        [],
    )
