"""Names that may not be told yet: a register that rooms fill, each with those whom its cases are about.

    keep_back(nominees)

Who stands in an open matter is not named as if it were decided; the office's own notice tells it, masked and
for its days.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from office.desk.language import office_language

from .reading import Shown


@dataclass(frozen=True, slots=True)
class Hold:
    """A name held back: `matter` as the public knows it, `until` the last day of its notice if one stands."""

    name: str
    matter: str
    until: datetime.date | None = None


Source = Callable[[datetime.date], Iterable[Hold]]
_sources: list[Source] = []


def keep_back(source: Source) -> None:
    """Let a source name those who are held back on a day."""
    if source not in _sources:
        _sources.append(source)


def holds_on(day: datetime.date) -> list[Hold]:
    """Return all names held back on a day."""
    with office_language():
        return [hold for source in _sources for hold in source(day) if hold.name.strip()]


def embargo_faults(
    shown: Iterable[Shown],
    day: datetime.date,
    *,
    told_with_consent: frozenset[str] = frozenset(),
    allowances: Iterable[str] = (),
) -> dict[str, list[ValidationError]]:
    """Return, by field, the sentences that say which name is held back, and until when.

    A page that tells of somebody with consent may say the name, but not beside the matter: the name may well
    be a namesake's, for contestants are often not on record.
    """
    texts = list(shown)
    everything = "\n".join(each.text for each in texts)
    found: dict[str, list[ValidationError]] = {}
    for hold in holds_on(day):
        own = hold.name in told_with_consent and hold.matter not in everything
        if own or hold.name in allowances:
            continue
        place = next((each for each in texts if hold.name in each.text), None)
        if place is not None:
            found.setdefault(place.field, []).append(_refusal(hold, place))
    return found


def _refusal(hold: Hold, place: Shown) -> ValidationError:
    values = {"name": hold.name, "matter": hold.matter, "place": place.place}
    if hold.until is None:
        sentence = _(
            "“%(name)s” (%(place)s) stands in “%(matter)s”, which is not decided. Publish when the public "
            "notice is over and the decision taken, or leave the name out."
        )
    else:
        values["day"] = hold.until.isoformat()
        sentence = _(
            "“%(name)s” (%(place)s) stands in “%(matter)s”, which is on public notice until %(day)s. Publish "
            "when the notice is over and the decision taken, or leave the name out."
        )
    return ValidationError(sentence % values, code="name_held_back")
