"""Texts on their way into files of XML: feeds and Word."""

from __future__ import annotations

import re
from typing import Final

# What XML 1.0 cannot hold. A text processor may leave it in what was pasted from it, and one such sign would
# take a whole feed or a whole document down.
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Return a text with a blank for each sign that XML cannot hold."""
    return _UNWRITABLE.sub(" ", text)
