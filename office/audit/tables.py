"""How a room's tables are made: all its models are known before the first table is."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class Tables(migrations.Migration):
    """A migration that only makes new models and guards their tables; each step sees the state at the end.

    Django builds the models of the house anew after each step of a migration. With a hundred and fifty tables
    that was most of the time of a fresh `migrate`; here they are built once a migration.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """Make the tables; return the state with their models. Errors are the database's."""
        project_state.__dict__.pop("apps", None)
        after: ProjectState = self.mutate_state(project_state, preserve=False)
        for step in self.operations:
            step.database_forwards(self.app_label, schema_editor, after, after)
        return after
