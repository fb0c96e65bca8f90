"""How long a certificate holds: by its design, and what that means on a day."""

from __future__ import annotations

import calendar
import datetime
from typing import Any

from django.db.models import QuerySet

from .enums import Status
from .models import Certificate
from .permissions import issuers_of

#: Days before the last one from which desk and holder are reminded.
NOTICE = datetime.timedelta(days=60)
EXPIRED = "expired"


def last_day(issued_on: datetime.date, months: int) -> datetime.date:
    """Return the last day of so many months from a day on: 2026-03-05 and 12 give 2027-03-04."""
    year, month = divmod(issued_on.month - 1 + months, 12)
    year, month = issued_on.year + year, month + 1
    day = min(issued_on.day, calendar.monthrange(year, month)[1])
    return datetime.date(year, month, day) - datetime.timedelta(days=1)


def state_on(certificate: Certificate, day: datetime.date) -> str:
    """Return what a certificate is worth on a day: its Status, or `expired` for a valid one that ran out."""
    ended = certificate.expires_on is not None and certificate.expires_on < day
    return EXPIRED if ended and certificate.status == Status.VALID else str(certificate.status)


def runs_out(certificate: Certificate, day: datetime.date) -> bool:
    """Tell whether a certificate that is valid on a day runs out within the notice."""
    ends = certificate.expires_on
    return certificate.status == Status.VALID and ends is not None and day <= ends <= day + NOTICE


def running_out(rows: QuerySet[Certificate], day: datetime.date) -> QuerySet[Certificate]:
    """Return the valid ones of some certificates whose last day lies within the notice."""
    return rows.filter(status=Status.VALID, expires_on__gte=day, expires_on__lte=day + NOTICE)


def run_out(rows: QuerySet[Certificate], day: datetime.date) -> QuerySet[Certificate]:
    """Return the valid ones of some certificates whose last day is over."""
    return rows.filter(status=Status.VALID, expires_on__lt=day)


def to_renew(user: Any, day: datetime.date) -> QuerySet[Certificate]:
    """Return the certificates a user keeps that run out soon, the next one first."""
    rows = running_out(Certificate.objects.filter(issuers_of(user)), day)
    return rows.select_related("issuer").order_by("expires_on", "number")
