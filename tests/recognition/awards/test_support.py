"""Public support: one vote a person and day, and no count before the last day is over."""

from __future__ import annotations

import datetime
import io
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from office.audit.models import Entry
from recognition.awards import actions, queries
from recognition.awards.enums import AwardKind
from recognition.awards.models import Call, Nominee, SupportVote
from tests.personas import user

from .conftest import DAY, NOW, TODAY, Office

LAST = TODAY + 9 * DAY
KEYS = re.compile(r'name="(?:csrfmiddlewaretoken|deed_key)" value="[^"]*"')


@pytest.fixture
def selection(office: Office) -> Call:
    award = office.award(
        code="best", name="最美快递员", kind=AwardKind.SELECTION, title="最美快递员", takes_collectives=False
    )
    return office.call(award, support_from=TODAY, support_until=LAST)


@pytest.fixture
def nominee(office: Office, selection: Call) -> Nominee:
    return office.passed(selection)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime.datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_only_a_selection_takes_votes(office: Office, code_of: Any) -> None:
    with pytest.raises(ValidationError) as refusal:
        office.call(support_from=TODAY, support_until=LAST)
    assert code_of(refusal) == {"support_kind"}


def test_a_person_votes_once_a_day(nominee: Nominee, office: Office, code_of: Any) -> None:
    voter = user("voter")
    actions.support(nominee, actor=voter, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        actions.support(nominee, actor=voter, now=NOW + datetime.timedelta(hours=2))
    assert code_of(refusal) == {"voted_today"}
    actions.support(nominee, actor=voter, now=NOW + DAY)
    assert SupportVote.objects.count() == 2


def test_votes_keep_to_the_days_and_to_candidates(
    nominee: Nominee, office: Office, selection: Call, code_of: Any
) -> None:
    voter = user("voter")
    with pytest.raises(ValidationError) as refusal:
        actions.support(nominee, actor=voter, now=NOW + 10 * DAY)
    assert code_of(refusal) == {"support_closed"}
    draft = office.nominate(selection, "李秀英")
    with pytest.raises(ValidationError) as refusal:
        actions.support(draft, actor=voter, now=NOW)
    assert code_of(refusal) == {"no_candidate"}


@pytest.mark.parametrize("change", ["delete", "update"])
def test_a_vote_is_kept_as_it_came(nominee: Nominee, change: str) -> None:
    actions.support(nominee, actor=user("voter"), now=NOW)
    votes = SupportVote.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        votes.delete() if change == "delete" else votes.update(cast_on=LAST)


def test_no_page_export_header_or_record_tells_a_count_before_the_end(
    nominee: Nominee, office: Office, selection: Call, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same pages with no vote and with seven are the same to the byte, but for tokens and keys."""
    at(monkeypatch, NOW)
    client.force_login(office.officer)
    paths = [
        reverse("awards:support_list"),
        reverse("awards:support_call", args=[selection.pk]),
        reverse("awards:candidate", args=[nominee.pk]),
        reverse("awards:call", args=[selection.pk]),
        reverse("awards:call_list"),
        reverse("awards:nominee_list"),
        nominee.case.get_absolute_url(),
    ]
    before = [told(client, path) for path in paths]
    for place in range(7):
        actions.support(nominee, actor=user(f"voter{place}"), now=NOW)
    assert [told(client, path) for path in paths] == before
    assert queries.counts_of(selection, on=LAST) is None
    for name in ("call_list", "nominee_list"):
        answer = client.get(reverse(f"awards:{name}"), {"format": "xlsx"})
        book = load_workbook(io.BytesIO(answer.content))
        cells = {str(cell.value) for row in book.worksheets[0].iter_rows(min_row=2) for cell in row}
        assert "7" not in cells
    votes = Entry.objects.filter(action="awards.support.cast")
    assert {(entry.subject_type, entry.subject_id, str(entry.data)) for entry in votes} == {
        ("awards.call", str(selection.pk), "{}")
    }


def told(client: Client, path: str) -> tuple[dict[str, str], str]:
    """What an answer says, without the keys that differ on every page."""
    answer = client.get(path)
    assert answer.status_code == 200
    headers = {name: value for name, value in answer.items() if name != "Content-Length"}
    return headers, KEYS.sub("", answer.content.decode())


def test_counts_are_told_when_the_days_are_over(
    nominee: Nominee, selection: Call, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.support(nominee, actor=user("voter"), now=NOW)
    assert queries.counts_of(selection, on=LAST + DAY) == {nominee.pk: 1}
    at(monkeypatch, NOW + 10 * DAY)
    page = client.get(reverse("awards:support_call", args=[selection.pk])).content.decode()
    assert "1 票" in page or "1 vote" in page


def test_a_visitor_is_asked_to_sign_in_and_then_votes(
    nominee: Nominee, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, NOW)
    path = reverse("awards:candidate", args=[nominee.pk])
    key = {"deed_key": "00000000-0000-4000-8000-000000000001"}
    assert client.get(path).status_code == 200
    assert client.post(path, key).headers["Location"].startswith("/login/")
    client.force_login(user("voter"))
    assert client.post(path, key).status_code == 302
    assert SupportVote.objects.count() == 1


def test_drafts_and_other_awards_are_not_found_in_public(
    office: Office, selection: Call, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, NOW)
    draft = office.nominate(selection, "李秀英")
    assert client.get(reverse("awards:candidate", args=[draft.pk])).status_code == 404
    other = office.call(office.award())
    assert client.get(reverse("awards:support_call", args=[other.pk])).status_code == 404
