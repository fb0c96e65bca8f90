"""A scan is kept as it came: the database refuses to change or delete it."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DEEDS = (("change", "UPDATE"), ("delete", "DELETE"))
FUNCTION = """
    CREATE FUNCTION checkin_scan_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION USING MESSAGE = 'a scan is kept as it came', ERRCODE = 'restrict_violation';
    END
    $$
"""


def guard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on the table."""
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(FUNCTION)
    for name, deed in DEEDS:
        trigger = f"CREATE TRIGGER checkin_scan_no_{name} BEFORE {deed} ON checkin_scan"
        if vendor == "sqlite":
            schema_editor.execute(f"{trigger} BEGIN SELECT RAISE(ABORT, 'a scan is kept as it came'); END")
        elif vendor == "postgresql":
            schema_editor.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION checkin_scan_refuse()")


def unguard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off again."""
    vendor = schema_editor.connection.vendor
    for name, _deed in DEEDS:
        if vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER checkin_scan_no_{name}")
        elif vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER checkin_scan_no_{name} ON checkin_scan")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION checkin_scan_refuse()")


class Migration(migrations.Migration):
    dependencies = [("checkin", "0001_scans")]

    operations = [migrations.RunPython(guard, unguard)]
