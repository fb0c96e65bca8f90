"""The pages of supervision: who sees which, what a planned visit keeps from its provider, and the paper."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from office.people.models import User
from training.courses.models import TrainingClass
from training.inspections import actions
from training.inspections.actions import InspectionFacts
from training.inspections.enums import CallOutcome, DefectCode, Result
from training.inspections.models import Call, Inspection, Sample
from training.inspections.papers import inspection_form

from .conftest import DAYS, NOW, seat

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def send(client: Client, address: str, **data: object) -> object:
    key = client.get(address).context["deed_key"]
    return client.post(address, {"deed_key": key, **data})


def test_a_planned_visit_is_not_there_for_its_provider(
    planned: Inspection, operator: User, sign_in: SignIn
) -> None:
    client = sign_in(operator)
    assert client.get(planned.get_absolute_url()).status_code == 404
    assert "PX-1" not in client.get("/inspections/").content.decode()
    page = client.get("/inspections/classes/PX-1/")
    assert (page.status_code, page.context["signals"], list(page.context["inspections"])) == (200, [], [])


def test_the_inspectors_enter_what_they_saw(
    planned: Inspection, reviewer: User, operator: User, sign_in: SignIn
) -> None:
    client = sign_in(reviewer)
    answer = send(
        client,
        f"/inspections/{planned.pk}/result/",
        visited_on=DAYS[2],
        present_count=3,
        teacher_as_filed="no",
        place_as_filed="yes",
        defects=[DefectCode.TEACHER, DefectCode.ABSENCE],
        result=Result.DEFECTS,
        remark="教师临时更换",
    )
    assert answer.status_code == 302
    page = sign_in(operator).get(planned.get_absolute_url())
    assert "教师临时更换" in page.content.decode()
    assert "授课教师与备案不符" in page.content.decode()


def test_what_contradicts_itself_comes_back_with_the_entries(
    planned: Inspection, reviewer: User, sign_in: SignIn
) -> None:
    answer = send(
        sign_in(reviewer),
        f"/inspections/{planned.pk}/result/",
        visited_on=DAYS[2],
        present_count=3,
        teacher_as_filed="yes",
        place_as_filed="yes",
        result=Result.DEFECTS,
        remark="记录不全",
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["defects"]
    assert "记录不全" in answer.content.decode()


def test_the_form_is_one_page_with_what_is_filed(planned: Inspection, reviewer: User) -> None:
    facts = InspectionFacts(
        visited_on=DAYS[2],
        present_count=6,
        teacher_as_filed=True,
        place_as_filed=True,
        result=Result.IN_ORDER,
    )
    blank = inspection_form(planned, actor=reviewer, now=NOW)
    actions.enter_result(planned, facts, actor=reviewer, now=NOW)
    filled = inspection_form(planned, actor=reviewer, now=NOW)
    assert [len(re.findall(rb"/Type /Page\b", pdf)) for pdf in (blank, filled)] == [1, 1]
    assert blank != filled


def test_a_number_is_shown_once_and_a_call_recorded(
    sample: Sample, reviewer: User, acceptor: User, sign_in: SignIn
) -> None:
    somebody = sample.people.get(position=1)
    number = somebody.enrolment.courier.phone
    client = sign_in(reviewer)
    assert number not in client.get(sample.get_absolute_url()).content.decode()
    shown = send(client, f"/inspections/samples/people/{somebody.pk}/phone/")
    assert number in shown.content.decode()
    assert shown["Cache-Control"] == "no-store, private"
    assert sign_in(acceptor).get(f"/inspections/samples/people/{somebody.pk}/phone/").status_code == 403
    send(
        client,
        f"/inspections/samples/people/{somebody.pk}/call/",
        outcome=CallOutcome.REACHED,
        attended="no",
        paid="yes",
    )
    assert list(Call.objects.values_list("outcome", "attended", "paid")) == [("reached", "no", True)]


def test_the_list_of_providers_asks_as_often_for_one_as_for_three(
    make_class: Callable[..., TrainingClass], auditor: User, sign_in: SignIn, school, other_school
) -> None:
    make_class("PX-1", [seat(1)])
    counts = []
    for address in ("/inspections/providers/?q=某培训", "/inspections/providers/"):
        client = sign_in(auditor)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        counts.append((len(page.context["providers"]), len(queries)))
    assert [people for people, _queries in counts] == [1, 2]
    assert counts[0][1] == counts[1][1]


def test_a_provider_that_is_barred_is_marked(
    school, other_school, approver: User, auditor: User, sign_in: SignIn
) -> None:
    send(
        sign_in(approver),
        f"/inspections/providers/{school.pk}/sanction/",
        step="letter",
        document_number="整改〔2026〕1号",
        reason="考勤不实",
        imposed_on=DAYS[0],
        barred_from=DAYS[0],
        barred_until=DAYS[0] + datetime.timedelta(days=180),
    )
    client = sign_in(auditor)
    barred = client.get("/inspections/providers/?barred=yes")
    assert [each.pk for each in barred.context["providers"]] == [school.pk]
    assert client.get("/inspections/sanctions/?barred=no").context["sanctions"] == []
