"""Finding the trainings and certificates that may still be claimed for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from office.people.models import Courier, Organisation
from training.courses.enums import CertificateKind
from training.courses.models import Enrolment, RecordedCertificate

from ..models import ClaimLine, FundedPaper, Scheme


@dataclass(frozen=True, slots=True)
class Paper:
    """What one person may be claimed for: a seat in a class, a certificate of another body, or both.

    The rules can also be asked of a person with neither; then there is no key, title or day.
    """

    courier: Courier
    enrolment: Enrolment | None = None
    certificate: RecordedCertificate | None = None

    @property
    def key(self) -> str:
        """The paper's name in a form: `c5` for a certificate, `e12` for a training."""
        if self.certificate is not None:
            return f"c{self.certificate.pk}"
        return f"e{self._training.pk}"

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        if self.certificate is not None:
            kind = self.certificate.get_kind_display()
            return f"{kind} {self.certificate.occupation} {self.certificate.level}".strip()
        return str(self._training.training_class.title)

    @property
    def day(self) -> datetime.date:
        """The day of the certificate, or the last of the class."""
        if self.certificate is not None:
            return self.certificate.issued_on
        return self._training.training_class.ends_on

    @property
    def as_of(self) -> datetime.date | None:
        """The day as of which contract and standing are looked up: the first of the class, else `day`."""
        if self.enrolment is not None:
            return self.enrolment.training_class.starts_on
        return None if self.certificate is None else self.certificate.issued_on

    @property
    def _training(self) -> Enrolment:
        if self.enrolment is None:
            raise LookupError("A paper without a certificate is a training.")
        return self.enrolment


def employed_by(employer: Organisation) -> QuerySet[Courier]:
    """Return the couriers whom an employer employs now."""
    return Courier.objects.filter(employments__employer=employer, employments__ended_on=None)


def certificates_to_claim(couriers: QuerySet[Courier]) -> QuerySet[RecordedCertificate]:
    """Return the certificates of other bodies that couriers may be claimed for; completion alone is none."""
    found = RecordedCertificate.objects.filter(courier__in=couriers.order_by().values("pk"))
    return found.exclude(kind=CertificateKind.COMPLETION)


def funded_papers(couriers: QuerySet[Courier]) -> QuerySet[FundedPaper]:
    """Return the trainings and certificates of couriers that a submitted claim holds, with their fund."""
    mine = couriers.order_by().values("pk")
    return FundedPaper.objects.filter(
        Q(enrolment__courier__in=mine) | Q(certificate__courier__in=mine), holders__gt=0
    )


def free_papers(couriers: QuerySet[Courier], scheme: Scheme) -> list[Paper]:
    """Return what couriers may be claimed for under a scheme, the newest first, in two queries.

    Left out is what a claim under way or paid holds, for this scheme or from another fund.
    """
    certificates = (
        certificates_to_claim(couriers)
        .exclude(_held("certificate", scheme))
        .exclude(enrolment__in=_trainings_held(scheme))
        .select_related(
            "courier",
            "enrolment__training_class__course",
            "enrolment__completion",
            "enrolment__assessment",
        )
    )
    papers = {}
    trained = set()
    for certificate in certificates:
        paper = Paper(certificate.courier, certificate.enrolment, certificate)
        papers[paper.key] = paper
        trained.add(certificate.enrolment_id)
    enrolments = (
        Enrolment.objects.enrolled()
        .filter(
            courier__in=couriers.order_by().values("pk"),
            completion__completed=True,
            training_class__course__kind__in=scheme.course_kinds,
        )
        .exclude(_held("enrolment", scheme))
        .select_related("courier", "completion", "assessment", "training_class__course")
    )
    for enrolment in enrolments:
        if enrolment.pk not in trained:
            paper = Paper(enrolment.courier, enrolment)
            papers[paper.key] = paper
    return sorted(papers.values(), key=lambda paper: (-paper.day.toordinal(), paper.courier.name, paper.key))


def chosen_papers(papers: Iterable[Paper], keys: Iterable[str]) -> list[Paper]:
    """Return the papers of the keys, in the order of the papers; keys that are not among them fall away."""
    wanted = set(keys)
    return [paper for paper in papers if paper.key in wanted]


def _held(kind: str, scheme: Scheme) -> Q:
    return Q(pk__in=_holders(kind, scheme)) | Q(pk__in=_other_fund(kind, scheme))


def _trainings_held(scheme: Scheme) -> QuerySet[Any, Any]:
    return Enrolment.objects.filter(_held("enrolment", scheme)).values("pk")


def _holders(kind: str, scheme: Scheme) -> QuerySet[Any, Any]:
    keys: QuerySet[Any, Any] = ClaimLine.objects.filter(held_for=scheme).exclude(**{kind: None}).values(kind)
    return keys


def _other_fund(kind: str, scheme: Scheme) -> QuerySet[Any, Any]:
    others = FundedPaper.objects.filter(holders__gt=0).exclude(fund=scheme.fund)
    keys: QuerySet[Any, Any] = others.exclude(**{kind: None}).values(kind)
    return keys
