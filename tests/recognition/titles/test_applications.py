"""The applicant's part: started, filled in part by part, left and resumed, pledged, submitted, returned."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from office.casework.actions import advance, ask_supplement
from office.people.models import Courier, Organisation, User
from office.policy.models import PolicyVersion
from recognition.competitions.models import Competition, Entry, Event, ResultVersion
from recognition.honours.actions import HonourFacts, record_honour
from recognition.honours.enums import HonourKind
from recognition.honours.enums import Level as HonourLevel
from recognition.honours.models import Honour
from recognition.titles import actions, queries
from recognition.titles.enums import Level, Route
from recognition.titles.models import TitleApplication, TitleRound
from recognition.titles.sections import SECTIONS, undone

from .conftest import NOW, PARTS, TODAY, Way, code_of, employed, fill_in, fresh, later, round_of

Start = Callable[[TitleRound], TitleApplication]


def test_an_application_is_a_numbered_draft_of_its_route(
    start: Start, upward: TitleRound, here: TitleRound, courier: Courier, firm: Organisation
) -> None:
    first, second = start(upward), start(here)
    assert [each.case.procedure for each in (first, second)] == ["title_upward", "title_here"]
    assert (first.case.number, second.case.number) == ("ZC-2026-000001", "ZC-2026-000002")
    assert (first.case.courier, first.case.organisation, first.case.state) == (courier, firm, "draft")
    assert [section.code for section in undone(fresh(first))] == [
        section.code for section in SECTIONS if section.code != "ground"
    ]


def test_it_is_started_once_by_oneself_while_the_round_is_open(
    start: Start,
    upward: TitleRound,
    bureau: Organisation,
    rider: User,
    boss: User,
    courier: Courier,
    firm: Organisation,
    other_firm: Organisation,
) -> None:
    start(upward)
    with pytest.raises(ValidationError) as error:
        start(upward)
    assert code_of(error) == "already_applied"
    late = round_of(bureau, level=Level.SENIOR, closes_on=datetime.date(2026, 9, 14))
    with pytest.raises(ValidationError) as error:
        start(late)
    assert code_of(error) == "round_closed"
    open_ = round_of(bureau, level=Level.ASSISTANT)
    facts: dict[str, Any] = {"courier": courier, "now": NOW}
    with pytest.raises(ValidationError) as error:
        actions.start_application(open_, employer=other_firm, actor=rider, **facts)
    assert code_of(error) == "not_employed"
    with pytest.raises(PermissionDenied):
        actions.start_application(open_, employer=firm, actor=boss, **facts)
    assert TitleApplication.objects.count() == 1


def test_a_part_is_saved_by_itself_and_takes_the_pledge_back(
    start: Start, upward: TitleRound, rider: User
) -> None:
    application = start(upward)
    actions.pledge(application, actor=rider, now=NOW)
    actions.save_section(application, "education", PARTS["education"], actor=rider, now=later(1))
    kept = fresh(application)
    assert (kept.school, kept.saved_at, kept.pledged_at) == ("青海大学", later(1), None)
    assert "education" not in {section.code for section in undone(kept)}


@pytest.mark.parametrize(
    ("part", "change", "code"),
    [
        ("education", {"graduated_on": TODAY + datetime.timedelta(days=1)}, "in_the_future"),
        ("standing", {"held_level": ""}, "held_level_required"),
        ("achievements", {"summary": "证件号码 110105194912310021"}, "identifier_in_reason"),
    ],
)
def test_what_cannot_be_is_refused(
    start: Start, upward: TitleRound, rider: User, part: str, change: dict[str, Any], code: str
) -> None:
    application = start(upward)
    with pytest.raises(ValidationError) as error:
        actions.save_section(application, part, PARTS[part] | change, actor=rider, now=NOW)
    assert code_of(error) == code
    assert fresh(application).saved_at == NOW


def test_only_the_applicant_changes_it(start: Start, upward: TitleRound, boss: User, reviewer: User) -> None:
    application = start(upward)
    for somebody in (boss, reviewer):
        with pytest.raises(PermissionDenied):
            actions.save_section(application, "hours", PARTS["hours"], actor=somebody, now=NOW)
        with pytest.raises(PermissionDenied):
            actions.pledge(application, actor=somebody, now=NOW)


def test_submitting_asks_for_every_part_the_pledge_and_the_papers(
    start: Start, upward: TitleRound, rider: User
) -> None:
    application = start(upward)

    def refusal() -> str:
        with pytest.raises(ValidationError) as error:
            advance(fresh(application).case, "submit", actor=rider, now=NOW)
        return code_of(error)

    assert refusal() == "evidence_missing"
    filled = fill_in(application, rider)
    actions.save_section(filled, "hours", PARTS["hours"] | {"appraisal": ""}, actor=rider, now=NOW)
    assert refusal() == "parts_missing"
    actions.save_section(fresh(application), "hours", PARTS["hours"], actor=rider, now=NOW)
    assert refusal() == "not_pledged"
    actions.pledge(fresh(application), actor=rider, now=NOW)
    case = advance(fresh(application).case, "submit", actor=rider, now=NOW)
    kept = fresh(application)
    assert (case.state, kept.eligible, kept.judged_on) == ("submitted", True, TODAY)
    assert {row["outcome"] for row in kept.findings} == {"met"}
    assert kept.policy_version is not None


def test_a_condition_that_is_not_met_holds_the_submission_back(
    start: Start, upward: TitleRound, rider: User
) -> None:
    application = start(upward)
    fill_in(application, rider, standing={"held_since": datetime.date(2024, 1, 1)})
    with pytest.raises(ValidationError) as error:
        advance(fresh(application).case, "submit", actor=rider, now=NOW)
    assert code_of(error) == "not_eligible"
    kept = fresh(application)
    assert (kept.case.state, kept.judged_on) == ("draft", None)


def test_a_first_submission_comes_in_time_and_a_supplement_may_come_later(
    start: Start, upward: TitleRound, rider: User, way: Way
) -> None:
    application = way.submitted(start(upward))
    ask_supplement(
        application.case, items=[("education", "毕业时间与证书不一致")], actor=way.boss, now=later(1)
    )
    with pytest.raises(ValidationError) as error:
        actions.save_section(fresh(application), "hours", PARTS["hours"], actor=rider, now=later(2))
    assert code_of(error) == "not_open"
    actions.save_section(fresh(application), "education", PARTS["education"], actor=rider, now=later(20))
    actions.pledge(fresh(application), actor=rider, now=later(20))
    assert way.step(application, "submit", rider, 20).state == "submitted"


def test_a_draft_is_not_submitted_after_the_last_day(start: Start, upward: TitleRound, rider: User) -> None:
    application = start(upward)
    fill_in(application, rider)
    with pytest.raises(ValidationError) as error:
        advance(fresh(application).case, "submit", actor=rider, now=later(20))
    assert code_of(error) == "round_closed"


def test_after_submission_the_parts_are_closed(
    start: Start, upward: TitleRound, rider: User, way: Way
) -> None:
    application = way.submitted(start(upward))
    for deed in (
        lambda: actions.save_section(application, "hours", PARTS["hours"], actor=rider, now=NOW),
        lambda: actions.pledge(application, actor=rider, now=NOW),
        lambda: actions.remove_work(application.work.get(), actor=rider, now=NOW),
    ):
        with pytest.raises(ValidationError) as error:
            deed()
        assert code_of(error) == "not_open"


def test_withdrawn_or_refused_makes_room_for_another(
    start: Start, upward: TitleRound, rider: User, way: Way
) -> None:
    first = way.submitted(start(upward))
    way.step(first, "withdraw", rider, 1, "材料有误，重新申报")
    second = start(upward)
    assert (fresh(first).live, second.live) == (False, True)


def test_work_and_achievements_are_rows_that_can_be_taken_out(
    start: Start, upward: TitleRound, rider: User
) -> None:
    application = start(upward)
    facts: dict[str, Any] = {"employer": "高原快运", "post": "快递员", "actor": rider, "now": NOW}
    day = datetime.date(2018, 5, 1)
    period = actions.add_work(application, started_on=day, ended_on=None, **facts)
    again = actions.add_work(application, started_on=day, ended_on=datetime.date(2019, 7, 1), **facts)
    assert (period.pk, again.ended_on) == (again.pk, datetime.date(2019, 7, 1))
    with pytest.raises(ValidationError) as error:
        actions.add_work(application, started_on=day, ended_on=datetime.date(2018, 4, 1), **facts)
    assert code_of(error) == "ends_before_start"
    actions.remove_work(again, actor=rider, now=NOW)
    patent = actions.add_achievement(
        application,
        kind="patent",
        name="一种快件分拣装置",
        scope="national",
        achieved_on=day,
        actor=rider,
        now=NOW,
    )
    with pytest.raises(ValidationError) as error:
        actions.add_achievement(
            application, kind="contest", name="冠军", scope="district", achieved_on=day, actor=rider, now=NOW
        )
    assert code_of(error) == "contest_is_cited"
    actions.remove_achievement(patent, actor=rider, now=NOW)
    assert (application.work.count(), application.achievements.count()) == (0, 0)


@pytest.fixture
def event(bureau: Organisation, courier: Courier) -> Event:
    competition = Competition.objects.create(
        name="平安区快递技能竞赛", year=2026, organiser=bureau, held_on=datetime.date(2026, 6, 1)
    )
    event = Event.objects.create(
        code="K-2026", competition=competition, name="快递员", occupation_code="4-02-07-08"
    )
    Entry.objects.create(event=event, number="7", name=courier.name, unit="平安速达", courier=courier)
    return event


def results(event: Event, version: int, state: str, rank: int | None, award: str = "") -> ResultVersion:
    rows = [{"rank": rank, "entry": "7", "award": award}, {"rank": 9, "entry": "8", "award": ""}]
    return ResultVersion.objects.create(
        event=event, version=version, state=state, rows=rows, theory_weight=30, practice_weight=70,
        published_at=NOW,
    )  # fmt: skip


def test_a_contest_result_is_cited_by_its_version(
    start: Start, upward: TitleRound, rider: User, event: Event, courier: Courier
) -> None:
    application = start(upward)
    results(event, 1, "provisional", 1, "技术状元")
    assert queries.results_of(courier) == []
    first = results(event, 2, "final", 1, "技术状元")
    cited = actions.cite_result(application, first.pk, actor=rider, now=NOW)
    assert actions.cite_result(application, first.pk, actor=rider, now=NOW) == cited
    assert (cited.rank, cited.honour, cited.result, cited.achieved_on) == (
        1, "技术状元", first, datetime.date(2026, 6, 1),
    )  # fmt: skip
    (contest,) = queries.facts_of(fresh(application), TODAY).contests
    assert (contest.honour, contest.results) == ("技术状元", "平安区快递技能竞赛 快递员 v2")
    assert contest.level == "district"
    results(event, 3, "corrected", None)
    with pytest.raises(ValidationError) as error:
        actions.cite_result(application, first.pk, actor=rider, now=NOW)
    assert (code_of(error), queries.results_of(courier)) == ("no_such_result", [])
    # What was cited is overtaken: the facts are those of the results in force.
    assert queries.facts_of(fresh(application), TODAY).contests == ()


def test_honours_of_the_record_count_by_themselves_and_stay_as_they_were_judged(
    start: Start, upward: TitleRound, rider: User, courier: Courier
) -> None:
    version = PolicyVersion.objects.get(scheme="express-titles")
    version.parameters |= {"grounds": {"value": {"early": [{"honours": ["技术状元"]}]}, "clause": "第九条"}}
    version.save()
    application = fill_in(start(upward), rider, ground={"ground": "early", "ground_note": ""})
    assert [section.code for section in undone(application)] == ["ground"]
    facts = HonourFacts(
        courier=courier,
        kind=HonourKind.CONTEST,
        title="技术状元",
        level=HonourLevel.DISTRICT,
        issuer="平安区人社局",
        document_number="平人社〔2026〕31号",
        decided_on=datetime.date(2026, 6, 1),
    )
    honour = record_honour(facts, actor=None, now=NOW)
    assert undone(application) == []
    with pytest.raises(ValidationError) as error:
        actions.add_achievement(
            application, kind="award", name="技术状元", scope="district",
            achieved_on=datetime.date(2026, 6, 1), actor=rider, now=NOW,
        )  # fmt: skip
    assert code_of(error) == "honour_on_record"
    advance(application.case, "submit", actor=rider, now=NOW)
    told = {row["code"]: row for row in fresh(application).findings}["grounds"]
    assert (told["outcome"], told["found"]) == ("met", "技术状元（平人社〔2026〕31号，2026-06-01）")
    Honour.objects.filter(pk=honour.pk).update(
        withdrawn_on=TODAY, withdrawal_document="平人社〔2026〕40号", withdrawal_reason="成绩更正"
    )
    kept = fresh(application).facts["honours"]
    assert [(each["title"], each["document"]) for each in kept] == [("技术状元", "平人社〔2026〕31号")]
    assert queries.facts_of(fresh(application), TODAY).honours == ()


def test_titles_on_record_count_beside_the_one_told(
    start: Start, upward: TitleRound, rider: User, courier: Courier, registrar: User
) -> None:
    application = fill_in(start(upward), rider, standing={"held_level": Level.TECHNICIAN})
    (told,) = queries.facts_of(application, TODAY).held
    assert told.level == Level.TECHNICIAN
    actions.record_title(
        courier,
        branch="equipment",
        level=Level.ASSISTANT,
        committee="东市评委会",
        document_number="东人社〔2020〕1号",
        obtained_on=datetime.date(2020, 3, 1),
        actor=registrar,
        now=NOW,
    )
    recorded, told = queries.facts_of(fresh(application), TODAY).held
    assert (recorded.level, recorded.since) == (Level.ASSISTANT, datetime.date(2020, 3, 1))
    assert (told.level, told.since) == (Level.TECHNICIAN, datetime.date(2021, 10, 8))


def test_employment_is_taken_from_the_record(
    start: Start, upward: TitleRound, rider: User, courier: Courier
) -> None:
    application = start(upward)
    assert queries.facts_of(application, TODAY).employed is True
    courier.employments.update(ended_on=datetime.date(2026, 9, 10))
    assert queries.facts_of(application, TODAY).employed is False
    courier.employments.all().delete()
    assert queries.facts_of(application, TODAY).employed is None


def test_rounds_offered_are_open_and_not_applied_in(
    start: Start, upward: TitleRound, here: TitleRound, courier: Courier, firm: Organisation
) -> None:
    start(upward)
    assert list(queries.open_rounds_for(courier, TODAY)) == [here]
    assert set(queries.open_rounds_for(employed("祁国栋", 2, firm), TODAY)) == {upward, here}
    assert list(queries.open_rounds_for(courier, datetime.date(2026, 10, 1))) == []


def test_a_round_in_use_keeps_what_decides(
    start: Start, upward: TitleRound, reviewer: User, rider: User
) -> None:
    start(upward)
    names = (
        "year",
        "branch",
        "level",
        "route",
        "committee",
        "office",
        "source",
        "opens_on",
        "closes_on",
        "as_of",
    )
    facts = {name: getattr(upward, name) for name in names}
    longer = facts | {"closes_on": datetime.date(2026, 10, 15)}
    assert actions.change_round(upward, longer, actor=reviewer, now=NOW).closes_on.month == 10
    with pytest.raises(ValidationError) as error:
        actions.change_round(upward, facts | {"route": Route.HERE}, actor=reviewer, now=NOW)
    assert code_of(error) == "round_in_use"
    with pytest.raises(PermissionDenied):
        actions.change_round(upward, longer, actor=rider, now=NOW)
    with pytest.raises(ValidationError):
        actions.open_round(facts, actor=reviewer, now=NOW)
    opened = actions.open_round(facts | {"year": 2027}, actor=reviewer, now=NOW)
    assert opened.year == 2027
