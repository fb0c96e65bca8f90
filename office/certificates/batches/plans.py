"""The dry run: who would get a certificate, who has one, who would be refused and why. Nothing is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from ..enums import Status
from ..issuing import last_certificates
from ..models import Certificate
from ..refusals import refuse_revoked, refuse_unprintable
from .sources import Due, Request


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: `number` of the valid certificate that there is, or why it would be refused."""

    due: Due
    number: str = ""
    refusal: str = ""

    @property
    def is_due(self) -> bool:
        """Whether a certificate would be issued."""
        return not self.number and not self.refusal


@dataclass(frozen=True, slots=True)
class Plan:
    """A request with the judgement of each line; `digest` names exactly this list."""

    request: Request
    lines: tuple[Line, ...]
    digest: str

    @property
    def due(self) -> list[Line]:
        """The lines that would get a certificate."""
        return [line for line in self.lines if line.is_due]

    @property
    def present(self) -> list[Line]:
        """The lines that have a valid one."""
        return [line for line in self.lines if line.number]

    @property
    def refused(self) -> list[Line]:
        """The lines that would get none."""
        return [line for line in self.lines if line.refusal]


def plan_of(request: Request) -> Plan:
    """Judge every line of a request: a query for each 500, whatever their number."""
    last = last_certificates(request.kind, [due.subject for due in request.due])
    lines = tuple(_judged(due, last.get(due.subject)) for due in request.due)
    return Plan(request, lines, _digest(request, lines))


def _judged(due: Due, last: Certificate | None) -> Line:
    if last is not None and last.status == Status.VALID:
        return Line(due, number=last.number)
    try:
        refuse_revoked(last)
        refuse_unprintable(due.facts)
    except ValidationError as error:
        return Line(due, refusal=" ".join(error.messages))
    return Line(due)


def _digest(request: Request, lines: Iterable[Line]) -> str:
    told = [request.title, request.kind, request.prefix, request.issuer.pk]
    told += [
        [line.due.subject, line.due.station, line.due.facts.to_json(), line.number, line.refusal]
        for line in lines
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
