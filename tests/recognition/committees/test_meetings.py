"""A meeting: its agenda, its quorum in whole numbers, its counts, and that it stays as it was closed."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from office.audit.models import Entry
from recognition.committees import actions, arithmetic
from recognition.committees.enums import Answer, Choice, Ground, ItemState, MeetingState, Post
from recognition.committees.models import (
    AgendaItem,
    Attendance,
    Committee,
    CountSignature,
    Declaration,
    Meeting,
    Membership,
    Vote,
    Voter,
)
from recognition.committees.queries import outcome_of, outcomes_of

from .conftest import NOW, TODAY, code_of, declare_all

pytestmark = pytest.mark.django_db
YES, NO, ABSTAIN = Choice.YES, Choice.NO, Choice.ABSTAIN
CLOSING = {"discussion": "评委逐份讨论后投票。"}


@pytest.mark.parametrize(
    ("present", "members", "holds"),
    [
        (16, 25, False),
        (17, 25, True),
        (7, 11, False),
        (8, 11, True),
        (3, 5, False),
        (4, 5, True),
        (2, 3, True),
    ],
)
def test_two_thirds_of_the_members_are_a_quorum(present: int, members: int, holds: bool) -> None:
    assert arithmetic.has_quorum(Meeting(), present=present, members=members) is holds
    assert (present >= arithmetic.needed_for_quorum(Meeting(), members)) is holds


@pytest.mark.parametrize(
    ("yes", "present", "passed"),
    [(11, 17, False), (12, 17, True), (2, 3, True), (3, 5, False), (4, 5, True), (0, 0, False)],
)
def test_two_thirds_of_those_present_pass(yes: int, present: int, passed: bool) -> None:
    assert arithmetic.passes(Meeting(), yes=yes, present=present) is passed


def test_the_fractions_are_the_committee_s_own() -> None:
    half = Meeting(quorum_part=1, quorum_whole=2, pass_part=1, pass_whole=2)
    assert arithmetic.has_quorum(half, present=3, members=5)
    assert (arithmetic.passes(half, yes=2, present=4), arithmetic.needed_to_pass(half, 5)) == (True, 3)


def test_a_case_is_put_on_the_agenda_once(meeting, case, make_case, secretary) -> None:
    second = make_case()
    items = actions.put_on_agenda(meeting, [case, second], actor=secretary, now=NOW)
    assert [item.position for item in items] == [1, 2]
    again = actions.put_on_agenda(meeting, [second], actor=secretary, now=NOW)
    assert [item.pk for item in again] == [items[1].pk]
    asked = Declaration.objects.filter(dossier=items[0].dossier).values_list("answer", flat=True)
    assert list(asked) == [Answer.ASKED] * 5


def test_a_case_in_another_state_is_refused(meeting, make_case, secretary) -> None:
    with pytest.raises(ValidationError) as error:
        actions.put_on_agenda(meeting, [make_case("draft")], actor=secretary, now=NOW)
    assert code_of(error) == "not_ready"
    assert not AgendaItem.objects.exists()


def test_undecided_cases_stand_on_one_agenda(committee, meeting, item, case, secretary) -> None:
    later = actions.plan_meeting(
        committee, held_on=TODAY + datetime.timedelta(days=1), place="二楼", actor=secretary, now=NOW
    )
    with pytest.raises(ValidationError) as error:
        actions.put_on_agenda(later, [case], actor=secretary, now=NOW)
    assert code_of(error) == "elsewhere"
    actions.take_off_agenda(item, reason="材料待补", actor=secretary, now=NOW)
    (moved,) = actions.put_on_agenda(later, [case], actor=secretary, now=NOW)
    assert (moved.meeting, moved.dossier) == (later, item.dossier)


@pytest.mark.parametrize("who", ["other_secretary", "auditor", "teller", "stranger"])
def test_others_keep_no_agenda(request, meeting, case, who) -> None:
    with pytest.raises(PermissionDenied):
        actions.put_on_agenda(meeting, [case], actor=request.getfixturevalue(who), now=NOW)


def test_without_quorum_no_meeting_opens(open_session, meeting, experts) -> None:
    with pytest.raises(ValidationError) as error:
        open_session(experts[:3])
    assert code_of(error) == "no_quorum"
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED


def test_an_incomplete_committee_does_not_meet(open_session, experts) -> None:
    Membership.objects.filter(expert=experts[4]).update(ended_on=TODAY, end_reason="辞任")
    with pytest.raises(ValidationError) as error:
        open_session(experts[:4])
    assert code_of(error) == "vacant_seats"


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ({"scrutineer": "teller"}, "same_person"),
        ({"teller": "chair"}, "counts_own_chair"),
        ({"teller": "stranger"}, "not_of_the_office"),
    ],
)
def test_two_others_than_the_chair_count(
    request, meeting, experts, secretary, teller, scrutineer, names, code
) -> None:
    people = {"teller": teller, "scrutineer": scrutineer}
    for post, who in names.items():
        people[post] = experts[0].user if who == "chair" else request.getfixturevalue(who)
    actions.enter_attendance(meeting, experts, actor=secretary, now=NOW)
    with pytest.raises(ValidationError) as error:
        actions.open_meeting(meeting, chair=experts[0], **people, actor=secretary, now=NOW)
    assert code_of(error) == code


def test_a_meeting_opens_on_its_day_with_its_chair(meeting, experts, secretary, teller, scrutineer) -> None:
    actions.enter_attendance(meeting, experts[1:], actor=secretary, now=NOW)
    counters = {"teller": teller, "scrutineer": scrutineer, "actor": secretary}
    for chair, moment, code in (
        (experts[0], NOW, "chair_absent"),
        (experts[1], NOW, "not_in_the_chair"),
        (experts[0], NOW + datetime.timedelta(days=1), "another_day"),
    ):
        with pytest.raises(ValidationError) as error:
            actions.open_meeting(meeting, chair=chair, **counters, now=moment)
        assert code_of(error) == code
    Membership.objects.filter(expert=experts[1]).update(post=Post.VICE_CHAIR)
    opened = actions.open_meeting(meeting, chair=experts[1], **counters, now=NOW)
    assert (opened.state, opened.members, opened.chair) == (MeetingState.OPEN, 5, experts[1])


def test_only_members_attend(meeting, committee, experts, secretary) -> None:
    Membership.objects.filter(expert=experts[4]).update(ended_on=TODAY, end_reason="辞任")
    with pytest.raises(ValidationError) as error:
        actions.enter_attendance(meeting, experts, actor=secretary, now=NOW)
    assert code_of(error) == "not_a_member"
    assert not Attendance.objects.exists()


def test_nobody_votes_before_everybody_declared(open_session, item, experts, secretary) -> None:
    Declaration.objects.filter(expert=experts[2]).update(answer=Answer.ASKED, answered_at=None)
    open_session()
    with pytest.raises(ValidationError) as error:
        actions.open_ballot(item, actor=secretary, now=NOW)
    assert code_of(error) == "undeclared"
    assert "丙" in str(error.value)


def recuse(item: AgendaItem, *experts: object) -> None:
    Declaration.objects.filter(dossier=item.dossier, expert__in=experts).update(
        answer=Answer.DECLARED, ground=Ground.FAMILY, answered_at=NOW
    )


def test_a_recused_expert_counts_neither_as_present_nor_for_the_quorum(
    open_session, item, experts, secretary
) -> None:
    open_session()
    recuse(item, experts[4])
    opened = actions.open_ballot(item, actor=secretary, now=NOW)
    assert set(opened.voters.values_list("expert", flat=True)) == {each.pk for each in experts[:4]}
    with pytest.raises(PermissionDenied):
        actions.cast_vote(item, YES, actor=experts[4].user, now=NOW)


def test_recusals_can_take_the_quorum_away(open_session, item, experts, secretary) -> None:
    open_session()
    recuse(item, experts[3], experts[4])
    with pytest.raises(ValidationError) as error:
        actions.open_ballot(item, actor=secretary, now=NOW)
    assert code_of(error) == "no_quorum"
    assert not Voter.objects.exists()


def test_the_denominator_is_who_was_present(
    open_session, item, experts, hold_ballot, case, secretary
) -> None:
    """Four of five present, one of them silent: three for are two thirds of four, two would not be."""
    meeting = open_session(experts[:4])
    hold_ballot(item, {experts[0]: YES, experts[1]: YES, experts[2]: YES})
    assert outcome_of(case) is None
    actions.close_meeting(meeting, **CLOSING, actor=secretary, now=NOW)
    outcome = outcome_of(case)
    assert outcome is not None
    told = (outcome.passed, outcome.yes, outcome.present, outcome.members, outcome.decided_on)
    assert told == (True, 3, 4, 5, TODAY)
    assert outcome.meeting == meeting


def test_too_few_votes_do_not_pass(open_session, item, experts, hold_ballot, case, secretary) -> None:
    meeting = open_session()
    hold_ballot(item, dict(zip(experts, (YES, YES, YES, NO, ABSTAIN), strict=True)))
    actions.close_meeting(meeting, **CLOSING, actor=secretary, now=NOW)
    outcome = outcome_of(case)
    assert outcome is not None
    assert (outcome.passed, outcome.yes, outcome.present) == (False, 3, 5)


def test_a_meeting_closes_when_everything_is_counted_and_signed(
    open_session, item, experts, hold_ballot, secretary, teller
) -> None:
    meeting = open_session()

    def refused() -> str:
        with pytest.raises(ValidationError) as error:
            actions.close_meeting(meeting, **CLOSING, actor=secretary, now=NOW)
        return code_of(error)

    assert refused() == "undecided"
    hold_ballot(item, dict.fromkeys(experts, YES), sign=False)
    assert refused() == "unsigned"
    actions.sign_count(item, yes=5, no=0, abstain=0, actor=teller, now=NOW)
    assert refused() == "unsigned"


def test_a_vote_too_many_keeps_the_meeting_open(open_session, item, experts, hold_ballot, secretary) -> None:
    meeting = open_session()
    hold_ballot(item, dict.fromkeys(experts[:4], YES))
    Vote.objects.create(item=item, choice=YES)
    with pytest.raises(ValidationError) as error:
        actions.close_meeting(meeting, **CLOSING, actor=secretary, now=NOW)
    assert code_of(error) == "totals_differ"


def test_signing_other_numbers_is_refused(open_session, item, experts, hold_ballot, teller, auditor) -> None:
    open_session()
    hold_ballot(item, dict.fromkeys(experts, YES), sign=False)
    with pytest.raises(ValidationError) as error:
        actions.sign_count(item, yes=4, no=0, abstain=0, actor=teller, now=NOW)
    assert set(error.value.error_dict) == {"yes"}
    with pytest.raises(PermissionDenied):
        actions.sign_count(item, yes=5, no=0, abstain=0, actor=auditor, now=NOW)
    first = actions.sign_count(item, yes=5, no=0, abstain=0, actor=teller, now=NOW)
    assert actions.sign_count(item, yes=5, no=0, abstain=0, actor=teller, now=NOW) == first


@pytest.fixture
def closed(open_session, item, experts, hold_ballot, secretary) -> Meeting:
    meeting = open_session()
    hold_ballot(item, dict.fromkeys(experts, YES))
    return actions.close_meeting(meeting, **CLOSING, actor=secretary, now=NOW)


@pytest.mark.parametrize(
    "tamper",
    [
        lambda meeting, item: Meeting.objects.filter(pk=meeting.pk).update(discussion="改"),
        lambda meeting, item: meeting.items.update(position=9),
        lambda meeting, item: Attendance.objects.filter(meeting=meeting)[0].delete(),
        lambda meeting, item: Attendance.objects.filter(meeting=meeting).update(expert=None),
        lambda meeting, item: Vote.objects.create(item=item, choice=YES),
        lambda meeting, item: Vote.objects.update(choice=NO),
        lambda meeting, item: Vote.objects.all()._raw_delete("default"),
        lambda meeting, item: Voter.objects.update(has_voted=False),
        lambda meeting, item: Voter.objects.all()._raw_delete("default"),
        lambda meeting, item: CountSignature.objects.update(yes=4),
        lambda meeting, item: CountSignature.objects.all()._raw_delete("default"),
        lambda meeting, item: Meeting.objects.all()._raw_delete("default"),
    ],
)
def test_the_database_keeps_a_closed_meeting_as_it_was(closed: Meeting, tamper) -> None:
    item = closed.items.get()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        tamper(closed, item)
    assert (item.votes.count(), item.voters.filter(has_voted=True).count()) == (5, 5)


def test_no_deed_touches_a_closed_meeting(closed: Meeting, make_case, experts, secretary) -> None:
    for deed in (
        lambda: actions.put_on_agenda(closed, [make_case()], actor=secretary, now=NOW),
        lambda: actions.enter_attendance(closed, experts, actor=secretary, now=NOW),
        lambda: actions.close_meeting(closed, **CLOSING, actor=secretary, now=NOW),
        lambda: actions.call_off_meeting(closed, reason="改期", actor=secretary, now=NOW),
    ):
        with pytest.raises(ValidationError) as error:
            deed()
        assert code_of(error) == "moved_on"


def test_outcomes_cost_the_same_for_one_and_three(
    meeting, make_case, experts, open_session, hold_ballot, secretary, django_assert_num_queries
) -> None:
    cases = [make_case() for _each in range(3)]
    items = actions.put_on_agenda(meeting, cases, actor=secretary, now=NOW)
    open_session()
    for place, each in enumerate(items):
        declare_all(each)
        hold_ballot(each, dict.fromkeys(experts[: place + 3], YES))
    actions.close_meeting(meeting, **CLOSING, actor=secretary, now=NOW)
    for some in (cases[:1], cases):
        with django_assert_num_queries(3):
            found = outcomes_of(some)
        assert len(found) == len(some)
    assert [found[case.pk].yes for case in cases] == [3, 4, 5]
    assert [found[case.pk].passed for case in cases] == [False, True, True]


def test_a_meeting_called_off_lets_its_cases_go(meeting, item, case, committee, secretary) -> None:
    actions.call_off_meeting(meeting, reason="场地停电", actor=secretary, now=NOW)
    again = actions.plan_meeting(committee, held_on=TODAY, place="一楼", actor=secretary, now=NOW)
    (moved,) = actions.put_on_agenda(again, [case], actor=secretary, now=NOW)
    item.refresh_from_db()
    assert (item.state, item.withdrawal_reason, moved.state) == (
        ItemState.WITHDRAWN,
        "场地停电",
        ItemState.WAITING,
    )


def test_every_deed_of_a_meeting_is_recorded(closed: Meeting) -> None:
    told = [entry.action.removeprefix("committees.") for entry in Entry.objects.order_by("sequence")]
    wanted = ["meeting.planned", "item.added", "meeting.attended", "meeting.opened", "ballot.opened"]
    wanted += ["ballot.cast"] * 5 + ["ballot.closed", "count.signed", "count.signed", "meeting.closed"]
    assert [each for each in told if each in wanted] == wanted


def test_even_sizes_are_refused_by_the_database(committee: Committee) -> None:
    for size in (4, 1):
        with pytest.raises(DatabaseError), transaction.atomic():
            Committee.objects.filter(pk=committee.pk).update(size=size)
    assert connection.in_atomic_block
