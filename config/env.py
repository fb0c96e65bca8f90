"""Typed reading of the environment, with `.env` beside manage.py as a fallback.

A value that is missing or cannot be read stops the start with a sentence that names it.
"""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def load_env_file(path: Path) -> None:
    """Put the lines `NAME=value` of a file into the environment; what is set already stays."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.strip().partition("=")
        if separator and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("\"'"))


def text(name: str, default: str | None = None) -> str:
    """Return a variable's text; raise ImproperlyConfigured when it is missing without a default."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} in the environment or in .env (see .env.example).")
    return value


def flag(name: str, default: bool = False) -> bool:
    """Return a variable as a truth value (1/0, true/false, yes/no, on/off)."""
    value = os.environ.get(name, str(default)).strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value in TRUE


def number(name: str, default: int) -> int:
    """Return a variable as a whole number."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def names(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list without blanks."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def path(name: str, default: Path) -> Path:
    """Return a variable as a path; a relative one counts from the project folder."""
    value = os.environ.get(name)
    return (BASE_DIR / value).resolve() if value else default


def database(name: str, default: str) -> dict[str, object]:
    """Return Django's connection settings for `sqlite:///path` or `postgres://user:pw@host:port/name`."""
    url = urlsplit(text(name, default))
    if url.scheme == "sqlite":
        target = unquote(url.path.removeprefix("/"))
        file = Path(target) if target.startswith("/") else BASE_DIR / target
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ":memory:" if target == ":memory:" else str(file),
            # Writers queue instead of failing, and what was acknowledged survives a power cut.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    if url.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.lstrip("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": url.hostname or "",
            "PORT": str(url.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(url.query)),
        }
    raise ImproperlyConfigured(f"{name} must begin with sqlite:/// or postgres://, not {url.scheme!r}.")
