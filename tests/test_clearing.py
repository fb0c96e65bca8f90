"""Between transactional tests tables are cleared past guards that refuse deletion; the guards stay."""

import pytest
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction

from office.audit.models import Head

GUARDS = {
    "sqlite": [
        "CREATE TRIGGER clearing_guard BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, 'kept'); END",
    ],
    "postgresql": [
        "CREATE FUNCTION clearing_guard() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'kept'; END $$",
        "CREATE TRIGGER clearing_guard BEFORE DELETE OR TRUNCATE ON audit_head "
        "FOR EACH STATEMENT EXECUTE FUNCTION clearing_guard()",
    ],
}
LIFT = {
    "sqlite": "DROP TRIGGER clearing_guard",
    "postgresql": "DROP FUNCTION clearing_guard CASCADE",
}


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_a_guarded_table_is_cleared_and_stays_guarded() -> None:
    execute(*GUARDS[connection.vendor])
    try:
        Head.objects.create(id=1, digest="0" * 64)
        connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), ["audit_head"]))
        assert Head.objects.count() == 0
        Head.objects.create(id=1, digest="0" * 64)
        with pytest.raises(DatabaseError, match="kept"), transaction.atomic():
            execute("DELETE FROM audit_head")
        assert Head.objects.count() == 1
    finally:
        execute(LIFT[connection.vendor])
