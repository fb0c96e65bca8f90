"""The pages of an event under way, as the officers walk through them."""

from __future__ import annotations

import io
import uuid
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from demo.identity import Registry
from office.people.actions import CourierFacts, register_courier
from office.people.enums import Role
from office.people.models import Organisation, User
from recognition.competitions import actions
from recognition.competitions.enums import ResultState
from recognition.competitions.models import (
    ContestCost,
    Entry,
    Event,
    HonourList,
    Mark,
    Performance,
    Reading,
    ResultVersion,
)
from tests.personas import user

from .conftest import NOW
from .test_stages import entry_list

HOME = "/contests/DEMO-KDY/"


def signed_in(somebody: User) -> Client:
    client = Client()
    client.force_login(somebody)
    return client


def send(client: Client, url: str, **values: Any) -> Any:
    return client.post(url, {"deed_key": str(uuid.uuid4()), **values})


def html(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.fixture
def second(post: Organisation) -> User:
    return user("second", Role.COMPETITION_OFFICER, organisation=post)


@pytest.fixture
def third(post: Organisation) -> User:
    return user("third", Role.COMPETITION_OFFICER, organisation=post)


@pytest.fixture
def twice(event: Event) -> Event:
    event.marked_twice = True
    event.save()
    return event


def item(client: Client, part: str, name: str) -> None:
    values = {"part": part, "name": name, "kind": "measurement", "full_mark": "100", "judges": "1"}
    assert send(client, f"{HOME}stages/1/items/", **values)["Location"] == f"{HOME}stages/1/"


def test_from_entries_to_honours(twice: Event, officer: User, second: User, third: User) -> None:
    first, other, chief = signed_in(officer), signed_in(second), signed_in(third)
    assert send(first, f"{HOME}final/")["Location"] == f"{HOME}stages/1/"
    item(first, "theory", "理论")
    item(first, "practice", "收寄")
    people = [Registry(seed).person(name=name) for seed, name in ((5, "马䶮"), (6, "李㛃"))]
    file = SimpleUploadedFile("报名.xlsx", entry_list(twice, people))
    preview = send(first, f"{HOME}entries/upload/", file=file)["Location"]
    page = html(first, preview)
    assert ("马䶮" in page, people[0].id_number in page, people[0].phone in page) == (True, False, False)
    assert send(first, preview)["Location"] == f"{HOME}entries/"
    assert html(first, f"{HOME}entries/").count('<th scope="row">') == 2

    theory, practice = twice.stages.get().items.order_by("position")
    marks = f"{HOME}stages/1/entries/{{}}/marks/"
    for client, mark in ((first, "80"), (other, "81")):
        values = {
            f"scores_{theory.pk}": mark,
            f"scores_{practice.pk}": "90",
            f"seconds_{practice.pk}": "6:40",
        }
        assert send(client, marks.format("001"), **values)["Location"] == f"{HOME}stages/1/"
        assert send(client, marks.format("002"), **{**values, f"scores_{theory.pk}": "70"}).status_code == 302
    assert "80" not in html(other, marks.format("002")).split("<form", 3)[-1].split("</form>")[0]
    settle = f"{HOME}stages/1/entries/001/items/{theory.pk}/"
    assert settle in html(chief, f"{HOME}stages/1/")
    assert send(first, settle, points="81", reason="看卷").status_code == 422
    assert send(chief, settle, points="81", reason="看卷").status_code == 302
    assert Performance.objects.get(entry__number="001").theory == 81
    assert send(first, f"{HOME}publish/", state="final").status_code == 302
    case = send(first, f"{HOME}honours/")["Location"]
    assert case == f"/cases/{HonourList.objects.get().case.number}/"
    page = html(first, case)
    assert ("技术状元" in page, "三级/高级工" in page) == (True, True)


def test_marks_that_cannot_be_are_refused_at_their_field(twice: Event, officer: User) -> None:
    client = signed_in(officer)
    send(client, f"{HOME}final/")
    item(client, "theory", "理论")
    item(client, "practice", "收寄")
    entry = Entry.objects.create(event=twice, number="001", name="马海龙", unit="邮政")
    Performance.objects.create(stage=twice.stages.get(), entry=entry)
    theory = twice.stages.get().items.earliest("position")
    place = f"{HOME}stages/1/entries/001/marks/"
    for name, value in (("scores", "101"), ("scores", "好"), ("deduction", "-1"), ("seconds", "很久")):
        values = {f"scores_{theory.pk}": "80", f"{name}_{theory.pk}": value}
        response = send(client, place, **values)
        assert response.status_code == 422
        assert f"{name}_{theory.pk}" in response.context["form"].errors
    assert send(client, place).status_code == 422
    assert Reading.objects.count() == 0


def test_a_sheet_of_marks_is_shown_before_it_counts(twice: Event, officer: User, second: User) -> None:
    client = signed_in(officer)
    send(client, f"{HOME}final/")
    item(client, "theory", "理论")
    item(client, "practice", "收寄")
    entry = Entry.objects.create(event=twice, number="001", name="马海龙", unit="邮政")
    Performance.objects.create(stage=twice.stages.get(), entry=entry)
    content = "参赛号,姓名,理论,收寄\n001,马海龙,88,90\n".encode()
    for somebody in (officer, second):
        client = signed_in(somebody)
        file = SimpleUploadedFile("成绩.csv", content)
        preview = send(client, f"{HOME}stages/1/marks/upload/", file=file)["Location"]
        assert "88" in html(client, preview)
        assert send(client, preview)["Location"] == f"{HOME}stages/1/"
    assert Mark.objects.count() == 2
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{HOME}stages/1/marks/").content))
    assert list(book.worksheets[0].values)[1] == ("001", "马海龙", 88, 90, None)


def test_the_export_is_named_by_version_and_state(event: Event, officer: User) -> None:
    rows = [actions.EntryFacts("001", "马海龙", "邮政", *(90, 90))]  # type: ignore[arg-type]
    actions.import_results(event, rows=rows, digest="", actor=officer, now=NOW)
    for state in (ResultState.PROVISIONAL, ResultState.FINAL):
        version = actions.publish_results(event, state=state, actor=officer, now=NOW)
        response = signed_in(officer).get(f"{HOME}results/{version.version}/")
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        words = version.get_state_display()
        told = str([cell.value for row in book.worksheets[-1].iter_rows() for cell in row])
        assert (words in book.sheetnames[0], words in told) == (True, True)
        assert f"{version.version}" in response["Content-Disposition"]


def test_without_a_rule_the_page_says_what_is_missing(event: Event, officer: User) -> None:
    event.competition.held_on = event.competition.held_on.replace(year=2019)
    event.competition.save()
    assert "alert--error" in html(signed_in(officer), HOME)
    assert send(signed_in(officer), f"{HOME}publish/", state="final").status_code == 422


def test_an_entry_is_linked_by_the_number_on_the_card(event: Event, officer: User) -> None:
    person = Registry(5).person(name="马䶮")
    Entry.objects.create(event=event, number="001", name="马䶮", unit="邮政")
    client, place = signed_in(officer), f"{HOME}entries/001/person/"
    assert send(client, place, id_number="12").status_code == 422
    unknown = send(client, place, id_number=person.id_number)
    assert (unknown.status_code, person.id_number in unknown.content.decode()) == (422, False)
    facts = CourierFacts(name=person.name, id_number=person.id_number)
    courier = register_courier(facts, actor=None, now=NOW)
    assert send(client, place, id_number=person.id_number).status_code == 302
    assert Entry.objects.get().courier == courier


def test_a_cost_charged_to_the_fund_is_refused_at_its_field(
    event: Event, officer: User, union: Organisation
) -> None:
    client, place = signed_in(officer), f"/contests/costs/{event.competition.pk}/new/"
    values = {"kind": "prizes", "description": "奖品", "amount": "1200.50", "paid_on": "2026-10-18"}
    response = send(client, place, source="employment", **values)
    assert (response.status_code, "source" in response.context["form"].errors) == (422, True)
    assert send(client, place, source="union", **values)["Location"] == "/contests/costs/"
    cost = ContestCost.objects.get()
    assert cost.amount == 120_050
    assert "1,200.50" in html(client, "/contests/costs/")
    stranger = user("union officer", Role.COMPETITION_OFFICER, organisation=union)
    assert send(signed_in(stranger), place, source="union", **values).status_code == 403
    assert send(signed_in(stranger), f"/contests/costs/{cost.pk}/void/", reason="错").status_code == 403


def test_lists_and_pages_ask_no_more_for_more_rows(twice: Event, officer: User) -> None:
    client = signed_in(officer)
    send(client, f"{HOME}final/")
    stage, counts = twice.stages.get(), []
    for numbers in (["001"], ["002", "003"]):
        for number in numbers:
            entry = Entry.objects.create(event=twice, number=number, name="选手", unit="邮政")
            Performance.objects.create(stage=stage, entry=entry)
            actions.record_cost(
                twice.competition, kind="venue", description=number, amount=1, source="union",
                paid_on=NOW.date(), actor=officer, now=NOW,
            )  # fmt: skip
        asked = []
        for place in (HOME, f"{HOME}entries/", f"{HOME}stages/1/", "/contests/costs/"):
            html(client, place)
            with CaptureQueriesContext(connection) as queries:
                html(client, place)
            asked.append(len(queries))
        counts.append(asked)
    assert counts[0] == counts[1]
    assert ResultVersion.objects.count() == 0
