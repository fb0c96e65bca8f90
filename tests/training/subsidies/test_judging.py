"""The judge: what ships, what ends, what pays nobody; and what holds of every set of facts."""

import dataclasses
import datetime
import json
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from demo import policy
from office.people.enums import Sex
from office.policy.enums import Outcome
from office.policy.findings import Verdict
from office.policy.models import PolicyVersion, Source
from training.courses.enums import CertificateKind, PersonCategory
from training.courses.levels import LEVELS
from training.subsidies.enums import Claimant, Fund
from training.subsidies.judging import Judge, judge_for, replay
from training.subsidies.models import Rate, Scheme
from training.subsidies.rules import Attested, Earlier, Facts, RateRow
from training.subsidies.shipped import FILE

ON = datetime.date(2025, 9, 1)
GOOD: dict[str, Any] = {
    "category": "rural_worker",
    "attested": [{"category": "rural_worker", "as_of": "2025-05-01"}],
    "birth_date": "1990-05-01",
    "sex": "1",
    "occupation_code": "4-02-07-08",
    "level": "五级/初级工",
    "class_started_on": "2025-06-02",
    "class_hours": 80,
    "hours_attended": "64.0",
    "hours_held": "80.0",
    "test_passed": True,
    "certificate_kind": "completion",
    "certificate_issued_on": "2025-07-01",
}
SKILLED: dict[str, Any] = {
    "category": "employee",
    "claimant": "person",
    "insured_months": 12,
    "rate": "3000.00",
    "level": "五级/初级工",
    "occupation_code": "4-02-07-08",
    "certificate_kind": "skill_level",
    "certificate_issued_on": "2025-03-01",
}


@pytest.fixture
def district(shipped: None) -> Scheme:
    return policy.scheme()


def test_a_fresh_office_has_the_schemes_and_no_amounts(shipped: None) -> None:
    assert list(Scheme.objects.order_by("code").values_list("code", "record_only")) == [
        ("job-transfer", True),
        ("project-training", False),
        ("safety-training", True),
        ("skill-subsidy", False),
        ("training-fund", False),
    ]
    assert Rate.objects.count() == 0
    versions = PolicyVersion.objects.filter(scheme__in=Scheme.objects.values("code"))
    assert versions.filter(example=True).count() == 0
    for version in versions:
        assert all(parameter["clause"] for parameter in version.parameters.values())


def test_loading_again_changes_nothing(shipped: None) -> None:
    Scheme.objects.filter(code="training-fund").update(name="本地名称")
    out = StringIO()
    call_command("load_schemes", stdout=out)
    assert Scheme.objects.get(code="training-fund").name == "本地名称"
    versions = PolicyVersion.objects.filter(scheme__in=Scheme.objects.values("code"))
    assert (Scheme.objects.count(), versions.count()) == (5, 6)


def test_past_its_end_nobody_is_eligible(shipped: None) -> None:
    scheme = Scheme.objects.get(code="training-fund")
    facts = Facts.from_json(GOOD | {"rate": "800.00"})
    last, late = (
        judge_for(scheme, ON.replace(month=12, day=31)),
        judge_for(scheme, datetime.date(2026, 1, 1)),
    )
    assert (last.decide(facts).eligible, last.in_force().label) == (True, "2024 版")
    decision = late.decide(facts)
    assert (decision.eligible, decision.amount, decision.findings[0].code) == (None, 0, "in_force")
    with pytest.raises(ValidationError) as refusal:
        late.in_force()
    assert refusal.value.code == "policy_expired"
    assert (len(last.warnings), len(late.warnings)) == (2, 2)


def test_before_any_version_nobody_is_eligible(shipped: None) -> None:
    early = judge_for(Scheme.objects.get(code="training-fund"), datetime.date(2016, 1, 1))
    decision = early.decide(Facts.from_json(GOOD | {"rate": "800.00"}))
    assert (decision.eligible, [finding.code for finding in decision.findings]) == (None, ["in_force"])
    with pytest.raises(ValidationError) as refusal:
        early.in_force()
    assert refusal.value.code == "policy_missing"


def test_a_ceiling_cuts_the_rate_and_a_technician_gets_nothing(shipped: None) -> None:
    scheme = Scheme.objects.get(code="skill-subsidy")
    judge = judge_for(scheme, ON)
    assert judge.decide(Facts.from_json(SKILLED)).amount == 100_000
    assert judge.decide(Facts.from_json(SKILLED | {"level": "二级/技师"})).eligible is False


@pytest.mark.parametrize(("level", "eligible"), [("二级/技师", True), ("五级/初级工", None)])
def test_staff_in_service_train_as_technicians_wherever_they_come_from(
    shipped: None, level: str, eligible: bool | None
) -> None:
    """财社〔2023〕181号 art. 5(2): contract and origin are asked of new hires."""
    judge = judge_for(Scheme.objects.get(code="training-fund"), ON)
    staff = GOOD | {"category": "employee", "attested": [], "level": level, "rate": "3000.00"}
    assert judge.decide(Facts.from_json(staff)).eligible is eligible


