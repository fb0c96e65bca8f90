"""Evidence of the trainees' categories, as the office would have it from the registers of others."""

from __future__ import annotations

import datetime

from django.db import transaction

from office.people.models import User
from training.courses.enums import PersonCategory
from training.courses.models import TrainingClass
from training.subsidies.actions import Evidence, attest_all
from training.subsidies.enums import EvidenceSource, Standing
from training.subsidies.models import Attestation

#: Who attests which category (fictitious offices).
ATTESTED_BY = {
    PersonCategory.POVERTY_MONITORED: "区农业农村局",
    PersonCategory.GRADUATE: "毕业院校",
    PersonCategory.SCHOOL_LEAVER: "区教育局",
    PersonCategory.RURAL_WORKER: "乡镇人民政府",
    PersonCategory.UNEMPLOYED: "区公共就业服务中心",
    PersonCategory.HARD_TO_EMPLOY: "区公共就业服务中心",
}


@transaction.atomic
def attest_trainees(training_class: TrainingClass, *, actor: User | None, now: datetime.datetime) -> None:
    """Enter evidence for everybody in a class as of its first day; employees were rural workers before.

    Who has evidence of a category already keeps it.
    """
    trainees = training_class.enrolments.enrolled().select_related("courier").order_by("position")
    known = set(
        Attestation.objects.filter(
            courier__enrolments__training_class=training_class,
            standing=Standing.CATEGORY,
            as_of__lte=training_class.starts_on,
        ).values_list("courier_id", flat=True)
    )
    rows = []
    for trainee in trainees:
        category = PersonCategory(trainee.category)
        if category == PersonCategory.EMPLOYEE:
            category = PersonCategory.RURAL_WORKER
        if trainee.courier_id in known or category not in ATTESTED_BY:
            continue
        evidence = Evidence(
            standing=Standing.CATEGORY,
            category=category,
            as_of=training_class.starts_on,
            source=EvidenceSource.SHARED,
            attested_by=ATTESTED_BY[category],
        )
        rows.append((trainee.courier, evidence))
    attest_all(rows, actor=actor, now=now)
