"""Enter the occupations of the express trade from 职业分类大典 (2022)."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

OCCUPATIONS = {
    "4-02-07-08": "快递员",
    "4-02-07-09": "快件处理员",
    "2-02-13-02": "快递工程技术人员",
}


def enter(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the occupations; one that stands there already stays as it is."""
    model = apps.get_model("courses", "Occupation")
    model.objects.bulk_create(
        [model(code=code, name=name) for code, name in OCCUPATIONS.items()], ignore_conflicts=True
    )


def leave(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Leave the rows: the table goes with the migration before, and the office may have added to it."""


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_class_states_filing_and_seats")]

    operations = [migrations.RunPython(enter, leave)]
