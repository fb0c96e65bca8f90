"""Striking out of a text whoever could be known by it. Pure but for the case's own names."""

from __future__ import annotations

import re

from office.casework.disclosure import identifiers_in
from office.casework.models import Case
from office.people.models import Employment

STRUCK = "████"
# Any run that may be a number of a person: digits with what people write between them.
_RUN = re.compile(r"[0-9０-９][0-9０-９Xx\-.·_/ ]{9,}[0-9０-９Xx]")
# Words that many bodies bear; struck out they would tell nothing and cost the sense.
_SHORTEST = 2


def names_of(case: Case) -> list[str]:
    """Return every name by which the applicant could be known, the longest first; one query."""
    found = {case.number}
    if case.organisation is not None:
        found |= {case.organisation.name, case.organisation.short_name}
    if case.courier is not None:
        found |= {case.courier.name, case.courier.id_number_masked}
        rows = Employment.objects.filter(courier=case.courier).order_by()
        for names in rows.values_list("employer__name", "employer__short_name", "station__name"):
            found |= {name or "" for name in names}
    return sorted((name for name in found if len(name) >= _SHORTEST), key=lambda name: (-len(name), name))


def strike_out(text: str, names: list[str]) -> str:
    """Return a text with the names and every number of a person struck out."""
    for name in names:
        text = text.replace(name, STRUCK)
    return _RUN.sub(lambda run: STRUCK if identifiers_in(run.group()) else run.group(), text)
