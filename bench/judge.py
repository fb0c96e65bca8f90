"""How long judging takes beside a pass that only reads the same records and writes the same answers.

    python -m bench.judge

Both passes use the same reader and the same writer, each in a process of its own, which tells its peak of
memory; the rules are the shipped ones of the training fund with a rate of 800 yuan.
"""

from __future__ import annotations

import datetime
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

SIZES = (10_000, 100_000)
REPEATS = 3
DISTINCT = 1_000
ON = datetime.date(2025, 9, 1)
PASSES = ("judge", "copy")


def _day(chance: random.Random, first: str, days: int) -> str:
    return str(datetime.date.fromisoformat(first) + datetime.timedelta(days=chance.randrange(days)))


def _records(count: int) -> Iterator[dict[str, Any]]:
    """Yield invented records: every outcome of every rule occurs."""
    chance = random.Random(20260301)
    for _number in range(count):
        category = chance.choice(["rural_worker", "unemployed", "employee", "graduate", "other"])
        started = _day(chance, "2024-06-01", 400)
        yield {
            "category": category,
            "attested": [{"category": "rural_worker", "as_of": _day(chance, "2024-01-01", 300)}],
            "birth_date": _day(chance, "1962-01-01", 16_000),
            "sex": chance.choice("12"),
            "claimant": "provider",
            "occupation_code": "4-02-07-08",
            "level": chance.choice(["五级/初级工", "四级/中级工"]),
            "class_started_on": started,
            "class_hours": chance.choice([60, 80, 120]),
            "hours_attended": chance.choice(["80.0", "64.0", "63.5"]),
            "hours_held": "80.0",
            "test_passed": chance.choice([True, True, False, None]),
            "certificate_kind": chance.choice(["completion", "skill_level", None]),
            "certificate_issued_on": _day(chance, "2024-07-01", 400),
            "contract_signed_on": _day(chance, "2023-09-01", 600),
            "contract_months": chance.choice([6, 12, 36, None]),
            "earlier": [
                {
                    "scheme": "training-fund",
                    "fund": "employment",
                    "occupation_code": "4-02-07-08",
                    "level": "三级/高级工",
                    "on": "2024-03-01",
                }
            ]
            * chance.choice([0, 0, 1, 3]),
        }


def _write(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as target:
        for number, record in enumerate(_records(count)):
            target.write(("[\n" if number == 0 else ",\n") + json.dumps(record, ensure_ascii=False))
        target.write("\n]\n")


def _judge() -> Any:
    """Return the judge of the shipped training fund with a rate, made without a database."""
    from office.policy.models import PolicyVersion, Source
    from training.subsidies import shipped
    from training.subsidies.judging import Judge
    from training.subsidies.models import Scheme
    from training.subsidies.rules import RateRow

    scheme = next(
        each
        for each in json.loads(shipped.FILE.read_text(encoding="utf-8"))["schemes"]
        if each["code"] == "training-fund"
    )
    version = scheme["versions"][-1]
    source = Source(title="就业补助资金管理办法", number="财社〔2023〕181号")
    made = PolicyVersion(
        scheme=scheme["code"],
        label=version["label"],
        valid_from=datetime.date.fromisoformat(version["valid_from"]),
        valid_to=datetime.date.fromisoformat(version["valid_to"]),
        parameters=version["parameters"],
        clause=version["clause"],
        source=source,
    )
    rate = RateRow("4-02-07-08", "", 80_000, datetime.date(2024, 1, 1), None, "示例")
    return Judge(Scheme(code=scheme["code"], payee=scheme["payee"]), made, [rate], ON)


def _pass(name: str, records: Path, answers: Path) -> None:
    """Run one pass and print its seconds and the peak of its memory in MiB."""
    import django

    django.setup()
    from training.subsidies.records import read_records, write_answers, written
    from training.subsidies.rules import Facts

    judge = _judge()
    ready = [json.loads(written(judge.decide(Facts.from_json(record)))) for record in _records(DISTINCT)]
    start = time.perf_counter()
    with records.open(encoding="utf-8") as stream, answers.open("w", encoding="utf-8") as out:
        if name == "judge":
            write_answers(stream, out, judge)
        else:
            encode = json.JSONEncoder(ensure_ascii=False).encode
            for _record, answer in zip(read_records(stream), cycle(ready), strict=False):
                out.write(",\n" + encode(answer))
    seconds = time.perf_counter() - start
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def _measured(name: str, records: Path, answers: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.judge", name, str(records), str(answers)]
    seconds, peak = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return seconds, peak


def run() -> list[dict[str, Any]]:
    """Measure both passes: seconds (best of three for the large file) and peaks of memory."""
    lines: list[dict[str, Any]] = []
    peaks: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        records, answers = Path(folder) / "facts.json", Path(folder) / "answers.json"
        for size in SIZES:
            _write(records, size)
            runs = {name: [_measured(name, records, answers) for _run in range(REPEATS)] for name in PASSES}
            ours, floor = (min(seconds for seconds, _peak in runs[name]) for name in PASSES)
            peaks.append(max(peak for _seconds, peak in runs["judge"]))
            lines.append(
                {
                    "name": f"judge, {size} records / read them and write the answers",
                    "value": round(ours, 3),
                    "floor": round(floor, 3),
                    "ratio": round(floor / ours, 2),
                    "unit": "s",
                }
            )
    lines.append(
        {
            "name": f"judge, peak of memory: {SIZES[-1]} records / {SIZES[0]} records",
            "value": round(peaks[-1], 1),
            "floor": round(peaks[0], 1),
            "ratio": round(peaks[0] / peaks[-1], 2),
            "unit": "MiB",
        }
    )
    return lines


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if sys.argv[1:]:
        _pass(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        from bench.__main__ import show

        show(run())
