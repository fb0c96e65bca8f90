"""The standards, rule by rule: what is met, what is not, what is not shown."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from office.policy.findings import Verdict
from office.policy.models import PolicyVersion
from recognition.competitions.enums import CompetitionLevel
from recognition.honours.enums import HonourKind
from recognition.honours.enums import Level as HonourLevel
from recognition.titles import shipped
from recognition.titles.enums import AchievementKind, Education, Ground, Level, Scope
from recognition.titles.judging import SCHEME, judge_for, setting
from recognition.titles.rules import Achieved, Contest, Facts, Held, Honoured, prepare
from recognition.titles.rules.asking import all_of, any_of

ON = datetime.date(2026, 12, 31)
SHIPPED: dict[str, Any] = json.loads(shipped.FILE.read_text(encoding="utf-8"))
NATIONAL = SHIPPED["versions"]["express-titles"][0]["parameters"]


def day(year: int, month: int = 1) -> datetime.date:
    return datetime.date(year, month, 1)


def answer(code: str, facts: Facts, **parameters: Any) -> bool | str | None:
    """What one rule of the shipped standards, or of those given, finds; "silent" when it does not ask."""
    asked = {name: NATIONAL[name] for name in (code,) if name in NATIONAL} | parameters
    (check,) = prepare(asked)
    finding = check(facts, ON)
    return "silent" if finding is None else Verdict((finding,)).eligible


@pytest.mark.parametrize(
    ("level", "education", "held", "since", "expected"),
    [
        ("engineer", "doctor", None, None, True),
        ("engineer", "master", "assistant", day(2024, 12), True),
        ("engineer", "master", "assistant", day(2025, 2), False),
        ("engineer", "bachelor", "assistant", day(2022, 12), True),
        ("engineer", "bachelor", "assistant", day(2023, 2), False),
        ("engineer", "college", "assistant", day(2022, 12), True),
        ("engineer", "bachelor", "assistant", None, None),
        ("engineer", "bachelor", "technician", day(2010), False),
        ("engineer", "bachelor", None, None, False),
        ("engineer", "secondary", "assistant", day(2010), False),
        ("engineer", None, "assistant", day(2010), None),
        ("senior", "doctor", "engineer", day(2024), True),
        ("senior", "bachelor", "engineer", day(2021, 12), True),
        ("senior", "bachelor", "engineer", day(2022, 2), False),
        ("assistant", "college", "technician", day(2024), True),
        ("assistant", "secondary", "technician", day(2024), False),
        ("assistant", "secondary", "technician", day(2022), True),
        ("chief", "doctor", "senior", day(2010), False),
    ],
)
def test_education_and_years(
    level: str, education: str | None, held: str | None, since: datetime.date | None, expected: bool | None
) -> None:
    facts = Facts(
        level=Level(level),
        education=Education(education) if education else None,
        held=(Held(level=Level(held), since=since),) if held else (),
    )
    assert answer("education_years", facts) is expected


def test_years_count_from_the_earliest_title_that_is_high_enough() -> None:
    """Whoever became an engineer last year was an assistant before."""
    titles = (
        Held(level=Level.TECHNICIAN, since=day(2010)),
        Held(level=Level.ASSISTANT, since=day(2021)),
        Held(level=Level.ENGINEER, since=day(2026)),
    )
    facts = Facts(level=Level.ENGINEER, education=Education.BACHELOR, held=titles)
    assert answer("education_years", facts) is True
    assert answer("education_years", replace(facts, level=Level.SENIOR)) is False
    assert answer("education_years", replace(facts, held=titles[::2])) is False
    unknown = replace(facts, held=(Held(level=Level.ASSISTANT), titles[2]))
    assert answer("education_years", unknown) is None


@pytest.mark.parametrize(
    ("passed", "since", "expected"),
    [
        (True, day(2025, 12), True),
        (True, day(2026, 2), False),
        (None, day(2020), None),
        (False, day(2020), False),
    ],
)
def test_the_probation_year(passed: bool | None, since: datetime.date, expected: bool | None) -> None:
    facts = Facts(
        level=Level.ASSISTANT, education=Education.BACHELOR, probation_passed=passed, specialty_since=since
    )
    assert answer("education_years", facts) is expected


@pytest.mark.parametrize(
    ("level", "skill", "since", "expected"),
    [
        ("assistant", "三级/高级工", day(2024), True),
        ("assistant", "三级/高级工", day(2025, 2), False),
        ("assistant", "二级/技师", day(2024), True),
        ("engineer", "二级/技师", day(2023, 12), True),
        ("engineer", "三级/高级工", day(2010), False),
        ("senior", "一级/高级技师", day(2023), False),
        ("engineer", "", None, None),
        ("chief", "首席技师", day(2010), False),
    ],
)
def test_the_passage_from_a_skill_level(
    level: str, skill: str, since: datetime.date | None, expected: bool | None
) -> None:
    facts = Facts(level=Level(level), ground=Ground.SKILL, skill_level=skill, skill_since=since)
    assert answer("skill_passage", facts) is expected
    assert answer("education_years", facts) == "silent"


def honoured(title: str, kind: str = "contest", level: str = "district") -> Honoured:
    return Honoured(
        title=title,
        level=HonourLevel(level),
        kind=HonourKind(kind),
        document="平人社〔2026〕31号",
        on=day(2026, 5),
    )


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ({"honour_kinds": ["commendation"], "level": "city"}, True),
        ({"honour_kinds": ["commendation"], "level": "province"}, None),
        ({"honour_kinds": ["youth"]}, None),
        ({"honours": ["技术状元"], "level": "city"}, None),
        ({"honours": ["技术状元", "五一劳动奖章"], "count": 2}, True),
        ({"rank": 3, "contests": ["district"]}, True),
        ({"rank": 2}, None),
        ({"rank": 3, "contests": ["city", "provincial_1"]}, None),
        # Awards of the record count beside those that papers show; honours of contests do not.
        ({"kinds": ["award"], "scope": "municipal", "count": 2}, True),
        ({"kinds": ["award"], "count": 3}, None),
    ],
)
def test_the_record_opens_a_way_by_honours_and_by_places(
    basis: dict[str, Any], expected: bool | None
) -> None:
    facts = Facts(
        level=Level.ENGINEER,
        ground=Ground.EXCEPTIONAL,
        honours=(honoured("技术状元"), honoured("五一劳动奖章", "commendation", "city")),
        contests=(
            Contest(
                results="平安区 2026 快递员 v2",
                honour="",
                rank=3,
                on=day(2026, 5),
                level=CompetitionLevel.DISTRICT,
            ),
        ),
        achieved=(Achieved(kind=AchievementKind.AWARD, scope=Scope.PROVINCIAL, on=day(2025)),),
    )
    parameter = {"value": {"exceptional": [basis]}, "clause": "省规"}
    assert answer("grounds", facts, grounds=parameter) is expected


def test_the_early_way_takes_years_off_and_asks_a_basis() -> None:
    parameters = {
        "education_years": {**NATIONAL["education_years"], "early_years": 1},
        "grounds": {"value": {"early": [{"honours": ["技术状元"]}]}, "clause": "省规 第九条"},
    }
    facts = Facts(
        level=Level.ENGINEER,
        ground=Ground.EARLY,
        education=Education.BACHELOR,
        held=(Held(level=Level.ASSISTANT, since=day(2023, 12)),),
    )
    won = honoured("技术状元")
    years, basis = prepare(parameters)
    assert years(facts, ON).outcome == "met"  # type: ignore[union-attr]
    assert years(replace(facts, ground=Ground.STANDARD), ON).outcome == "not_met"  # type: ignore[union-attr]
    assert basis(facts, ON).outcome == "evidence_missing"  # type: ignore[union-attr]
    found = basis(replace(facts, honours=(won,)), ON)
    assert (found.outcome, found.found) == ("met", "技术状元（平人社〔2026〕31号，2026-05-01）")  # type: ignore[union-attr]
    second = replace(won, title="技术能手")
    assert basis(replace(facts, honours=(second,)), ON).outcome == "evidence_missing"  # type: ignore[union-attr]
    assert basis(replace(facts, ground=Ground.EXCEPTIONAL), ON).outcome == "not_met"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("scopes", "expected"),
    [(("provincial", "national"), True), (("provincial",), None), (("provincial", "municipal"), None)],
)
def test_an_exceptional_way_counts_what_reaches_far_enough(
    scopes: tuple[str, ...], expected: bool | None
) -> None:
    achieved = tuple(
        Achieved(kind=AchievementKind.AWARD, scope=Scope(scope), on=day(2025)) for scope in scopes
    )
    facts = Facts(level=Level.ENGINEER, ground=Ground.EXCEPTIONAL, achieved=achieved)
    basis = {"kinds": ["award"], "scope": "provincial", "count": 2}
    parameter = {"value": {"exceptional": [basis]}, "clause": "省规"}
    assert answer("grounds", facts, grounds=parameter) is expected


@pytest.mark.parametrize(("hours", "expected"), [("90", True), ("89.5", False), (None, None)])
def test_continuing_education(hours: str | None, expected: bool | None) -> None:
    facts = Facts(level=Level.ENGINEER, hours=Decimal(hours) if hours else None)
    parameter = {"value": 90, "clause": "示例"}
    assert answer("continuing_hours", facts, continuing_hours=parameter) is expected


def test_achievements_are_counted_by_kind() -> None:
    parameter = {"value": {"engineer": 2}, "clause": "示例", "kinds": ["contest", "patent"]}
    won = Contest(results="2026 快递员 v1", honour="", rank=9, on=day(2026))
    patent = Achieved(kind=AchievementKind.PATENT, scope=Scope.NATIONAL, on=day(2025))
    paper = replace(patent, kind=AchievementKind.PAPER)
    few = Facts(level=Level.ENGINEER, contests=(won,), achieved=(paper,))
    assert answer("achievements", few, achievements=parameter) is None
    assert answer("achievements", replace(few, achieved=(patent,)), achievements=parameter) is True
    assert answer("achievements", replace(few, level=Level.SENIOR), achievements=parameter) == "silent"


@pytest.mark.parametrize(
    ("code", "facts", "expected"),
    [
        ("not_barred", {}, True),
        ("not_barred", {"barred_until": day(2028), "barred_by": "平人社〔2026〕3号"}, False),
        ("in_service", {"employed": True}, True),
        ("in_service", {"employed": False}, False),
        ("in_service", {}, None),
        ("no_penalty", {"no_penalty": True}, True),
        ("no_penalty", {"no_penalty": False}, False),
        ("no_penalty", {}, None),
    ],
)
def test_the_person(code: str, facts: dict[str, Any], expected: bool | None) -> None:
    assert answer(code, Facts(level=Level.ENGINEER, **facts)) is expected


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"invented": {"value": 1, "clause": "x"}}, "unknown_rule"),
        ({"in_service": {"value": True}}, "bad_parameter"),
        ({"in_service": {"value": True, "clause": "x", "further": 1}}, "bad_parameter"),
        ({"education_years": {"value": {"engineer": [{"education": "x"}]}, "clause": "x"}}, "bad_parameter"),
        ({"grounds": {"value": {"early": [{"kinds": ["x"]}]}, "clause": "x"}}, "bad_parameter"),
        ({"grounds": {"value": {"early": [{"level": "city"}]}, "clause": "x"}}, "bad_parameter"),
    ],
)
def test_what_no_rule_reads_is_refused(parameters: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as error:
        prepare(parameters)
    assert error.value.code == code


@pytest.mark.parametrize(
    ("answers", "any_", "all_"),
    [
        ([True, None, False], True, False),
        ([None, False], None, False),
        ([None, True], True, None),
        ([], False, True),
    ],
)
def test_three_values_are_joined(answers: list[bool | None], any_: bool | None, all_: bool | None) -> None:
    assert (any_of(answers), all_of(answers)) == (any_, all_)


def test_facts_are_kept_and_read_again() -> None:
    won = Contest(results="2026 快递员 v1", honour="技术能手", rank=4, on=day(2026))
    facts = Facts(
        level=Level.ENGINEER,
        ground=Ground.EARLY,
        education=Education.COLLEGE,
        held=(Held(level=Level.TECHNICIAN, since=day(2020)),),
        hours=Decimal("72.5"),
        contests=(won,),
        honours=(honoured("技术能手"),),
    )
    assert Facts.from_json(facts.to_json()) == facts


@pytest.mark.django_db
def test_the_national_standards_ship_with_the_product() -> None:
    version = PolicyVersion.objects.get(scheme=SCHEME)
    assert (version.source.number, version.example) == ("人社部发〔2019〕16号", False)
    assert [setting(code, ON) for code in ("employer_notice", "committee_notice", "bar_years")] == [5, 5, 3]
    assert setting("employer_notice", day(2000)) == 5
    verdict = judge_for(ON).decide(Facts(level=Level.ENGINEER, education=Education.DOCTOR))
    assert (verdict.eligible, {finding.clause for finding in verdict.findings if not finding.clause}) == (
        None,
        set(),
    )


@pytest.mark.django_db
def test_nobody_is_eligible_by_standards_that_have_ended() -> None:
    PolicyVersion.objects.filter(scheme=SCHEME).update(valid_to=day(2026))
    judge = judge_for(ON)
    assert judge.decide(Facts(level=Level.ENGINEER)).findings[0].code == "in_force"
    with pytest.raises(ValidationError) as error:
        judge.in_force()
    assert error.value.code == "policy_expired"
    PolicyVersion.objects.filter(scheme=SCHEME).delete()
    (finding,) = judge_for(ON).decide(Facts(level=Level.ENGINEER)).findings
    assert (finding.code, finding.outcome) == ("in_force", "evidence_missing")
