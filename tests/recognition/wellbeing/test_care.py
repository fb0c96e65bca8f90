"""Care: who is entered, what it cost, and that sensitive kinds are the union's alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.audit.models import Entry
from office.people.models import Courier, Organisation, User
from recognition.wellbeing import actions, queries
from recognition.wellbeing.actions import ActivityFacts
from recognition.wellbeing.enums import SENSITIVE, CareKind, CareState
from recognition.wellbeing.models import CareActivity, CareAttendance, Membership

from .conftest import DAY, NOW, TODAY, code_of

pytestmark = pytest.mark.django_db
Make = Callable[..., CareActivity]


def test_a_list_is_read_by_card_and_by_name(
    make_activity: Make, member: Membership, make_courier, officer: User, firm: Organisation
) -> None:
    first, second = make_courier("苏有才", 21), make_courier("苏有才", 22)
    activity = make_activity()
    lines = ["gh-2026-000001", "", "苏有才 0022", "马䶮"]
    assert actions.enter_list(activity, lines, given_fen=5_000, actor=officer, now=NOW) == 2
    entered = list(activity.attendances.order_by("pk").values_list("courier", "employer", "given_fen"))
    assert entered == [(member.courier_id, firm.pk, 5_000), (second.pk, firm.pk, 5_000)]
    assert actions.enter_list(activity, lines, actor=officer, now=NOW) == 0
    assert first.care_attendances.count() == 0


def test_a_list_with_a_fault_enters_nobody_and_repeats_no_line(
    make_activity: Make, make_courier, officer: User
) -> None:
    make_courier("苏有才", 21)
    make_courier("苏有才", 22)
    activity = make_activity()
    with pytest.raises(ValidationError) as error:
        actions.enter_list(activity, ["苏有才", "990101199003070013"], actor=officer, now=NOW)
    assert code_of(error) == "unknown_people"
    words = " ".join(error.value.messages)
    assert ("1" in words, "2" in words, "9901" in words) == (True, True, False)
    assert activity.attendances.count() == 0


def test_a_list_costs_the_same_however_long(
    make_activity: Make, make_courier, officer: User, django_assert_num_queries
) -> None:
    for serial in range(30, 40):
        make_courier(f"马{serial}", serial)
    lines = [f"马{serial}" for serial in range(30, 40)]
    for few in (lines[:1], lines):
        with django_assert_num_queries(2):
            queries.find_people(few)


def test_checking_in_twice_leaves_the_first(make_activity: Make, courier: Courier, officer: User) -> None:
    activity = make_activity()
    first = actions.check_in(activity, "马䶮", actor=officer, now=NOW)
    assert actions.check_in(activity, "马䶮 0001", actor=officer, now=NOW) == first
    assert Entry.objects.filter(action="wellbeing.attendance.checked_in").count() == 1


def test_nobody_is_checked_in_before_the_day(make_activity: Make, courier: Courier, officer: User) -> None:
    with pytest.raises(ValidationError) as error:
        actions.check_in(make_activity(held_on=TODAY + DAY), "马䶮", actor=officer, now=NOW)
    assert code_of(error) == "not_yet"


def test_the_list_closes_with_the_sum(make_activity: Make, courier: Courier, officer: User) -> None:
    activity = make_activity()
    actions.enter_list(activity, ["马䶮"], given_fen=5_000, actor=officer, now=NOW)
    with pytest.raises(ValidationError) as error:
        actions.hold_activity(activity, spent_fen=4_999, actor=officer, now=NOW)
    assert code_of(error) == "less_than_given"
    actions.hold_activity(activity, spent_fen=5_000, actor=officer, now=NOW)
    assert (activity.state, activity.spent_fen) == (CareState.HELD, 5_000)
    attendance = activity.attendances.get()
    for deed in (
        lambda: actions.check_in(activity, "马䶮", actor=officer, now=NOW),
        lambda: actions.take_off(attendance, actor=officer, now=NOW),
        lambda: actions.hold_activity(activity, spent_fen=6_000, actor=officer, now=NOW),
    ):
        with pytest.raises(ValidationError) as error:
            deed()
        assert code_of(error) == "moved_on"


def test_what_is_called_off_has_nobody_on_its_list(make_activity: Make, courier, officer: User) -> None:
    activity = make_activity()
    actions.enter_list(activity, ["马䶮"], actor=officer, now=NOW)
    with pytest.raises(ValidationError) as error:
        actions.call_off_activity(activity, reason="下雨", actor=officer, now=NOW)
    assert code_of(error) == "people_entered"
    actions.take_off(activity.attendances.get(), actor=officer, now=NOW)
    actions.call_off_activity(activity, reason="下雨", actor=officer, now=NOW)
    assert (activity.state, activity.reason) == (CareState.CALLED_OFF, "下雨")


def test_the_kind_stays_once_somebody_is_on_the_list(make_activity: Make, courier, officer: User) -> None:
    activity = make_activity(CareKind.COUNSELLING)
    actions.enter_list(activity, ["马䶮"], actor=officer, now=NOW)
    facts = ActivityFacts(kind=CareKind.SUMMER, title="改", held_on=TODAY, planned_fen=0)
    with pytest.raises(ValidationError) as error:
        actions.change_activity(activity, facts, actor=officer, now=NOW)
    assert code_of(error) == "kind_fixed"


@pytest.mark.parametrize("kind", CareKind)
def test_an_employer_sees_its_own_people_of_open_kinds_only(
    make_activity: Make, courier: Courier, make_courier, other_firm, boss: User, officer: User, kind: CareKind
) -> None:
    make_courier("别家人", 50, employer=other_firm)
    activity = make_activity(kind)
    actions.enter_list(activity, ["马䶮", "别家人"], actor=officer, now=NOW)
    sensitive = kind in SENSITIVE
    seen = queries.with_counts(queries.activities_visible_to(boss), boss)
    assert [each.people for each in seen] == ([] if sensitive else [1])
    names = [each.courier.name for each in queries.attendances_visible_to(boss)]
    assert names == ([] if sensitive else ["马䶮"])
    assert queries.attendances_visible_to(officer).count() == 2


def test_an_activity_for_others_is_not_there_for_an_employer(
    make_activity: Make, boss: User, firm: Organisation, other_firm: Organisation
) -> None:
    own = make_activity(employer=firm)
    make_activity(employer=other_firm)
    assert list(queries.activities_visible_to(boss)) == [own]


@pytest.mark.parametrize("who", ["reviewer", "stranger", "rider"])
def test_others_see_no_care_and_plan_none(
    request: pytest.FixtureRequest, make_activity: Make, courier, officer: User, who: str
) -> None:
    activity = make_activity()
    actions.enter_list(activity, ["马䶮"], actor=officer, now=NOW)
    somebody = request.getfixturevalue(who)
    assert list(queries.activities_visible_to(somebody)) == []
    assert list(queries.attendances_visible_to(somebody)) == []
    with pytest.raises(PermissionDenied):
        actions.check_in(activity, "马䶮", actor=somebody, now=NOW)


def test_the_record_tells_neither_kind_nor_name_of_what_is_sensitive(
    make_activity: Make, courier: Courier, officer: User
) -> None:
    activity = make_activity(CareKind.COUNSELLING, title="心理疏导", note="一对一")
    actions.enter_list(activity, ["马䶮"], given_fen=100, actor=officer, now=NOW)
    actions.take_off(activity.attendances.get(), actor=officer, now=NOW)
    actions.check_in(activity, "马䶮", actor=officer, now=NOW)
    actions.hold_activity(activity, spent_fen=9_000, actor=officer, now=NOW)
    entries = Entry.objects.filter(action__startswith="wellbeing.")
    told = " ".join(f"{each.subject_label} {each.subject_type} {each.data}" for each in entries)
    assert entries.count() == 5
    assert [word for word in ("马䶮", "心理", "counselling", "一对一", "9000") if word in told] == []
    assert set(entries.values_list("subject_label", flat=True)) == {activity.number}


def test_totals_count_by_kind_month_and_employer(
    make_activity: Make, courier: Courier, make_courier, other_firm, officer: User
) -> None:
    make_courier("别家人", 50, employer=other_firm)
    summer = make_activity()
    actions.enter_list(summer, ["马䶮", "别家人"], given_fen=1_000, actor=officer, now=NOW)
    actions.hold_activity(summer, spent_fen=7_000, actor=officer, now=NOW)
    aid = make_activity(CareKind.LEGAL_AID, held_on=TODAY - 40 * DAY)
    actions.enter_list(aid, ["马䶮"], actor=officer, now=NOW)
    totals = queries.totals_of(queries.attendances_visible_to(officer))
    assert [(each.of, each.attendances, each.given, spent) for each, spent in totals.by_kind] == [
        (str(CareKind.LEGAL_AID.label), 1, 0, 0),
        (str(CareKind.SUMMER.label), 2, 2_000, 7_000),
    ]
    assert [(each.of, each.people) for each in totals.by_month] == [("2026-06", 1), ("2026-08", 2)]
    assert {each.of: (each.attendances, each.people) for each in totals.by_employer} == {
        "某快递公司": (2, 1),
        "另一快递公司": (1, 1),
    }


def test_numbers_follow_one_another_in_their_year(make_activity: Make) -> None:
    numbers = [make_activity(held_on=day).number for day in (TODAY, TODAY, TODAY.replace(year=2027))]
    assert numbers == ["NF-2026-0001", "NF-2026-0002", "NF-2027-0001"]


def test_what_somebody_took_part_in_is_on_the_own_page(make_activity: Make, courier, officer: User) -> None:
    activity = make_activity(CareKind.HELP)
    actions.enter_list(activity, ["马䶮"], actor=officer, now=NOW)
    assert list(queries.own_attendances(courier)) == list(CareAttendance.objects.all())
