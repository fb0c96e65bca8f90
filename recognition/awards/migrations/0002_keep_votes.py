"""A vote of support is kept as it came: the database refuses to change or delete it."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DEEDS = (("change", "UPDATE"), ("delete", "DELETE"))
REFUSAL = "a vote of support is kept as it came"
FUNCTION = f"""
    CREATE FUNCTION awards_supportvote_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION USING MESSAGE = '{REFUSAL}', ERRCODE = 'restrict_violation';
    END
    $$
"""


def guard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on the table."""
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(FUNCTION)
    for name, deed in DEEDS:
        trigger = f"CREATE TRIGGER awards_supportvote_no_{name} BEFORE {deed} ON awards_supportvote"
        if vendor == "sqlite":
            schema_editor.execute(f"{trigger} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END")
        elif vendor == "postgresql":
            schema_editor.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION awards_supportvote_refuse()")


def unguard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off again."""
    vendor = schema_editor.connection.vendor
    for name, _deed in DEEDS:
        if vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER awards_supportvote_no_{name}")
        elif vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER awards_supportvote_no_{name} ON awards_supportvote")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION awards_supportvote_refuse()")


class Migration(migrations.Migration):
    dependencies = [("awards", "0001_calls_nominees_and_support")]

    operations = [migrations.RunPython(guard, unguard)]
