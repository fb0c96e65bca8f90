"""Services that a courier may judge: a register that rooms above fill with what they finish for a person.

register(Service("claims", _("Claims"), Topic.SUBSIDY, cases_ended("claims", "paid", "rejected")))
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from office.casework.models import Case
from office.certificates import kinds
from office.certificates.enums import Status
from office.certificates.models import Certificate
from office.people.models import Courier, Organisation, User

from .enums import Topic
from .models import Rating


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished service: the key of its kind, the number that names it, what it was, and since when.

    Whose it was, `department` says, or the user who decided (`hand`).
    """

    service: str
    subject: str
    title: str
    on: datetime.date
    department: Organisation | None = None
    hand: User | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of service: its key, its name, the topic of its low ratings, and what was finished for whom."""

    key: str
    label: str | Promise
    topic: Topic
    finished: Callable[[Courier], Iterable[Finished]]


_services: dict[str, Service] = {}


def register(service: Service) -> None:
    """Let couriers judge a service."""
    _services[service.key] = service


def find(key: str) -> Service:
    """Return a service; raise KeyError for one that nobody registered."""
    return _services[key]


def every() -> list[Service]:
    """Return the services in the order in which they were registered."""
    return list(_services.values())


def services_of(courier: Courier) -> list[Finished]:
    """Return what was finished for a courier and is not judged yet, the newest first."""
    rated = set(Rating.objects.filter(courier=courier).values_list("service", "subject"))
    found = [each for service in every() for each in service.finished(courier)]
    waiting = [each for each in found if (each.service, each.subject) not in rated]
    return sorted(waiting, key=lambda each: (each.on, each.subject), reverse=True)


def cases_ended(procedure: str, *states: str) -> Callable[[Courier], Iterable[Finished]]:
    """Return what finds a courier's cases of a procedure in these states."""

    def finished(courier: Courier) -> Iterable[Finished]:
        cases = Case.objects.filter(courier=courier, procedure=procedure, state__in=states)
        for each in cases.select_related("approved_by", "reviewed_by"):
            hand = each.approved_by or each.reviewed_by
            yield Finished(procedure, each.number, each.title, each.entered_at.date(), hand=hand)

    return finished


#: The service of issuing a certificate.
CERTIFICATE = "certificate"


def certificates_issued(courier: Courier) -> Iterable[Finished]:
    """Return a courier's valid certificates; a training centre's own has no department."""
    issued = Certificate.objects.filter(holder=courier, status=Status.VALID).select_related("issuer")
    for each in issued:
        department = each.issuer if each.issuer.is_department else None
        yield Finished(CERTIFICATE, each.number, kinds.label_of(each.kind), each.issued_on, department)
