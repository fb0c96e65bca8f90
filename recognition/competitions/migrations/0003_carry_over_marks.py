"""Carry the marks of entries over to their performances, and enter the rules that ship with the product."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from recognition.competitions import shipped


def carry_over(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give every event that has entries its final, and every entry its performance there."""
    event_model, stage_model, performance_model = (
        apps.get_model("competitions", name) for name in ("Event", "Stage", "Performance")
    )
    for event in event_model.objects.filter(entries__isnull=False).distinct():
        stage, _new = stage_model.objects.get_or_create(
            event=event, kind="final", defaults={"position": 1, "name": "决赛"}
        )
        performance_model.objects.bulk_create(
            performance_model(
                stage=stage, entry=entry, status=entry.status, theory=entry.theory, practice=entry.practice
            )
            for entry in event.entries.all()
        )


def enter_rules(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Enter what is missing; what an office has entered under the same code and day stays."""
    shipped.enter(apps.get_model)


class Migration(migrations.Migration):

    dependencies = [("competitions", "0002_stages_marks_and_honours"), ("policy", "0002_holidays")]

    # Marks went over to a table of their own: going back leaves them there.
    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RunPython(enter_rules, migrations.RunPython.noop),
    ]
