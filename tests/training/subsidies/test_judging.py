"""The judge over all shipped schemes, the command, and what it refuses."""

import datetime
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from demo import policy
from office.policy.enums import Outcome
from office.policy.findings import Verdict
from office.policy.models import PolicyVersion, Source
from training.courses.enums import CertificateKind, PersonCategory
from training.subsidies.enums import Claimant, Fund
from training.subsidies.judging import Judge, judge_for, replay
from training.subsidies.models import Rate, Scheme
from training.subsidies.rules import Earlier, Facts, RateRow

ON = datetime.date(2025, 9, 1)
GOOD = {
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


def judged(tmp_path: Path, records: object, *options: str, scheme: str = "training-fund") -> list:
    path = tmp_path / "facts.json"
    path.write_text(records if isinstance(records, str) else json.dumps(records, ensure_ascii=False))
    out = StringIO()
    call_command(
        "judge", "--scheme", scheme, "--on", str(ON), "--facts", str(path), "--json", *options, stdout=out
    )
    return json.loads(out.getvalue())


@pytest.fixture
def district(db: None) -> Scheme:
    return policy.scheme()


def test_a_fresh_office_has_the_schemes_and_no_amounts(db: None) -> None:
    assert list(Scheme.objects.order_by("code").values_list("code", "record_only")) == [
        ("job-transfer", True),
        ("project-training", False),
        ("safety-training", True),
        ("skill-subsidy", False),
        ("training-fund", False),
    ]
    assert Rate.objects.count() == 0
    assert PolicyVersion.objects.filter(example=True).count() == 0
    for version in PolicyVersion.objects.all():
        assert all(parameter["clause"] for parameter in version.parameters.values())


def test_loading_again_changes_nothing(db: None) -> None:
    Scheme.objects.filter(code="training-fund").update(name="本地名称")
    out = StringIO()
    call_command("load_schemes", stdout=out)
    assert Scheme.objects.get(code="training-fund").name == "本地名称"
    assert (Scheme.objects.count(), PolicyVersion.objects.count()) == (5, 6)


def test_answers_come_in_order_with_yuan_and_findings(district: Scheme, tmp_path: Path) -> None:
    refused = GOOD | {"hours_attended": "63.9"}
    unclear = GOOD | {"attested": []}
    answers = judged(tmp_path, [GOOD, refused, unclear])
    assert [(row["eligible"], row["amount"], row["payee"]) for row in answers] == [
        (True, "800.00", "provider"),
        (False, "0.00", "provider"),
        (None, "0.00", "provider"),
    ]
    assert all(set(row) == {"eligible", "amount", "payee", "findings"} for row in answers)
    open_codes = [
        [finding["code"] for finding in row["findings"] if finding["outcome"] != "met"] for row in answers
    ]
    assert open_codes == [[], ["attendance_share"], ["category_evidence"]]
    assert set(answers[0]["findings"][0]) == {"code", "outcome", "asked", "found", "clause"}


def test_json_lines_and_an_empty_array_are_read_too(district: Scheme, tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(GOOD) for _number in range(3))
    assert [row["amount"] for row in judged(tmp_path, lines)] == ["800.00"] * 3
    assert judged(tmp_path, []) == []


def test_without_a_rate_or_past_its_end_nobody_is_eligible(db: None, tmp_path: Path) -> None:
    answer = judged(tmp_path, [GOOD])[0]
    assert (answer["eligible"], answer["amount"]) == (None, "0.00")
    assert [row["code"] for row in answer["findings"] if row["outcome"] != "met"] == ["rate"]
    late = judge_for(Scheme.objects.get(code="training-fund"), datetime.date(2026, 1, 1))
    decision = late.decide(Facts.from_json(GOOD | {"rate": "800.00"}))
    assert decision.eligible is None
    assert decision.findings[0].code == "in_force"
    with pytest.raises(ValidationError) as refusal:
        late.in_force()
    assert refusal.value.code == "policy_expired"
    assert len(late.warnings) == 2


def test_a_scheme_that_only_records_pays_nobody(district: Scheme, tmp_path: Path) -> None:
    answer = judged(tmp_path, [GOOD], scheme="safety-training")[0]
    assert answer["eligible"] is False
    assert "record_only" in [row["code"] for row in answer["findings"]]


@pytest.mark.parametrize(
    ("record", "named"),
    [
        ({"birth_date": "1990-13-01"}, "birth_date"),
        ({"category": "king"}, "category"),
        ({"hours": 3}, "hours"),
        ({"class_hours": -1}, "class_hours"),
        ({"test_passed": "yes"}, "test_passed"),
        ({"attested": [{"category": "graduate"}]}, "attested.1.as_of"),
        ({"rate": "1.234"}, "rate"),
        ([], "—"),
    ],
)
def test_a_bad_record_is_named_and_nothing_is_written(
    district: Scheme, tmp_path: Path, record: object, named: str
) -> None:
    target = tmp_path / "answers.json"
    with pytest.raises(CommandError) as refusal:
        judged(tmp_path, [GOOD, record], "--output", str(target))
    assert "2" in str(refusal.value)
    assert named in str(refusal.value)
    assert not target.exists()


def test_going_on_reports_each_bad_record_in_its_place(district: Scheme, tmp_path: Path) -> None:
    target = tmp_path / "answers.json"
    with pytest.raises(CommandError):
        judged(tmp_path, [{"sex": 1}, GOOD], "--keep-going", "--output", str(target))
    first, second = json.loads(target.read_text())
    assert (first["eligible"], first["findings"], "sex" in first["error"]) == (None, [], True)
    assert second["amount"] == "800.00"


@pytest.mark.parametrize("text", ["[{}", "[{} {}]", "{", "[NaN]", "[[]]]", '[{"a":' + "[" * 99999])
def test_broken_json_is_refused(district: Scheme, tmp_path: Path, text: str) -> None:
    with pytest.raises(CommandError):
        judged(tmp_path, text)


def test_the_schema_takes_what_the_reader_takes(db: None) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    out = StringIO()
    call_command("judge", "--schema", stdout=out)
    schema = json.loads(out.getvalue())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(GOOD, schema)
    assert all(field["description"] for field in schema["properties"].values())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"category": "king"}, schema)


