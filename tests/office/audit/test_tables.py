"""The migrations that make their tables in one go: what they may hold, and that a table stands afterwards."""

from __future__ import annotations

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from office.audit.tables import Tables
from office.audit.triggers import Guard

# In a fixed order: what runs the tests side by side compares their names.
MADE = sorted(
    (each for each in MigrationLoader(None).disk_migrations.values() if isinstance(each, Tables)), key=str
)


@pytest.mark.parametrize("migration", MADE, ids=str)
def test_such_a_migration_makes_models_and_guards_and_nothing_else(migration: Tables) -> None:
    # A field or a constraint added by a later step would stand in the table already.
    assert {type(step) for step in migration.operations} <= {migrations.CreateModel, Guard}


class Parish(Tables):
    operations = [
        migrations.CreateModel("Bell", [("id", models.BigAutoField(primary_key=True))]),
        migrations.CreateModel(
            "Rope",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("bell", models.ForeignKey("parish.Bell", on_delete=models.CASCADE)),
            ],
        ),
    ]


@pytest.mark.django_db(transaction=True)
def test_tables_are_made_with_what_they_refer_to_and_taken_away_again() -> None:
    migration, before = Parish("0001_tables", "parish"), ProjectState()
    with connection.schema_editor() as editor:
        after = migration.apply(before.clone(), editor)
    assert {"parish_bell", "parish_rope"} <= set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        assert connection.introspection.get_relations(cursor, "parish_rope") == {
            "bell_id": ("id", "parish_bell")
        }
    assert sorted(after.models) == [("parish", "bell"), ("parish", "rope")]
    with connection.schema_editor() as editor:
        migration.unapply(before.clone(), editor)
    assert not any(name.startswith("parish") for name in connection.introspection.table_names())
