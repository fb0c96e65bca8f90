"""Titles on record: entered from elsewhere, withdrawn by document, the bar after fraud."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from office.audit.queries import about
from office.casework.actions import advance
from office.people.enums import Role
from office.people.models import Courier, Organisation, User
from recognition.titles import actions, queries
from recognition.titles.enums import Level
from recognition.titles.models import (
    Title,
    TitleApplication,
    TitleBar,
    TitleBarLifting,
    TitleRevocation,
    TitleRound,
)
from tests.personas import user

from .conftest import NOW, TODAY, Way, code_of, employed, fill_in, fresh, later

Start = Callable[[TitleRound], TitleApplication]


def record(courier: Courier, actor: User, **changes: Any) -> Title:
    facts: dict[str, Any] = {
        "branch": "equipment",
        "level": Level.ASSISTANT,
        "committee": "东市评委会",
        "document_number": "东人社〔2020〕1号",
        "obtained_on": datetime.date(2020, 3, 1),
        "actor": actor,
        "now": NOW,
    }
    return actions.record_title(courier, **facts | changes)


def revoke(title: Title, actor: User, **changes: Any) -> TitleRevocation:
    facts: dict[str, Any] = {
        "reason": "学历造假",
        "document_number": "平人社〔2026〕3号",
        "revoked_on": TODAY,
        "bar": True,
        "actor": actor,
        "now": NOW,
    }
    return actions.revoke_title(title, **facts | changes)


def test_a_title_is_recorded_once_by_the_registrar(courier: Courier, registrar: User, reviewer: User) -> None:
    title = record(courier, registrar)
    assert (title.level, title.is_valid, title.application) == ("assistant", True, None)
    with pytest.raises(ValidationError) as error:
        record(courier, registrar)
    assert code_of(error) == "recorded_already"
    with pytest.raises(ValidationError) as error:
        record(courier, registrar, obtained_on=TODAY + datetime.timedelta(days=1))
    assert code_of(error) == "in_the_future"
    with pytest.raises(PermissionDenied):
        record(courier, reviewer, document_number="2号")


def test_a_withdrawal_names_its_document_and_bars_for_three_years(
    courier: Courier, registrar: User, approver: User
) -> None:
    title = record(courier, registrar)
    revoke(title, approver)
    title.refresh_from_db()
    bar = TitleBar.objects.get()
    assert (title.is_valid, title.revocation.document_number) == (False, "平人社〔2026〕3号")
    assert (bar.courier, bar.starts_on, bar.ends_on) == (courier, TODAY, datetime.date(2029, 9, 15))
    assert list(queries.valid(courier.titles.all())) == []
    with pytest.raises(ValidationError) as error:
        revoke(title, approver, document_number="4号")
    assert code_of(error) == "revoked_already"


def test_a_withdrawal_without_fraud_bars_nobody(courier: Courier, registrar: User, approver: User) -> None:
    revoke(record(courier, registrar), approver, bar=False)
    assert TitleBar.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"revoked_on": TODAY + datetime.timedelta(days=1)}, "in_the_future"),
        ({"revoked_on": datetime.date(2019, 1, 1)}, "before_title"),
        ({"reason": "证件号码 110105194912310021"}, "identifier_in_reason"),
    ],
)
def test_a_withdrawal_that_cannot_be_is_refused(
    courier: Courier, registrar: User, approver: User, changes: dict[str, Any], code: str
) -> None:
    title = record(courier, registrar)
    with pytest.raises(ValidationError) as error:
        revoke(title, approver, **changes)
    assert (code_of(error), TitleRevocation.objects.count()) == (code, 0)
    with pytest.raises(PermissionDenied):
        revoke(title, registrar)


def test_whoever_is_barred_is_told_so_in_the_verdict(
    start: Callable[[TitleRound], TitleApplication],
    upward: TitleRound,
    way: Way,
    rider: User,
    courier: Courier,
    firm: Organisation,
) -> None:
    refused = way.accepted(start(upward))
    way.step(refused, "reject", way.reviewer, 11, "学历证书经核验不实")
    facts: dict[str, Any] = {"reason": "提供虚假学历证书", "document_number": "平人社〔2026〕5号"}
    with pytest.raises(PermissionDenied):
        actions.impose_bar(refused, **facts, starts_on=TODAY, actor=way.reviewer, now=later(11))
    bar = actions.impose_bar(refused, **facts, starts_on=TODAY, actor=way.approver, now=later(11))
    with pytest.raises(ValidationError) as error:
        actions.impose_bar(refused, **facts, starts_on=TODAY, actor=way.approver, now=later(11))
    assert (code_of(error), bar.application) == ("barred_already", refused)

    again = start(upward)
    fill_in(again, rider, standing={"held_document": "东人社〔2021〕77号"})
    (finding,) = [row for row in queries.outlook(fresh(again), TODAY).findings if row.code == "not_barred"]
    assert (finding.outcome, finding.clause) == ("not_met", "人社部发〔2024〕56号")
    assert [word in finding.found for word in ("2029-09-15", "平人社〔2026〕5号")] == [True, True]
    with pytest.raises(ValidationError) as error:
        advance(fresh(again).case, "submit", actor=rider, now=NOW)
    assert code_of(error) == "not_eligible"
    over = datetime.date(2029, 9, 16)
    assert queries.bar_on(courier, over) is None


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_the_database_keeps_withdrawals_and_bars(
    courier: Courier, registrar: User, approver: User, deed: str
) -> None:
    revoke(record(courier, registrar), approver)
    for model in (TitleRevocation, TitleBar):
        rows = model._default_manager.all()
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(reason="另有原因") if deed == "update" else rows._raw_delete(rows.db)
        assert rows.get().reason == "学历造假"


def test_who_sees_which_titles(
    courier: Courier,
    rider: User,
    boss: User,
    other_boss: User,
    registrar: User,
    stranger: User,
    firm: Organisation,
) -> None:
    mine = record(courier, registrar)
    colleague = record(employed("祁国栋", 2, firm), registrar, document_number="2号")

    def seen(somebody: User) -> set[Title]:
        return set(queries.titles_visible_to(somebody))

    assert [seen(each) for each in (rider, boss, other_boss, stranger, registrar)] == [
        {mine}, {mine, colleague}, set(), set(), {mine, colleague},
    ]  # fmt: skip
    courier.employments.update(ended_on=TODAY)
    assert seen(boss) == {colleague}


def barred(courier: Courier, registrar: User, approver: User) -> TitleBar:
    revoke(record(courier, registrar), approver)
    return TitleBar.objects.get()


def lift(bar: TitleBar, actor: User, **changes: Any) -> TitleBarLifting:
    facts: dict[str, Any] = {
        "reason": "复核查明材料系他人冒用",
        "document_number": "平人社〔2027〕1号",
        "lifted_on": TODAY + datetime.timedelta(days=30),
        "actor": actor,
        "now": later(40),
    }
    return actions.lift_bar(bar, **facts | changes)


def test_another_hand_lifts_a_bar_and_both_stay_on_record(
    courier: Courier, registrar: User, approver: User, bureau: Organisation, reviewer: User
) -> None:
    bar, colleague = (
        barred(courier, registrar, approver),
        user("另一审批员", Role.APPROVER, organisation=bureau),
    )
    with pytest.raises(ValidationError) as error:
        lift(bar, approver)
    assert code_of(error) == "same_hand"
    with pytest.raises(PermissionDenied):
        lift(bar, reviewer)
    lifting = lift(bar, colleague)
    bar.refresh_from_db()
    lifted_on = lifting.lifted_on
    assert [bar.holds_on(lifted_on - datetime.timedelta(days=1)), bar.holds_on(lifted_on)] == [True, False]
    assert queries.bar_on(courier, lifted_on - datetime.timedelta(days=1)) == bar
    assert queries.bar_on(courier, lifted_on) is None
    with pytest.raises(ValidationError) as error:
        lift(bar, colleague)
    assert code_of(error) == "lifted_already"
    (entry,) = about(bar).filter(action="titles.bar.lifted")
    assert (entry.actor_id, entry.data["document"]) == (colleague.pk, "平人社〔2027〕1号")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"lifted_on": TODAY - datetime.timedelta(days=1)}, "outside_bar"),
        ({"lifted_on": TODAY + datetime.timedelta(days=41)}, "in_the_future"),
        ({"reason": "证件号码 110105194912310021"}, "identifier_in_reason"),
    ],
)
def test_a_lifting_that_cannot_be_is_refused(
    courier: Courier,
    registrar: User,
    approver: User,
    bureau: Organisation,
    changes: dict[str, Any],
    code: str,
) -> None:
    bar, colleague = (
        barred(courier, registrar, approver),
        user("另一审批员", Role.APPROVER, organisation=bureau),
    )
    with pytest.raises(ValidationError) as error:
        lift(bar, colleague, **changes)
    assert (code_of(error), TitleBarLifting.objects.count()) == (code, 0)


def test_the_database_keeps_liftings_and_asks_for_another_hand(
    courier: Courier, registrar: User, approver: User, bureau: Organisation
) -> None:
    bar = barred(courier, registrar, approver)
    facts: dict[str, Any] = {"reason": "误", "document_number": "1号", "lifted_on": TODAY, "recorded_at": NOW}
    with pytest.raises(DatabaseError), transaction.atomic():
        TitleBarLifting.objects.create(bar=bar, recorded_by=approver, **facts)
    lift(bar, user("另一审批员", Role.APPROVER, organisation=bureau))
    with pytest.raises(DatabaseError), transaction.atomic():
        TitleBarLifting.objects.update(reason="另有原因")
    assert TitleBarLifting.objects.get().reason == "复核查明材料系他人冒用"
