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
from training.courses.models import ClassFiling, Enrolment, RecordedCertificate, TrainingClass
from training.courses.queries import certificates_of, subject_of

from ..enums import Claimant, Standing
from ..models import Claim
from ..rules import Facts
from .history import History, history_of
from .standings import Standings, standings_of


@dataclass(frozen=True, slots=True)
class Training:
    """What a person is claimed for: a seat in a class, a certificate of another body, or both.

    `category` is the one claimed; without it the seat's, and for a certificate alone that of an employee
    where a contract runs, else the category attested last.
    """

    courier: Courier
    enrolment: Enrolment | None = None
    certificate: RecordedCertificate | None = None
    category: PersonCategory | None = None

    @property
    def day(self) -> datetime.date | None:
        """The day as of which contract and category are looked up."""
        if self.enrolment is not None:
            return self.enrolment.training_class.starts_on
        return None if self.certificate is None else self.certificate.issued_on


def facts_of_class(
    training_class: TrainingClass,
    *,
    claim: Claim | None = None,
    claimant: Claimant = Claimant.PROVIDER,
    claimed_on: datetime.date | None = None,
) -> list[tuple[Enrolment, Facts]]:
    """Gather what the rules ask about everybody with a seat in a class, in the order of the roster.

    `claim` is the one being judged, whose own lines are no earlier subsidies; `claimed_on` the day on which
    it was first submitted, if it was.
    """
    enrolments = list(
        training_class.enrolments.enrolled()
        .select_related("courier", "completion", "assessment")
        .order_by("position")
    )
    for enrolment in enrolments:
        # The class in hand has its course read already.
        enrolment.training_class = training_class
    rows = [Training(enrolment.courier, enrolment) for enrolment in enrolments]
    facts = facts_of_people(rows, claimant=claimant, claim=claim, claimed_on=claimed_on)
    return list(zip(enrolments, facts, strict=True))


def facts_of_people(
    rows: Sequence[Training],
    *,
    claimant: Claimant,
    claim: Claim | None = None,
    claimed_on: datetime.date | None = None,
) -> list[Facts]:
    """Gather what the rules ask about people and what they are claimed for, in the order given.

    Enrolments come with their class, course, completion and assessment; see `facts_of_class` for the rest.
    """
    couriers = {row.courier.pk for row in rows}
    enrolments = [row.enrolment for row in rows if row.enrolment is not None]
    gathered = _Gathered(
        printed=certificates_of(enrolments),
        recorded=_recorded(enrolments),
        contracts=_contracts(couriers),
        history=history_of(couriers, except_for=claim),
        standings=standings_of(couriers),
        filed_days_ahead=_filed_days_ahead(enrolments),
    )
    return [gathered.facts(row, claimant, claimed_on) for row in rows]


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

    def facts(self, row: Training, claimant: Claimant, claimed_on: datetime.date | None) -> Facts:
        """Return what is known of one person."""
        courier, day = row.courier, row.day
        contract = self._contract(courier, day)
        standing = self.standings.get(courier.pk, Standings())
        known: dict[str, Any] = {
            "category": row.category or self._category(row, contract, standing),
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
        if row.enrolment is not None:
            known |= self._of_seat(row.enrolment)
        if row.certificate is not None:
            known |= _of_certificate(row.certificate)
        known["certificate_fed"] = self.history.fed(row.enrolment, row.certificate)
        return Facts(**known)

    def _contract(self, courier: Courier, day: datetime.date | None) -> Employment | None:
        """Return the labour contract that ran on the day: the one signed last."""
        for row in self.contracts.get(courier.pk, ()):
            signed, ended = row.contract_signed_on, row.ended_on
            if day is None or (signed and signed <= day and (ended is None or day <= ended)):
                return row
        return None

    def _category(
        self, row: Training, contract: Employment | None, standing: Standings
    ) -> PersonCategory | None:
        if row.enrolment is not None:
            return PersonCategory(row.enrolment.category)
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
