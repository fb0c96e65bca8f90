"""The database itself refuses to change or delete a published version and a mark that stands."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("competitions_resultversion", "competitions_mark")


def _sqlite(table: str) -> dict[str, str]:
    return {
        f"{table}_no_{deed}": (
            f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
        for deed in ("update", "delete")
    }


def _postgresql(table: str) -> list[str]:
    return [
        f"""
CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'restrict_violation';
END
$$
""",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    ]


def guard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on the tables."""
    vendor = schema_editor.connection.vendor
    for table in TABLES:
        statements = _postgresql(table) if vendor == "postgresql" else list(_sqlite(table).values())
        for statement in statements:
            schema_editor.execute(statement)


def unguard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off again."""
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_no_change ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_refuse()")
        else:
            for name in _sqlite(table):
                schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):

    dependencies = [("competitions", "0004_entries_without_marks")]

    operations = [migrations.RunPython(guard, unguard)]
