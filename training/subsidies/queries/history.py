"""What people have had before, or claim elsewhere at the same time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

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


def history_of(couriers: Iterable[Any], *, except_for: Claim | None) -> History:
    """Return the history of couriers in one query: the lines of live claims that carry money.

    A claim under way counts like a paid one: two claims filed side by side must not both pass.
    """
    lines = ClaimLine.objects.filter(courier__in=couriers, claim__live=True, amount__gt=0)
    if except_for is not None:
        lines = lines.exclude(claim=except_for)
    history = History({}, {}, {})
    for line in lines.select_related(
        "claim__scheme", "enrolment__training_class__course", "certificate"
    ).order_by("pk"):
        fund = Fund(line.claim.scheme.fund)
        occupation, level = _level_of(line)
        history.earlier.setdefault(line.courier_id, []).append(
            Earlier(
                scheme=line.claim.scheme_id,
                fund=fund,
                occupation_code=occupation,
                level=level,
                on=line.claim.judged_on,
            )
        )
        if line.enrolment_id is not None:
            history.seats[line.enrolment_id] = fund
        if line.certificate_id is not None:
            history.certificates[line.certificate_id] = fund
    return history


def _level_of(line: ClaimLine) -> tuple[str, str]:
    if line.certificate is not None:
        return line.certificate.occupation_code, line.certificate.level
    if line.enrolment is not None:
        course = line.enrolment.training_class.course
        return course.occupation_code, course.level
    raise LookupError(f"Line {line.pk} feeds on nothing.")
