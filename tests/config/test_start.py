"""The office starts with right settings only; each start is a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.env import BASE_DIR

KEYS = {
    "SECRET_KEY": "s" * 60,
    "FIELD_KEY": "1a" * 32,
    "INDEX_KEY": "2b" * 32,
    "AUDIT_KEY": "3c" * 32,
    "SIGNING_KEY": "4d" * 32,
}
PRODUCTION = {
    **KEYS,
    "ENVIRONMENT": "production",
    "ALLOWED_HOSTS": "office.example",
    "PUBLIC_BASE_URL": "https://office.example",
    "PAPER_SIGNATURE": "none",
}


def start(program: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in surroundings that hold nothing but the variables given."""
    surroundings = {"PATH": os.environ["PATH"], "DATABASE_URL": "sqlite:///:memory:", **variables}
    # Variables that a developer's .env may set are given blank, which counts as not given.
    for name in ("DEBUG", "ENVIRONMENT", *PRODUCTION):
        surroundings.setdefault(name, "")
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=BASE_DIR,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


SHOW = "import config.settings as s; print(s.DEBUG, s.ALLOWED_HOSTS)"


def test_production_starts_with_everything_given() -> None:
    ended = start(SHOW, **PRODUCTION)
    assert (ended.stdout, ended.stderr) == ("False ['office.example']\n", "")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"AUDIT_KEY": "", "FIELD_KEY": ""},
            "Set AUDIT_KEY, FIELD_KEY in the environment or in .env (see .env.example).",
        ),
        ({"FIELD_KEY": "1a" * 16}, "FIELD_KEY must be 32 bytes in hex (64 digits)."),
        (
            {"INDEX_KEY": "1a" * 32},
            "FIELD_KEY, INDEX_KEY, AUDIT_KEY and SIGNING_KEY must be four different keys.",
        ),
        (
            {"PAPER_SIGNATURE": ""},
            "Set PAPER_KEY_FILE and PAPER_CHAIN_FILE, by which papers are signed, or PAPER_SIGNATURE=none.",
        ),
        (
            {"PAPER_KEY_FILE": "key.pem"},
            "Set PAPER_KEY_FILE and PAPER_CHAIN_FILE together, or neither.",
        ),
        ({"PAPER_SIGNATURE": "B-T"}, "PAPER_SIGNATURE=B-T needs TSA_URL, the address of a time stamp."),
        ({"DEBUG": "true"}, "DEBUG must be off when ENVIRONMENT is production."),
        ({"DEBUG": "perhaps"}, "DEBUG must be true or false, not 'perhaps'."),
        ({"PUBLIC_BASE_URL": ""}, "Set PUBLIC_BASE_URL in the environment or in .env (see .env.example)."),
        ({"ENVIRONMENT": "staging"}, "ENVIRONMENT must be development or production."),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL."),
        (
            {"DATABASE_URL": "oracle://x/y"},
            "DATABASE_URL must begin with sqlite:/// or postgres://, not 'oracle'.",
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_wrong_setting_stops_the_start(change: dict[str, str], message: str) -> None:
    ended = start(SHOW, **{**PRODUCTION, **change})
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == f"django.core.exceptions.ImproperlyConfigured: {message}"


SHOW_KEYS = (
    "import config.settings as s; print(s.SECRET_KEY, s.FIELD_KEY, s.INDEX_KEY, s.AUDIT_KEY, s.SIGNING_KEY)"
)


def test_development_adds_a_key_that_its_file_lacks(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    older = {name: key for name, key in KEYS.items() if name != "SIGNING_KEY"}
    file.write_text(json.dumps(older), encoding="utf-8")
    first, second = start(SHOW_KEYS, KEY_FILE=str(file)), start(SHOW_KEYS, KEY_FILE=str(file))
    assert first.stdout == second.stdout
    assert first.stdout.split()[:4] == list(older.values())
    assert [found.name for found in tmp_path.iterdir()] == ["keys.json"]


def test_development_makes_its_keys_once(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "keys.json"
    first, second = start(SHOW_KEYS, KEY_FILE=str(file)), start(SHOW_KEYS, KEY_FILE=str(file))
    assert first.stdout == second.stdout
    assert [len(key) for key in first.stdout.split()] == [64, 64, 64, 64, 64]
    assert file.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in file.parent.iterdir()] == ["keys.json"]
