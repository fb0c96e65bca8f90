"""Each rule on both sides of its threshold, and without evidence."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from office.policy.enums import Outcome
from recognition.awards.rules import Facts, Held, hindering, judge

DAY = datetime.date(2026, 5, 4)
MET, NOT_MET, MISSING = Outcome.MET, Outcome.NOT_MET, Outcome.EVIDENCE_MISSING


def facts(**changes: Any) -> Facts:
    return Facts(**{"is_person": True, "title": "平安区劳动模范", "age_on": DAY} | changes)


def held(title: str, level: str, year: int) -> tuple[Held, ...]:
    return (Held(title, level, datetime.date(year, 5, 4)),)


def contest(title: str, year: int) -> tuple[Held, ...]:
    return (Held(title, "district", datetime.date(year, 5, 4), "contest", "平人社〔2026〕31号"),)


@pytest.mark.parametrize(
    ("rule", "value", "known", "outcome"),
    [
        ("age", {"least": 14, "below": 40}, {"birth_date": datetime.date(1986, 5, 5)}, MET),
        ("age", {"least": 14, "below": 40}, {"birth_date": datetime.date(1986, 5, 4)}, NOT_MET),
        ("age", {"least": 18}, {"birth_date": datetime.date(2008, 5, 4)}, MET),
        ("age", {"least": 18}, {"birth_date": datetime.date(2008, 5, 5)}, NOT_MET),
        ("age", {"least": 18}, {}, MISSING),
        ("service_years", 3, {"service_years": 3}, MET),
        ("service_years", 3, {"service_years": 2}, NOT_MET),
        ("service_years", 3, {}, MISSING),
        ("cool_down_years", 5, {}, MET),
        ("cool_down_years", 5, {"honours": held("平安区劳动模范", "district", 2021)}, MET),
        ("cool_down_years", 5, {"honours": held("平安区劳动模范", "district", 2022)}, NOT_MET),
        ("cool_down_years", 5, {"honours": held("最美快递员", "district", 2026)}, MET),
        ("cool_down_years", 0, {"honours": held("平安区劳动模范", "district", 1999)}, NOT_MET),
        ("base_honour", "province", {"honours": held("青海省劳动模范", "province", 2020)}, MET),
        ("base_honour", "province", {"honours": held("海东市劳动模范", "city", 2020)}, NOT_MET),
        # Honours of contests count only where the rule names them, and only as long as it says.
        ("base_honour", "district", {"honours": contest("技术状元", 2024)}, NOT_MET),
        (
            "base_honour",
            {"level": "district", "kinds": ["contest"]},
            {"honours": contest("技术状元", 2024)},
            MET,
        ),
        (
            "base_honour",
            {"level": "district", "kinds": ["contest"], "within_years": 1},
            {"honours": contest("技术状元", 2020)},
            NOT_MET,
        ),
        (
            "base_honour",
            {"level": "district", "kinds": ["contest"], "count": 2},
            {"honours": contest("技术状元", 2024)},
            NOT_MET,
        ),
        ("acceptance", True, {"acceptance": "accepted"}, MET),
        ("acceptance", True, {"acceptance": "declined"}, NOT_MET),
        ("acceptance", True, {}, MISSING),
        ("assembly", True, {"assembly_on": DAY}, MET),
        ("assembly", True, {}, MISSING),
        ("unit_notice_days", 5, {"notice_days": 5, "notice_result": "none"}, MET),
        ("unit_notice_days", 5, {"notice_days": 4, "notice_result": "none"}, NOT_MET),
        ("unit_notice_days", 5, {"notice_days": 5}, MISSING),
        ("opinions", {"others": ["公安"]}, {"opinions": {"公安": True}}, MET),
        ("opinions", {"others": ["公安"]}, {"opinions": {"公安": None}}, MISSING),
        ("opinions", {"others": ["公安"]}, {"opinions": {"公安": True, "税务": False}}, NOT_MET),
        ("opinions", {"head": ["税务"]}, {"opinions": {}, "category": "head"}, MISSING),
        ("young_share", 60, {"is_person": False, "members": 5, "young_members": 3}, MET),
        ("young_share", 60, {"is_person": False, "members": 6, "young_members": 3}, NOT_MET),
        ("young_share", 60, {"is_person": False}, MISSING),
    ],
)
def test_a_rule(rule: str, value: Any, known: dict[str, Any], outcome: Outcome) -> None:
    (finding,) = judge(facts(**known), {rule: {"value": value, "clause": "第一条"}}).findings
    assert (finding.code, finding.outcome, finding.clause) == (rule, outcome, "第一条")


@pytest.mark.parametrize(
    ("rule", "value", "known"),
    [
        ("age", {"least": 18}, {"is_person": False}),
        ("young_share", 60, {}),
        ("acceptance", False, {}),
        ("opinions", {"head": ["税务"]}, {"category": "migrant"}),
    ],
)
def test_a_rule_that_does_not_concern_a_nominee_says_nothing(
    rule: str, value: Any, known: dict[str, Any]
) -> None:
    assert judge(facts(**known), {rule: {"value": value, "clause": "x"}}).findings == ()


def test_a_condition_that_no_rule_reads_is_refused() -> None:
    with pytest.raises(ValidationError) as refusal:
        judge(facts(), {"height": {"value": 180, "clause": "x"}})
    assert refusal.value.code == "unknown_rule"


def test_opinions_hinder_only_the_review() -> None:
    verdict = judge(facts(), {"opinions": {"value": {"others": ["公安"]}, "clause": "x"}})
    assert hindering(verdict, opinions_too=False) == []
    assert [each.code for each in hindering(verdict, opinions_too=True)] == ["opinions"]
