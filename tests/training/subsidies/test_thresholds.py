"""Every rule from both sides of its threshold, and with its evidence missing."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from office.people.enums import Sex
from office.policy.enums import Outcome
from training.courses.enums import CertificateKind, PersonCategory
from training.subsidies.enums import Claimant, Fund, Payee
from training.subsidies.rules import RULES, Attested, Earlier, Facts, RateRow, Tariff, prepare

DAY = datetime.date
ON = DAY(2026, 10, 12)
FIRST, FIFTH, FOURTH, THIRD = "4-02-07-08", "五级/初级工", "四级/中级工", "三级/高级工"
MET, NOT_MET, MISSING = Outcome.MET, Outcome.NOT_MET, Outcome.EVIDENCE_MISSING
RURAL, HIRE, OTHER = PersonCategory.RURAL_WORKER, PersonCategory.EMPLOYEE, PersonCategory.OTHER
BEGAN, MARCH = DAY(2026, 8, 3), DAY(2026, 3, 1)
#: The rule does not concern the person.
SILENT = None


def attested(as_of: datetime.date, until: datetime.date | None = None, category: Any = RURAL) -> Any:
    return {"attested": (Attested(category=category, as_of=as_of, until=until),)}


def had(times: int = 1, scheme: str = "x", level: str = FIFTH, on: Any = MARCH, code: str = FIRST) -> Any:
    fund = Fund.EMPLOYMENT if scheme == "x" else Fund.UNEMPLOYMENT
    row = Earlier(scheme=scheme, fund=fund, occupation_code=code, level=level, on=on)
    return {"earlier": (row,) * times}


def asked(value: Any, **options: Any) -> dict[str, Any]:
    return {"value": value, "clause": "第一条", **options}


ROW = RateRow(FIRST, FIFTH, 80_000, DAY(2026, 1, 1), DAY(2026, 8, 3), "例")
THREE = asked(3, schemes=["x"])
ONCE_A_YEAR = asked(1, schemes=["x"], shortage_extra=2)
SEXES = asked({"1": [16, 60], "2": [16, 55]})
LATER = asked([16, 60], later=[{"from": "2026-08-03", "value": [16, 61]}])
TABLE = asked({"provider": {"rural_worker": "provider"}, "person": {"*": "person"}})
UNLESS = {"unless_levels": ["二级/技师"]}

#: Rule, its parameter, facts, outcome.
CASES: list[tuple[str, dict[str, Any], dict[str, Any], Outcome | None]] = [
    ("person_category", asked(["rural_worker"]), {"category": RURAL}, MET),
    ("person_category", asked(["rural_worker"]), {"category": OTHER}, NOT_MET),
    ("person_category", asked(["rural_worker"]), {}, MISSING),
    # Evidence as of the first day of the class, not of the day of judging.
    ("category_evidence", asked(["rural_worker"]), {"category": RURAL, **attested(BEGAN)}, MET),
    ("category_evidence", asked(["rural_worker"]), {"category": RURAL, **attested(DAY(2026, 8, 4))}, MISSING),
    ("category_evidence", asked(["rural_worker"]), {"category": RURAL}, MISSING),
    ("category_evidence", asked(["rural_worker"]), {"category": OTHER}, SILENT),
    (
        "category_evidence",
        asked(["rural_worker"]),
        {"category": RURAL, **attested(DAY(2026, 1, 1), BEGAN)},
        MET,
    ),
    (
        "category_evidence",
        asked(["rural_worker"]),
        {"category": RURAL, **attested(DAY(2026, 1, 1), DAY(2026, 8, 2))},
        MISSING,
    ),
    (
        "category_evidence",
        asked(["rural_worker"], max_age_months=6),
        {"category": RURAL, **attested(DAY(2026, 2, 3))},
        MET,
    ),
    (
        "category_evidence",
        asked(["rural_worker"], max_age_months=6),
        {"category": RURAL, **attested(DAY(2026, 2, 2))},
        MISSING,
    ),
    (
        "category_evidence",
        asked(["rural_worker"]),
        {"category": RURAL, **attested(BEGAN, category=OTHER)},
        MISSING,
    ),
    ("contract_months", asked(12), {"category": HIRE, "contract_months": 12}, MET),
    ("contract_months", asked(12), {"category": HIRE, "contract_months": 11}, NOT_MET),
    ("contract_months", asked(12), {"category": HIRE}, MISSING),
    ("contract_months", asked(12), {"category": RURAL}, SILENT),
    ("contract_months", asked(12, **UNLESS), {"category": HIRE, "level": "二级/技师"}, SILENT),
    ("months_since_signing", asked(12), {"category": HIRE, "contract_signed_on": DAY(2025, 8, 3)}, MET),
    ("months_since_signing", asked(12), {"category": HIRE, "contract_signed_on": DAY(2025, 8, 2)}, NOT_MET),
    ("months_since_signing", asked(12), {"category": HIRE, "contract_signed_on": BEGAN}, MET),
    ("months_since_signing", asked(12), {"category": HIRE, "contract_signed_on": DAY(2026, 8, 4)}, NOT_MET),
    ("months_since_signing", asked(12), {"category": HIRE}, MISSING),
    (
        "months_since_signing",
        asked(12),
        {"category": HIRE, "contract_signed_on": BEGAN, "class_started_on": None},
        MISSING,
    ),
    ("months_since_signing", asked(12), {"category": RURAL}, SILENT),
    ("hired_from", asked(["rural_worker"]), {"category": HIRE, **attested(BEGAN)}, MET),
    ("hired_from", asked(["rural_worker"]), {"category": HIRE, **attested(DAY(2026, 8, 4))}, MISSING),
    ("hired_from", asked(["rural_worker"]), {"category": HIRE}, MISSING),
    ("hired_from", asked(["rural_worker"]), {"category": RURAL}, SILENT),
    ("hired_from", asked(["rural_worker"], **UNLESS), {"category": HIRE, "level": "二级/技师"}, SILENT),
    ("hired_from", asked(["rural_worker"], **UNLESS), {"category": HIRE}, MISSING),
    ("insured_months", asked(12), {"insured_months": 12}, MET),
    ("insured_months", asked(12), {"insured_months": 11}, NOT_MET),
    ("insured_months", asked(12), {"insured_months": 11, "benefit_drawn": True}, NOT_MET),
    ("insured_months", asked(12), {}, MISSING),
    ("insured_months", asked(12, or_benefit=True), {"benefit_drawn": True}, MET),
    ("insured_months", asked(12, or_benefit=True), {"benefit_drawn": False}, MISSING),
    ("age", asked([16, 60]), {"birth_date": DAY(2010, 8, 3)}, MET),
    ("age", asked([16, 60]), {"birth_date": DAY(2010, 8, 4)}, NOT_MET),
    ("age", asked([16, 60]), {"birth_date": DAY(1965, 8, 4)}, MET),
    ("age", asked([16, 60]), {"birth_date": DAY(1965, 8, 3)}, NOT_MET),
    ("age", asked([16, 60]), {}, MISSING),
    ("age", SEXES, {"birth_date": DAY(1970, 8, 3), "sex": Sex.MALE}, MET),
    ("age", SEXES, {"birth_date": DAY(1970, 8, 3), "sex": Sex.FEMALE}, NOT_MET),
    ("age", SEXES, {"birth_date": DAY(1970, 8, 3)}, MET),
    ("age", LATER, {"birth_date": DAY(1965, 8, 3)}, MET),
    ("age", LATER, {"birth_date": DAY(1965, 8, 2), "class_started_on": DAY(2026, 8, 2)}, NOT_MET),
    ("not_on_establishment", asked(True), {"on_establishment": False}, MET),
    ("not_on_establishment", asked(True), {"on_establishment": True}, NOT_MET),
    ("not_on_establishment", asked(True), {}, MISSING),
    ("not_on_establishment", asked(True, presumed=True), {}, MET),
    ("not_on_establishment", asked(True, presumed=True), {"on_establishment": True}, NOT_MET),
    ("not_pensioner", asked(True), {"pension_drawn": False}, MET),
    ("not_pensioner", asked(True), {"pension_drawn": True}, NOT_MET),
    ("not_pensioner", asked(True), {}, MISSING),
    ("not_in_school", asked(True), {"in_school": False}, MET),
    ("not_in_school", asked(True), {"in_school": True}, NOT_MET),
    ("not_in_school", asked(True), {}, MISSING),
    ("class_filed", asked(5), {"filed_days_ahead": 5}, MET),
    ("class_filed", asked(5), {"filed_days_ahead": 4}, NOT_MET),
    ("class_filed", asked(5), {}, MISSING),
    ("class_hours", asked("80"), {"class_hours": Decimal("80")}, MET),
    ("class_hours", asked("80"), {"class_hours": Decimal("79.5")}, NOT_MET),
    ("class_hours", asked("80"), {}, MISSING),
    ("class_hours", asked("80", new_hires="40"), {"category": HIRE, "class_hours": Decimal(40)}, MET),
    ("class_hours", asked("80", new_hires="40"), {"category": RURAL, "class_hours": Decimal(40)}, NOT_MET),
    ("attendance_share", asked("0.8"), {"hours_attended": Decimal("64.0"), "hours_held": Decimal(80)}, MET),
    # 63.96 of 80 reads 80.0 % and is less.
    (
        "attendance_share",
        asked("0.8"),
        {"hours_attended": Decimal("63.96"), "hours_held": Decimal(80)},
        NOT_MET,
    ),
    ("attendance_share", asked("0.8"), {"hours_held": Decimal(80)}, MISSING),
    ("attendance_share", asked("0.8"), {"hours_attended": Decimal(0), "hours_held": Decimal(0)}, MISSING),
    ("test_passed", asked(True), {"test_passed": True}, MET),
    ("test_passed", asked(True), {"test_passed": False}, NOT_MET),
    ("test_passed", asked(True), {}, MISSING),
    ("certificate", asked(["skill_level"]), {"certificate_kind": CertificateKind.SKILL_LEVEL}, MET),
    ("certificate", asked(["skill_level"]), {"certificate_kind": CertificateKind.COMPLETION}, NOT_MET),
    ("certificate", asked(["skill_level"]), {}, MISSING),
    ("certificate_from", asked("2026-01-01"), {"certificate_issued_on": DAY(2026, 1, 1)}, MET),
    ("certificate_from", asked("2026-01-01"), {"certificate_issued_on": DAY(2025, 12, 31)}, NOT_MET),
    ("certificate_from", asked("2026-01-01"), {}, MISSING),
    ("window_months", asked(12), {"certificate_issued_on": DAY(2025, 10, 12)}, MET),
    ("window_months", asked(12), {"certificate_issued_on": DAY(2025, 10, 11)}, NOT_MET),
    ("window_months", asked(12), {"certificate_issued_on": ON}, MET),
    ("window_months", asked(12), {"certificate_issued_on": DAY(2026, 10, 13)}, NOT_MET),
    ("window_months", asked(12), {}, MISSING),
    # The day on which the claim was first sent counts, not the day of judging.
    (
        "window_months",
        asked(12),
        {"certificate_issued_on": DAY(2025, 10, 11), "claimed_on": DAY(2026, 10, 11)},
        MET,
    ),
    ("lifetime_limit", THREE, had(2), MET),
    ("lifetime_limit", THREE, had(3), NOT_MET),
    ("lifetime_limit", THREE, had(3, scheme="y"), MET),
    ("lifetime_limit", asked(3, funds=["unemployment"]), had(3, scheme="y"), NOT_MET),
    ("lifetime_limit", asked(3), had(3, scheme="y"), NOT_MET),
    ("lifetime_limit", THREE, {}, MET),
    ("yearly_limit", ONCE_A_YEAR, {}, MET),
    ("yearly_limit", ONCE_A_YEAR, had(), NOT_MET),
    ("yearly_limit", ONCE_A_YEAR, had(on=DAY(2025, 12, 31)), MET),
    ("yearly_limit", ONCE_A_YEAR, had(on=DAY(2026, 1, 1)), NOT_MET),
    ("same_level_once", asked(True), had(level=FOURTH), MET),
    ("same_level_once", asked(True), had(), NOT_MET),
    ("same_level_once", asked(True), had(code="4-02-07-09"), MET),
    ("same_level_once", asked(True, schemes=["x"]), had(scheme="y"), MET),
    ("same_level_once", asked(True), {}, MET),
    ("higher_bars_lower", asked(True), {"level": FOURTH, **had(level=THIRD)}, NOT_MET),
    ("higher_bars_lower", asked(True), {"level": FOURTH, **had(level=FOURTH)}, MET),
    ("higher_bars_lower", asked(True), {"level": FOURTH, **had(level=FIFTH)}, MET),
    ("higher_bars_lower", asked(True), {"level": FOURTH, **had(level=THIRD, code="4-02-07-09")}, MET),
    ("higher_bars_lower", asked(True), {"level": "不分等级", **had(level=THIRD)}, MET),
    ("one_fund", asked(True), {}, MET),
    ("one_fund", asked(True), {"certificate_fed": Fund.EMPLOYMENT}, NOT_MET),
    ("fund_reserve", asked(12, found=12), {}, MET),
    ("fund_reserve", asked(12, found=11), {}, NOT_MET),
    ("fund_reserve", asked(12), {}, MISSING),
    ("payee", TABLE, {"category": RURAL}, MET),
    ("payee", TABLE, {"category": OTHER}, NOT_MET),
    ("payee", TABLE, {"category": OTHER, "claimant": Claimant.PERSON}, MET),
    ("payee", TABLE, {"category": RURAL, "claimant": Claimant.EMPLOYER}, NOT_MET),
    ("rate", asked("class_start"), {}, MET),
    ("rate", asked("class_start"), {"class_started_on": DAY(2026, 8, 4)}, MISSING),
    ("rate", asked("class_start"), {"class_started_on": DAY(2025, 12, 31)}, MISSING),
    ("rate", asked("class_start"), {"class_started_on": DAY(2026, 1, 1)}, MET),
    ("rate", asked("class_start"), {"level": FOURTH}, MISSING),
    ("rate", asked("class_start"), {"class_started_on": None}, MISSING),
    ("rate", asked("claim"), {}, MISSING),
    ("rate", asked("claim"), {"claimed_on": BEGAN}, MET),
    ("rate", asked("certificate"), {"certificate_issued_on": BEGAN}, MET),
    ("rate", asked("claim"), {"rate": 90_000}, MET),
    ("ceiling", asked({FIFTH: "1000.00"}), {}, MET),
    ("ceiling", asked({FIFTH: "1000.00"}), {"level": FOURTH}, NOT_MET),
    ("ceiling", asked({FIFTH: "1000.00"}), {"level": ""}, MISSING),
    ("shortage", asked([FIRST], percent=30), {}, MET),
    ("shortage", asked([], percent=30), {}, MET),
    ("online_share", asked("0.7"), {"online_hours": Decimal(8)}, MET),
    ("online_share", asked("0.7"), {}, MET),
]
#: Rules that have only one answer of three: money that is added or cut, a fund, a record that is complete.
NEVER_REFUSE = {"category_evidence", "hired_from", "rate", "shortage", "online_share"}
ALWAYS_KNOW = {
    "lifetime_limit", "yearly_limit", "same_level_once", "higher_bars_lower", "one_fund", "payee", "shortage",
    "online_share",
}  # fmt: skip


def outcome_of(code: str, parameters: dict[str, Any], facts: dict[str, Any]) -> Outcome | None:
    known: dict[str, Any] = {"occupation_code": FIRST, "level": FIFTH, "class_started_on": BEGAN}
    checks = prepare(parameters, [ROW], Payee.PROVIDER).checks
    found = [check(Facts(**known | facts), ON) for check in checks]
    findings = {finding.code: finding for finding in found if finding is not None}
    assert all(finding.clause == "第一条" and finding.asked for finding in findings.values())
    return findings[code].outcome if code in findings else None


@pytest.mark.parametrize(("code", "parameter", "facts", "outcome"), CASES)
def test_a_rule_answers(
    code: str, parameter: dict[str, Any], facts: dict[str, Any], outcome: Outcome | None
) -> None:
    assert outcome_of(code, {code: parameter}, facts) == outcome


def test_the_table_has_every_rule_from_every_side() -> None:
    sides: dict[str, set[Outcome | None]] = {code: set() for code in RULES}
    for code, _parameter, _facts, outcome in CASES:
        sides[code].add(outcome)
    assert len(RULES) == 28
    assert [code for code in RULES if MET not in sides[code]] == []
    assert {code for code in RULES if NOT_MET not in sides[code]} == NEVER_REFUSE
    assert {code for code in RULES if MISSING not in sides[code]} == ALWAYS_KNOW


@pytest.mark.parametrize(("times", "listed", "outcome"), [(2, [FIRST], MET), (3, [FIRST], NOT_MET)])
def test_an_urgent_shortage_raises_the_limit_of_a_year(
    times: int, listed: list[str], outcome: Outcome
) -> None:
    parameters = {"yearly_limit": ONCE_A_YEAR, "shortage": asked(listed)}
    assert outcome_of("yearly_limit", parameters, had(times)) == outcome


@pytest.mark.parametrize(
    ("parameters", "facts", "amount"),
    [
        ({}, {}, 80_000),
        ({}, {"level": FOURTH}, 0),
        ({"ceiling": asked({FIFTH: "800.00"})}, {}, 80_000),
        ({"ceiling": asked({FIFTH: "799.99"})}, {}, 79_999),
        ({"ceiling": asked({FOURTH: "799.99"})}, {}, 0),
        ({"shortage": asked([FIRST], percent=30)}, {}, 104_000),
        ({"shortage": asked(["2-02-13-02"], percent=30)}, {}, 80_000),
        ({"online_share": asked("0.7")}, {"online_hours": Decimal(8)}, 56_000),
        ({"online_share": asked("0.7")}, {"online_hours": Decimal(0)}, 80_000),
        # The ceiling cuts the rate, then the list raises it; half a fen goes up.
        (
            {"ceiling": asked({FIFTH: "500.01"}), "shortage": asked([FIRST], percent=50)},
            {},
            75_002,
        ),
    ],
)
def test_what_a_rate_comes_to(parameters: dict[str, Any], facts: dict[str, Any], amount: int) -> None:
    known: dict[str, Any] = {"occupation_code": FIRST, "level": FIFTH, "class_started_on": BEGAN}
    assert Tariff([ROW], parameters).amount(Facts(**known | facts), ON) == amount


def test_the_rate_of_the_level_comes_first_and_the_newest_of_them() -> None:
    rows = [
        RateRow(FIRST, "", 60_000, DAY(2026, 1, 1), None, "例"),
        RateRow(FIRST, FIFTH, 70_000, DAY(2025, 1, 1), None, "例"),
        RateRow(FIRST, FIFTH, 80_000, DAY(2026, 1, 1), None, "例"),
    ]
    tariff = Tariff(rows, {})
    known = Facts(occupation_code=FIRST, level=FIFTH, class_started_on=BEGAN)
    assert tariff.amount(known, ON) == 80_000
    other = Facts(occupation_code=FIRST, level=FOURTH, class_started_on=BEGAN)
    assert tariff.amount(other, ON) == 60_000
    assert tariff.last_day is None
