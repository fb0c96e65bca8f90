"""Gathering the facts that the rules ask for."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q

from office.people.enums import Sex
from office.people.models import Employment
from training.courses.enums import CertificateKind, PersonCategory
from training.courses.models import Enrolment, TrainingClass
from training.courses.queries import certificates_of, subject_of

from ..enums import Claimant, Fund
from ..models import Claim, ClaimLine
from ..rules import Earlier, Facts


def facts_of_class(
    training_class: TrainingClass,
    *,
    claim: Claim | None = None,
    claimant: Claimant = Claimant.PROVIDER,
    claimed_on: datetime.date | None = None,
) -> list[tuple[Enrolment, Facts]]:
    """Gather what the rules ask about every trainee of a class, in a fixed number of queries.

    `claim` is the one being judged, whose own lines are no earlier subsidies; `claimed_on` the day on which
    it was first submitted, if it was.
    """
    enrolments = list(
        training_class.enrolments.enrolled()
        .select_related("courier", "completion", "assessment")
        .order_by("position")
    )
    couriers = [enrolment.courier_id for enrolment in enrolments]
    certificates = certificates_of(enrolments)
    contracts = _contracts(couriers, training_class.starts_on)
    earlier = _earlier(couriers, except_for=claim)
    course = training_class.course
    result = []
    for enrolment in enrolments:
        completion = getattr(enrolment, "completion", None)
        assessment = getattr(enrolment, "assessment", None)
        paper = certificates.get(subject_of(enrolment))
        contract = contracts.get(enrolment.courier_id)
        facts = Facts(
            category=PersonCategory(enrolment.category),
            birth_date=enrolment.courier.birth_date,
            sex=Sex(enrolment.courier.sex),
            claimant=claimant,
            claimed_on=claimed_on,
            occupation_code=course.occupation_code,
            level=course.level,
            class_started_on=training_class.starts_on,
            class_hours=course.hours,
            online_hours=course.online_hours,
            hours_attended=completion.hours_attended if completion else None,
            hours_held=completion.hours_held if completion else None,
            test_passed=assessment.passed if assessment else None,
            certificate_kind=CertificateKind(paper.kind) if paper else None,
            certificate_issued_on=paper.issued_on if paper else None,
            contract_signed_on=contract.contract_signed_on if contract else None,
            contract_months=contract.contract_months if contract else None,
            earlier=tuple(earlier.get(enrolment.courier_id, ())),
        )
        result.append((enrolment, facts))
    return result


def _contracts(couriers: list[Any], on: datetime.date) -> dict[Any, Employment]:
    """Return each courier's labour contract that ran on a day: the one signed last."""
    rows = (
        Employment.objects.filter(courier__in=couriers, contract_signed_on__lte=on)
        .filter(Q(ended_on=None) | Q(ended_on__gte=on))
        .order_by("contract_signed_on")
    )
    return {row.courier_id: row for row in rows}


def _earlier(couriers: list[Any], *, except_for: Claim | None) -> dict[Any, list[Earlier]]:
    """Return each courier's subsidies: the lines of live claims that carry money.

    A claim under way counts like a paid one: two claims filed side by side must not both pass.
    """
    lines = ClaimLine.objects.filter(courier__in=couriers, claim__live=True, amount__gt=0)
    if except_for is not None:
        lines = lines.exclude(claim=except_for)
    course = "claim__training_class__course__"
    found: dict[Any, list[Earlier]] = {}
    for courier, scheme, fund, day, occupation, level in lines.order_by("pk").values_list(
        "courier_id",
        "claim__scheme_id",
        "claim__scheme__fund",
        "claim__judged_on",
        f"{course}occupation_code",
        f"{course}level",
    ):
        found.setdefault(courier, []).append(
            Earlier(
                scheme=scheme, fund=Fund(fund), occupation_code=occupation or "", level=level or "", on=day
            )
        )
    return found
