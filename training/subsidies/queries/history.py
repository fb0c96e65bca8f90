"""What people have had before, or claim elsewhere at the same time."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from office.audit.queries import entries
from office.casework.models import Case
from training.courses.models import Enrolment, RecordedCertificate

from ..enums import Fund
from ..models import Claim, ClaimLine
from ..rules import Earlier


@dataclass(frozen=True, slots=True)
class History:
    """Subsidies by courier, and the fund that a seat or a certificate feeds in another claim."""

    earlier: dict[Any, list[Earlier]]
    seats: dict[int, Fund]
    certificates: dict[int, Fund]

    def earlier_of(self, courier: Any) -> tuple[Earlier, ...]:
        """Return a courier's subsidies, first claimed first."""
        return tuple(self.earlier.get(courier, ()))

    def fed(self, enrolment: Enrolment | None, certificate: RecordedCertificate | None) -> Fund | None:
        """Return the fund from which this seat or certificate is claimed elsewhere, or None."""
        found = self.certificates.get(certificate.pk) if certificate else None
        return found or (self.seats.get(enrolment.pk) if enrolment else None)


def days_submitted(claims: Collection[int]) -> dict[int, datetime.date]:
    """Return the day on which each claim was first submitted, by key; drafts are left out."""
    submitted = entries().filter(
        subject_type=Case._meta.label_lower,
        subject_id__in=[str(claim) for claim in claims],
        action="casework.case.advanced",
        data__transition="submit",
    )
    # The latest comes first, so that the first submission is what stays.
    return {int(claim): timezone.localdate(at) for claim, at in submitted.values_list("subject_id", "at")}


def history_of(couriers: Iterable[Any], *, except_for: Claim | None) -> History:
    """Return the history of couriers in two queries: the lines of live claims that carry money.

    A claim under way counts like a paid one: two claims filed side by side must not both pass. It counts for
    the day on which it was first submitted, however late it is judged again.
    """
    lines = (
        ClaimLine.objects.filter(courier__in=couriers, claim__live=True, amount__gt=0)
        .select_related("claim__scheme", "enrolment__training_class__course", "certificate")
        .order_by("pk")
    )
    if except_for is not None:
        lines = lines.exclude(claim=except_for)
    submitted = days_submitted({line.claim_id for line in lines})
    history = History({}, {}, {})
    for line in lines:
        fund = Fund(line.claim.scheme.fund)
        history.earlier.setdefault(line.courier_id, []).append(
            Earlier(
                scheme=line.claim.scheme_id,
                fund=fund,
                occupation_code=line.skill.occupation_code,
                level=line.skill.level,
                on=submitted.get(line.claim_id, line.claim.judged_on),
            )
        )
        if line.enrolment_id is not None:
            history.seats[line.enrolment_id] = fund
        if line.certificate_id is not None:
            history.certificates[line.certificate_id] = fund
    return history
