"""The office's own note, handed to the phone, that somebody opened a code while it was valid. Pure.

A record that is sent late says itself when it was made; a stale photo of a code could say so too. So the page
carries this note, made by the office's clock for one account and one code, and without it nothing comes late.
"""

from __future__ import annotations

import datetime
from typing import Final

from django.core import signing

_SALT: Final = "training.checkin.opened"


def note(code: str, user: int, *, at: datetime.datetime) -> str:
    """Return the note that an account opened a code at a moment."""
    return signing.Signer(salt=_SALT).sign(f"{code}:{user}:{int(at.timestamp())}")


def opened_at(text: str, code: str, user: int) -> datetime.datetime | None:
    """Return when this account opened this code; None when the note is not ours or speaks of another."""
    try:
        said, who, when = signing.Signer(salt=_SALT).unsign(text).rsplit(":", 2)
    except (signing.BadSignature, ValueError):
        return None
    if (said, who) != (code, str(user)):
        return None
    return datetime.datetime.fromtimestamp(int(when), datetime.UTC)
