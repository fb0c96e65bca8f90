"""Gathering the facts that the rules ask for."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

from django.db.models import Q

from office.people.models import Employment
from training.courses.enums import PersonCategory
from training.courses.models import Enrolment, TrainingClass
from training.courses.queries import certificates_of, subject_of

from ..models import Claim, ClaimLine, Scheme
from ..rules import Facts
from .schemes import rate_in_force


def facts_of(
    training_class: TrainingClass, scheme: Scheme, *, claim: Claim | None = None
) -> list[tuple[Enrolment, Facts]]:
    """Gather what the rules ask about every trainee of a class, in a fixed number of queries."""
    enrolments = list(
        training_class.enrolments.enrolled()
        .select_related("courier", "completion", "assessment")
        .order_by("position")
    )
    couriers = [enrolment.courier_id for enrolment in enrolments]
    found = rate_in_force(scheme, training_class)
    certificates = certificates_of(enrolments)
    contracts = _contracts(couriers, training_class.starts_on)
    earlier = _subsidised(couriers, except_for=claim)
    course = training_class.course
    level = (course.occupation_code, course.level)
    result = []
    for enrolment in enrolments:
        completion = getattr(enrolment, "completion", None)
        assessment = getattr(enrolment, "assessment", None)
        paper = certificates.get(subject_of(enrolment))
        contract = contracts.get(enrolment.courier_id)
        times = earlier.get(enrolment.courier_id, Counter())
        facts = Facts(
            category=PersonCategory(enrolment.category),
            birth_date=enrolment.courier.birth_date,
            class_started_on=training_class.starts_on,
            class_hours=course.hours,
            hours_attended=completion.hours_attended if completion else None,
            hours_held=completion.hours_held if completion else None,
            test_passed=assessment.passed if assessment else None,
            certificate_kind=paper.kind if paper else None,
            certificate_issued_on=paper.issued_on if paper else None,
            contract_signed_on=contract.contract_signed_on if contract else None,
            contract_months=contract.contract_months if contract else None,
            subsidised_before=sum(times.values()),
            same_level_before=times[level] > 0,
            rate=found.amount if found else None,
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


def _subsidised(couriers: list[Any], *, except_for: Claim | None) -> dict[Any, Counter[tuple[str, str]]]:
    """Count, a courier and a (occupation, level), the lines of live claims that carry money.

    A claim under way counts like a paid one: two claims filed side by side must not both pass.
    """
    lines = ClaimLine.objects.filter(courier__in=couriers, claim__live=True, amount__gt=0)
    if except_for is not None:
        lines = lines.exclude(claim=except_for)
    counts: dict[Any, Counter[tuple[str, str]]] = {}
    rows = lines.values_list(
        "courier_id", "claim__training_class__course__occupation_code", "claim__training_class__course__level"
    )
    for courier, occupation, level in rows:
        counts.setdefault(courier, Counter())[(occupation, level)] += 1
    return counts