def test_kept_facts_are_judged_anew_by_the_rules_of_another_day(district: Scheme) -> None:
    judge = judge_for(district, ON)
    facts = Facts.from_json(GOOD | {"claimed_on": "2025-08-01"})
    decision = judge.decide(facts)
    again = replay(
        facts.to_json(),
        district,
        datetime.date(2031, 1, 1),
        findings=Verdict(decision.findings).to_json(),
        amount=decision.amount,
    )
    assert again.differs is True
    assert [change.code for change in again.changes if change.differs] == ["in_force"]


def test_a_ceiling_cuts_the_rate_and_a_technician_gets_nothing(district: Scheme) -> None:
    scheme = Scheme.objects.get(code="skill-subsidy")
    judge = judge_for(scheme, ON)
    facts = {
        "category": "employee", "claimant": "person", "insured_months": 12, "rate": "3000.00",
        "level": "五级/初级工", "occupation_code": "4-02-07-08", "certificate_kind": "skill_level",
        "certificate_issued_on": "2025-03-01",
    }  # fmt: skip
    assert judge.decide(Facts.from_json(facts)).amount == 100_000
    assert judge.decide(Facts.from_json(facts | {"level": "二级/技师"})).eligible is False
    assert judge.decide(Facts.from_json(facts | {"insured_months": 11})).eligible is False
    assert judge.decide(Facts.from_json(facts | {"insured_months": None})).eligible is None
    old = judge_for(scheme, datetime.date(2023, 9, 1))
    assert old.decide(Facts.from_json(facts | {"insured_months": 35})).eligible is False


def plain_judge(**parameters: object) -> Judge:
    version = PolicyVersion(
        scheme="x",
        label="x",
        valid_from=datetime.date(2024, 1, 1),
        clause="第一条",
        source=Source(title="x"),
        parameters={code: {"value": value, "clause": "第一条"} for code, value in parameters.items()},
    )
    rate = RateRow("", "", 80_000, datetime.date(2020, 1, 1), None, "x")
    return Judge(Scheme(code="x", payee="provider"), version, [rate], ON)


DAYS = st.dates(datetime.date(2023, 1, 1), datetime.date(2027, 12, 31))
EARLIER = st.builds(
    Earlier,
    scheme=st.sampled_from(["x", "y"]),
    fund=st.sampled_from(Fund),
    occupation_code=st.just("4-02-07-08"),
    level=st.sampled_from(["五级/初级工", "四级/中级工"]),
    on=DAYS,
)
ANY_FACTS = st.builds(
    Facts,
    category=st.none() | st.sampled_from(PersonCategory),
    claimant=st.sampled_from(Claimant),
    occupation_code=st.sampled_from(["", "4-02-07-08"]),
    level=st.sampled_from(["", "五级/初级工", "二级/技师"]),
    class_started_on=st.none() | DAYS,
    certificate_kind=st.none() | st.sampled_from(CertificateKind),
    certificate_issued_on=st.none() | DAYS,
    earlier=st.lists(EARLIER, max_size=5).map(tuple),
)


@settings(max_examples=200, deadline=None)
@given(ANY_FACTS)
def test_money_goes_with_a_verdict_and_a_verdict_with_findings(facts: Facts) -> None:
    decision = plain_judge(window_months=12, lifetime_limit=3, certificate=["completion"]).decide(facts)
    assert decision.findings
    assert (decision.amount > 0) <= (decision.eligible is True)
    assert (decision.eligible is True) == all(finding.outcome == Outcome.MET for finding in decision.findings)
    assert Facts.from_json(json.loads(json.dumps(facts.to_json()))) == facts


@settings(max_examples=100, deadline=None)
@given(ANY_FACTS, st.integers(1, 48), st.integers(0, 24))
def test_a_longer_window_and_a_higher_cap_never_shut_anybody_out(
    facts: Facts, months: int, more: int
) -> None:
    narrow = plain_judge(window_months=months, lifetime_limit=months).decide(facts).eligible
    wide = plain_judge(window_months=months + more, lifetime_limit=months + more).decide(facts).eligible
    assert wide is narrow or narrow is False
