"""Numbers of persons that must not go on the site: of identity papers, telephones, accounts."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from office.casework.disclosure import bare_number, identifiers_in
from office.people.models import Organisation

from .reading import Shown


def allowed_numbers(allowances: Iterable[str]) -> frozenset[str]:
    """Return the bare digits that may be shown: of the register, and of organisations on record.

    A department's telephones may be mobile ones, and a unified social credit code may be all digits.
    """
    rows = Organisation.objects.filter(Q(is_department=True) | ~Q(credit_code=None)).values_list(
        "is_department", "phone", "supervision_phone", "credit_code"
    )
    found = set(allowances)
    for is_department, phone, supervision_phone, credit_code in rows:
        found |= {credit_code or ""} | ({phone, supervision_phone} if is_department else set())
    return frozenset(bare for words in found if (bare := bare_number(words)))


def number_faults(shown: Iterable[Shown], allowances: Iterable[str]) -> dict[str, list[ValidationError]]:
    """Return, by field, the sentence that names where a page shows what looks like a person's number."""
    allowed = allowed_numbers(allowances)
    places: dict[str, dict[str, None]] = {}
    for each in shown:
        for run in identifiers_in(each.text, allowed):
            places.setdefault(each.field, {})[f"{each.place}: {run}"] = None
    return {
        field: [
            ValidationError(
                _(
                    "Here stands what looks like a full identity, telephone or account number (%(places)s). "
                    "Take it out or mask it. An office's own number may be shown once it is in the register "
                    "of allowances."
                )
                % {"places": _("; ").join(list(found)[:5])},
                code="identifier_shown",
            )
        ]
        for field, found in places.items()
    }
