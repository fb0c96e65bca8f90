"""Identifiers of people and organisations: cleaning, checking, masking. Pure; knows no database and no clock.

Resident identity number: GB 11643-1999. Any area code is accepted, for codes of dissolved districts and of
residence permits stay on the card for life. Unified social credit code: GB 32100-2015.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from office.exchange.cells import HALF_WIDTH

_ID_SHAPE: Final = re.compile(r"[0-9]{17}[0-9X]")
_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS: Final = "10X98765432"
_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}")

_CREDIT_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_SHAPE: Final = re.compile(rf"[{_CREDIT_ALPHABET}]{{2}}[0-9]{{6}}[{_CREDIT_ALPHABET}]{{10}}")

_QUOTES: Final = frozenset("'\"`´′‘’‚“”„「」")
_CROSSES: Final = {ord(char): "X" for char in "x×✕✖╳хХχΧ"}
_PHONE_MARKS: Final = frozenset("()-‐‑‒–—―−/.")


class IdNumberFault(StrEnum):
    """What is wrong with an ID number, in the order in which it is looked for."""

    LENGTH = "id_length"
    BIRTH_DATE = "id_birth_date"
    CHECKSUM = "id_checksum"


ID_NUMBER_MESSAGES: Final[Mapping[IdNumberFault, Promise]] = {
    IdNumberFault.LENGTH: _(
        "An ID number has 18 characters: 17 digits and a last digit or X. Compare it with the card."
    ),
    IdNumberFault.BIRTH_DATE: _(
        "The date of birth inside the ID number does not exist. Compare digits 7 to 14 with the card."
    ),
    IdNumberFault.CHECKSUM: _(
        "The check character of the ID number does not fit, so a digit is wrong. Compare it with the card."
    ),
}


def _bare(text: str) -> str:
    """Half-width text without spaces, quotes and invisible characters."""
    halved = text.translate(HALF_WIDTH)
    return "".join(
        char
        for char in halved
        if not char.isspace() and char not in _QUOTES and unicodedata.category(char) not in ("Cf", "Cc")
    )


def clean_id_number(text: str) -> str:
    """Undo what sheets and keyboards do to an ID number: full width, spaces, quotes, a small x or a ×."""
    return _bare(text).translate(_CROSSES).upper()


def check_id_number(value: str, *, on: date | None = None) -> IdNumberFault | None:
    """Tell the first fault of a cleaned ID number, or None when it is well formed.

    With `on` a date of birth after that day is a fault too. The area code is not judged.
    """
    if not _ID_SHAPE.fullmatch(value):
        return IdNumberFault.LENGTH
    try:
        born = birth_date_of(value)
    except ValueError:
        return IdNumberFault.BIRTH_DATE
    if born.year < 1900 or (on is not None and born > on):
        return IdNumberFault.BIRTH_DATE
    if value[17] != id_check_character(value):
        return IdNumberFault.CHECKSUM
    return None


def id_check_character(value: str) -> str:
    """The check character that the first 17 digits ask for (ISO 7064 MOD 11-2, GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(value[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11]


def birth_date_of(value: str) -> date:
    """The date of birth in an ID number of the right shape; ValueError when there is no such day."""
    return date(int(value[6:10]), int(value[10:12]), int(value[12:14]))


def sex_of(value: str) -> str:
    """The GB/T 2261.1 code in an ID number of the right shape: "1" male (digit 17 is odd), "2" female."""
    return "1" if int(value[16]) % 2 else "2"


def mask_id_number(value: str) -> str:
    """First two and last four characters, stars between, length kept; anything short is all stars."""
    if len(value) < 8:
        return "*" * len(value)
    return value[:2] + "*" * (len(value) - 6) + value[-4:]


def clean_phone(text: str) -> str:
    """Half-width digits without spaces, hyphens, brackets and the country code of China."""
    bare = "".join(char for char in _bare(text) if char not in _PHONE_MARKS)
    stripped = re.sub(r"^(?:\+|00)86", "", bare)
    if re.fullmatch(r"861[0-9]{10}", stripped):
        return stripped[2:]
    return stripped


def is_mobile(value: str) -> bool:
    """Whether a cleaned number is a mobile number of mainland China (11 digits, 13 to 19)."""
    return _MOBILE.fullmatch(value) is not None


def mask_phone(value: str) -> str:
    """138****1234; anything shorter than eight characters is all stars."""
    if len(value) < 8:
        return "*" * len(value)
    return value[:3] + "*" * (len(value) - 7) + value[-4:]


def clean_credit_code(text: str) -> str:
    """Half-width capitals without spaces, quotes and hyphens."""
    return "".join(char for char in _bare(text) if char not in _PHONE_MARKS).upper()


def check_credit_code(value: str) -> bool:
    """Whether a cleaned unified social credit code has shape and check character (GB 32100-2015)."""
    if not _CREDIT_SHAPE.fullmatch(value):
        return False
    total = sum(_CREDIT_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(value[:17]))
    return value[17] == _CREDIT_ALPHABET[(31 - total % 31) % 31]
