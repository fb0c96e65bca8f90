"""Officers gave a nominee one number each: they become the jury of its call, and the number its only mark.

Nobody asked them about conflicts, so their answers stay at "asked"; their marks count as they did.
"""

from typing import Any

from django.db import migrations
from django.utils import timezone

CRITERION = "综合评价"


def carry_over(apps: Any, schema_editor: Any) -> None:
    """Write a jury, its jurors and their marks for every call that has scores."""
    models = {name: apps.get_model("awards", name) for name in ("Jury", "Criterion", "Juror", "Reading", "Mark")}
    scores = apps.get_model("awards", "Score").objects.select_related("nominee__call").order_by("given_at", "pk")
    for score in scores.iterator():
        call, day = score.nominee.call, timezone.localdate(score.given_at)
        jury, _made = models["Jury"].objects.get_or_create(
            call=call, defaults={"due_on": max(call.closes_on, day)}
        )
        criterion, _made = models["Criterion"].objects.get_or_create(
            jury=jury, position=1, defaults={"label": CRITERION, "weight": 100, "most": 100}
        )
        juror, _made = models["Juror"].objects.get_or_create(
            jury=jury,
            user_id=score.juror_id,
            defaults={"appointed_on": day, "appointed_by_id": score.juror_id},
        )
        reading = models["Reading"].objects.create(
            juror=juror,
            nominee=score.nominee,
            asked_at=score.given_at,
            remark=score.words,
        )
        models["Mark"].objects.create(reading=reading, criterion=criterion, mark=score.points)
        # Criteria and marks are whole before the jury has begun and the reading is in: then they are kept so.
        models["Jury"].objects.filter(pk=jury.pk, begun_at=None).update(begun_at=score.given_at)
        models["Reading"].objects.filter(pk=reading.pk).update(handed_in_at=score.given_at)


class Migration(migrations.Migration):
    dependencies = [("awards", "0003_juries_portraits_and_statements")]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
