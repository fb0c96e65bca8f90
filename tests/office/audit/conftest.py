import datetime
import os
from importlib import import_module

import pytest
from django.db import connection

from office.audit import actions as audit
from office.policy.models import Source

GUARD = import_module("office.audit.migrations.0002_append_only").GUARD
START = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)


class Editor:
    """Carries a guard's statements out inside a test's transaction, where SQLite's own editor will not."""

    connection = connection

    def execute(self, statement, params=()):
        with connection.cursor() as cursor:
            cursor.execute(statement, params)


@pytest.fixture
def source(db):
    """Something that deeds are done to; any model will do."""
    return Source.objects.create(title="关于开展补贴性培训的通知", number="青人社〔2026〕1号")


@pytest.fixture(autouse=True)
def deeds(monkeypatch):
    monkeypatch.setattr(audit, "_labels", dict(audit._labels))
    audit.register(audit_test__thing__done="Thing done", audit_test__thing__seen="Thing seen")


@pytest.fixture
def chain(source):
    """Five deeds, a minute apart."""
    return [
        audit.record(
            "audit_test.thing.done",
            actor=None,
            subject=source,
            at=START + datetime.timedelta(minutes=n),
            number=n,
        )
        for n in range(5)
    ]


@pytest.fixture
def unguarded(db):
    """The database as an intruder would have it: the triggers are gone."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_entry_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS audit_entry_no_delete")
        else:
            for deed in GUARD.deeds:
                cursor.execute(f"DROP FUNCTION IF EXISTS audit_entry_no_{deed} CASCADE")


@pytest.fixture
def guarded(unguarded):
    """The database with the triggers of the migration, however the tables were made."""
    GUARD.database_forwards("audit", Editor(), None, None)


@pytest.fixture
def django_settings():
    """The settings module of this run, for processes of their own."""
    return os.environ["DJANGO_SETTINGS_MODULE"]
