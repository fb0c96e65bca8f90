"""Where batches come from: an empty register that the rooms which grant fill in at start.

A source knows what is due; this room knows neither classes nor honours.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import CharField, Exists, Model, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.functional import Promise

from office.people.models import Courier, Organisation, User
from office.people.names import mask_name

from ..models import BatchLine, Certificate
from ..rendering.facts import CertificateFacts

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Due:
    """A certificate that is due: for what, to whom, where the paper is handed out, what it will say."""

    subject: str
    holder: Courier | Organisation
    station: str
    facts: CertificateFacts

    @property
    def name_masked(self) -> str:
        """The holder's name as a console shows it: a person's masked, a collective's whole."""
        name = self.facts.holder_name
        return mask_name(name) if isinstance(self.holder, Courier) else name


@dataclass(frozen=True, slots=True)
class Request:
    """What a source asks for: certificates of one kind on behalf of one issuer, in their order."""

    title: str
    kind: str
    prefix: str
    issuer: Organisation
    due: Sequence[Due]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something for which certificates are due: its key, what it is called, and how many."""

    key: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Source:
    """One way to ask for many certificates.

    `gather(key, actor, on)` returns the request for a day; it raises Http404 for what the actor may not see,
    PermissionDenied for what the actor may not issue (None is the office's own console, which may), and
    ValidationError when it is too early. `offers(user)` lists what is due and may be issued by a user.
    """

    code: str
    label: str | Promise
    gather: Callable[[str, User | None, datetime.date], Request]
    offers: Callable[[User], Sequence[Offer]]


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Take a source in; a second one under the same code is an error (ValueError)."""
    if _sources.get(source.code, source) != source:
        raise ValueError(f"There is already another source {source.code!r} of certificates.")
    _sources[source.code] = source


def find(code: str) -> Source | None:
    """Return the source of a code; None when no room registered it."""
    return _sources.get(code)


def offers_to(user: User) -> list[tuple[Source, list[Offer]]]:
    """Return what is due and may be issued by a user, source by source; empty ones are left out."""
    found = ((source, list(source.offers(user))) for source in _sources.values())
    return [(source, offers) for source, offers in found if offers]


def is_key(text: str) -> bool:
    """Tell whether a text of an address can be a row's key."""
    return text.isascii() and text.isdecimal() and len(text) < 19


def never_certified(rows: QuerySet[Row], kind: str) -> QuerySet[Row]:
    """Return the rows that never had a certificate of a kind, and wait for none in a batch that runs.

    A certificate's subject names a row as "app.model:key".
    """
    subject = Concat(
        Value(f"{rows.model._meta.label_lower}:"), Cast(OuterRef("pk"), CharField()), output_field=CharField()
    )
    waiting = BatchLine.objects.filter(batch__kind=kind, subject=subject, certificate=None, refusal="")
    return rows.exclude(Exists(Certificate.objects.filter(kind=kind, subject=subject))).exclude(
        Exists(waiting)
    )
