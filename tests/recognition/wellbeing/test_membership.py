"""Joining, admission with a card, transfer, leaving; homes; and who may do what."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from office.audit.models import Entry
from office.people.actions import end_employment
from office.people.models import Courier, Organisation, User
from recognition.wellbeing import actions, queries
from recognition.wellbeing.actions import HomeFacts
from recognition.wellbeing.enums import HomeKind, MemberState
from recognition.wellbeing.models import Membership, MembershipTransfer, UnionHome

from .conftest import DAY, NOW, TODAY, code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(firm: Organisation, officer: User) -> UnionHome:
    return actions.set_up_home(_facts(firm), actor=officer, now=NOW)


def _facts(employer: Organisation, **changes: object) -> HomeFacts:
    told = {"name": "职工之家", "kind": HomeKind.HOME, "set_up_on": TODAY - 10 * DAY, **changes}
    return HomeFacts(employer=employer, **told)


def test_admission_gives_the_next_card_number_of_the_year(
    applied: Membership, make_courier, firm: Organisation, officer: User
) -> None:
    second = actions.apply_for_membership(make_courier("苏有才", 2), employer=firm, actor=officer, now=NOW)
    cards = [
        actions.admit(each, admitted_on=TODAY, actor=officer, now=NOW).number for each in (applied, second)
    ]
    assert cards == ["GH-2026-000001", "GH-2026-000002"]
    assert Entry.objects.latest("sequence").action == "wellbeing.membership.admitted"


def test_one_applies_once_and_again_after_a_refusal(
    applied: Membership, courier: Courier, firm: Organisation, rider: User, officer: User
) -> None:
    with pytest.raises(ValidationError) as error:
        actions.apply_for_membership(courier, employer=firm, actor=rider, now=NOW)
    assert code_of(error) == "applied_already"
    actions.refuse(applied, reason="已在原单位入会", actor=officer, now=NOW)
    again = actions.apply_for_membership(courier, employer=firm, actor=rider, now=NOW)
    assert (applied.state, again.state) == (MemberState.REFUSED, MemberState.APPLIED)
    assert queries.latest_membership(courier, rider) == again


def test_what_is_decided_is_decided(applied: Membership, officer: User, rider: User) -> None:
    actions.withdraw_application(applied, actor=rider, now=NOW)
    for deed in (
        lambda: actions.admit(applied, admitted_on=TODAY, actor=officer, now=NOW),
        lambda: actions.refuse(applied, reason="迟了", actor=officer, now=NOW),
        lambda: actions.withdraw_application(applied, actor=rider, now=NOW),
    ):
        with pytest.raises(ValidationError) as error:
            deed()
        assert code_of(error) == "moved_on"


def test_nobody_decides_on_an_own_application(applied: Membership, officer: User) -> None:
    officer.courier = applied.courier
    with pytest.raises(PermissionDenied):
        actions.admit(applied, admitted_on=TODAY, actor=officer, now=NOW)


@pytest.mark.parametrize("day", [TODAY - DAY, TODAY + DAY])
def test_the_day_of_admission_is_not_before_the_application_nor_to_come(
    applied: Membership, officer: User, day
) -> None:
    with pytest.raises(ValidationError) as error:
        actions.admit(applied, admitted_on=day, actor=officer, now=NOW)
    assert code_of(error) == "day"


@pytest.mark.parametrize("who", ["boss", "reviewer", "stranger", "rider"])
def test_only_the_union_admits(request: pytest.FixtureRequest, applied: Membership, who: str) -> None:
    somebody = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        actions.admit(applied, admitted_on=TODAY, actor=somebody, now=NOW)
    with pytest.raises(PermissionDenied):
        actions.set_up_home(_facts(applied.employer), actor=somebody, now=NOW)


@pytest.mark.parametrize("who", ["boss", "reviewer", "stranger"])
def test_others_see_no_membership(request: pytest.FixtureRequest, member: Membership, who: str) -> None:
    assert list(queries.members_visible_to(request.getfixturevalue(who))) == []


def test_a_member_is_carried_over_with_the_card(
    member: Membership, other_firm: Organisation, officer: User, firm: Organisation
) -> None:
    end_employment(member.courier.employments.get(), ended_on=TODAY, actor=None, now=NOW)
    assert [each.works_there for each in queries.members_visible_to(officer)] == [False]
    moved = actions.transfer(member, employer=other_firm, transferred_on=TODAY, actor=officer, now=NOW)
    member.refresh_from_db()
    assert (member.employer, member.number) == (other_firm, "GH-2026-000001")
    assert (moved.from_employer, moved.to_employer) == (firm, other_firm)
    with pytest.raises(ValidationError) as error:
        actions.transfer(member, employer=other_firm, transferred_on=TODAY, actor=officer, now=NOW)
    assert code_of(error) == "same_employer"


def test_a_transfer_is_written_once(member: Membership, other_firm: Organisation, officer: User) -> None:
    actions.transfer(member, employer=other_firm, transferred_on=TODAY, actor=officer, now=NOW)
    for deed in (
        lambda: MembershipTransfer.objects.update(transferred_on=TODAY - DAY),
        lambda: MembershipTransfer.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="kept as it was"), transaction.atomic():
            deed()


def test_a_home_is_of_the_employer(
    applied: Membership, home: UnionHome, other_firm: Organisation, officer: User
) -> None:
    elsewhere = actions.set_up_home(_facts(other_firm), actor=officer, now=NOW)
    with pytest.raises(ValidationError) as error:
        actions.admit(applied, admitted_on=TODAY, home=elsewhere, actor=officer, now=NOW)
    assert code_of(error) == "other_employers_home"
    actions.admit(applied, admitted_on=TODAY, home=home, actor=officer, now=NOW)
    counted = queries.with_members(queries.homes_visible_to(officer)).order_by("pk")
    assert [(each.pk, each.member_count) for each in counted] == [(home.pk, 1), (elsewhere.pk, 0)]


def test_homes_are_changed_closed_and_named_once(home: UnionHome, officer: User, other_firm) -> None:
    with pytest.raises(ValidationError) as error:
        actions.set_up_home(_facts(home.employer), actor=officer, now=NOW)
    assert code_of(error) == "name_taken"
    with pytest.raises(ValidationError) as error:
        actions.change_home(home, _facts(other_firm), actor=officer, now=NOW)
    assert code_of(error) == "other_employer"
    changed = actions.change_home(home, _facts(home.employer, place="一楼"), actor=officer, now=NOW)
    assert changed.place == "一楼"
    actions.close_home(home, closed_on=TODAY, actor=officer, now=NOW)
    with pytest.raises(ValidationError) as error:
        actions.change_home(home, _facts(home.employer), actor=officer, now=NOW)
    assert code_of(error) == "moved_on"
    assert list(queries.open_homes()) == []


def test_an_employer_sees_its_own_homes(home: UnionHome, boss: User, officer: User, other_firm) -> None:
    actions.set_up_home(_facts(other_firm), actor=officer, now=NOW)
    assert list(queries.homes_visible_to(boss)) == [home]


def test_who_left_keeps_the_reason_and_may_come_back(member: Membership, officer: User, rider: User) -> None:
    with pytest.raises(ValidationError) as error:
        actions.end_membership(member, ended_on=TODAY, reason="电话 13800138000", actor=officer, now=NOW)
    assert code_of(error) == "identifier_in_reason"
    actions.end_membership(member, ended_on=TODAY, reason="离开本区", actor=officer, now=NOW)
    again = actions.apply_for_membership(member.courier, employer=member.employer, actor=rider, now=NOW)
    assert actions.admit(again, admitted_on=TODAY, actor=officer, now=NOW).number == "GH-2026-000002"


def test_the_database_refuses_members_without_a_card(applied: Membership, member: Membership) -> None:
    for values in ({"number": None}, {"state": MemberState.REFUSED}, {"ended_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.filter(pk=member.pk).update(**values)
