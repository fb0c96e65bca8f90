"""Variables are read with their type; a wrong one is refused with a sentence that names it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OFFICE_TEST", raising=False)


@pytest.mark.parametrize(
    ("value", "read"), [("1", True), ("Yes", True), (" on ", True), ("0", False), ("FALSE", False)]
)
def test_a_flag_is_read(monkeypatch: pytest.MonkeyPatch, value: str, read: bool) -> None:
    monkeypatch.setenv("OFFICE_TEST", value)
    assert env.flag("OFFICE_TEST", default=not read) is read


@pytest.mark.parametrize(
    ("reader", "default"),
    [
        (env.text, "a"),
        (env.flag, True),
        (env.number, 7),
        (env.path, Path("/srv")),
        (env.web_address, "https://a.example"),
    ],
)
def test_a_blank_variable_counts_as_not_given(
    monkeypatch: pytest.MonkeyPatch, reader: Callable[[str, Any], Any], default: object
) -> None:
    monkeypatch.setenv("OFFICE_TEST", "  ")
    assert reader("OFFICE_TEST", default) == default


@pytest.mark.parametrize(
    ("reader", "value", "message"),
    [
        (env.flag, "maybe", "OFFICE_TEST must be true or false, not 'maybe'."),
        (env.number, "many", "OFFICE_TEST must be a whole number, not 'many'."),
        (env.number, "-1", "OFFICE_TEST must be a whole number, not '-1'."),
        (
            env.web_address,
            "office.example",
            "OFFICE_TEST must be an address like https://office.example, not 'office.example'.",
        ),
        (
            env.web_address,
            "ftp://office.example",
            "OFFICE_TEST must be an address like https://office.example, not 'ftp://office.example'.",
        ),
    ],
)
def test_a_wrong_value_is_refused(
    monkeypatch: pytest.MonkeyPatch, reader: Callable[..., object], value: str, message: str
) -> None:
    monkeypatch.setenv("OFFICE_TEST", value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        reader("OFFICE_TEST", 0)
    assert str(refusal.value) == message


def test_a_missing_variable_is_named() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.text("OFFICE_TEST")
    assert str(refusal.value) == "Set OFFICE_TEST in the environment or in .env (see .env.example)."


def test_names_are_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFICE_TEST", "a.example, b.example,,")
    assert env.names("OFFICE_TEST") == ["a.example", "b.example"]


def test_an_empty_list_of_names_may_be_the_default() -> None:
    assert env.names("OFFICE_TEST") == []


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("sqlite:///var/a.sqlite3", str(env.BASE_DIR / "var/a.sqlite3")),
        ("sqlite:////srv/office/a.sqlite3", "/srv/office/a.sqlite3"),
        ("sqlite:////srv/%E5%8A%9E/a.sqlite3", "/srv/办/a.sqlite3"),
        ("sqlite:///:memory:", ":memory:"),
    ],
)
def test_a_sqlite_address_names_its_file(monkeypatch: pytest.MonkeyPatch, value: str, name: str) -> None:
    monkeypatch.setenv("OFFICE_TEST", value)
    read = env.database("OFFICE_TEST", "")
    assert (read["ENGINE"], read["NAME"]) == ("django.db.backends.sqlite3", name)


def test_a_postgresql_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFFICE_TEST", "postgres://clerk:p%40ss@db.example:6432/office?sslmode=require")
    read = env.database("OFFICE_TEST", "")
    assert {key: read[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "office",
        "USER": "clerk",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("mysql://db.example/office", "OFFICE_TEST must begin with sqlite:/// or postgres://, not 'mysql'."),
        (
            "sqlite://var/a.sqlite3",
            "OFFICE_TEST must name a file: sqlite:///var/db.sqlite3 or sqlite:////srv/db.sqlite3.",
        ),
        (
            "sqlite:///",
            "OFFICE_TEST must name a file: sqlite:///var/db.sqlite3 or sqlite:////srv/db.sqlite3.",
        ),
        ("postgres://db.example", "OFFICE_TEST must end with the name of a database: postgres://host/name."),
        (
            "postgres://c:secret@db.example:lots/office",
            "OFFICE_TEST has a port that is not a number from 1 to 65535.",
        ),
    ],
)
def test_a_wrong_database_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, value: str, message: str
) -> None:
    monkeypatch.setenv("OFFICE_TEST", value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.database("OFFICE_TEST", "")
    assert str(refusal.value) == message


@pytest.mark.parametrize("value", ["", "ab" * 31, "ab" * 33, "zz" * 32])
def test_a_key_of_another_size_is_refused_without_being_shown(value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.key("OFFICE_TEST", value)
    assert str(refusal.value) == "OFFICE_TEST must be 32 bytes in hex (64 digits)."


def test_a_key_of_32_bytes_is_taken() -> None:
    assert env.key("OFFICE_TEST", "ab" * 32) == "ab" * 32
