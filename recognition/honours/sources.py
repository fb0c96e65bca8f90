"""What a source that an honour names is: rooms above fill the register, for nothing here points up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .models import Honour


@dataclass(frozen=True, slots=True)
class Source:
    """A source in words, and its page where the user may open it."""

    text: str
    url: str = ""


#: Reads what follows the name in a source ("PXJS:3") for a user; None for what is not there.
Reader = Callable[[str, Any], Source | None]
_readers: dict[str, Reader] = {}


def register(name: str, reader: Reader) -> None:
    """Take in who reads the sources of a name; raise ValueError when another does."""
    if _readers.setdefault(name, reader) is not reader:
        raise ValueError(f"The sources {name!r} are read by another room already.")


def source_of(honour: Honour, user: Any) -> Source | None:
    """Return an honour's source for a user, or None where it names none or nobody can read it."""
    name, _colon, rest = honour.source.partition(":")
    reader = _readers.get(name)
    return reader(rest, user) if reader and rest else None
