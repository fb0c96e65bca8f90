"""What stands against publishing any page of the site, whatever its kind asks for besides."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from .descriptions import alt_faults
from .embargo import embargo_faults
from .reading import Shown, shown_by
from .scanner import number_faults

Faults = Mapping[str, ValidationError | list[ValidationError]]


def house_faults(page: Any, on: datetime.date) -> dict[str, ValidationError]:
    """Return what the house holds against a page or a register's row on a day, by field: `alt_missing`,
    `identifier_shown`, `document_unreadable`, `name_held_back`.
    """
    shown, unreadable = shown_by(page)
    return merged(alt_faults(page), unreadable, word_faults(shown, on, consented=page.told_with_consent()))


def word_faults(
    shown: Sequence[Shown], on: datetime.date, *, consented: frozenset[str] = frozenset()
) -> dict[str, ValidationError]:
    """Return, by field, what the house holds against words on a day: `identifier_shown`, `name_held_back`."""
    # Asked of the registry: the models of the house's pages are made of this module.
    allowances = frozenset(apps.get_model("cms", "Allowance").objects.values_list("words", flat=True))
    held_back = embargo_faults(shown, on, told_with_consent=consented, allowances=allowances)
    return merged(number_faults(shown, allowances), held_back)


def refuse_faults(row: Any, on: datetime.date) -> None:
    """Raise ValidationError, by field, with all that the house holds against a row on a day."""
    if faults := house_faults(row, on):
        raise ValidationError(faults)


def refuse_published_words(words: Mapping[str, str], on: datetime.date) -> None:
    """Raise ValidationError, by field, with what the house holds against words published without a page."""
    if faults := word_faults([Shown(field, gettext("Text"), text) for field, text in words.items()], on):
        raise ValidationError(faults)


def merged(*parts: Faults) -> dict[str, ValidationError]:
    """Return faults of several sources as one mapping; a field with several has them all."""
    together: dict[str, list[ValidationError]] = {}
    for part in parts:
        for field, fault in part.items():
            together.setdefault(field, []).extend(fault if isinstance(fault, list) else [fault])
    return {
        field: faults[0] if len(faults) == 1 else ValidationError(faults)
        for field, faults in together.items()
    }
