"""`manage.py judge`: the answers it must give, the files it takes, and those it refuses whole."""

import json
import re
import tracemalloc
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from hypothesis import given, settings

from demo import policy
from office.people.models import Courier
from training.subsidies.judging import judge_for
from training.subsidies.models import Scheme
from training.subsidies.records import read_records, write_answers
from training.subsidies.rules import Facts

from .test_judging import ANY_FACTS, GOOD, ON

ANSWERS = json.loads((Path(__file__).parents[2] / "data" / "judge.answer.json").read_text(encoding="utf-8"))
RUNS = pytest.mark.parametrize("run", ANSWERS, ids=[f"{run['scheme']} {run['on']}" for run in ANSWERS])


def told(
    tmp_path: Path, text: str | bytes, *options: str, scheme: str = "training-fund", on: str = str(ON)
) -> str:
    """What the command writes of a file."""
    path, out = tmp_path / "facts.json", StringIO()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    call_command("judge", "--scheme", scheme, "--on", on, "--facts", str(path), *options, stdout=out)
    return out.getvalue()


def judged(tmp_path: Path, records: list[Any], *options: str, **chosen: str) -> list[Any]:
    """The answers to a list of records."""
    found = json.loads(told(tmp_path, json.dumps(records, ensure_ascii=False), "--json", *options, **chosen))
    assert isinstance(found, list)
    return found


@pytest.fixture
def district(shipped: None) -> Scheme:
    return policy.scheme()


