"""Finding the people of a list by card number, or by name and the last four signs of the ID number."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from office.people.models import Courier, Employment, Organisation
from office.people.names import clean_name

from ..enums import MemberState
from ..models import Membership

_LINE = re.compile(r"^(?P<name>.+?)(?:[\s,，、]+(?P<tail>\d{3}[\dXx]))?$")


def find_people(lines: Sequence[str]) -> tuple[list[Courier], list[str]]:
    """Return the people of the lines, each once and in their order, and what is wrong with the other lines.

    A line is a card number, or a name, with the last four signs of the ID number behind it where several
    people bear the name. No fault repeats a line. Two queries, however many lines.
    """
    asked = [(place, text) for place, line in enumerate(lines, start=1) if (text := line.strip())]
    cards = _by_card([text for _place, text in asked])
    parsed = {text: _parsed(text) for _place, text in asked}
    named = _by_name({name for name, _tail in parsed.values()})
    found: dict[uuid.UUID, Courier] = {}
    faults = []
    for place, text in asked:
        name, tail = parsed[text]
        people = [cards[text.upper()]] if text.upper() in cards else _fitting(named.get(name, []), tail)
        if len(people) == 1:
            found.setdefault(people[0].pk, people[0])
        elif people:
            faults.append(
                _("Line %(line)d: several people bear this name. Add the last four signs of the ID number.")
                % {"line": place}
            )
        else:
            faults.append(_("Line %(line)d: nobody is on record under this.") % {"line": place})
    return list(found.values()), faults


def employers_of(people: Collection[Courier]) -> dict[uuid.UUID, Organisation]:
    """Return for whom each works: the open employment begun last, else the employer of the membership."""
    keys = [each.pk for each in people]
    members = Membership.objects.filter(courier__in=keys, state=MemberState.ADMITTED)
    working = Employment.objects.filter(courier__in=keys, ended_on=None).order_by("started_on", "pk")
    found = {each.courier_id: each.employer for each in members.select_related("employer")}
    return found | {each.courier_id: each.employer for each in working.select_related("employer")}


def _parsed(text: str) -> tuple[str, str]:
    match = _LINE.match(text)
    return (clean_name(match["name"]), (match["tail"] or "").upper()) if match else (text, "")


def _by_card(texts: Collection[str]) -> dict[str, Courier]:
    rows = Membership.objects.filter(number__in={text.upper() for text in texts}).select_related("courier")
    return {str(row.number): row.courier for row in rows}


def _by_name(names: Collection[str]) -> dict[str, list[Courier]]:
    found: dict[str, list[Courier]] = {}
    for courier in Courier.objects.filter(name__in=names).order_by("pk"):
        found.setdefault(courier.name, []).append(courier)
    return found


def _fitting(people: list[Courier], tail: str) -> list[Courier]:
    return [each for each in people if each.id_number_masked.endswith(tail)]
