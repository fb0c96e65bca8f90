"""Carry the results on record over as first attempts, and enter what levels ask beside theory and practice."""

import datetime
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

SOURCE = "快递员国家职业技能标准（2019年版）1.8：二级、一级须综合评审（按本级评价机构规定核对）"
LEVELS = ("二级/技师", "一级/高级技师")
VALID_FROM = datetime.date(2020, 1, 1)
BATCH = 1000


def enter(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write a first attempt for every result without attempts, and the pass rules that are missing."""
    rules, results, attempts = (
        apps.get_model("courses", name) for name in ("PassRule", "Assessment", "Attempt")
    )
    for level in LEVELS:
        rules.objects.get_or_create(
            level=level, valid_from=VALID_FROM, defaults={"review_mark": 60, "source": SOURCE}
        )
    now = timezone.now()
    rows = []
    for each in results.objects.filter(enrolment__attempts=None).iterator(chunk_size=BATCH):
        rows.append(
            attempts(
                enrolment_id=each.enrolment_id,
                number=1,
                taken_on=each.taken_on,
                theory=None if each.absent else each.theory,
                practice=None if each.absent else each.practice,
                absent=each.absent,
                passed=each.passed,
                source="carried",
                recorded_at=now,
            )
        )
    attempts.objects.bulk_create(rows, batch_size=BATCH)


def leave(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Leave the rows: their tables go with the migration before."""


class Migration(migrations.Migration):
    dependencies = [("courses", "0008_attempts_online_hours_and_certificate_checks")]

    operations = [migrations.RunPython(enter, leave)]
