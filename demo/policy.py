"""The subsidy scheme of the demonstration district: real conditions with their clauses, invented amounts."""

from __future__ import annotations

import datetime

from office.policy.models import PolicyVersion, Source
from training.courses.enums import CourseKind, PersonCategory
from training.subsidies.enums import Payee
from training.subsidies.models import Rate, Scheme

SCHEME = "training-fund"
COURIER, SORTER = "4-02-07-08", "4-02-07-09"
SIX_CATEGORIES = [
    PersonCategory.POVERTY_MONITORED,
    PersonCategory.GRADUATE,
    PersonCategory.SCHOOL_LEAVER,
    PersonCategory.RURAL_WORKER,
    PersonCategory.UNEMPLOYED,
    PersonCategory.HARD_TO_EMPLOY,
]
PARAMETERS = {
    "person_category": ([*SIX_CATEGORIES, PersonCategory.EMPLOYEE], "财社〔2023〕181号 第五条"),
    "contract_months": (12, "财社〔2023〕181号 第五条（二）"),
    "months_since_signing": (12, "财社〔2023〕181号 第五条（二）"),
    "age": ([16, 60], "示例：参照外省规定，须以本省文件为准"),
    "class_hours": ("80", "青海省培训时间调整表：快递员 80 学时"),
    "attendance_share": ("0.8", "示例：参照津人社局发〔2022〕20号，须以本省文件为准"),
    "test_passed": (True, "财社〔2023〕181号 第五条（一）"),
    "certificate": (["completion"], "财社〔2023〕181号 第五条（一）"),
    "window_months": (12, "示例：参照外省规定，须以本省文件为准"),
    "lifetime_limit": (3, "财社〔2023〕181号 第五条末款"),
    "same_level_once": (True, "示例：参照外省规定，须以本省文件为准"),
    "rate": (True, "财社〔2023〕181号 第十四、十五条"),
}
# Fen a person. No amount for Qinghai was found in published rules; these are inventions for trying out.
RATES = {
    (COURIER, "五级/初级工"): 80_000,
    (COURIER, "四级/中级工"): 100_000,
    (SORTER, "五级/初级工"): 80_000,
}


def scheme() -> Scheme:
    """Make the scheme with its version and example rates when they are missing."""
    fund, _made = Source.objects.get_or_create(title="就业补助资金管理办法", number="财社〔2023〕181号")
    extension, _made = Source.objects.get_or_create(
        title="示例：延续执行与补贴标准（演示用，非真实文件）", number="演示〔2025〕1号"
    )
    PolicyVersion.objects.get_or_create(
        scheme=SCHEME,
        valid_from=datetime.date(2024, 1, 1),
        defaults={
            "label": "2024 版（示例延续）",
            "valid_to": datetime.date(2025, 12, 31),
            "extended_to": datetime.date(2030, 12, 31),
            "extended_by": extension,
            "source": fund,
            "clause": "第五条",
            "parameters": {
                code: {"value": value, "clause": clause} for code, (value, clause) in PARAMETERS.items()
            },
            "example": True,
        },
    )
    found, _made = Scheme.objects.get_or_create(
        code=SCHEME,
        defaults={
            "name": "职业培训补贴（就业补助资金）",
            "course_kinds": [CourseKind.PRE_JOB, CourseKind.SKILL_UPGRADE, CourseKind.JOB_TRANSFER],
            "payee": Payee.PROVIDER,
        },
    )
    for (occupation, level), amount in RATES.items():
        Rate.objects.get_or_create(
            scheme=found,
            occupation_code=occupation,
            level=level,
            valid_from=datetime.date(2024, 1, 1),
            defaults={"amount": amount, "source": extension, "clause": "示例", "example": True},
        )
    return found
