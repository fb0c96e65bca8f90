"""Numbers without gaps, and the unguessable part of a certificate's address."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .models import Series

#: Crockford's base 32: no I, L, O and U, so that a code survives being read aloud.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
_LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def lock_series(kind: str, prefix: str, year: int) -> Series:
    """Return the series of a kind in a year, locked until the caller's transaction ends.

    Raises ValidationError (`prefix_taken`) when the year already uses another prefix for the kind, or the
    prefix for another kind: two papers with one number must not come to be.
    """
    rows = Series.objects.select_for_update()
    series = rows.filter(kind=kind, year=year).first()
    taken = series is None and Series.objects.filter(prefix=prefix, year=year).exists()
    if taken or (series and series.prefix != prefix):
        raise ValidationError(
            _(
                "The prefix %(prefix)s does not belong to this kind of certificate in %(year)s. "
                "Use the prefix already in use."
            ),
            code="prefix_taken",
            params={"prefix": prefix, "year": year},
        )
    if series is None:
        Series.objects.get_or_create(kind=kind, year=year, defaults={"prefix": prefix})
        series = rows.get(kind=kind, year=year)
    return series


class Numbers:
    """The next numbers of a series, taken one after another and kept at the end.

    Used inside the transaction that issues: the series row stays locked until then, so a transaction that
    fails or is killed gives its numbers back, and none is skipped or used twice.
    """

    def __init__(self, series: Series) -> None:
        self.series = series

    @classmethod
    def of(cls, kind: str, prefix: str, year: int) -> Numbers:
        """Lock a series. Raises as `lock_series`, and TransactionManagementError outside a transaction."""
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError(
                "A number is taken inside the transaction that uses it."
            )
        return cls(lock_series(kind, prefix, year))

    def take(self) -> tuple[int, str]:
        """Take the next number: its serial, and the number as printed (`PA-PX-2026-000123`)."""
        self.series.last += 1
        return self.series.last, f"{self.series.prefix}-{self.series.year}-{self.series.last:06d}"

    def keep(self) -> None:
        """Write down the last number that was taken."""
        self.series.save(update_fields=["last"])


def new_code() -> str:
    """Return a fresh code: 12 characters, 60 random bits.

    At 1,000,000 certificates and 5 guesses a minute from each of 1,000 addresses the first hit is centuries
    away.
    """
    return "".join(secrets.choice(ALPHABET) for _position in range(CODE_LENGTH))


def clean_code(typed: str, length: int = CODE_LENGTH) -> str:
    """Return a typed code as it is kept: capitals, look-alikes read as Crockford has it, no hyphens.

    What can be no code is returned as an empty text.
    """
    code = typed.strip().upper().translate(_LOOK_ALIKES)
    return code if len(code) == length and set(code) <= set(ALPHABET) else ""
