"""The database itself keeps closed meetings, opened criteria, scores handed in, and ballots as they are."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_MEETING = "(SELECT state FROM committees_meeting WHERE id = {row}.meeting_id) = 'closed'"
_ITEM = (
    "(SELECT m.state FROM committees_meeting m JOIN committees_agendaitem i ON i.meeting_id = m.id"
    " WHERE i.id = {row}.item_id) = 'closed'"
)
_PANEL = "(SELECT state FROM committees_panel WHERE id = {row}.panel_id) <> 'draft'"
_SCORES = "(SELECT handed_in_at FROM committees_assignment WHERE id = {row}.assignment_id) IS NOT NULL"
_ALWAYS = "1 = 1"

#: Name, table, deeds that are refused, and when; {row} is the row as it was (for an insert, as it comes).
GUARDS = (
    ("meeting", "committees_meeting", ("update", "delete"), "{row}.state = 'closed'"),
    ("item", "committees_agendaitem", ("insert", "update", "delete"), _MEETING),
    ("attendance", "committees_attendance", ("insert", "update", "delete"), _MEETING),
    ("voter", "committees_voter", ("insert",), _ITEM),
    ("roll", "committees_voter", ("update",), "{row}.has_voted"),
    ("voter_kept", "committees_voter", ("delete",), _ALWAYS),
    ("vote", "committees_vote", ("insert",), _ITEM),
    ("vote_kept", "committees_vote", ("update", "delete"), _ALWAYS),
    ("count", "committees_countsignature", ("insert",), _ITEM),
    ("count_kept", "committees_countsignature", ("update", "delete"), _ALWAYS),
    ("draw_kept", "committees_draw", ("update", "delete"), _ALWAYS),
    ("criterion", "committees_criterion", ("insert", "update", "delete"), _PANEL),
    ("score", "committees_score", ("insert", "update", "delete"), _SCORES),
)


def _refusal(name: str) -> str:
    return f"committees: frozen ({name})"


def guard(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on the tables."""
    vendor = schema_editor.connection.vendor
    for name, table, deeds, when in GUARDS:
        if vendor == "postgresql":
            schema_editor.execute(_function(name, when), params=None)
        for deed in deeds:
            trigger = f"CREATE TRIGGER committees_{name}_no_{deed} BEFORE {deed.upper()} ON {table} "
            row = "NEW" if deed == "insert" else "OLD"
            if vendor == "sqlite":
                body = f"BEGIN SELECT RAISE(ABORT, '{_refusal(name)}'); END"
                schema_editor.execute(f"{trigger} FOR EACH ROW WHEN {when.format(row=row)} {body}", params=None)
            elif vendor == "postgresql":
                function = f"committees_{name}_refuse()"
                schema_editor.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION {function}", params=None)


def _function(name: str, when: str) -> str:
    """A WHEN clause of PostgreSQL reads no other table, so the question stands in the function."""
    refuse = f"RAISE EXCEPTION USING MESSAGE = '{_refusal(name)}', ERRCODE = 'restrict_violation';"
    return f"""
        CREATE FUNCTION committees_{name}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
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
            schema_editor.execute(f"DROP TRIGGER committees_{name}_no_{deed}{on}", params=None)
        if vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION committees_{name}_refuse()", params=None)


class Migration(migrations.Migration):
    dependencies = [("committees", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
