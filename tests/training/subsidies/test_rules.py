import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from office.policy.enums import Outcome
from office.policy.findings import Verdict
from training.courses.enums import CertificateKind, PersonCategory
from training.subsidies.enums import Fund, Payee
from training.subsidies.rules import (
    RULES,
    Earlier,
    Facts,
    add_months,
    age_on,
    prepare,
)

DAY = datetime.date
ON = DAY(2026, 10, 12)
PARAMETERS = {
    code: {"value": value, "clause": f"clause of {code}"}
    for code, value in {
        "person_category": ["rural_worker", "unemployed", "employee"],
        "contract_months": 12,
        "months_since_signing": 12,
        "age": [16, 60],
        "class_hours": "80",
        "attendance_share": "0.8",
        "test_passed": True,
        "certificate": ["completion"],
        "window_months": 12,
        "lifetime_limit": 3,
        "same_level_once": True,
        "rate": "class_start",
    }.items()
}
RURAL = Facts(
    category=PersonCategory.RURAL_WORKER,
    birth_date=DAY(1990, 5, 1),
    class_started_on=DAY(2026, 8, 3),
    class_hours=Decimal(80),
    hours_attended=Decimal(64),
    hours_held=Decimal(80),
    test_passed=True,
    certificate_kind=CertificateKind.COMPLETION,
    certificate_issued_on=DAY(2026, 9, 1),
    occupation_code="4-02-07-08",
    level="五级/初级工",
    rate=80000,
)


HIRE = replace(
    RURAL, category=PersonCategory.EMPLOYEE, contract_signed_on=DAY(2026, 1, 10), contract_months=12
)


def had(times: int, level: str = "四级/中级工") -> tuple[Earlier, ...]:
    one = Earlier(
        scheme="training-fund",
        fund=Fund.EMPLOYMENT,
        occupation_code="4-02-07-08",
        level=level,
        on=DAY(2025, 3, 1),
    )
    return (one,) * times


def judge(facts: Facts, parameters: dict = PARAMETERS) -> Verdict:
    checks = prepare(parameters, (), Payee.PROVIDER).checks
    return Verdict(tuple(found for check in checks if (found := check(facts, ON)) is not None))


def outcomes(facts: Facts, parameters: dict = PARAMETERS) -> dict[str, Outcome]:
    return {finding.code: finding.outcome for finding in judge(facts, parameters).findings}


def test_everything_met_is_eligible_and_every_rule_answers_with_its_clause() -> None:
    verdict = judge(RURAL)
    assert verdict.eligible is True
    assert [finding.clause for finding in verdict.findings] == [
        f"clause of {code}"
        for code in RULES
        if code in PARAMETERS and code not in {"contract_months", "months_since_signing"}
    ]


def test_contract_rules_ask_new_hires_only() -> None:
    assert outcomes(HIRE)["contract_months"] == Outcome.MET
    assert outcomes(HIRE)["months_since_signing"] == Outcome.MET
    assert "contract_months" not in outcomes(RURAL)


def test_a_rule_without_a_parameter_does_not_ask() -> None:
    parameters = {code: PARAMETERS[code] for code in ("attendance_share", "test_passed")}
    assert list(outcomes(RURAL, parameters)) == ["attendance_share", "test_passed"]


def test_missing_evidence_is_neither_yes_nor_no_and_a_refusal_outweighs_it() -> None:
    missing = replace(RURAL, test_passed=None)
    assert judge(missing).eligible is None
    refused = replace(missing, earlier=had(3))
    assert judge(refused).eligible is False


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (DAY(2026, 1, 31), 1, DAY(2026, 2, 28)),
        (DAY(2024, 1, 31), 1, DAY(2024, 2, 29)),
        (DAY(2025, 12, 15), 12, DAY(2026, 12, 15)),
        (DAY(2026, 11, 30), 3, DAY(2027, 2, 28)),
        (DAY(2026, 11, 5), 1, DAY(2026, 12, 5)),
    ],
)
def test_months_are_added_on_the_calendar(start: DAY, months: int, end: DAY) -> None:
    assert add_months(start, months) == end


def test_years_are_counted_whole() -> None:
    assert age_on(DAY(1990, 8, 4), DAY(2026, 8, 3)) == 35
    assert age_on(DAY(1990, 8, 3), DAY(2026, 8, 3)) == 36
    assert age_on(DAY(2004, 2, 29), DAY(2022, 2, 28)) == 17
    assert age_on(DAY(2004, 2, 29), DAY(2022, 3, 1)) == 18
