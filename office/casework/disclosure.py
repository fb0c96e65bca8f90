"""What must never stand in public or in the record: ID, telephone and account numbers. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.people.identifiers import check_id_number, clean_id_number

_GAP = r"[\s\-.·_/]?"
_PATTERNS = (
    # Any long run of digits: 15- and 18-digit ID numbers, bank accounts. The last may be the check X.
    re.compile(r"(?<!\d)\d{14,}[\dXx](?![\dA-Za-z])"),
    # An account number as cards print it, in fours.
    re.compile(r"(?<!\d)\d{4}(?:[ -]\d{4}){3,}"),
    # The same ID number written in groups: area, birth date, serial.
    re.compile(rf"(?<!\d)\d{{6}}{_GAP}\d{{8}}{_GAP}\d{{3}}{_GAP}[\dXx](?!\d)"),
    re.compile(rf"(?<!\d)\d{{6}}{_GAP}\d{{6}}{_GAP}\d{{3}}(?!\d)"),
    # A mobile number, also in the groups people write: 138 0013 8000, 138-001-38000.
    re.compile(rf"(?<!\d)1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)"),
    re.compile(rf"(?<!\d)1[3-9]\d{_GAP}\d{{3}}{_GAP}\d{{5}}(?!\d)"),
)
# Eighteen signs torn apart anywhere: two to a cell, one to a box, over the end of a line.
_TORN = re.compile(r"(?<![\dA-Za-z])(?:\d[\s\-.·_/|]{0,3}){17}[\dXx](?![\dA-Za-z])")
_SIGNS = re.compile(r"[\dXx]")
# No number of a person is longer; a run that is longer stands for itself.
_LONGEST = 40


def identifiers_in(text: str, allowed: Container[str] = ()) -> list[str]:
    """Return the runs of a text that look like a number of a person, first two and last two signs kept.

    `allowed` holds numbers, in bare digits, that may be shown: an office's own mobile telephone.
    """
    # Full-width digits are digits to a reader, and an invisible character hides nothing from one.
    plain = "".join(
        char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf"
    )
    found = [match.group() for pattern in _PATTERNS for match in pattern.finditer(plain)]
    # Digits that stand apart are often no number at all: here the check character decides.
    torn = [match.group() for match in _TORN.finditer(plain)]
    found += [run for run in torn if check_id_number(clean_id_number(bare_number(run))) is None]
    bare = {run: bare_number(run) for run in found}
    # What is part of a longer run was found with it.
    inside = _parts_of_longer(set(bare.values()))
    whole = {run for run, digits in bare.items() if digits not in inside}
    kept = {digits: run for run, digits in reversed(bare.items()) if run in whole and digits not in allowed}
    return [f"{run[:2]}…{run[-2:]}" for run in reversed(kept.values())]


def _parts_of_longer(numbers: set[str]) -> set[str]:
    """Return the numbers that stand within another one.

    A look at every pair would take a minute for a sheet of twenty thousand telephones.
    """
    lengths = {len(each) for each in numbers if len(each) <= _LONGEST}
    return {
        part
        for each in numbers
        for length in lengths
        if length < len(each)
        for start in range(len(each) - length + 1)
        if (part := each[start : start + length]) in numbers
    }


def bare_number(text: str) -> str:
    """Return the digits of a number (and its X) without what stands between them."""
    return "".join(_SIGNS.findall(unicodedata.normalize("NFKC", text))).upper()


def refuse_identifiers(places: Iterable[tuple[str, str]]) -> None:
    """Raise ValidationError `identifier_in_notice` naming the places (name, text) that disclose a number."""
    faults = [(place, runs) for place, text in places if (runs := identifiers_in(text))]
    if not faults:
        return
    listed = _("; ").join(f"{place}: {', '.join(runs)}" for place, runs in faults[:5])
    raise ValidationError(
        _(
            "The notice shows what looks like a full ID, telephone or account number (%(places)s). "
            "Mask or remove it, then publish."
        )
        % {"places": listed},
        code="identifier_in_notice",
    )


def refuse_identifiers_in_reason(field: str, text: str) -> None:
    """Raise ValidationError `identifier_in_reason` at a field whose words, kept for good, hold a number."""
    if runs := identifiers_in(text):
        message = _(
            "These words are kept for good, and they hold what looks like a full ID, telephone or account "
            "number (%(numbers)s). Leave it out; the case shows whom it is about."
        ) % {"numbers": ", ".join(runs)}
        raise ValidationError({field: ValidationError(message, code="identifier_in_reason")})
