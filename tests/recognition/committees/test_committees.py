"""Committees are odd and large enough, experts are filed, seats are held by those on file."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.audit.models import Entry
from office.people.enums import Role
from office.policy.models import PolicyVersion, Source
from recognition.committees import actions
from recognition.committees.actions import CommitteeFacts, ExpertFacts
from recognition.committees.bounds import POLICY
from recognition.committees.enums import Make, Post, TitleLevel
from recognition.committees.queries import committees_visible_to, experts_visible_to, seats_on
from tests.personas import user

from .conftest import NOW, TODAY, code_of, expert_of

pytestmark = pytest.mark.django_db
FACTS = CommitteeFacts(
    name="高级评审委员会",
    make=Make.PROFESSION,
    size=11,
    document_number="平人社〔2026〕10号",
    term_from=datetime.date(2026, 9, 1),
    term_to=datetime.date(2029, 8, 31),
)
FILED = ExpertFacts(
    title="高级工程师",
    level=TitleLevel.ASSOCIATE_SENIOR,
    filing_number="ZJ-900",
    filed_on=TODAY,
    filed_until=datetime.date(2028, 12, 31),
    relatives=[("马占海", "弟")],
)


def set_up(bureau, secretary, **changes):
    return actions.set_up_committee(replace(FACTS, **changes), organisation=bureau, actor=secretary, now=NOW)


def test_a_committee_bears_its_document_and_two_thirds(bureau, secretary) -> None:
    made = set_up(bureau, secretary)
    assert made.rules == {"quorum_part": 2, "quorum_whole": 3, "pass_part": 2, "pass_whole": 3}
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.data["document"]) == ("committees.committee.set_up", "平人社〔2026〕10号")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"size": 12}, "even_size"),
        ({"size": 9}, "too_small"),
        ({"make": Make.SERIES}, "too_small"),
        ({"make": Make.OTHER, "size": 1}, "too_small"),
        ({"term_to": datetime.date(2026, 8, 31)}, "term_ends_before"),
        ({"term_to": datetime.date(2029, 9, 1)}, "term_too_long"),
        ({"pass_part": 4}, "not_a_fraction"),
    ],
)
def test_what_the_rule_forbids_is_refused(bureau, secretary, changes, code) -> None:
    with pytest.raises(ValidationError) as error:
        set_up(bureau, secretary, **changes)
    assert code_of(error) == code


def test_the_province_may_set_other_numbers(bureau, secretary) -> None:
    PolicyVersion.objects.create(
        scheme=POLICY, label="省规定", valid_from=datetime.date(2026, 1, 1), clause="第三条",
        source=Source.objects.create(title="示例"), parameters={"size_profession": {"value": 7}},
    )  # fmt: skip
    assert set_up(bureau, secretary, size=7).size == 7


def test_a_secretary_sets_up_committees_of_the_own_department(bureau, union, secretary) -> None:
    with pytest.raises(PermissionDenied):
        set_up(union, secretary)
    set_up(bureau, secretary)
    with pytest.raises(ValidationError) as error:
        set_up(bureau, secretary)
    assert code_of(error) == "name_taken"


def test_each_department_sees_its_own(committee, secretary, other_secretary, auditor, stranger) -> None:
    seen = [list(committees_visible_to(who)) for who in (secretary, auditor, other_secretary, stranger)]
    assert seen == [[committee], [committee], [], []]


def test_an_expert_is_filed_with_role_and_relatives(bureau, secretary, stranger) -> None:
    newcomer = user("沈新评", Role.EXPERT, organisation=bureau)
    filed = actions.file_expert(newcomer, FILED, actor=secretary, now=NOW)
    assert [str(each) for each in filed.relatives.all()] == ["马占海 (弟)"]
    with pytest.raises(ValidationError) as error:
        actions.file_expert(newcomer, FILED, actor=secretary, now=NOW)
    assert code_of(error) == "filed_already"
    with pytest.raises(ValidationError) as error:
        actions.file_expert(stranger, FILED, actor=secretary, now=NOW)
    assert code_of(error) == "not_an_expert"
    with pytest.raises(PermissionDenied):
        actions.file_expert(newcomer, FILED, actor=newcomer, now=NOW)


def test_seats_are_few_and_the_chair_is_one(committee, experts, bureau, secretary) -> None:
    sixth = expert_of("己", bureau, 6)
    with pytest.raises(ValidationError) as error:
        actions.appoint(committee, sixth, post=Post.MEMBER, actor=secretary, now=NOW)
    assert code_of(error) == "committee_full"
    seat = committee.memberships.get(expert=experts[4])
    actions.end_seat(seat, reason="辞任", actor=secretary, now=NOW)
    with pytest.raises(ValidationError) as error:
        actions.appoint(committee, sixth, post=Post.CHAIR, actor=secretary, now=NOW)
    assert code_of(error) == "seat_taken"
    given = actions.appoint(committee, sixth, post=Post.MEMBER, actor=secretary, now=NOW)
    assert actions.appoint(committee, sixth, post=Post.MEMBER, actor=secretary, now=NOW) == given
    assert seats_on(committee, TODAY).count() == 5


def test_who_is_not_on_file_gets_no_seat(committee, bureau, secretary) -> None:
    late = expert_of("庚", bureau, 7)
    actions.strike_off_expert(late, reason="违反评审纪律", actor=secretary, now=NOW)
    with pytest.raises(ValidationError) as error:
        actions.appoint(committee, late, post=Post.MEMBER, actor=secretary, now=NOW)
    assert code_of(error) == "not_filed"


def test_striking_off_ends_every_seat(committee, experts, secretary) -> None:
    actions.strike_off_expert(experts[4], reason="违反评审纪律", actor=secretary, now=NOW)
    assert seats_on(committee, TODAY).count() == 4
    with pytest.raises(ValidationError) as error:
        actions.strike_off_expert(experts[4], reason="再次", actor=secretary, now=NOW)
    assert code_of(error) == "moved_on"


def test_experts_are_not_shown_to_others(experts, secretary, reviewer, stranger) -> None:
    assert experts_visible_to(secretary).count() == 5
    assert [experts_visible_to(who).count() for who in (reviewer, stranger, experts[0].user)] == [0, 0, 0]
