"""Reading schemes, claims and the facts that rules ask for."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from office.casework.queries import cases_visible_to
from office.people.models import Employment
from training.courses.enums import PersonCategory
from training.courses.models import Enrolment, TrainingClass
from training.courses.queries import certificates_of, subject_of

from .enums import Payee
from .models import Claim, ClaimLine, Payment, Rate, Scheme
from .rules import Facts


def claims_visible_to(user: Any) -> QuerySet[Claim]:
    """Return the claims whose case the user may see."""
    return Claim.objects.filter(case__in=cases_visible_to(user)).select_related(
        "case", "training_class__course", "scheme", "payee"
    )


def schemes_for(training_class: TrainingClass) -> list[Scheme]:
    """Return the schemes under which a provider may claim for a class."""
    return [scheme for scheme in _provider_schemes() if scheme.covers(training_class.course.kind)]


def claimable_kinds() -> set[str]:
    """Return the kinds of course for which a provider may claim, in one query."""
    return {kind for scheme in _provider_schemes() for kind in scheme.course_kinds}


def _provider_schemes() -> QuerySet[Scheme]:
    # What is paid to employers or to people is not claimed by a provider.
    return Scheme.objects.filter(payee=Payee.PROVIDER)


def live_claim_of(training_class: TrainingClass) -> Claim | None:
    """Return the claim of a class that is neither rejected nor withdrawn."""
    return (
        Claim.objects.filter(training_class=training_class, live=True)
        .select_related("case", "scheme")
        .first()
    )


def rate_in_force(scheme: Scheme, training_class: TrainingClass) -> Rate | None:
    """Return the rate for the class's occupation and level on its first day; the level's own comes first."""
    course, day = training_class.course, training_class.starts_on
    rates = scheme.rates.filter(
        occupation_code=course.occupation_code, level__in={course.level, ""}, valid_from__lte=day
    ).filter(Q(valid_to=None) | Q(valid_to__gte=day))
    return rates.order_by("-level", "-valid_from").first()


def facts_of(
    training_class: TrainingClass, scheme: Scheme, *, claim: Claim | None = None
) -> list[tuple[Enrolment, Facts]]:
    """Gather what the rules ask about every trainee of a class, in a fixed number of queries."""
    enrolments = list(
        training_class.enrolments.select_related("courier", "completion", "assessment").order_by("position")
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


def totals(claim: Claim) -> dict[str, int]:
    """Return the claim's counts of people and its sum in fen."""
    return claim.lines.aggregate(
        enrolled=Count("pk"),
        payable=Count("pk", filter=Q(amount__gt=0)),
        not_met=Count("pk", filter=Q(eligible=False)),
        unclear=Count("pk", filter=Q(eligible=None, excluded=False)),
        excluded=Count("pk", filter=Q(excluded=True)),
        amount=Sum("amount", default=0),
    )


def payable_lines(claim: Claim) -> QuerySet[ClaimLine]:
    """Return the people whom the claim pays for."""
    return claim.lines.filter(amount__gt=0).select_related("courier", "enrolment")


def scheme_or_refusal(training_class: TrainingClass) -> Scheme:
    """Return the scheme for a class; raise ValidationError when none is entered for its kind of course."""
    schemes = schemes_for(training_class)
    if not schemes:
        message = _(
            "No subsidy scheme covers %(kind)s. The training is on record; ask the HR bureau to enter a "
            "scheme with its document number."
        )
        raise ValidationError(message % {"kind": training_class.course.get_kind_display()}, code="no_scheme")
    return schemes[0]


def payments_of(claim: Claim) -> QuerySet[Payment]:
    """Return the claim's payment, if it has come so far."""
    return Payment.objects.filter(claim=claim).select_related(
        "claim__case", "claim__training_class__course", "claim__payee", "claim__scheme"
    )