@pytest.mark.parametrize(
    ("on", "months", "eligible"),
    [
        (datetime.date(2018, 9, 1), 36, True),
        (datetime.date(2018, 9, 1), 35, False),
        (datetime.date(2024, 9, 1), 12, True),
        (datetime.date(2024, 9, 1), 11, False),
        (datetime.date(2025, 9, 1), 12, True),
        (datetime.date(2025, 9, 1), 11, False),
        (datetime.date(2025, 9, 1), None, None),
    ],
)
def test_each_form_of_the_skill_subsidy_asks_its_own_months(
    shipped: None, on: datetime.date, months: int | None, eligible: bool | None
) -> None:
    version = PolicyVersion.objects.get(scheme="skill-subsidy", label="2024 版")
    version.parameters["fund_reserve"]["found"] = 12
    version.save()
    judge = judge_for(Scheme.objects.get(code="skill-subsidy"), on)
    issued = str(on - datetime.timedelta(days=30))
    facts = Facts.from_json(SKILLED | {"insured_months": months, "certificate_issued_on": issued})
    assert judge.decide(facts).eligible is eligible


def test_kept_facts_are_judged_anew_by_the_rules_of_another_day(district: Scheme) -> None:
    facts = Facts.from_json(GOOD | {"claimed_on": "2025-08-01"})
    decision = judge_for(district, ON).decide(facts)
    kept: Any = {"findings": Verdict(decision.findings).to_json(), "amount": decision.amount}
    again = replay(facts.to_json(), district, datetime.date(2031, 1, 1), **kept)
    assert again.differs is True
    assert [change.code for change in again.changes if change.differs] == ["in_force"]
    same = replay(facts.to_json(), district, ON, **kept)
    assert (same.differs, [change.code for change in same.changes if change.differs]) == (False, [])


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"hair_colour": {"value": 1, "clause": "x"}}, "unknown_rule"),
        ({"age": {"value": "old", "clause": "x"}}, "bad_parameter"),
        ({"age": {"value": [16, 60]}}, "bad_parameter"),
        ({"age": {"value": [16, 60], "clause": "x", "presumed": True}}, "bad_parameter"),
        ({"lifetime_limit": {"value": 3, "clause": "x", "funds": ["nobody's"]}}, "bad_parameter"),
        # What is read for the money before any rule asks.
        ({"rate": {"value": "full_moon", "clause": "x"}}, "bad_parameter"),
        ({"ceiling": {"value": 1000, "clause": "x"}}, "bad_parameter"),
        ({"shortage": {"value": [], "clause": "x", "percent": "some"}}, "bad_parameter"),
        ({"online_share": {"value": "most", "clause": "x"}}, "bad_parameter"),
        ({"payee": {"value": {"king": {"*": "king"}}, "clause": "x"}}, "bad_parameter"),
        ({"ceiling": "1000.00"}, "bad_parameter"),
    ],
)
def test_a_version_that_no_rule_can_read_judges_nobody(
    district: Scheme, parameters: dict[str, Any], code: str
) -> None:
    PolicyVersion.objects.filter(scheme=district.code).update(parameters=parameters)
    with pytest.raises(ValidationError) as refusal:
        judge_for(district, ON)
    assert refusal.value.code == code


def plain_judge(**parameters: object) -> Judge:
    version = PolicyVersion(
        scheme="x",
        label="x",
        valid_from=datetime.date(2024, 1, 1),
        clause="第一条",
        source=Source(title="x"),
        parameters={code: {"value": value, "clause": "第一条"} for code, value in parameters.items()},
    )
    return Judge(Scheme(code="x", payee="provider"), version, [RATE], ON)


