"""What stands against publishing any page of the site, whatever its kind asks for besides."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError

from .descriptions import alt_faults
from .embargo import embargo_faults
from .reading import shown_by
from .scanner import number_faults

Faults = Mapping[str, ValidationError | list[ValidationError]]


def house_faults(page: Any, on: datetime.date) -> dict[str, ValidationError]:
    """Return what the house holds against a page on a day, by field: `alt_missing`, `identifier_shown`,
    `document_unreadable`, `name_held_back`.
    """
    shown, unreadable = shown_by(page)
    # Asked of the registry: the models of the house's pages are made of this module.
    allowances = frozenset(apps.get_model("cms", "Allowance").objects.values_list("words", flat=True))
    held_back = embargo_faults(shown, on, told_with_consent=page.told_with_consent(), allowances=allowances)
    return merged(alt_faults(page), unreadable, number_faults(page, shown, allowances), held_back)


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
