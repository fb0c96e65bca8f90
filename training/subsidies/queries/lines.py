"""Reading the people of claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from office.certificates.models import Certificate
from training.courses.queries import certificates_of, subject_of

from ..models import Claim, ClaimLine
from .claims import claims_visible_to


def people_visible_to(user: Any) -> QuerySet[ClaimLine]:
    """Return the people whose verdict a user may read: those of visible claims, and oneself.

    A person claimed for by somebody else sees the own line from the submission on.
    """
    allowed = Q(claim__in=claims_visible_to(user))
    if getattr(user, "courier_id", None):
        allowed |= Q(courier=user.courier_id) & ~Q(claim__case__state="draft")
    return ClaimLine.objects.filter(allowed).select_related(
        "claim__case__organisation",
        "claim__case__courier",
        "claim__scheme",
        "claim__policy_version__source",
        "claim__training_class__course",
        "courier",
        "enrolment__training_class__course",
        "certificate",
    )


def people_of(claim: Claim) -> QuerySet[ClaimLine]:
    """Return everybody in a claim with what pages and sheets print of them, in order."""
    return claim.lines.select_related(
        "courier",
        "enrolment__completion",
        "enrolment__assessment",
        "enrolment__training_class__course",
        "certificate",
    ).order_by("position")


def certificates_of_lines(lines: Iterable[ClaimLine]) -> dict[str, Certificate]:
    """Return the certificates issued here for the trainings of lines, by subject, in one query."""
    return certificates_of(line.enrolment for line in lines if line.enrolment is not None)


def certificate_numbers(lines: Iterable[ClaimLine]) -> dict[int, str]:
    """Return the number of each line's certificate by the line's key, in one query."""
    rows = list(lines)
    issued = certificates_of_lines(rows)
    numbers = {}
    for line in rows:
        if line.certificate is not None:
            numbers[line.pk] = line.certificate.number
        elif line.enrolment is not None and (found := issued.get(subject_of(line.enrolment))):
            numbers[line.pk] = found.number
    return numbers


def occupation_of(line: ClaimLine) -> str:
    """Return occupation and level of a line's certificate, or of the course."""
    return f"{line.skill.occupation} {line.skill.level}".strip()
