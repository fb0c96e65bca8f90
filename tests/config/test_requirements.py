"""What is installed: each package pinned, and named once. pip refuses a list that names one twice."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_package_is_pinned_and_named_once() -> None:
    lines = [
        line.partition("#")[0].strip()
        for name in ("requirements.txt", "requirements-dev.txt")
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
    ]
    packages = [line for line in lines if line and not line.startswith("-")]
    assert [line for line in packages if not re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==[\w.]+", line)] == []
    names = [re.sub(r"[-_.]+", "-", re.split(r"[\[=]", line)[0]).lower() for line in packages]
    assert sorted(names) == sorted(set(names))
