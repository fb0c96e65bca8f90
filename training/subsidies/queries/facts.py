"""Gathering the facts that the rules ask for, for many people in a fixed number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from office.certificates.models import Certificate
from office.people.enums import Sex
from office.people.models import Courier, Employment
from office.policy.calendar import WorkingCalendar
from training.courses.enums import CertificateKind, PersonCategory
from training.courses.models import ClassFiling, Enrolment, RecordedCertificate
from training.courses.queries import certificates_of, subject_of

from ..enums import Claimant, Standing
from ..models import Claim
from ..rules import Facts
from .history import History, history_of
from .papers import Paper
from .standings import Standings, standings_of


def facts_of_people(
    papers: Sequence[Paper],
    *,
    claimant: Claimant,
    claim: Claim | None = None,
    claimed_on: datetime.date | None = None,
) -> list[Facts]:
    """Gather what the rules ask about people and what they are claimed for, in the order given.

    Enrolments come with their class, course, completion and assessment. `claim` is the one being judged,
    whose own lines are no earlier subsidies; `claimed_on` the day on which it was first submitted, if it was.
    """
    couriers = {paper.courier.pk for paper in papers}
    enrolments = [paper.enrolment for paper in papers if paper.enrolment is not None]
    gathered = _Gathered(
        printed=certificates_of(enrolments),
        recorded=_recorded(enrolments),
        contracts=_contracts(couriers),
        history=history_of(couriers, except_for=claim),
        standings=standings_of(couriers),
        filed_days_ahead=_filed_days_ahead(enrolments),
    )
    return [gathered.facts(paper, claimant, claimed_on) for paper in papers]


def _recorded(enrolments: list[Enrolment]) -> dict[int, RecordedCertificate]:
    """Return the newest certificate of another body to which each enrolment led."""
    rows = RecordedCertificate.objects.filter(enrolment__in=enrolments).order_by("issued_on", "pk")
    return {row.enrolment_id: row for row in rows if row.enrolment_id is not None}


def _contracts(couriers: Iterable[Any]) -> dict[Any, list[Employment]]:
    """Return each courier's signed labour contracts, the one signed last first."""
    found: dict[Any, list[Employment]] = {}
    rows = Employment.objects.filter(courier__in=couriers, contract_signed_on__isnull=False)
    for row in rows.order_by("-contract_signed_on", "-pk"):
        found.setdefault(row.courier_id, []).append(row)
    return found


def _filed_days_ahead(enrolments: list[Enrolment]) -> dict[int, int]:
    """Return the working days between filing and first day of each class that was filed."""
    classes = {enrolment.training_class_id for enrolment in enrolments}
    filings = ClassFiling.objects.filter(training_class__in=classes, filed_on__isnull=False)
    days = {
        key: (filed, begins)
        for key, filed, begins in filings.values_list(
            "training_class_id", "filed_on", "training_class__starts_on"
        )
        if filed is not None
    }
    if not days:
        return {}
    calendar = WorkingCalendar.load(
        min(filed for filed, _begins in days.values()), max(begins for _filed, begins in days.values())
    )
    found = {}
    for key, (filed, begins) in days.items():
        # The days of a year whose holidays nobody entered are unknown: no evidence, and no crash.
        with suppress(ValidationError):
            found[key] = calendar.count_after(filed, begins)
    return found


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Everything that was read, by person, seat or class."""

    printed: dict[str, Certificate]
    recorded: dict[int, RecordedCertificate]
    contracts: dict[Any, list[Employment]]
    history: History
    standings: dict[Any, Standings]
    filed_days_ahead: dict[int, int]

    def facts(self, paper: Paper, claimant: Claimant, claimed_on: datetime.date | None) -> Facts:
        """Return what is known of one person."""
        courier, day = paper.courier, paper.as_of
        contract = self._contract(courier, day)
        standing = self.standings.get(courier.pk, Standings())
        known: dict[str, Any] = {
            "category": self._category(paper, contract, standing),
            "attested": standing.attested,
            "birth_date": courier.birth_date,
            "sex": Sex(courier.sex),
            "claimant": claimant,
            "claimed_on": claimed_on,
            "contract_signed_on": contract.contract_signed_on if contract else None,
            "contract_months": contract.contract_months if contract else None,
            "insured_months": standing.insured_months,
            "benefit_drawn": standing.on(Standing.BENEFIT_DRAWN, day),
            "pension_drawn": standing.on(Standing.PENSION_DRAWN, day),
            "in_school": standing.on(Standing.IN_SCHOOL, day),
            "on_establishment": standing.on(Standing.ON_ESTABLISHMENT, day),
            "earlier": self.history.earlier_of(courier.pk),
        }
        if paper.enrolment is not None:
            known |= self._of_seat(paper.enrolment)
        if paper.certificate is not None:
            known |= _of_certificate(paper.certificate)
        known["certificate_fed"] = self.history.fed(paper.enrolment, paper.certificate)
        return Facts(**known)

    def _contract(self, courier: Courier, day: datetime.date | None) -> Employment | None:
        """Return the labour contract that ran on the day: the one signed last."""
        for row in self.contracts.get(courier.pk, ()):
            signed, ended = row.contract_signed_on, row.ended_on
            if day is None or (signed and signed <= day and (ended is None or day <= ended)):
                return row
        return None

    def _category(
        self, paper: Paper, contract: Employment | None, standing: Standings
    ) -> PersonCategory | None:
        """Return the seat's category; of a certificate alone an employee's, else the one attested last."""
        if paper.enrolment is not None:
            return PersonCategory(paper.enrolment.category)
        if contract is not None:
            return PersonCategory.EMPLOYEE
        return standing.attested[-1].category if standing.attested else None

    def _of_seat(self, enrolment: Enrolment) -> dict[str, Any]:
        training_class = enrolment.training_class
        course = training_class.course
        completion = getattr(enrolment, "completion", None)
        assessment = getattr(enrolment, "assessment", None)
        known: dict[str, Any] = {
            "occupation_code": course.occupation_code,
            "level": course.level,
            "class_started_on": training_class.starts_on,
            "filed_days_ahead": self.filed_days_ahead.get(training_class.pk),
            "class_hours": course.hours,
            "online_hours": course.online_hours,
            "hours_attended": completion.hours_attended if completion else None,
            "hours_held": completion.hours_held if completion else None,
            "test_passed": assessment.passed if assessment else None,
        }
        if printed := self.printed.get(subject_of(enrolment)):
            known["certificate_kind"] = CertificateKind(printed.kind)
            known["certificate_issued_on"] = printed.issued_on
        if recorded := self.recorded.get(enrolment.pk):
            # What another body certified says more than that the class was completed.
            known["certificate_kind"] = CertificateKind(recorded.kind)
            known["certificate_issued_on"] = recorded.issued_on
        return known


def _of_certificate(certificate: RecordedCertificate) -> dict[str, Any]:
    return {
        "occupation_code": certificate.occupation_code,
        "level": certificate.level,
        "certificate_kind": CertificateKind(certificate.kind),
        "certificate_issued_on": certificate.issued_on,
    }
