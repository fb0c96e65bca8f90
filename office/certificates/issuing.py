"""Issuing one certificate or many: the same deed, with as many queries for ten as for one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from office.audit import actions as audit
from office.people.models import Courier, Organisation, User

from .enums import Status
from .models import Certificate
from .numbering import Numbers
from .refusals import refuse_revoked, refuse_unprintable
from .rendering.certificate import CertificateFacts
from .writing import Draft, write

#: Subjects asked for in one query; SQLite takes no more than some hundred values at a time.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Order:
    """A certificate that is asked for: for what, what it says, and the columns that name its holder."""

    subject: str
    facts: CertificateFacts
    holding: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What certificates that are issued together share; `after_revocation` as in `actions.issue`."""

    kind: str
    prefix: str
    issuer: Organisation
    issued_on: datetime.date
    actor: User | None
    now: datetime.datetime
    after_revocation: bool = False


Outcome = Certificate | ValidationError


@transaction.atomic
def issue_all(orders: Sequence[Order], terms: Terms) -> list[Outcome]:
    """Issue what is asked for, and return for each its valid certificate, or why it was refused.

    A refusal holds up nobody else. Raises ValidationError, and issues nothing at all, for what concerns all:
    `prefix_taken`, or `not_sealed` when papers cannot be signed now.
    """
    outcomes = dict(_settled(orders, terms))
    outcomes |= _unprintable(_left(orders, outcomes))
    if left := _left(orders, outcomes):
        # Two who issue for one subject wait for each other here; the second finds what the first has issued.
        # Where rows are not locked (SQLite), nobody else could write since this transaction began.
        numbers = Numbers.of(terms.kind, terms.prefix, terms.issued_on.year)
        if connection.features.has_select_for_update:
            outcomes |= _settled(left, terms)
            left = _left(left, outcomes)
        outcomes |= zip((each.subject for each in left), _issued(left, numbers, terms), strict=True)
    return [outcomes[each.subject] for each in orders]


def last_certificates(kind: str, subjects: Sequence[str]) -> dict[str, Certificate]:
    """Return the last certificate of each subject that has one: a query for each 500."""
    found: dict[str, Certificate] = {}
    for start in range(0, len(subjects), AT_ONCE):
        rows = Certificate.objects.filter(kind=kind, subject__in=subjects[start : start + AT_ONCE])
        found |= {each.subject: each for each in rows.order_by("pk")}
    return found


def holding(holder: Courier | Organisation) -> dict[str, Any]:
    """Return the columns that name a holder: a person, or the organisation of a collective."""
    if isinstance(holder, Courier):
        return {"holder": holder, "holding_organisation": None}
    return {"holder": None, "holding_organisation": holder}


def _left(orders: Sequence[Order], outcomes: dict[str, Outcome]) -> list[Order]:
    return [each for each in orders if each.subject not in outcomes]


def _settled(orders: Sequence[Order], terms: Terms) -> Iterator[tuple[str, Outcome]]:
    """Yield who has a valid certificate, and whose last one was revoked."""
    last = last_certificates(terms.kind, [each.subject for each in orders])
    for subject, certificate in last.items():
        if certificate.status == Status.VALID:
            yield subject, certificate
        elif not terms.after_revocation:
            try:
                refuse_revoked(certificate)
            except ValidationError as refused:
                yield subject, refused


def _unprintable(orders: Sequence[Order]) -> Iterator[tuple[str, Outcome]]:
    for each in orders:
        try:
            refuse_unprintable(each.facts)
        except ValidationError as refused:
            yield each.subject, refused


def _issued(orders: Sequence[Order], numbers: Numbers, terms: Terms) -> list[Certificate]:
    if not orders:
        return []
    shared = {"issuer": terms.issuer, "issued_by": terms.actor}
    drafts = [Draft(each.facts, {"subject": each.subject, **each.holding, **shared}) for each in orders]
    certificates = write(drafts, numbers, issued_on=terms.issued_on, now=terms.now)
    audit.record_all(
        "certificates.certificate.issued",
        [audit.Deed(each, each.number, {"sha256": each.sha256}) for each in certificates],
        actor=terms.actor,
        at=terms.now,
    )
    return certificates
