"""What the database itself refuses, whoever asks: rows that are written once, papers that are closed.

A step of a migration: a constraint looks at one row as it would be, a guard at the row as it was and at its
neighbours, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

ALWAYS = "1 = 1"


class Guard(Operation):
    """Triggers `<name>_no_<deed>` that refuse deeds on a table's rows, on SQLite and on PostgreSQL alike.

    `when` is SQL over the row: `{row}` stands for NEW in an insert, else for OLD; both may also be named.
    `columns` limits an update to those that are kept. "truncate", which no row trigger sees, is a deed of
    PostgreSQL only. The database answers with an integrity error that says `says`.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self,
        name: str,
        table: str,
        deeds: Sequence[str] = ("update", "delete"),
        *,
        says: str,
        when: str = ALWAYS,
        columns: str = "",
    ) -> None:
        self.name, self.table, self.deeds = name, table, tuple(deeds)
        self.says, self.when, self.columns = says, when, columns

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return the guard as migrations write it."""
        told = {"says": self.says, "when": self.when, "columns": self.columns}
        return type(self).__name__, [self.name, self.table, self.deeds], told

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Change nothing: models do not know of it."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Put the triggers on the table."""
        for statement in self._statements(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Take the triggers off again."""
        for deed in self.deeds:
            trigger = f"{self.name}_no_{deed}"
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(f"DROP TRIGGER {trigger} ON {self.table}")
                schema_editor.execute(f"DROP FUNCTION {trigger}()")
            elif deed != "truncate":
                schema_editor.execute(f"DROP TRIGGER {trigger}")

    def describe(self) -> str:
        """Return what `migrate --plan` prints."""
        return f"Guard {self.table} against {', '.join(self.deeds)}"

    def _statements(self, vendor: str) -> Iterator[str]:
        for deed in self.deeds:
            trigger = f"{self.name}_no_{deed}"
            of = f" OF {self.columns}" if deed == "update" and self.columns else ""
            begin = f"CREATE TRIGGER {trigger} BEFORE {deed.upper()}{of} ON {self.table}"
            when = self.when.format(row="NEW" if deed == "insert" else "OLD")
            if vendor == "postgresql":
                # The condition stands in the function: a WHEN clause there reads no other table.
                yield _function(trigger, deed, when, self.says)
                each = "STATEMENT" if deed == "truncate" else "ROW"
                yield f"{begin} FOR EACH {each} EXECUTE FUNCTION {trigger}()"
            elif deed != "truncate":
                yield f"{begin} FOR EACH ROW WHEN {when} BEGIN SELECT RAISE(ABORT, '{self.says}'); END"


def _function(name: str, deed: str, when: str, says: str) -> str:
    refuse = f"RAISE EXCEPTION USING MESSAGE = '{says}', ERRCODE = 'restrict_violation';"
    body = {
        "truncate": refuse,
        "delete": f"IF {when} THEN {refuse} END IF; RETURN OLD;",
    }.get(deed, f"IF {when} THEN {refuse} END IF; RETURN NEW;")
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
