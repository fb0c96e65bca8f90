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
from office.people.names import folded

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
        return [hold for source in _sources for hold in source(day) if folded(hold.name)]


def embargo_faults(
    shown: Iterable[Shown],
    day: datetime.date,
    *,
    told_with_consent: frozenset[str] = frozenset(),
    allowances: Iterable[str] = (),
) -> dict[str, list[ValidationError]]:
    """Return, by field, the sentences that say which name is held back, and until when.

    A page that tells of somebody with consent may say the name, but not beside the matter: the name may well
    be a namesake's, for contestants are often not on record. Words are compared as a reader sees them
    (`office.people.names.folded`). An allowance lets pass what it holds: a whole name, or the words in which
    something only looks like one.
    """
    texts = [(each, folded(each.text)) for each in shown]
    everything = "\n".join(text for _each, text in texts)
    consented, passed = set(map(folded, told_with_consent)), list(map(folded, allowances))
    found: dict[str, list[ValidationError]] = {}
    for hold in holds_on(day):
        name = folded(hold.name)
        if name in consented and folded(hold.matter) not in everything:
            continue
        place = next((each for each, text in texts if name in _without(text, name, passed)), None)
        if place is not None:
            found.setdefault(place.field, []).append(_refusal(hold, place))
    return found


def _without(text: str, name: str, passed: Iterable[str]) -> str:
    """Return a text without the allowed words that hold a name."""
    for words in passed:
        if name in words:
            text = text.replace(words, "\n")
    return text


def _refusal(hold: Hold, place: Shown) -> ValidationError:
    values = {"name": hold.name, "matter": hold.matter, "place": place.place}
    if hold.until is None:
        sentence = _(
            "“%(name)s” (%(place)s) stands in “%(matter)s”, which is not decided. Publish when the public "
            "notice is over and the decision taken, or leave the name out. Where it is somebody else's name, "
            "or other words that only look like it, a leader enters these words among the allowances."
        )
    else:
        values["day"] = hold.until.isoformat()
        sentence = _(
            "“%(name)s” (%(place)s) stands in “%(matter)s”, which is on public notice until %(day)s. Publish "
            "when the notice is over and the decision taken, or leave the name out. Where it is somebody "
            "else's name, or other words that only look like it, a leader enters these words among the "
            "allowances."
        )
    return ValidationError(sentence % values, code="name_held_back")
