"""Where papers are sealed: two promises, behind which another seal may stand.

The office's own is PAdES. A bureau with an electronic seal system (GB/T 38540, SM2 with SM3) names a class of
its own in `PAPER_SEAL`; nothing else of the office knows how a paper is sealed or how a seal is checked.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Finding(enum.StrEnum):
    """What a file's signature is worth, whatever the office knows of the file."""

    VALID = "valid"  # ours, over the whole file
    UNSIGNED = "unsigned"
    ALTERED = "altered"  # the signed bytes are not those that were signed
    EXTENDED = "extended"  # what was signed is whole, but something was added behind it
    UNTRUSTED = "untrusted"  # somebody else's
    UNREADABLE = "unreadable"  # no PDF, or only part of one


class SealError(RuntimeError):
    """A paper could not be sealed; `code` is `key`, `timestamp` or `evidence`, the text says what failed."""

    def __init__(self, code: str, told: str) -> None:
        self.code = code
        super().__init__(told)


@dataclass(frozen=True)
class Sealed:
    """What was added behind a paper's last byte, and at which level (for example "B-B")."""

    increment: bytes
    level: str


class Seal(Protocol):
    """What a seal promises."""

    def seal(self, pdf: bytes) -> Sealed:
        """Seal a paper by adding behind it; not one byte of the paper changes. Raises SealError."""

    def examine(self, pdf: bytes) -> Finding:
        """Tell what a file's seal is worth; any bytes are answered, none raises."""


def current() -> Seal:
    """Return the seal that the office uses."""
    made: Seal = import_string(settings.PAPER_SEAL)()
    return made
