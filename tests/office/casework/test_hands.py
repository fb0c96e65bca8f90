"""Acceptor, reviewer, approver and payer are different people: in the gate, on screen, in the database."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, permutations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from office.casework.actions import advance
from office.casework.enums import Hand
from office.casework.models import Case
from office.casework.procedures import Procedure
from office.casework.queries import available_transitions, worklist
from office.people.enums import Role
from office.people.models import Mandate, Organisation, User

from .conftest import NOW, TODAY

ROLES = {
    Hand.ACCEPTOR: Role.ACCEPTOR,
    Hand.REVIEWER: Role.REVIEWER,
    Hand.APPROVER: Role.APPROVER,
    Hand.PAYER: Role.PAYER,
}


@pytest.fixture
def everybody(bureau: Organisation) -> User:
    """Somebody to whom the office gave all four posts."""
    person = User.objects.create(username="everybody", display_name="全能甲")
    for role in ROLES.values():
        Mandate.objects.create(user=person, role=role, organisation=bureau, valid_from=TODAY)
    return person


@pytest.mark.parametrize(("earlier", "later"), list(permutations(Hand, 2)), ids=str)
def test_no_pair_of_posts_in_one_hand(
    earlier: Hand, later: Hand, second: Procedure, new_case: Callable[..., Case], everybody: User
) -> None:
    step = next(step for step in second.transitions if step.hand == later)
    case = new_case(step.sources[0], **{earlier.value: everybody})
    with pytest.raises(ValidationError) as refusal:
        advance(case, step.name, actor=everybody, now=NOW)
    assert refusal.value.code == "same_hand"
    assert str(earlier.label) in refusal.value.messages[0]
    assert step not in available_transitions(case, everybody)
    assert not worklist(everybody, today=TODAY).filter(state=step.sources[0], pk=case.pk).exists() or any(
        other.hand is None for other in second.leaving(case.state) if not other.optional
    )
    assert Case.objects.get().state == step.sources[0]


@pytest.mark.parametrize(("one", "other"), list(combinations(Hand, 2)), ids=str)
def test_the_database_refuses_every_pair(
    one: Hand, other: Hand, new_case: Callable[..., Case], everybody: User
) -> None:
    case = new_case()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**{one.value: everybody, other.value: everybody})


def test_a_stale_case_meets_the_database_and_gets_the_same_words(
    second: Procedure, new_case: Callable[..., Case], everybody: User
) -> None:
    stale = new_case("submitted")
    Case.objects.update(reviewed_by=everybody)
    with pytest.raises(ValidationError) as refusal:
        advance(stale, "accept", actor=everybody, now=NOW)
    assert refusal.value.code == "same_hand"


def test_the_case_page_names_the_acceptor_and_tells_them_that_the_rest_is_for_colleagues(
    second: Procedure, new_case: Callable[..., Case], everybody: User, sign_in: Callable[[User], Client]
) -> None:
    case = new_case("submitted")
    advance(case, "accept", actor=everybody, now=NOW)
    page = sign_in(everybody).get(case.get_absolute_url())
    assert page.context["hands"] == [(Hand.ACCEPTOR.label, everybody)]
    assert page.context["own_hands"] == [Hand.ACCEPTOR.label]
    assert "其他岗位须由同事办理" in page.content.decode()
    assert page.context["steps"] == []
