"""Health declarations: sealed, opened by the leader alone, gone when their time is over."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from office.audit.models import Entry
from office.casework.actions import advance
from office.people.models import User
from recognition.wellbeing import actions, queries
from recognition.wellbeing.models import HealthDeclaration, Participation

from .conftest import DAY, NOW, at, code_of
from .test_recuperation import apply

pytestmark = pytest.mark.django_db
TOLD = {
    "conditions": "高血压两年",
    "medicines": "降压药",
    "allergies": "",
    "contact": "马母",
    "contact_phone": "1",
}


@pytest.fixture
def part(make_batch, make_courier) -> Participation:
    made = apply(make_batch(), make_courier("获奖人", 12, honoured=True))
    actions.declare_health(made, TOLD, actor=made.courier.user, now=NOW)
    return made


def test_nothing_of_it_stands_in_the_database(part: Participation) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM wellbeing_healthdeclaration")
        (row,) = cursor.fetchall()
    kept = b" ".join(
        bytes(each) if isinstance(each, (bytes, memoryview)) else str(each).encode() for each in row
    )
    assert [word for word in TOLD.values() if len(word) > 1 and word.encode() in kept] == []
    assert part.health.contents == TOLD


def test_the_leader_opens_it_and_the_person_sees_that(part: Participation, officer: User) -> None:
    assert actions.open_health(part, reason="出行前联系", actor=officer, now=NOW) == TOLD
    (entry,) = queries.openings_of(part.courier)
    assert (entry.actor_label, entry.data["reason"]) == ("龚会", "出行前联系")
    assert [entry for entry in Entry.objects.all() if "高血压" in str(entry.data)] == []


@pytest.mark.parametrize("who", ["chair", "boss", "reviewer", "stranger"])
def test_nobody_else_opens_it(request: pytest.FixtureRequest, part: Participation, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.open_health(part, reason="好奇", actor=request.getfixturevalue(who), now=NOW)


@pytest.mark.parametrize(
    ("reason", "code"), [(" ", "reason_required"), ("13800138000", "identifier_in_reason")]
)
def test_a_look_has_a_reason_without_numbers(
    part: Participation, officer: User, reason: str, code: str
) -> None:
    with pytest.raises(ValidationError) as error:
        actions.open_health(part, reason=reason, actor=officer, now=NOW)
    assert code_of(error) == code


def test_it_is_the_own_declaration(part: Participation, officer: User, rider: User) -> None:
    for somebody in (officer, rider):
        with pytest.raises(PermissionDenied):
            actions.declare_health(part, TOLD, actor=somebody, now=NOW)
        with pytest.raises(PermissionDenied):
            actions.withdraw_health(part, actor=somebody, now=NOW)


def test_said_again_it_replaces_the_earlier_and_can_be_taken_back(part: Participation) -> None:
    own = part.courier.user
    actions.declare_health(part, {**TOLD, "allergies": "花粉"}, actor=own, now=NOW)
    assert HealthDeclaration.objects.get().contents["allergies"] == "花粉"
    actions.withdraw_health(part, actor=own, now=NOW)
    with pytest.raises(ValidationError) as error:
        actions.withdraw_health(part, actor=own, now=NOW)
    assert (code_of(error), HealthDeclaration.objects.count()) == ("moved_on", 0)


def test_who_does_without_leaves_nothing_behind(part: Participation) -> None:
    actions.decline_place(part, actor=part.courier.user, now=NOW)
    assert HealthDeclaration.objects.count() == 0
    part.refresh_from_db()
    with pytest.raises(ValidationError) as error:
        actions.declare_health(part, TOLD, actor=part.courier.user, now=NOW)
    assert code_of(error) == "moved_on"


def test_a_cancelled_batch_leaves_nothing_behind(part: Participation, officer: User) -> None:
    advance(part.batch.case, "cancel", actor=officer, now=NOW, reason="基地停业")
    assert HealthDeclaration.objects.count() == 0


def test_it_is_deleted_after_the_days_of_the_rules(
    part: Participation, officer: User, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = part.batch
    actions.order_list(batch, actor=officer, now=NOW + 6 * DAY)
    last = batch.ends_on + 30 * DAY
    told = []
    for day in (last, last + DAY, last + 2 * DAY):
        moment = at(day)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        call_command("erase_health_declarations")
        told.append(HealthDeclaration.objects.count())
    assert told == [1, 0, 0]
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == ["0", "1", "0"]
    assert Entry.objects.filter(action="wellbeing.health.erased").count() == 1


def test_a_batch_that_was_never_ordered_keeps_nothing_after_its_days(part: Participation) -> None:
    assert actions.erase_health(now=at(part.batch.ends_on)) == 0
    assert actions.erase_health(now=at(part.batch.ends_on + DAY)) == 1
