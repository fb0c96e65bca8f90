"""What the demonstration district adds to the shipped schemes: invented extensions and amounts, marked so."""

from __future__ import annotations

import datetime
from typing import Final

from office.policy.models import PolicyVersion, Source
from training.courses.enums import CourseKind
from training.subsidies.models import Rate, Scheme

SCHEME: Final = "training-fund"
COURIER, SORTER = "4-02-07-08", "4-02-07-09"
#: The versions that the district's invented document extends.
EXTENDED: Final = {
    SCHEME: datetime.date(2024, 1, 1),
    "project-training": datetime.date(2024, 1, 1),
    "skill-subsidy": datetime.date(2025, 1, 1),
}
UNTIL: Final = datetime.date(2030, 12, 31)
# Fen a person. No amount for Qinghai was found in published rules; these are inventions for trying out.
RATES: Final = {
    (SCHEME, COURIER, "五级/初级工"): 80_000,
    (SCHEME, COURIER, "四级/中级工"): 100_000,
    (SCHEME, SORTER, "五级/初级工"): 80_000,
    ("project-training", COURIER, ""): 60_000,
    ("skill-subsidy", COURIER, "五级/初级工"): 100_000,
    ("skill-subsidy", COURIER, "四级/中级工"): 150_000,
    ("skill-subsidy", COURIER, "三级/高级工"): 200_000,
}


def scheme() -> Scheme:
    """Extend the shipped schemes and enter example rates where they are missing; return the training fund."""
    document, _made = Source.objects.get_or_create(
        title="示例：延续执行与补贴标准（演示用，非真实文件）", number="演示〔2025〕1号"
    )
    for code, valid_from in EXTENDED.items():
        # Who has entered an extension, be it an office of its own, keeps it.
        PolicyVersion.objects.filter(scheme=code, valid_from=valid_from, extended_to=None).update(
            extended_to=UNTIL, extended_by=document, example=True
        )
    for (code, occupation, level), amount in RATES.items():
        Rate.objects.get_or_create(
            scheme_id=code,
            occupation_code=occupation,
            level=level,
            valid_from=datetime.date(2024, 1, 1),
            defaults={"amount": amount, "source": document, "clause": "示例", "example": True},
        )
    found = Scheme.objects.get(code=SCHEME)
    if CourseKind.JOB_TRANSFER not in found.course_kinds:
        # The district's invented document also pays for those who change their job.
        found.course_kinds = [*found.course_kinds, CourseKind.JOB_TRANSFER]
        found.save(update_fields=["course_kinds"])
    return found
