"""The numbers of other bodies' certificates: their form, and what they say of year, level and province. Pure.

人社鉴发〔2019〕2号: a skill level certificate has 22 characters: Y (employer) or S (social body), 4 digits of
the organisation, 2 of the province, 6 of the body or site, 2 of the year of issue, 1 of the level, 6 running.
Special ranks (特级技师, 首席技师) have 2 letters and 20 digits, vocational qualifications 16 digits.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from .enums import CertificateKind
from .levels import LEVELS

_SKILL: Final = re.compile(r"[YS]\d{4}(?P<province>\d{2})\d{6}(?P<year>\d{2})(?P<level>[1-5])\d{6}", re.ASCII)
_SKILL_SHAPE: Final = re.compile(r"[YS]\d{21}", re.ASCII)
_SPECIAL_RANK: Final = re.compile(r"[A-Z]{2}\d{20}", re.ASCII)
_QUALIFICATION: Final = re.compile(r"\d{16}", re.ASCII)
_PLAIN: Final = re.compile(r"[\w\-./()〔〕]{4,40}")
#: The digit that a number bears for a level: 5 is the lowest of the five.
_LEVEL_OF_DIGIT: Final = dict(zip("54321", LEVELS[1:6], strict=True))
SPECIAL_RANKS: Final = frozenset(LEVELS[6:])


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number was found to be: codes of faults that refuse it, and of warnings that do not."""

    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def clean_number(text: str) -> str:
    """Return a number as it is kept: half width, capital letters, no spaces or invisible signs."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] not in "ZC")


def read_number(kind: str, number: str, *, issued_on: datetime.date, level: str, province: str) -> Reading:
    """Hold a cleaned number against the rule of its kind.

    Faults: `number_form`, `number_year`, `number_level`. Warning: `number_province`, when its two digits are
    not the office's own (a certificate from elsewhere is as good).
    """
    if kind == CertificateKind.SKILL_LEVEL:
        return _read_skill_level(number, issued_on, level, province)
    shape = _QUALIFICATION if kind == CertificateKind.QUALIFICATION else _PLAIN
    return Reading() if shape.fullmatch(number) else Reading(faults=("number_form",))


def _read_skill_level(number: str, issued_on: datetime.date, level: str, province: str) -> Reading:
    if level in SPECIAL_RANKS:
        return Reading() if _SPECIAL_RANK.fullmatch(number) else Reading(faults=("number_form",))
    if not _SKILL_SHAPE.fullmatch(number):
        return Reading(faults=("number_form",))
    match = _SKILL.fullmatch(number)
    if match is None:
        return Reading(faults=("number_level",))
    faults = []
    if int(match["year"]) != issued_on.year % 100:
        faults.append("number_year")
    if _LEVEL_OF_DIGIT[match["level"]] != level:
        faults.append("number_level")
    warnings = ("number_province",) if province and match["province"] != province else ()
    return Reading(tuple(faults), warnings)