def shipped_judges() -> list[Judge]:
    """Every shipped version as of a day on which it holds, with a rate."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    judges = []
    for scheme in data["schemes"]:
        for version in scheme["versions"]:
            made = PolicyVersion(
                scheme=scheme["code"],
                label=version["label"],
                valid_from=datetime.date.fromisoformat(version["valid_from"]),
                clause=version["clause"],
                source=Source(title="x"),
                parameters=version["parameters"],
            )
            judges.append(Judge(Scheme(code=scheme["code"], payee=scheme["payee"]), made, [RATE], ON))
    return judges


CODE = "4-02-07-08"
RATE = RateRow(CODE, "", 80_000, datetime.date(2020, 1, 1), None, "x")
SHIPPED = shipped_judges()
DAYS = st.dates(datetime.date(2023, 1, 1), datetime.date(2027, 12, 31))
HOURS = st.none() | st.decimals(0, 200, places=1)
MONTHS = st.none() | st.integers(0, 60)
FLAG = st.none() | st.booleans()
SOME_LEVEL = st.sampled_from(["", *LEVELS])
EARLIER = st.builds(
    Earlier,
    scheme=st.sampled_from(["x", "y", "training-fund", "skill-subsidy"]),
    fund=st.sampled_from(Fund),
    occupation_code=st.just(CODE),
    level=SOME_LEVEL,
    on=DAYS,
)
KNOWN = {
    "category": st.none() | st.sampled_from(PersonCategory),
    "attested": st.lists(
        st.builds(Attested, category=st.sampled_from(PersonCategory), as_of=DAYS, until=st.none() | DAYS),
        max_size=3,
    ).map(tuple),
    "birth_date": st.none() | st.dates(datetime.date(1940, 1, 1), datetime.date(2015, 1, 1)),
    "sex": st.sampled_from(Sex),
    "claimant": st.sampled_from(Claimant),
    "claimed_on": st.none() | DAYS,
    "occupation_code": st.sampled_from(["", CODE]),
    "level": SOME_LEVEL,
    "class_started_on": st.none() | DAYS,
    "filed_days_ahead": st.none() | st.integers(0, 20),
    "class_hours": HOURS,
    "online_hours": HOURS,
    "hours_attended": HOURS,
    "hours_held": HOURS,
    "test_passed": FLAG,
    "certificate_kind": st.none() | st.sampled_from(CertificateKind),
    "certificate_issued_on": st.none() | DAYS,
    "certificate_fed": st.none() | st.sampled_from(Fund),
    "contract_signed_on": st.none() | DAYS,
    "contract_months": MONTHS,
    "insured_months": MONTHS,
    "benefit_drawn": FLAG,
    "pension_drawn": FLAG,
    "in_school": FLAG,
    "on_establishment": FLAG,
    "earlier": st.lists(EARLIER, max_size=5).map(tuple),
    "rate": st.none() | st.integers(0, 10**9),
}
GOOD_FACTS = Facts.from_json(GOOD)
#: Anything at all, and what is all but good, so that every verdict comes up.
ANY_FACTS = st.builds(Facts, **KNOWN) | st.sampled_from(sorted(KNOWN)).flatmap(
    lambda name: KNOWN[name].map(lambda value: Facts.from_json(GOOD_FACTS.to_json() | _plain(name, value)))
)


def _plain(name: str, value: Any) -> dict[str, Any]:
    return Facts(**{name: value}).to_json()


@settings(max_examples=300, deadline=None)
@given(ANY_FACTS, st.sampled_from(SHIPPED))
def test_money_goes_with_a_verdict_and_a_verdict_with_findings(facts: Facts, judge: Judge) -> None:
    decision = judge.decide(facts)
    outcomes = {finding.outcome for finding in decision.findings}
    assert decision.findings
    assert decision.eligible is (
        False if Outcome.NOT_MET in outcomes else None if Outcome.EVIDENCE_MISSING in outcomes else True
    )
    assert decision.eligible or decision.amount == 0
    assert all(finding.clause and finding.asked and finding.found for finding in decision.findings)


@settings(max_examples=200, deadline=None)
@given(ANY_FACTS)
def test_facts_survive_being_kept(facts: Facts) -> None:
    assert Facts.from_json(json.loads(json.dumps(facts.to_json()))) == facts


@settings(max_examples=200, deadline=None)
@given(ANY_FACTS, st.integers(1, 48), st.integers(0, 24))
def test_a_longer_window_and_a_higher_cap_never_shut_anybody_out(
    facts: Facts, months: int, more: int
) -> None:
    for code in ("window_months", "lifetime_limit", "yearly_limit", "months_since_signing"):
        narrow = plain_judge(**{code: months}).decide(facts)
        wide = plain_judge(**{code: months + more}).decide(facts)
        assert wide.eligible is narrow.eligible or narrow.eligible is False
        assert wide.amount >= narrow.amount


@settings(max_examples=200, deadline=None)
@given(ANY_FACTS, st.integers(1, 48), st.integers(0, 24))
def test_asking_more_never_lets_anybody_in(facts: Facts, least: int, more: int) -> None:
    for code in ("contract_months", "insured_months", "class_hours", "class_filed"):
        lax = plain_judge(**{code: least}).decide(facts)
        strict = plain_judge(**{code: least + more}).decide(facts)
        assert strict.eligible is lax.eligible or strict.eligible is False
        assert strict.amount <= lax.amount


@settings(max_examples=200, deadline=None)
@given(ANY_FACTS, EARLIER, st.sampled_from(SHIPPED))
def test_having_had_more_never_gives_more(facts: Facts, row: Earlier, judge: Judge) -> None:
    before = judge.decide(facts)
    after = judge.decide(dataclasses.replace(facts, earlier=(*facts.earlier, row)))
    assert after.amount <= before.amount
    assert after.eligible is before.eligible or after.eligible is False


@settings(max_examples=200, deadline=None)
@given(ANY_FACTS, st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_ceiling_is_never_exceeded_and_a_higher_one_never_pays_less(
    facts: Facts, fen: int, more: int
) -> None:
    low, high = (
        plain_judge(ceiling={level: str(Decimal(limit) / 100) for level in LEVELS}).decide(facts).amount
        for limit in (fen, fen + more)
    )
    assert low <= fen
    assert low <= high
