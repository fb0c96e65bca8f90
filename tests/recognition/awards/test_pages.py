"""The pages of awards: who reads what, and how often the database is asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from office.people.enums import Role
from recognition.awards import actions
from recognition.awards.enums import AwardKind, PersonCategory
from recognition.awards.models import Opinion
from tests.personas import user

from .conftest import DAY, NOW, TODAY, Office


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", ["nominee_list", "opinion_list", "call"])
def test_pages_ask_as_much_for_three_rows_as_for_one(name: str, office: Office, client: Client) -> None:
    call = office.call()
    path = reverse(f"awards:{name}", args=[call.pk] if name == "call" else [])
    client.force_login(office.officer)
    counts = []
    for names in (("甲",), ("乙", "丙")):
        for each in names:
            nominee = office.nominate(call, each)
            Opinion.objects.create(
                nominee=nominee,
                department=office.police,
                asked_at=NOW,
                asked_by=office.officer,
                due_on=TODAY,
            )
        counts.append(asked(client, path))
    assert counts[0] == counts[1]


def test_the_call_shows_the_composition_and_what_a_swap_changes(office: Office, client: Client) -> None:
    call = office.call()
    for name, category, proposed in (
        ("甲", PersonCategory.HEAD, True),
        ("乙", PersonCategory.MIGRANT, False),
    ):
        nominee = office.nominate(call, name)
        type(nominee).objects.filter(pk=nominee.pk).update(category=category, proposed=proposed)
    client.force_login(office.officer)
    context = client.get(call.get_absolute_url()).context
    assert [each.is_met for each in context["standings"]] == [False, False]
    (swap,) = context["swaps"]
    assert (swap.leaves.name, swap.comes.name, len(swap.gained), swap.lost) == ("甲", "乙", 2, ())


def test_a_list_that_misses_a_quota_passes_with_a_reason(office: Office, code_of: Any) -> None:
    call = office.call()
    nominee = office.passed(call, category=PersonCategory.HEAD)
    after = office.noticed(nominee)
    actions.propose(office.fresh(nominee), proposed=True, actor=office.officer, now=after)
    with pytest.raises(ValidationError) as refusal:
        actions.pass_list(call, actor=office.second, now=after)
    assert code_of(refusal) == {"quota_missed"}
    actions.pass_list(call, reason="仅一名人选", actor=office.second, now=after)
    assert office.fresh(nominee).case.state == "second_passed"


def test_others_see_neither_the_case_nor_a_call_for_delegates(office: Office, client: Client) -> None:
    nominee = office.nominate(office.call())
    award = office.award(
        code="delegate",
        name="人选推荐",
        kind=AwardKind.DELEGATE,
        title="",
        agency_title="",
        takes_collectives=False,
    )
    hidden = office.call(award, parameters={})
    for account in (user("stranger"), user("reviewer", Role.REVIEWER, organisation=office.police)):
        client.force_login(account)
        assert client.get(nominee.get_absolute_url()).status_code == 404
        assert client.get(hidden.get_absolute_url()).status_code == 404


def test_the_nominee_reads_the_own_case_without_what_departments_say(office: Office, client: Client) -> None:
    nominee = office.submitted(office.call())
    actions.ask_opinions(
        nominee, departments=[office.police], due_on=TODAY + DAY, actor=office.officer, now=NOW
    )
    client.force_login(user("own", courier=nominee.courier))
    page = client.get(nominee.get_absolute_url()).content.decode()
    assert "六年零差错。" in page
    assert office.police.name not in page


def test_the_unit_saves_texts_and_is_told_what_is_too_long(office: Office, client: Client) -> None:
    nominee = office.nominate(office.call())
    client.force_login(office.employer)
    path = reverse("awards:change", args=[nominee.pk])
    form = {"deed_key": "00000000-0000-4000-8000-000000000002", "short_text": "字" * 501}
    assert client.post(path, form).status_code == 422
    answer = client.post(path, form | {"short_text": "好", "long_text": "很好", "category": "migrant"})
    assert answer.status_code == 302
    assert office.fresh(nominee).short_text == "好"
