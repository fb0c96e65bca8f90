"""Enter the rule on calling up reserves, which ships with the product."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from recognition.competitions import shipped


def enter_rules(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Enter what is missing; what an office has entered under the same code and day stays."""
    shipped.enter(apps.get_model)


class Migration(migrations.Migration):

    dependencies = [("competitions", "0006_records_reserves_and_lists"), ("policy", "0002_holidays")]

    operations = [migrations.RunPython(enter_rules, migrations.RunPython.noop)]
