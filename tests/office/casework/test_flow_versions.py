"""Two versions of a procedure run side by side: buttons, timeline and help page by the case's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from office.casework import procedures
from office.casework.actions import advance, open_case
from office.casework.models import Case
from office.casework.procedures import Procedure
from office.casework.queries import timeline, worklist
from office.people.models import Organisation, User

from .conftest import NOW, TODAY, with_supplement


@pytest.fixture
def old(new_case: Callable[..., Case]) -> Case:
    """A case that started before the second version."""
    return new_case("submitted")


@pytest.fixture
def new(old: Case, school: Organisation) -> Case:
    procedures.register(with_supplement())
    case = open_case("trial", title="新流程", organisation=school, actor=None, now=NOW)
    Case.objects.filter(pk=case.pk).update(state="submitted")
    case.refresh_from_db()
    return case


def test_each_goes_its_own_way(old: Case, new: Case, reviewer: User, acceptor: User) -> None:
    assert (old.flow_version, new.flow_version) == (1, 2)
    assert advance(old, "review", actor=reviewer, now=NOW).state == "reviewed"
    with pytest.raises(ValidationError) as refusal:
        advance(new, "review", actor=reviewer, now=NOW)
    assert refusal.value.code == "moved_on"
    assert advance(new, "accept", actor=acceptor, now=NOW).state == "accepted"
    with pytest.raises(LookupError):
        advance(old, "accept", actor=acceptor, now=NOW)


def test_buttons_and_worklist_are_the_version_s(
    old: Case, new: Case, reviewer: User, acceptor: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(reviewer)
    steps = {
        case.pk: [step.name for step in client.get(case.get_absolute_url()).context["steps"]]
        for case in (old, new)
    }
    assert steps == {old.pk: ["review"], new.pk: ["return_for_correction"]}
    assert list(worklist(acceptor, today=TODAY)) == [new]


def test_the_timeline_speaks_in_the_version_s_words(
    old: Case, new: Case, reviewer: User, acceptor: User
) -> None:
    advance(old, "review", actor=reviewer, now=NOW)
    advance(new, "accept", actor=acceptor, now=NOW)
    assert [timeline(case, public=True)[-1].label for case in (old, new)] == ["审核通过", "已受理"]


def test_the_help_page_is_the_version_s(
    old: Case, new: Case, reviewer: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(reviewer)
    for case, version in ((old, 1), (new, 2)):
        assert f"/cases/procedures/trial/{version}/" in client.get(case.get_absolute_url()).content.decode()
        page = client.get(f"/cases/procedures/trial/{version}/")
        assert page.context["procedure"].version == version
    assert client.get("/cases/procedures/trial/").context["procedure"].version == 2
    assert client.get("/cases/procedures/trial/9/").status_code == 404


def test_what_is_registered_is_not_replaced(trial: Procedure) -> None:
    with pytest.raises(ValueError, match="another version 1"):
        procedures.register(with_supplement(version=1))