def in_short(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer as the file of answers writes it: of the findings those that are not met."""
    findings = answer["findings"]
    assert set(answer) == {"eligible", "amount", "payee", "findings"}
    assert all(set(row) == {"code", "outcome", "asked", "found", "clause"} for row in findings)
    open_ = {row["code"]: row["outcome"] for row in findings if row["outcome"] != "met"}
    return {**{name: answer[name] for name in ("eligible", "amount", "payee")}, "open": open_}


@RUNS
@pytest.mark.parametrize("form", ["array", "lines"])
def test_each_record_gets_the_answer_it_must_get(
    shipped: None, tmp_path: Path, run: dict[str, Any], form: str
) -> None:
    records = [json.dumps(row["facts"], ensure_ascii=False) for row in run["records"]]
    text = "\n".join(records) if form == "lines" else f"[{', '.join(records)}]"
    answers = json.loads(told(tmp_path, text, "--json", scheme=run["scheme"], on=run["on"]))
    found = [
        {"why": row["why"], **in_short(answer)} for row, answer in zip(run["records"], answers, strict=True)
    ]
    assert found == [{"why": row["why"], **row["answer"]} for row in run["records"]]


def test_the_answers_cover_every_scheme(shipped: None) -> None:
    assert {run["scheme"] for run in ANSWERS} == set(Scheme.objects.values_list("code", flat=True))


def test_the_scheme_s_own_rate_is_taken_where_a_record_has_none(district: Scheme, tmp_path: Path) -> None:
    answers = judged(tmp_path, [GOOD, GOOD | {"rate": "799.99"}, GOOD | {"level": "四级/中级工"}])
    assert [row["amount"] for row in answers] == ["800.00", "799.99", "1000.00"]


def test_an_empty_file_and_an_empty_array_give_an_empty_array(district: Scheme, tmp_path: Path) -> None:
    assert [judged(tmp_path, []), json.loads(told(tmp_path, "", "--json"))] == [[], []]


def test_without_json_the_totals_are_told(district: Scheme, tmp_path: Path) -> None:
    text = json.dumps([GOOD, GOOD, GOOD | {"attested": []}, *[GOOD | {"test_passed": False}] * 3])
    assert re.findall(r"[\d.]+", told(tmp_path, text)) == ["6", "2", "3", "1", "1600.00"]


def test_answers_go_to_a_file_or_from_standard_input(
    district: Scheme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "answers.json"
    monkeypatch.setattr("sys.stdin", StringIO(json.dumps([GOOD])))
    call_command(
        "judge", "--scheme", "training-fund", "--on", str(ON), "--facts", "-", "--output", str(target),
        stdout=StringIO(),
    )  # fmt: skip
    assert [row["amount"] for row in json.loads(target.read_text(encoding="utf-8"))] == ["800.00"]


def test_judging_writes_nothing_into_the_office(
    district: Scheme, tmp_path: Path, django_assert_num_queries: Any
) -> None:
    # The scheme, its versions, its rates: however many records there are.
    for number in (1, 30):
        with django_assert_num_queries(3):
            judged(tmp_path, [GOOD] * number)
    assert Courier.objects.count() == 0


@pytest.mark.parametrize(
    ("record", "named"),
    [
        ({"birth_date": "1990-13-01"}, "birth_date"),
        ({"birth_date": "19900501"}, "birth_date"),
        ({"birth_date": 19900501}, "birth_date"),
        ({"category": "king"}, "category"),
        ({"category": ["rural_worker"]}, "category"),
        ({"hours": 3}, "hours"),
        ({"class_hours": -1}, "class_hours"),
        ({"class_hours": "1e9999"}, "class_hours"),
        ({"class_hours": True}, "class_hours"),
        ({"test_passed": "yes"}, "test_passed"),
        ({"insured_months": 1.5}, "insured_months"),
        ({"insured_months": 10**30}, "insured_months"),
        ({"occupation_code": "4" * 61}, "occupation_code"),
        ({"sex": None}, "sex"),
        ({"attested": [GOOD["attested"][0], {"category": "graduate"}]}, "attested.2.as_of"),
        ({"attested": {"category": "graduate"}}, "attested"),
        ({"earlier": [{}] * 201}, "earlier"),
        ({"rate": "1.234"}, "rate"),
        ({"rate": "-1"}, "rate"),
        ([], "—"),
        ("facts", "—"),
        (None, "—"),
    ],
)
def test_a_bad_record_is_named_and_nothing_is_written(
    district: Scheme, tmp_path: Path, record: object, named: str
) -> None:
    target = tmp_path / "answers.json"
    target.write_text("before", encoding="utf-8")
    for options in (["--output", str(target)], []):
        with pytest.raises(CommandError) as refusal:
            judged(tmp_path, [GOOD, record], *options)
        assert "2" in str(refusal.value)
        assert named in str(refusal.value)
    assert target.read_text(encoding="utf-8") == "before"


def test_nothing_is_printed_of_a_file_that_is_bad_at_its_end(district: Scheme, tmp_path: Path) -> None:
    path, out = tmp_path / "facts.json", StringIO()
    path.write_text(json.dumps([*[GOOD] * 50, {"sex": 3}]), encoding="utf-8")
    with pytest.raises(CommandError, match="51"):
        call_command(
            "judge", "--scheme", "training-fund", "--on", str(ON), "--facts", str(path), "--json", stdout=out
        )
    assert out.getvalue() == ""


def test_going_on_reports_each_bad_record_in_its_place(district: Scheme, tmp_path: Path) -> None:
    target = tmp_path / "answers.json"
    with pytest.raises(CommandError):
        judged(tmp_path, [{"sex": 1}, GOOD], "--keep-going", "--output", str(target))
    first, second = json.loads(target.read_text(encoding="utf-8"))
    assert (first["eligible"], first["amount"], first["findings"]) == (None, "0.00", [])
    assert "sex" in first["error"]
    assert second["amount"] == "800.00"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("[{}", 2),
        ("[{} {}]", 2),
        ("[{},]", 2),
        ("{", 1),
        ("[NaN]", 1),
        ("[{}]]", 2),
        ("[{}] {}", 2),
        ('{}\n{"sex":', 2),
        ('[{"a":' + "[" * 99_999, 1),
    ],
)
@pytest.mark.parametrize("options", [[], ["--keep-going"]])
def test_broken_json_is_refused_whatever_happens(
    shipped: None, tmp_path: Path, text: str, number: int, options: list[str]
) -> None:
    target = tmp_path / "answers.json"
    with pytest.raises(CommandError) as refusal:
        told(tmp_path, text, "--output", str(target), *options)
    assert (str(number) in str(refusal.value), target.exists()) == (True, False)


def test_a_file_that_is_not_utf_8_or_not_there_is_refused(shipped: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="UTF-8"):
        told(tmp_path, json.dumps([GOOD], ensure_ascii=False).encode("gb18030"))
    with pytest.raises(CommandError, match=r"nowhere\.json"):
        call_command("judge", "--scheme", "training-fund", "--facts", str(tmp_path / "nowhere.json"))


@pytest.mark.parametrize(
    "options", [[], ["--scheme", "training-fund"], ["--scheme", "no-such", "--facts", "-"]]
)
def test_what_is_not_named_is_asked_for(shipped: None, options: list[str]) -> None:
    with pytest.raises(CommandError, match="--list"):
        call_command("judge", *options)


def test_the_list_names_schemes_versions_and_ends(shipped: None) -> None:
    out = StringIO()
    call_command("judge", "--list", "--on", "2026-01-01", stdout=out)
    lines = out.getvalue().splitlines()
    assert [line.split("\t")[0] for line in lines if "\t" in line and not line.startswith(" ")] == [
        "job-transfer", "project-training", "safety-training", "skill-subsidy", "training-fund",
    ]  # fmt: skip
    assert sum(line.startswith("  ! ") for line in lines) >= 5


@pytest.fixture(scope="module")
def schema() -> Any:
    out = StringIO()
    call_command("judge", "--schema", stdout=out)
    found = json.loads(out.getvalue())
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


@RUNS
def test_the_schema_takes_every_record_of_the_answers(schema: Any, run: dict[str, Any]) -> None:
    assert [list(schema.iter_errors(row["facts"])) for row in run["records"]] == [[]] * len(run["records"])


@pytest.mark.parametrize(
    "record",
    [
        {"category": "king"},
        {"hours": 3},
        {"class_hours": -1},
        {"birth_date": "1990"},
        {"birth_date": "1990-W18-2"},
        {"test_passed": "yes"},
        {"insured_months": 1.5},
        {"attested": [{"category": "graduate"}]},
        {"rate": "1.234"},
        {"rate": True},
        {"sex": None},
        [],
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(schema: Any, record: Any) -> None:
    assert schema.is_valid(record) is False
    with pytest.raises(ValidationError):
        Facts.from_json(record)


@settings(max_examples=100, deadline=None)
@given(ANY_FACTS)
def test_the_schema_takes_whatever_is_kept(schema: Any, facts: Facts) -> None:
    schema.validate(json.loads(json.dumps(facts.to_json())))


class Endless:
    """A file of records that is never there as a whole."""

    def __init__(self, records: int) -> None:
        text = json.dumps(GOOD)
        self.pieces: Iterator[str] = iter([text + "\n"] * records)

    def read(self, size: int = -1) -> str:
        return next(self.pieces, "")


class Nowhere:
    def write(self, text: str) -> None:
        """Forget it."""


def test_memory_does_not_grow_with_the_file(district: Scheme) -> None:
    judge = judge_for(district, ON)
    peaks = []
    for number in (200, 200, 2_000):
        tracemalloc.start()
        tally = write_answers(Endless(number), Nowhere(), judge)  # type: ignore[arg-type]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert (tally.records, tally.eligible) == (number, number)
    assert peaks[2] < peaks[1] + 200_000


def test_a_record_that_never_ends_is_no_record() -> None:
    with pytest.raises(ValidationError) as refusal:
        list(read_records(StringIO('[{"a": "' + "x" * (3 << 20))))
    assert refusal.value.code == "bad_json"
