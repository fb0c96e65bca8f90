"""The way of a class: every deed from every state."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.people.models import User
from training.courses import actions
from training.courses.actions.states import SOURCES
from training.courses.enums import ClassState
from training.courses.models import TrainingClass

from .conftest import NOW, code_of
from .plans import policy

UNTIL = datetime.date(2031, 12, 31)


def in_state(training_class: TrainingClass, state: ClassState) -> TrainingClass:
    """Put a class into a state as its columns would have it."""
    closed = state in {ClassState.CLOSED, ClassState.ARCHIVED}
    TrainingClass.objects.filter(pk=training_class.pk).update(
        state=state,
        closed_at=NOW if closed else None,
        archived_at=NOW if state == ClassState.ARCHIVED else None,
        keep_until=UNTIL if state == ClassState.ARCHIVED else None,
        cancelled_at=NOW if state == ClassState.CANCELLED else None,
        cancel_reason="不开" if state == ClassState.CANCELLED else "",
    )
    return TrainingClass.objects.get(pk=training_class.pk)


@pytest.mark.parametrize("state", ClassState.values)
@pytest.mark.parametrize("deed", ["archive", "cancel", "close"])
def test_every_deed_from_every_state(training_class: TrainingClass, state: str, deed: str) -> None:
    found = in_state(training_class, ClassState(state))

    def do() -> Any:
        if deed == "archive":
            return actions.archive_class(found, keep_until=UNTIL, actor=None, now=NOW)
        if deed == "cancel":
            return actions.cancel_class(found, reason="人数不足", actor=None, now=NOW)
        return actions.close_class(found, actor=None, now=NOW)

    if state in SOURCES[deed] and deed != "close":
        assert do().state == {"archive": "archived", "cancel": "cancelled"}[deed]
        return
    with pytest.raises(ValidationError) as refused:
        do()
    expected = "wrong_state"
    if deed == "close":
        frozen = state in {"closed", "archived"}
        expected = "no_trainees" if state == "open" else "class_closed" if frozen else "class_not_open"
    assert code_of(refused.value) == expected
    assert TrainingClass.objects.get(pk=found.pk).state == state


@pytest.mark.parametrize("state", ClassState.values)
def test_only_an_open_class_takes_people_and_marks(training_class: TrainingClass, state: str) -> None:
    found = in_state(training_class, ClassState(state))

    if found.is_open:
        assert actions.enrol(found, [], actor=None, now=NOW) == []
        return
    with pytest.raises(ValidationError) as refused:
        actions.enrol(found, [], actor=None, now=NOW)
    assert code_of(refused.value) == ("class_closed" if found.is_closed else "class_not_open")


def test_a_class_is_cancelled_with_words_and_never_after_its_register_began(taught: TrainingClass) -> None:
    for reason, code in ((" ", "reason_required"), ("人数不足", "attendance_recorded")):
        with pytest.raises(ValidationError) as refused:
            actions.cancel_class(taught, reason=reason, actor=None, now=NOW)
        assert code_of(refused.value) == code


def test_an_archived_class_says_until_when_it_is_kept(taught: TrainingClass, operator: User) -> None:
    actions.close_class(taught, actor=operator, now=NOW)
    with pytest.raises(ValidationError) as refused:
        actions.archive_class(taught, keep_until=NOW.date(), actor=operator, now=NOW)
    assert code_of(refused.value) == "keep_until"

    archived = actions.archive_class(taught, keep_until=UNTIL, actor=operator, now=NOW)

    assert (archived.state, archived.keep_until, archived.is_closed) == ("archived", UNTIL, True)


@pytest.mark.parametrize(
    ("today", "until"),
    [
        ((2026, 11, 23), datetime.date(2031, 12, 1)),
        ((2026, 12, 31), datetime.date(2032, 1, 1)),
        ((2028, 2, 29), datetime.date(2033, 3, 1)),
    ],
)
def test_the_archive_offers_no_less_than_the_years_of_the_policy(
    taught: TrainingClass,
    operator: User,
    sign_in: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
    today: tuple[int, int, int],
    until: datetime.date,
) -> None:
    policy(retention_years=5)
    actions.close_class(taught, actor=operator, now=NOW)
    moment = datetime.datetime(*today, 4, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)

    page = sign_in(operator).get(reverse("courses:archive", args=[taught.number]))

    assert page.context["form"].initial == {"keep_until": until}


def test_strangers_neither_cancel_nor_archive(
    training_class: TrainingClass, rival: User, trainer: User, reviewer: User
) -> None:
    for actor in (rival, trainer, reviewer):
        with pytest.raises(PermissionDenied):
            actions.cancel_class(training_class, reason="不开", actor=actor, now=NOW)
        with pytest.raises(PermissionDenied):
            actions.archive_class(training_class, keep_until=UNTIL, actor=actor, now=NOW)
