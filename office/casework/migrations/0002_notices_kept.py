"""What was said in public stays as it was said: the database itself refuses to change or delete it."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Of a notice only the moment of its conclusion is written later.
NOTICE_COLUMNS = (
    "number, title, body, office_id, contact, headers, opens_on, closes_on, working_days, published_at, "
    "published_by_id"
)
KEPT = {
    "casework_publicnotice": f"UPDATE OF {NOTICE_COLUMNS}",
    "casework_noticerow": "UPDATE",
    "casework_objection": "UPDATE",
    "casework_ruling": "UPDATE",
}


def _refusal(table: str) -> str:
    return f"{table} is kept as it was published"


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{name} BEFORE {deed} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{_refusal(table)}'); END"
        for table, change in KEPT.items()
        for name, deed in (("change", change), ("delete", "DELETE"))
    ]


def _postgresql() -> list[str]:
    function = """
        CREATE FUNCTION casework_kept_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION USING
                MESSAGE = TG_TABLE_NAME || ' is kept as it was published', ERRCODE = 'restrict_violation';
        END
        $$
    """
    triggers = [
        f"CREATE TRIGGER {table}_no_{name} BEFORE {deed} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION casework_kept_refuse()"
        for table, change in KEPT.items()
        # A row trigger sleeps through TRUNCATE.
        for name, deed, each in (
            ("change", change, "ROW"),
            ("delete", "DELETE", "ROW"),
            ("truncate", "TRUNCATE", "STATEMENT"),
        )
    ]
    return [function, *triggers]


def guard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on the tables."""
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": _sqlite, "postgresql": _postgresql}.get(vendor, list)():
        schema_editor.execute(statement)


def unguard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off again."""
    vendor = schema_editor.connection.vendor
    for table in KEPT:
        for name in ("change", "delete"):
            if vendor == "sqlite":
                schema_editor.execute(f"DROP TRIGGER {table}_no_{name}")
        if vendor == "postgresql":
            for name in ("change", "delete", "truncate"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{name} ON {table}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION casework_kept_refuse()")


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
