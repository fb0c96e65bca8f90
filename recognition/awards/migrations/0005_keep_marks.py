"""The former scores go; the database keeps the criteria of a jury that has begun, and marks handed in."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_BEGUN = "(SELECT begun_at FROM awards_jury WHERE call_id = {row}.jury_id) IS NOT NULL"
_HANDED_IN = "(SELECT handed_in_at FROM awards_reading WHERE id = {row}.reading_id) IS NOT NULL"

#: Name, table, deeds that are refused, and when; {row} is the row as it was (for an insert, as it comes).
GUARDS = (
    ("criterion", "awards_criterion", ("insert", "update", "delete"), _BEGUN),
    ("mark", "awards_mark", ("insert", "update", "delete"), _HANDED_IN),
)


def guard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on the tables."""
    vendor = schema_editor.connection.vendor
    for name, table, deeds, when in GUARDS:
        if vendor == "postgresql":
            schema_editor.execute(_function(name, when), params=None)
        for deed in deeds:
            trigger = f"CREATE TRIGGER awards_{name}_no_{deed} BEFORE {deed.upper()} ON {table} "
            row = "NEW" if deed == "insert" else "OLD"
            if vendor == "sqlite":
                body = f"BEGIN SELECT RAISE(ABORT, 'awards: frozen ({name})'); END"
                schema_editor.execute(f"{trigger} FOR EACH ROW WHEN {when.format(row=row)} {body}", params=None)
            elif vendor == "postgresql":
                function = f"awards_{name}_refuse()"
                schema_editor.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION {function}", params=None)


def _function(name: str, when: str) -> str:
    """A WHEN clause of PostgreSQL reads no other table, so the question stands in the function."""
    refuse = f"RAISE EXCEPTION USING MESSAGE = 'awards: frozen ({name})', ERRCODE = 'restrict_violation';"
    return f"""
        CREATE FUNCTION awards_{name}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                IF {when.format(row="NEW")} THEN {refuse} END IF;
                RETURN NEW;
            END IF;
            IF {when.format(row="OLD")} THEN {refuse} END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END
        $$
    """


def unguard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off again."""
    vendor = schema_editor.connection.vendor
    for name, table, deeds, _when in GUARDS:
        for deed in deeds:
            on = f" ON {table}" if vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER awards_{name}_no_{deed}{on}", params=None)
        if vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION awards_{name}_refuse()", params=None)


class Migration(migrations.Migration):
    dependencies = [("awards", "0004_carry_over_scores")]

    operations = [migrations.DeleteModel(name="Score"), migrations.RunPython(guard, unguard)]
