"""Columns: what we call a column of a sheet, and what others call it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from .cells import HALF_WIDTH
from .rows import bare

MONEY_FORMAT: Final = "#,##0.00"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet; one tuple of them serves template, import and export.

    `header` is the printed heading (Chinese, without the star of a required one) and `aliases` what others
    write. `required` columns must be on the sheet and filled. `clean` turns the cell's text into the value.
    `text` columns are written as text ("@"), so that long numbers keep their digits; numbers of the others
    are shown by `number_format`, if there is one. `choices` are the values allowed after cleaning, and the
    drop-down. `width` is in characters; `hint` and `example` go into the template.
    """

    key: str
    header: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    clean: Callable[[str], str] | None = None
    width: int = 14
    text: bool = True
    number_format: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""
    example: str = ""


def money_column(key: str, header: str, *, width: int = 16) -> Column:
    """A column of amounts in yuan: numbers that add up, shown with two places."""
    return Column(key, header, text=False, number_format=MONEY_FORMAT, width=width)


def normalise_header(text: str) -> str:
    """A heading without spaces, line breaks, brackets, colons and stars, in half width and small letters."""
    return bare(text.translate(HALF_WIDTH))
