"""The national standards that ship with the product."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from recognition.titles import shipped


def enter(apps: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Enter what is missing; what an office has entered under the same code and day stays."""
    shipped.enter(apps.get_model)


class Migration(migrations.Migration):
    replaces = [("titles", "0003_shipped_standards")]
    dependencies = [("titles", "0001_tables"), ("policy", "0002_holidays")]

    # Versions may be in use by applications: going back leaves them.
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
