"""A register that is signed off stays as it was signed: the database refuses to change it.

Corrections are only ever added. A sign for somebody without one may still be entered as absent: it says what
the blank said, and gives a correction its place.
"""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SIGNED = "EXISTS (SELECT 1 FROM courses_lesson WHERE id = {row}.lesson_id AND signed_off_at IS NOT NULL)"
#: Trigger name -> (table, deed, condition, what the refusal says).
GUARDS = {
    "courses_correction_no_change": ("courses_correction", "UPDATE", "TRUE", "a correction is kept"),
    "courses_correction_no_delete": ("courses_correction", "DELETE", "TRUE", "a correction is kept"),
    "courses_attendance_no_insert": (
        "courses_attendance",
        "INSERT",
        f"NEW.status <> 'absent' AND {SIGNED.format(row='NEW')}",
        "this register is signed off",
    ),
    "courses_attendance_no_change": (
        "courses_attendance",
        "UPDATE",
        f"{SIGNED.format(row='OLD')} OR {SIGNED.format(row='NEW')}",
        "this register is signed off",
    ),
    "courses_attendance_no_delete": (
        "courses_attendance",
        "DELETE",
        SIGNED.format(row="OLD"),
        "this register is signed off",
    ),
    "courses_lesson_no_unsigning": (
        "courses_lesson",
        "UPDATE",
        "OLD.signed_off_at IS NOT NULL AND (NEW.signed_off_at IS NULL OR NEW.signed_off_at <> OLD.signed_off_at "
        "OR NEW.hours <> OLD.hours OR NEW.held_on <> OLD.held_on)",
        "this register is signed off",
    ),
}
FUNCTION = """
    CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {condition} THEN
            RAISE EXCEPTION USING MESSAGE = '{words}', ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END
    $$
"""


def guard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on the tables."""
    vendor = schema_editor.connection.vendor
    for name, (table, deed, condition, words) in GUARDS.items():
        if vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {deed} ON {table} WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )
        elif vendor == "postgresql":
            schema_editor.execute(FUNCTION.format(name=name, condition=condition, words=words))
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {deed} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )


def unguard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off again."""
    vendor = schema_editor.connection.vendor
    for name, (table, *_rest) in GUARDS.items():
        if vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
        elif vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    dependencies = [("courses", "0006_register_sign_off_and_corrections")]

    operations = [migrations.RunPython(guard, unguard)]
