"""Results as facts, honours as a case, promotions by the rule, and costs that are never the fund's."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from office.casework.actions import advance, conclude_notice, publish_notice
from office.casework.models import Case
from office.people.enums import Role
from office.people.models import Courier, Organisation, User
from office.policy.models import PolicyVersion
from office.policy.queries import version_in_force
from recognition.competitions import actions
from recognition.competitions.actions import EntryFacts
from recognition.competitions.enums import CompetitionLevel, CostSource, EntryGroup, ResultState
from recognition.competitions.models import (
    ContestCost,
    ContestHonour,
    Entry,
    Event,
    HonourList,
    Performance,
    Promotion,
    ResultVersion,
)
from recognition.competitions.queries import (
    boards_of,
    honours_of,
    promotions_of,
    results_of,
    results_of_couriers,
)
from recognition.competitions.rules.promotion import SCHEME, PromotionFacts, judge
from recognition.honours.models import Honour
from tests.personas import person, user

from .conftest import NOW

D = Decimal
LATER = NOW + datetime.timedelta(days=12)


@pytest.fixture
def bureau(db: None) -> Organisation:
    return Organisation.objects.create(
        name="平安区人社局", is_department=True, address="平安大道1号", phone="0972-0000001"
    )


@pytest.fixture
def decider(bureau: Organisation) -> User:
    return user("decider", Role.APPROVER, organisation=bureau)


@pytest.fixture
def couriers(db: None) -> list[Courier]:
    return [person(name, serial) for serial, name in enumerate(("马䶮", "李秀英", "王志强"), start=1)]


@pytest.fixture
def marked(event: Event, couriers: list[Courier], officer: User) -> Event:
    """Three couriers on record, the first of them the best."""
    bring(event, officer, [(str(n), each.name, 90 - n) for n, each in enumerate(couriers, start=1)])
    for entry, courier in zip(event.entries.order_by("number"), couriers, strict=True):
        actions.link_entry(entry, courier, actor=officer, now=NOW)
    event.entries.update(skill_level="四级/中级工")
    return event


def bring(event: Event, officer: User, rows: list[tuple[str, str, int]]) -> None:
    facts = [EntryFacts(number, name, "邮政", D(mark), D(mark)) for number, name, mark in rows]
    actions.import_results(event, rows=facts, digest="", actor=officer, now=NOW)


def publish(
    event: Event, officer: User, state: ResultState = ResultState.FINAL, note: str = ""
) -> ResultVersion:
    return actions.publish_results(event, state=state, note=note, actor=officer, now=NOW)


def refused(call: Any) -> str | None:
    with pytest.raises(ValidationError) as fault:
        call()
    found = fault.value
    if hasattr(found, "error_dict"):
        return next(each.code for faults in found.error_dict.values() for each in faults)
    return found.code


def test_a_result_is_a_fact_with_its_version(marked: Event, couriers: list[Courier], officer: User) -> None:
    assert results_of(couriers[0]) == []
    publish(marked, officer, ResultState.PROVISIONAL)
    (fact,) = results_of(couriers[1])
    assert (fact.competition, fact.level, fact.event) == (
        marked.competition,
        CompetitionLevel.DISTRICT,
        marked,
    )
    assert (fact.occupation_code, fact.rank, fact.ranked_count, fact.honour) == (
        "4-02-07-08",
        2,
        3,
        "技术明星",
    )
    assert (fact.version, fact.state, fact.is_settled) == (1, "provisional", False)
    final = publish(marked, officer)
    (fact,) = results_of(couriers[1])
    assert (fact.version, fact.result, fact.is_settled, fact.decided_on) == (
        2,
        final,
        True,
        datetime.date(2026, 10, 20),
    )


def test_a_correction_changes_the_fact_and_keeps_what_was_cited(
    marked: Event, couriers: list[Courier], officer: User
) -> None:
    cited = publish(marked, officer)
    Performance.objects.filter(entry__number="1").update(theory=10)
    publish(marked, officer, ResultState.CORRECTED, "1号理论成绩更正")
    (fact,) = results_of(couriers[0])
    assert (fact.rank, fact.version, fact.state) == (3, 2, "corrected")
    assert ResultVersion.objects.get(pk=cited.pk).rows[0]["entry"] == "1"


def test_facts_of_many_are_two_queries(
    marked: Event, couriers: list[Courier], officer: User, django_assert_num_queries: Any
) -> None:
    publish(marked, officer)
    for people in (couriers[:1], couriers):
        with django_assert_num_queries(2):
            found = results_of_couriers(people)
        assert [len(found[each.pk]) for each in people] == [1] * len(people)


def test_a_published_version_is_never_changed_nor_deleted(marked: Event, officer: User) -> None:
    version = publish(marked, officer)
    for change in (lambda: ResultVersion.objects.filter(pk=version.pk).update(note="x"), version.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert ResultVersion.objects.get(pk=version.pk).note == ""


def test_an_entry_is_linked_to_one_person_of_its_name(
    marked: Event, couriers: list[Courier], officer: User
) -> None:
    entry = marked.entries.get(number="1")
    assert actions.link_entry(entry, couriers[0], actor=officer, now=NOW) == entry
    assert refused(lambda: actions.link_entry(entry, couriers[1], actor=officer, now=NOW)) == "linked_already"
    other = Entry.objects.create(event=marked, number="9", name="马䶮", unit="邮政")
    assert (
        refused(lambda: actions.link_entry(other, couriers[0], actor=officer, now=NOW)) == "entered_already"
    )
    assert refused(lambda: actions.link_entry(other, couriers[1], actor=officer, now=NOW)) == "name_differs"


def notice_over(made: HonourList, officer: User, bureau: Organisation) -> Case:
    advance(made.case, "propose", actor=officer, now=NOW)
    notice = publish_notice(
        [Case.objects.get(pk=made.pk)],
        office=bureau,
        title="竞赛荣誉公示",
        body="现将名单予以公示，如有异议请实名反映。",
        opens_on=NOW.date(),
        actor=officer,
        now=NOW,
    )
    assert [row.cells[2] for row in notice.rows.order_by("position")] == ["马*", "李**", "王**"]
    conclude_notice(notice, actor=officer, now=LATER)
    return Case.objects.get(pk=made.pk)


def give(made: HonourList, actor: User, document: str = "平人社〔2026〕31号", **changes: Any) -> HonourList:
    decision = {
        "document_number": document,
        "issuer": "平安区人力资源和社会保障局",
        "decided_on": LATER.date(),
        "now": LATER,
    }
    return actions.give_honours(made, actor=actor, **decision | changes)


def test_honours_are_explained_and_given_by_the_case(
    marked: Event, couriers: list[Courier], officer: User, decider: User, bureau: Organisation
) -> None:
    assert refused(lambda: actions.compute_honours(marked, actor=officer, now=NOW)) == "not_final"
    publish(marked, officer)
    made = actions.compute_honours(marked, actor=officer, now=NOW)
    assert actions.compute_honours(marked, actor=officer, now=NOW) == made
    assert list(made.honours.values_list("rank", "name")) == [
        (1, "技术状元"),
        (2, "技术明星"),
        (3, "技术明星"),
    ]
    assert "89.00" in made.honours.get(rank=1).explanation
    notice_over(made, officer, bureau)
    assert list(honours_of(couriers[0])) == []
    with pytest.raises(PermissionDenied):
        give(made, officer)
    give(made, decider)
    assert [each.name for each in honours_of(couriers[0])] == ["技术状元"]
    (promoted,) = promotions_of(couriers[0])
    assert (promoted.to_level, promoted.year, promoted.given_on) == (
        "三级/高级工",
        2026,
        datetime.date(2026, 11, 1),
    )
    assert refused(lambda: actions.compute_honours(marked, actor=officer, now=NOW)) == "given_already"


def test_a_person_s_page_shows_results_with_their_version(
    marked: Event, couriers: list[Courier], officer: User, client: Client
) -> None:
    client.force_login(officer)
    place = couriers[0].get_absolute_url()
    assert marked.competition.name not in client.get(place).content.decode()
    publish(marked, officer, ResultState.PROVISIONAL)
    page = client.get(place).content.decode()
    assert (marked.competition.name in page, "技术状元" in page) == (True, False)
    publish(marked, officer)
    assert "技术状元" in client.get(place).content.decode()


def test_corrected_results_stop_a_list(
    marked: Event, officer: User, decider: User, bureau: Organisation
) -> None:
    publish(marked, officer)
    made = actions.compute_honours(marked, actor=officer, now=NOW)
    case = notice_over(made, officer, bureau)
    Performance.objects.filter(entry__number="1").update(theory=10)
    publish(marked, officer, ResultState.CORRECTED, "更正")
    assert refused(lambda: give(made, decider)) == "results_changed"
    case = Case.objects.get(pk=made.pk)
    advance(case, "withdraw", actor=officer, now=LATER, reason="成绩更正")
    anew = actions.compute_honours(marked, actor=officer, now=LATER)
    assert (anew.pk == made.pk, anew.honours.get(rank=1).entry.number) == (False, "2")
    assert ContestHonour.objects.filter(honour_list__given_on__isnull=False).count() == 0


def test_one_promotion_a_year(
    marked: Event, couriers: list[Courier], officer: User, decider: User, bureau: Organisation
) -> None:
    publish(marked, officer)
    first = actions.compute_honours(marked, actor=officer, now=NOW)
    second_event = Event.objects.create(
        code="SECOND",
        competition=marked.competition,
        name="全能",
        occupation_code="x",
        honours=marked.honours,
    )
    bring(second_event, officer, [("1", couriers[0].name, 90)])
    actions.link_entry(second_event.entries.get(), couriers[0], actor=officer, now=NOW)
    publish(second_event, officer)
    notice_over(first, officer, bureau)
    give(first, decider)
    second = actions.compute_honours(second_event, actor=officer, now=LATER)
    (refusal,) = second.promotions.all()
    assert refusal.is_granted is False
    assert [each["code"] for each in refusal.findings if each["outcome"] == "not_met"] == ["once_a_year"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Promotion.objects.create(
            honour_list=second,
            entry=marked.entries.get(number="1"),
            courier=couriers[0],
            year=2026,
            to_level="三级/高级工",
            is_granted=True,
            findings=[],
            given_on=LATER.date(),
        )


def facts(**values: Any) -> PromotionFacts:
    return PromotionFacts(
        **{
            "competition_level": "district",
            "rank": 1,
            "ranked_count": 30,
            "held": "四级/中级工",
            "student": False,
            "promotions_in_year": 0,
            **values,
        }
    )


@pytest.mark.parametrize(
    ("values", "level", "granted"),
    [
        ({}, "三级/高级工", True),
        ({"rank": 6}, "三级/高级工", True),
        ({"rank": 7}, None, None),
        ({"held": "三级/高级工"}, "二级/技师", True),
        ({"held": "二级/技师"}, "三级/高级工", False),
        ({"held": ""}, "三级/高级工", True),
        ({"student": True, "held": ""}, "四级/中级工", True),
        ({"promotions_in_year": 1}, "三级/高级工", False),
        ({"competition_level": "national_1", "rank": 5}, "二级/技师", True),
        ({"competition_level": "national_1", "rank": 20}, "三级/高级工", True),
        ({"competition_level": "national_1", "rank": 21}, None, None),
        ({"competition_level": "national_2"}, None, None),
        ({"competition_level": "unit", "rank": 9, "held": ""}, "四级/中级工", True),
        ({"competition_level": "unit", "rank": 10, "held": ""}, None, None),
        ({"competition_level": "unit", "rank": 4, "ranked_count": 11, "held": ""}, "四级/中级工", True),
    ],
)
def test_the_rule_of_promotion(
    event: Event, values: dict[str, Any], level: str | None, granted: bool | None
) -> None:
    rule = version_in_force(SCHEME, event.competition.held_on).parameters
    found = judge(rule, facts(**values))
    assert (found.level, bool(found.verdict.eligible)) == (level, granted) if found else level is None


@pytest.mark.parametrize(
    ("code", "value"), [("bands", [{"levels": ["district"], "last": 3, "to": "大师"}]), ("a_year", "often")]
)
def test_a_promotion_rule_that_cannot_be_read_is_refused(event: Event, code: str, value: object) -> None:
    rule = dict(version_in_force(SCHEME, event.competition.held_on).parameters)
    rule[code] = {"value": value}
    assert refused(lambda: judge(rule, facts())) == "bad_parameter"


def test_students_entries_are_judged_as_such(marked: Event, officer: User) -> None:
    marked.entries.filter(number="1").update(group=EntryGroup.STUDENT, skill_level="五级/初级工")
    publish(marked, officer)
    made = actions.compute_honours(marked, actor=officer, now=NOW)
    assert made.promotions.get(entry__number="1").to_level == "四级/中级工"


def test_without_honours_there_is_nothing_to_give(marked: Event, officer: User, other_officer: User) -> None:
    Event.objects.update(honours=[])
    event = Event.objects.get()
    publish(event, officer)
    assert refused(lambda: actions.compute_honours(event, actor=officer, now=NOW)) == "no_honours"
    assert (HonourList.objects.count(), Case.objects.count()) == (0, 0)
    with pytest.raises(PermissionDenied):
        actions.compute_honours(event, actor=other_officer, now=NOW)


def cost(event: Event, actor: User, source: str = "union", amount: int = 120_000) -> ContestCost:
    return actions.record_cost(
        event.competition,
        kind="prizes",
        description="奖品",
        amount=amount,
        source=source,
        paid_on=NOW.date(),
        actor=actor,
        now=NOW,
    )


def test_costs_are_never_the_training_fund_s(event: Event, officer: User, other_officer: User) -> None:
    with pytest.raises(ValidationError) as fault:
        cost(event, officer, CostSource.TRAINING_FUND)
    (refusal,) = fault.value.error_dict["source"]
    assert (refusal.code, "第十六条（六）" in refusal.messages[0], "181号" in refusal.messages[0]) == (
        "barred_source",
        True,
        True,
    )
    made = cost(event, officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContestCost.objects.filter(pk=made.pk).update(source=CostSource.TRAINING_FUND)
    with pytest.raises(PermissionDenied):
        cost(event, other_officer)
    assert refused(lambda: cost(event, officer, amount=0)) == "amount"
    assert ContestCost.objects.get().source == "union"


def test_an_office_may_bar_further_sources_but_never_allow_the_fund(event: Event, officer: User) -> None:
    version = PolicyVersion.objects.get(scheme="contest-cost")
    version.parameters["barred_sources"]["value"] = ["sponsor"]
    version.save()
    assert refused(lambda: cost(event, officer, "sponsor")) == "barred_source"
    assert refused(lambda: cost(event, officer, "employment")) == "barred_source"


def test_a_cost_is_voided_once_with_a_reason(event: Event, officer: User) -> None:
    made = cost(event, officer)

    def void(reason: str) -> ContestCost:
        return actions.void_cost(made, reason=reason, actor=officer, now=NOW)

    assert refused(lambda: void(" ")) == "reason_required"
    assert void("重复登记").void_reason == "重复登记"
    assert refused(lambda: void("再次")) == "voided"


def test_the_public_board_names_an_award_when_it_was_given_and_as_long_as_it_stands(
    marked: Event, officer: User, decider: User, bureau: Organisation, django_assert_num_queries: Any
) -> None:
    publish(marked, officer)
    made = actions.compute_honours(marked, actor=officer, now=NOW)

    def told(on: datetime.date) -> tuple[list[str], int]:
        with django_assert_num_queries(4):
            (board,) = boards_of([marked], on)
        return [row["award"] for row in board.rows], sum(not step.is_done for step in board.steps)

    assert told(LATER.date()) == (["", "", ""], 2)
    notice_over(made, officer, bureau)
    assert told(NOW.date()) == (["", "", ""], 2)
    assert told(LATER.date()) == (["", "", ""], 1)
    give(made, decider)
    assert told(LATER.date()) == (["技术状元", "技术明星", "技术明星"], 0)
    Honour.objects.filter(contest_honours__rank=1).update(
        withdrawn_on=LATER.date(), withdrawal_document="撤1号", withdrawal_reason="不实"
    )
    assert told(LATER.date())[0] == ["", "技术明星", "技术明星"]
