"""`.env` fills in what the environment leaves open."""

import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(os, "environ", {"OFFICE_SET": "outside"})
    return tmp_path / ".env"


def read() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("OFFICE_")}


def test_names_and_values_are_read(file: Path) -> None:
    file.write_text(
        "\ufeff# 说明\n\nOFFICE_A=1\nexport OFFICE_B = two words \n"
        "OFFICE_C='a#b'\nOFFICE_D=\"x=y'\"\nOFFICE_E=\n",
        encoding="utf-8",
    )
    env.load_env_file(file)
    assert read() == {
        "OFFICE_SET": "outside",
        "OFFICE_A": "1",
        "OFFICE_B": "two words",
        "OFFICE_C": "a#b",
        "OFFICE_D": "x=y'",
        "OFFICE_E": "",
    }


def test_what_is_set_outside_stays(file: Path) -> None:
    file.write_text("OFFICE_SET=inside\n", encoding="utf-8")
    env.load_env_file(file)
    assert os.environ["OFFICE_SET"] == "outside"


@pytest.mark.parametrize("line", ["a secret without a name", "1NAME=secret", "=secret"])
def test_a_line_that_is_no_setting_is_refused_without_being_shown(file: Path, line: str) -> None:
    file.write_text(f"OFFICE_A=1\n{line}\n", encoding="utf-8")
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.load_env_file(file)
    assert str(refusal.value) == "Line 2 of .env must read NAME=value."


def test_no_file_is_no_fault(file: Path) -> None:
    env.load_env_file(file)
    assert read() == {"OFFICE_SET": "outside"}
