"""Numbers of blank stationery: letters and digits as they stand on the sheet, in an unbroken row."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: Sheets of one delivery; more come as several.
MOST = 20_000
_NUMBER = re.compile(r"([A-Z-]{0,12})(\d{1,10})")


def numbers_between(first: str, last: str) -> list[str]:
    """Return every number from `first` to `last`, as "QH000100" to "QH000299".

    Raises ValidationError at the field: `blank_number` (not letters and digits), `not_a_row` (other letters
    or another count of digits, or the last before the first) or `too_many`.
    """
    start, end = _parts("first", first), _parts("last", last)
    if start[0] != end[0] or len(start[1]) != len(end[1]) or int(end[1]) < int(start[1]):
        raise ValidationError(
            {
                "last": ValidationError(
                    _(
                        "The last number does not follow the first: both have the same letters and as many "
                        "digits. Enter sheets with other letters as a delivery of their own."
                    ),
                    code="not_a_row",
                )
            }
        )
    count = int(end[1]) - int(start[1]) + 1
    if count > MOST:
        raise ValidationError(
            {
                "last": ValidationError(
                    _("These are %(count)d sheets; a delivery has %(most)d at the most. Check them."),
                    code="too_many",
                    params={"count": count, "most": MOST},
                )
            }
        )
    return [f"{start[0]}{int(start[1]) + each:0{len(start[1])}d}" for each in range(count)]


def _parts(field: str, number: str) -> tuple[str, str]:
    found = _NUMBER.fullmatch(number.strip().upper()) if number.isascii() else None
    if found is None:
        raise ValidationError(
            {
                field: ValidationError(
                    _("A blank's number is letters and then digits, as QH000100."), code="blank_number"
                )
            }
        )
    return found[1], found[2]
