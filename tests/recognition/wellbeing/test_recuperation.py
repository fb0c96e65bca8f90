"""A batch from the first answer to the last day: who may come, the kept order, places, notice, attendance."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.casework.actions import advance, conclude_notice, file_objection, publish_notice, rule
from office.casework.enums import RulingOutcome
from office.casework.models import NoticeRow
from office.people.models import Courier, Organisation, User
from office.policy.models import PolicyVersion
from recognition.wellbeing import actions, queries
from recognition.wellbeing.enums import Mode, Reply
from recognition.wellbeing.explained import explanation
from recognition.wellbeing.models import Batch, Participation
from tests.personas import user

from .conftest import DAY, NOW, RULES, TODAY, at, code_of, honour

pytestmark = pytest.mark.django_db
Make = Callable[..., Batch]
LATER = NOW + 6 * DAY


def apply(batch: Batch, somebody: Courier, now: datetime.datetime = NOW) -> Participation:
    account = getattr(somebody, "user", None) or user(f"u{somebody.id_number_masked[-4:]}", courier=somebody)
    return actions.apply_for_place(batch, somebody, actor=account, now=now)


def names(batch: Batch) -> list[tuple[str, bool, int | None]]:
    return [(line.part.courier.name, line.has_place, line.reserve) for line in queries.with_places(batch)]


def settle(batch: Batch, chair: User, officer: User) -> None:
    """Bring a batch whose rules ask for no notice to its settled list."""
    advance(batch.case, "approve", actor=chair, now=LATER)
    advance(batch.case, "settle", actor=officer, now=LATER)


@pytest.fixture
def without_notice(policy: PolicyVersion) -> None:
    PolicyVersion.objects.filter(pk=policy.pk).update(parameters={**RULES, "notice_days": 0})


@pytest.fixture
def proposed(make_batch: Make, make_courier, officer: User) -> Batch:
    """A batch of two places and three who applied: all honoured, one at a hard post."""
    batch = make_batch()
    people = [
        make_courier("山里人", 11, honoured=True, post="山区投递"),
        make_courier("获奖人", 12, honoured=True),
        make_courier("骑手", 13, honoured=True),
    ]
    for somebody in people:
        apply(batch, somebody)
    actions.order_list(batch, actor=officer, now=LATER, seed="s1")
    return batch


def test_the_list_is_ordered_proposed_and_explained(proposed: Batch, officer: User) -> None:
    assert proposed.case.state == "proposed"
    (first, place, _reserve), *rest = names(proposed)
    assert (first, place, [(has, reserve) for _name, has, reserve in rest]) == (
        "山里人", True, [(True, None), (False, 1)],
    )  # fmt: skip
    found = explanation(proposed, queries.with_places(proposed))
    assert found is not None
    assert (found.holds, len(found.headings)) == (True, 5)


def test_an_order_that_was_touched_no_longer_holds(proposed: Batch) -> None:
    first, second = proposed.participations.order_by("position")[:2]
    for part, position in ((first, 99), (second, 1), (first, 2)):
        Participation.objects.filter(pk=part.pk).update(position=position)
    found = explanation(proposed, queries.with_places(proposed))
    assert found is not None
    assert found.holds is False


def test_nobody_applies_without_an_honour_unless_members_may(
    make_batch: Make, courier: Courier, rider: User, member, policy: PolicyVersion
) -> None:
    batch = make_batch()
    PolicyVersion.objects.filter(pk=policy.pk).update(parameters={**RULES, "members_too": False})
    with pytest.raises(ValidationError) as error:
        apply(batch, courier)
    assert code_of(error) == "not_entitled"
    honour(courier, TODAY - DAY)
    assert apply(batch, courier).reply == Reply.ACCEPTED


@pytest.mark.parametrize(("days", "counts"), [(5 * 365, True), (5 * 366, False)])
def test_an_honour_entitles_for_the_years_of_the_rules(
    make_batch: Make, courier: Courier, rider: User, days: int, counts: bool
) -> None:
    honour(courier, TODAY - days * DAY)
    if counts:
        assert apply(make_batch(), courier).pk
        return
    with pytest.raises(ValidationError) as error:
        apply(make_batch(), courier)
    assert code_of(error) == "not_entitled"


def test_a_withdrawn_honour_entitles_nobody(make_batch: Make, courier: Courier, rider: User) -> None:
    held = honour(courier, TODAY - DAY)
    type(held).objects.filter(pk=held.pk).update(
        withdrawn_on=TODAY, withdrawal_document="某工〔2026〕9号", withdrawal_reason="弄虚作假"
    )
    with pytest.raises(ValidationError) as error:
        apply(make_batch(), courier)
    assert code_of(error) == "not_entitled"


def test_one_applies_once_in_time_and_to_one_batch(make_batch: Make, make_courier) -> None:
    somebody = make_courier("获奖人", 12, honoured=True)
    first, second = make_batch(), make_batch()
    apply(first, somebody)
    with pytest.raises(ValidationError) as error:
        apply(first, somebody)
    assert code_of(error) == "applied_already"
    with pytest.raises(ValidationError) as error:
        apply(second, somebody)
    assert code_of(error) == "elsewhere"
    with pytest.raises(ValidationError) as error:
        apply(second, make_courier("迟到人", 14, honoured=True), now=LATER)
    assert code_of(error) == "closed"


def test_a_list_is_not_ordered_before_answers_are_in(make_batch: Make, officer: User) -> None:
    batch = make_batch()
    for now, code in ((NOW, "too_early"), (LATER, "nobody")):
        with pytest.raises(ValidationError) as error:
            actions.order_list(batch, actor=officer, now=now)
        assert code_of(error) == code


def test_without_rules_in_force_nothing_is_planned(policy, make_batch: Make) -> None:
    policy.delete()
    with pytest.raises(ValidationError) as error:
        make_batch()
    assert code_of(error) == "policy_missing"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ends_on": TODAY}, "days"),
        ({"closes_on": TODAY + 30 * DAY}, "closes_late"),
        ({"places": 41}, "more_than_beds"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(make_batch: Make, changes, code: str) -> None:
    with pytest.raises(ValidationError) as error:
        make_batch(**changes)
    assert code_of(error) == code


def test_the_leader_is_of_the_union(make_batch: Make, boss: User) -> None:
    with pytest.raises(ValidationError) as error:
        make_batch(leader=boss)
    assert code_of(error) == "leader"


def test_whoever_ordered_does_not_approve(proposed: Batch, officer: User, chair: User) -> None:
    with pytest.raises(ValidationError) as error:
        advance(proposed.case, "approve", actor=officer, now=LATER)
    assert code_of(error) == "same_hand"
    advance(proposed.case, "approve", actor=chair, now=LATER)
    assert proposed.case.state == "approved"


def test_a_list_sent_back_is_ordered_anew(proposed: Batch, officer: User, chair: User) -> None:
    advance(proposed.case, "send_back", actor=chair, now=LATER, reason="漏记一项荣誉")
    proposed.refresh_from_db()
    assert (proposed.seed, proposed.policy, [each.position for each in proposed.participations.all()]) == (
        "", None, [None, None, None],
    )  # fmt: skip
    actions.order_list(proposed, actor=officer, now=LATER, seed="s2")
    assert proposed.case.state == "proposed"


def test_the_rules_ask_for_a_notice(proposed: Batch, officer: User, chair: User) -> None:
    advance(proposed.case, "approve", actor=chair, now=LATER)
    with pytest.raises(ValidationError) as error:
        advance(proposed.case, "settle", actor=officer, now=LATER)
    assert code_of(error) == "notice_required"
    proposed.case.refresh_from_db()
    assert proposed.case.state == "approved"


def test_without_a_notice_in_the_rules_the_list_is_settled(
    without_notice: None, proposed: Batch, officer: User, chair: User
) -> None:
    settle(proposed, chair, officer)
    assert proposed.case.state == "settled"


def test_the_notice_shows_masked_names_places_and_reserves(
    proposed: Batch, union: Organisation, officer: User, chair: User
) -> None:
    advance(proposed.case, "approve", actor=chair, now=LATER)
    notice = publish_notice(
        [proposed.case],
        office=union,
        title="疗养名单公示",
        body="现予公示。",
        opens_on=TODAY + 6 * DAY,
        actor=officer,
        now=LATER,
    )
    cells = [row.cells for row in NoticeRow.objects.filter(notice=notice).order_by("position")]
    listed = [line.part.courier.name_masked for line in queries.with_places(proposed)]
    assert [row[1] for row in cells] == listed
    assert [row[2] for row in cells] == ["某快递"] * 3
    assert (notice.days, len({row[5] for row in cells})) == (5, 2)
    over = at(notice.closes_on + DAY)
    conclude_notice(notice, actor=officer, now=over)
    proposed.case.refresh_from_db()
    assert proposed.case.state == "settled"


def test_an_upheld_objection_has_the_list_ordered_again(
    proposed: Batch, union: Organisation, officer: User, chair: User
) -> None:
    advance(proposed.case, "approve", actor=chair, now=LATER)
    notice = publish_notice(
        [proposed.case], office=union, title="公示", body="现予公示。", opens_on=TODAY + 6 * DAY,
        actor=officer, now=LATER,
    )  # fmt: skip
    opened = at(notice.opens_on)
    words = {"name": "何实名", "phone": "13800000000", "real_name": True, "reason": "荣誉已撤销"}
    objection = file_objection(notice, case=proposed.case, **words, now=opened)
    rule(objection, outcome=RulingOutcome.UPHELD, text="成立，重新排序。", actor=officer, now=opened)
    proposed.case.refresh_from_db()
    proposed.refresh_from_db()
    assert (proposed.case.state, proposed.seed) == ("open", "")


def test_the_reserve_moves_up_when_somebody_does_without(proposed: Batch) -> None:
    first, _second, third = queries.with_places(proposed)
    somebody = first.part
    actions.decline_place(somebody, reason="家中有事", actor=somebody.courier.user, now=LATER)
    moved = {line.part.pk: (line.has_place, line.reserve) for line in queries.with_places(proposed)}
    assert (moved[somebody.pk], moved[third.part.pk]) == ((False, None), (True, None))
    with pytest.raises(ValidationError) as error:
        actions.decline_place(somebody, actor=somebody.courier.user, now=LATER)
    assert code_of(error) == "moved_on"


def test_nobody_does_without_once_the_stay_has_begun(proposed: Batch) -> None:
    somebody = queries.with_places(proposed)[0].part
    with pytest.raises(ValidationError) as error:
        actions.decline_place(somebody, actor=somebody.courier.user, now=at(proposed.starts_on))
    assert code_of(error) == "begun"


def test_people_are_invited_and_answer(make_batch: Make, make_courier, courier, officer: User) -> None:
    batch = make_batch(mode=Mode.INVITATION)
    people = [make_courier("甲", 21, honoured=True), make_courier("乙", 22, honoured=True)]
    accounts = [user(f"u{each.name}", courier=each) for each in people]
    assert actions.invite(batch, people, actor=officer, now=NOW) == 2
    assert actions.invite(batch, people, actor=officer, now=NOW) == 0
    yes, no = batch.participations.order_by("pk")
    actions.accept_invitation(yes, actor=accounts[0], now=NOW)
    actions.decline_place(no, actor=accounts[1], now=NOW)
    actions.order_list(batch, actor=officer, now=LATER)
    assert names(batch) == [("甲", True, None), ("乙", False, None)]
    with pytest.raises(ValidationError) as error:
        actions.apply_for_place(batch, courier, actor=user("u", courier=courier), now=NOW)
    assert code_of(error) == "not_by_application"


def test_only_the_entitled_are_invited(make_batch: Make, courier, officer: User, policy) -> None:
    batch = make_batch(mode=Mode.INVITATION)
    PolicyVersion.objects.filter(pk=policy.pk).update(parameters={**RULES, "members_too": False})
    with pytest.raises(ValidationError) as error:
        actions.invite(batch, [courier], actor=officer, now=NOW)
    assert code_of(error) == "not_entitled"


def test_an_answer_is_the_own_one(make_batch: Make, make_courier, rider: User, officer: User) -> None:
    batch = make_batch(mode=Mode.INVITATION)
    actions.invite(batch, [make_courier("甲", 21, honoured=True)], actor=officer, now=NOW)
    part = batch.participations.get()
    for somebody in (rider, officer):
        with pytest.raises(PermissionDenied):
            actions.accept_invitation(part, actor=somebody, now=NOW)


def test_a_batch_closes_when_everybody_with_a_place_is_entered(
    without_notice: None, proposed: Batch, officer: User, chair: User
) -> None:
    settle(proposed, chair, officer)
    placed, other, reserve = queries.with_places(proposed)
    with pytest.raises(ValidationError) as error:
        actions.record_stays(proposed, {placed.part.pk: 5}, actor=officer, now=LATER)
    assert code_of(error) == "not_begun"
    over = at(proposed.ends_on + DAY)
    for days, code in (({reserve.part.pk: 1}, "no_place"), ({placed.part.pk: 6}, "too_many_days")):
        with pytest.raises(ValidationError) as error:
            actions.record_stays(proposed, days, actor=officer, now=over)
        assert code_of(error) == code
    actions.record_stays(proposed, {placed.part.pk: 5}, actor=officer, now=over)
    for now, code in ((at(proposed.ends_on), "not_over"), (over, "attendance_missing")):
        with pytest.raises(ValidationError) as error:
            advance(proposed.case, "close", actor=officer, now=now)
        assert code_of(error) == code
        proposed.case.refresh_from_db()
    actions.record_stays(proposed, {other.part.pk: 0}, actor=officer, now=over)
    advance(proposed.case, "close", actor=officer, now=over)
    (year,) = queries.stay_totals(queries.participations_visible_to(officer))["years"]
    assert (year.of, year.said_yes, year.attended, year.days) == ("2026", 3, 1, 5)


def test_who_went_comes_later_and_who_waited_sooner(
    without_notice: None, proposed: Batch, make_batch: Make, officer: User, chair: User
) -> None:
    settle(proposed, chair, officer)
    went, stayed_away, waited = (line.part for line in queries.with_places(proposed))
    over = at(proposed.ends_on + DAY)
    actions.record_stays(proposed, {went.pk: 5, stayed_away.pk: 0}, actor=officer, now=over)
    advance(proposed.case, "close", actor=officer, now=over)
    again = make_batch(now=over)
    for part in (went, stayed_away, waited):
        apply(again, part.courier, now=over)
    actions.order_list(again, actor=officer, now=over + 6 * DAY)
    kept = {each.courier_id: each.facts for each in again.participations.all()}
    assert kept[went.courier_id]["last_taken_on"] == proposed.starts_on.isoformat()
    assert kept[waited.courier_id]["waiting_since"] == TODAY.isoformat()
    absent = kept[stayed_away.courier_id]
    assert (absent["waiting_since"], absent["last_taken_on"]) == ("", "")
    assert [name for name, _place, _reserve in names(again)] == [
        waited.courier.name, stayed_away.courier.name, went.courier.name,
    ]  # fmt: skip


def test_a_batch_is_its_own_union_s(proposed: Batch) -> None:
    other = Organisation.objects.create(name="外区总工会", is_department=True)
    from_elsewhere = user("外人", "union_officer", organisation=other)
    assert list(queries.batches_visible_to(from_elsewhere)) == []
    assert list(queries.participations_visible_to(from_elsewhere)) == []
    with pytest.raises(PermissionDenied):
        actions.order_list(proposed, actor=from_elsewhere, now=LATER)


def test_a_list_costs_the_same_however_long(
    make_batch: Make, make_courier, officer: User, django_assert_num_queries
) -> None:
    batch = make_batch()
    for count in (1, 3):
        while batch.participations.count() < count:
            number = 40 + batch.participations.count()
            apply(batch, make_courier(f"人{number}", number, honoured=True))
        with django_assert_num_queries(2):
            queries.with_places(batch)
