import datetime

import pytest

from office.policy.enums import Outcome
from office.policy.findings import Finding, Verdict

ON = datetime.date(2026, 3, 2)


def finding(code, outcome):
    return Finding(code=code, outcome=outcome, asked="≥ 80%", found="75%", clause="第六条")


MET = finding("a", Outcome.MET)
NOT_MET = finding("b", Outcome.NOT_MET)
MISSING = finding("c", Outcome.EVIDENCE_MISSING)


@pytest.mark.parametrize(
    ("findings", "eligible"),
    [
        ([MET], True),
        ([MET, NOT_MET], False),
        ([MET, MISSING], None),
        ([MISSING, NOT_MET], False),
        ([NOT_MET, MISSING, MET], False),
        ([], None),
    ],
)
def test_one_rule_not_met_decides_and_missing_evidence_leaves_open(findings, eligible):
    assert Verdict(tuple(findings)).eligible is eligible


def test_a_verdict_survives_being_kept():
    verdict = Verdict((MET, NOT_MET, MISSING))
    assert Verdict.from_json(verdict.to_json()) == verdict
    assert verdict.to_json()[1] == {
        "code": "b",
        "outcome": "not_met",
        "asked": "≥ 80%",
        "found": "75%",
        "clause": "第六条",
        "label": "",
    }


def test_an_unknown_outcome_is_refused():
    with pytest.raises(ValueError, match="perhaps"):
        Finding.from_json({"code": "a", "outcome": "perhaps", "asked": "", "found": "", "clause": ""})
