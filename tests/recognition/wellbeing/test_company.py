"""Guides by the rules, companions of the family, and the attendance list by sheet."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from office.casework.actions import advance
from office.exchange.writing import Sheet, write_workbook
from office.people.imports.judgement import Judgement
from office.people.models import Courier, User
from office.policy.models import PolicyVersion
from recognition.wellbeing import actions, queries
from recognition.wellbeing.escort import guides_needed
from recognition.wellbeing.exports import recuperation as exports
from recognition.wellbeing.imports import COLUMNS
from recognition.wellbeing.models import Batch, Companion, Participation, StaySheet
from recognition.wellbeing.order import Rules
from tests.personas import user

from .conftest import DAY, NOW, RULES, TODAY, at, code_of

pytestmark = pytest.mark.django_db
LATER = NOW + 6 * DAY
TOLD = {**RULES, "notice_days": 0, "guide_first": 2, "guide_further": 20, "companions": 1}


@pytest.mark.parametrize(("people", "needed"), [(0, 0), (1, 1), (15, 1), (16, 2), (35, 2), (36, 3)])
def test_guides_are_asked_for_by_the_number_of_people(people: int, needed: int) -> None:
    rules = Rules.of({**RULES, "guide_first": 15, "guide_further": 20})
    assert guides_needed(people, rules) == needed
    assert guides_needed(people, Rules.of(RULES)) == 0


@pytest.fixture
def batch(policy: PolicyVersion, make_batch: Callable[..., Batch]) -> Batch:
    PolicyVersion.objects.filter(pk=policy.pk).update(parameters=TOLD)
    return make_batch()


def join(batch: Batch, somebody: Courier) -> tuple[Participation, User]:
    account = user(f"u{somebody.id_number_masked[-4:]}", courier=somebody)
    return actions.apply_for_place(batch, somebody, actor=account, now=NOW), account


@pytest.fixture
def parts(batch: Batch, make_courier: Callable[..., Courier]) -> list[tuple[Participation, User]]:
    return [
        join(batch, make_courier(name, serial, honoured=True))
        for name, serial in (("甲某", 21), ("乙某", 22))
    ]


def settled(batch: Batch, officer: User, chair: User) -> Batch:
    actions.order_list(batch, actor=officer, now=LATER, seed="s1")
    advance(batch.case, "approve", actor=chair, now=LATER)
    advance(batch.case, "settle", actor=officer, now=LATER)
    return Batch.objects.select_related("case__organisation", "base", "leader").get(pk=batch.pk)


def escort(batch: Batch) -> tuple[int, int, int, int]:
    found = queries.escort_of(batch, queries.with_places(batch), queries.rules_of(batch, TODAY))
    return found.guests, found.companions, found.guides, found.missing


def test_the_check_counts_companions_and_every_guide(
    batch: Batch, parts: list[tuple[Participation, User]], officer: User, boss: User
) -> None:
    assert escort(batch) == (2, 0, 1, 0)
    part, account = parts[0]
    actions.add_companion(part, name="甲某妻", relation="spouse", actor=account, now=NOW)
    assert escort(batch) == (2, 1, 1, 1)
    with pytest.raises(PermissionDenied):
        actions.add_guide(batch, name="郝陪同", actor=boss, now=NOW)
    guide = actions.add_guide(batch, name="郝陪同", unit="区总工会", actor=officer, now=NOW)
    assert escort(batch) == (2, 1, 2, 0)
    for name in ("郝陪同", officer.get_full_name()):
        with pytest.raises(ValidationError) as error:
            actions.add_guide(batch, name=name, actor=officer, now=NOW)
        assert code_of(error) == "guide_twice"
    actions.remove_guide(guide, actor=officer, now=NOW)
    assert escort(batch) == (2, 1, 1, 1)


def test_companions_are_the_guests_own_and_go_with_the_place(
    batch: Batch, parts: list[tuple[Participation, User]], officer: User
) -> None:
    part, account = parts[0]
    told: dict[str, Any] = {"name": "甲某妻", "relation": "spouse", "now": NOW}
    with pytest.raises(PermissionDenied):
        actions.add_companion(part, **told, actor=parts[1][1])
    actions.add_companion(part, **told, actor=account)
    with pytest.raises(ValidationError) as error:
        actions.add_companion(part, **told | {"name": "甲某子"}, actor=account)
    assert code_of(error) == "too_many"
    batch.base.beds = 3
    batch.base.save()
    with pytest.raises(ValidationError) as error:
        actions.add_companion(parts[1][0], **told, actor=parts[1][1])
    assert code_of(error) == "no_bed"
    actions.decline_place(part, actor=account, now=NOW)
    assert not Companion.objects.exists()
    with pytest.raises(ValidationError) as error:
        actions.add_companion(parts[1][0], **told | {"now": at(batch.starts_on)}, actor=parts[1][1])
    assert code_of(error) == "begun"


def test_names_of_companions_are_deleted_after_the_stay(
    batch: Batch, parts: list[tuple[Participation, User]], officer: User, chair: User
) -> None:
    part, account = parts[0]
    actions.add_companion(part, name="甲某妻", relation="spouse", actor=account, now=NOW)
    settled(batch, officer, chair)
    last = batch.ends_on + 30 * DAY
    assert [actions.erase_companions(now=at(day)) for day in (last, last + DAY, last + DAY)] == [0, 1, 0]


def receive(batch: Batch, officer: User, *rows: tuple[Any, ...]) -> StaySheet:
    content = write_workbook(Sheet("签到登记", COLUMNS, [(*row, None) for row in rows]))
    return actions.receive_stays(
        batch, content=content, filename="签到.xlsx", actor=officer, now=at(batch.ends_on)
    )


def codes(sheet: StaySheet) -> list[list[str]]:
    return [row.codes for row in Judgement.from_json(sheet.judgement).report.rows]


def test_the_attendance_list_comes_back_as_it_went_out(
    batch: Batch, parts: list[tuple[Participation, User]], officer: User, chair: User
) -> None:
    batch = settled(batch, officer, chair)
    blank = load_workbook(io.BytesIO(exports.stays_template(batch))).worksheets[0]
    listed = [row for row in blank.iter_rows(values_only=True) if row[0] in (1, 2, "1", "2")]
    first, second = (str(row[1]) for row in listed)
    sheet = receive(batch, officer, ("1", first, "", "5天"), ("2", second, "", "0"))
    assert not Participation.objects.filter(days_attended__isnull=False).exists()
    actions.commit_stays(sheet, actor=officer, now=at(batch.ends_on))
    assert [line.part.days_attended for line in queries.with_places(batch)] == [5, 0]
    with pytest.raises(ValidationError) as error:
        actions.commit_stays(sheet, actor=officer, now=at(batch.ends_on))
    assert code_of(error) == "already_committed"


def test_rows_of_an_attendance_list_that_cannot_be_are_told(
    batch: Batch, parts: list[tuple[Participation, User]], officer: User, chair: User
) -> None:
    batch = settled(batch, officer, chair)
    first, second = (line.part.courier.name for line in queries.with_places(batch))
    sheet = receive(
        batch, officer,
        ("3", "丙某", "", "5"), ("1", second, "", "5"), ("1", first, "", "六"), ("1", first, "", "6"),
        ("2", second, "", "4"), ("2", second, "", "3"),
    )  # fmt: skip
    assert codes(sheet) == [
        ["no_place"], ["name_differs"], ["number"], ["too_many_days"], [], ["duplicate_in_file"],
    ]  # fmt: skip
    returned = exports.stays_returned(sheet, actor=officer, now=NOW)
    assert load_workbook(io.BytesIO(returned)).worksheets[0].max_row >= 7
    assert exports.attendance_paper(batch, actor=officer, now=NOW).startswith(b"%PDF")


def test_the_invitation_says_when_nobody_is_left(
    policy: PolicyVersion, make_batch: Callable[..., Batch], officer: User, client: Any
) -> None:
    PolicyVersion.objects.filter(pk=policy.pk).update(parameters={**TOLD, "members_too": False})
    batch = make_batch(
        mode="invitation", closes_on=TODAY + 900 * DAY, starts_on=TODAY + 901 * DAY, ends_on=TODAY + 902 * DAY
    )
    client.force_login(officer)
    page = client.get(reverse("wellbeing:invite", args=[batch.case.number]))
    assert (page.status_code, page.context["form"].nobody_left, list(page.context["form"].fields)) == (
        200,
        True,
        [],
    )
