"""Typed reading of the environment, with `.env` beside manage.py as a fallback.

A variable that is set but blank counts as not given. A value that is missing or cannot be read stops the
start with a sentence that names it (ImproperlyConfigured).
"""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
KEY_BYTES = 32


def load_env_file(file: Path) -> None:
    """Put the lines `NAME=value` of a file into the environment; what is set already stays.

    Blank lines and lines that begin with `#` are passed over, one pair of quotes round a value is taken off.
    Raises ImproperlyConfigured for a line that is neither, naming its number but never its contents.
    """
    if not file.is_file():
        return
    # utf-8-sig: Windows editors put a byte order mark in front.
    for row, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), start=1):
        line = line.strip().removeprefix("export ")
        if not line or line.startswith("#"):
            continue
        name, separator, value = (part.strip() for part in line.partition("="))
        if not separator or not name.isidentifier():
            raise ImproperlyConfigured(f"Line {row} of {file.name} must read NAME=value.")
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        os.environ.setdefault(name, value)


def given(name: str) -> str | None:
    """Return a variable's text without blanks around it; None when it is missing or blank."""
    return os.environ.get(name, "").strip() or None


def text(name: str, default: str | None = None) -> str:
    """Return a variable's text; raise ImproperlyConfigured when it is missing without a default."""
    value = given(name) or default
    if value is None:
        raise ImproperlyConfigured(f"Set {name} in the environment or in .env (see .env.example).")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Return a variable as a truth value (1/0, true/false, yes/no, on/off)."""
    value = given(name)
    if value is None:
        return default
    if value.lower() not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value.lower() in TRUE


def number(name: str, default: int) -> int:
    """Return a variable as a whole number, 0 or more."""
    value = given(name)
    if value is None:
        return default
    if not (value.isascii() and value.isdecimal()):
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def choice(name: str, choices: tuple[str, ...], default: str) -> str:
    """Return a variable that is one of `choices`, however it is written."""
    found = {each.lower(): each for each in choices}.get(text(name, default).lower())
    if found is None:
        raise ImproperlyConfigured(f"{name} must be {', '.join(choices[:-1])} or {choices[-1]}.")
    return found


def names(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list without blanks."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def path(name: str, default: Path) -> Path:
    """Return a variable as a path; a relative one counts from the project folder."""
    value = given(name)
    return (BASE_DIR / Path(value).expanduser()).resolve() if value else default


def web_address(name: str, default: str | None = None) -> str:
    """Return a variable as `http(s)://host[:port][/path]` without a slash at the end."""
    value = text(name, default)
    url = urlsplit(value)
    if url.scheme not in {"http", "https"} or not url.hostname or url.query or url.fragment:
        raise ImproperlyConfigured(f"{name} must be an address like https://office.example, not {value!r}.")
    return value.rstrip("/")


def key(name: str, value: str) -> str:
    """Return a key of 32 bytes in hex as given; a wrong one is refused without being shown."""
    try:
        size = len(bytes.fromhex(value))
    except ValueError:
        size = 0
    if size != KEY_BYTES:
        raise ImproperlyConfigured(f"{name} must be {KEY_BYTES} bytes in hex ({2 * KEY_BYTES} digits).")
    return value


def database(name: str, default: str) -> dict[str, object]:
    """Return Django's connection settings for `sqlite:///path` or `postgres://user:pw@host:port/name`.

    Three slashes begin a path counted from the project folder, four an absolute one. What follows `?` in a
    PostgreSQL address goes to the driver (`?sslmode=require`, `?host=/folder/of/the/socket`).
    """
    value = text(name, default)
    scheme = value.partition(":")[0]
    if scheme == "sqlite":
        return _sqlite(name, value)
    if scheme in {"postgres", "postgresql"}:
        return _postgresql(name, value)
    raise ImproperlyConfigured(f"{name} must begin with sqlite:/// or postgres://, not {scheme!r}.")


def _sqlite(name: str, value: str) -> dict[str, object]:
    target = unquote(value.removeprefix("sqlite:///"))
    if not value.startswith("sqlite:///") or not target:
        raise ImproperlyConfigured(
            f"{name} must name a file: sqlite:///var/db.sqlite3 or sqlite:////srv/db.sqlite3."
        )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:" if target == ":memory:" else str(BASE_DIR / target),
        # Opening the file and saying the words below takes as long as two questions.
        "CONN_MAX_AGE": 60,
        # Writers queue instead of failing, and what was acknowledged survives a power cut.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgresql(name: str, value: str) -> dict[str, object]:
    url = urlsplit(value)
    try:
        port = str(url.port or "")
    except ValueError:
        # The address holds a password: it is never repeated in a message.
        raise ImproperlyConfigured(f"{name} has a port that is not a number from 1 to 65535.") from None
    database_name = unquote(url.path.lstrip("/"))
    if not database_name:
        raise ImproperlyConfigured(f"{name} must end with the name of a database: postgres://host/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(url.query)),
    }
