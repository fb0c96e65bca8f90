"""The database refuses, whoever asks and however."""

import pytest
from django.db import Error, connection, transaction

from office.audit.models import Entry
from office.audit.queries import verify_chain

from .conftest import GUARD, Editor

pytestmark = pytest.mark.django_db


def refused(deed):
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        deed()


def test_update_is_refused(guarded, chain):
    refused(lambda: Entry.objects.filter(sequence=2).update(actor_label="别人"))
    assert verify_chain().intact is True


def test_delete_is_refused(guarded, chain):
    refused(lambda: Entry.objects.filter(sequence=5)._raw_delete("default"))
    assert Entry.objects.count() == 5


def test_raw_sql_is_refused(guarded, chain):
    def rewrite():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE audit_entry SET actor_label = 'x' WHERE sequence = 1")

    refused(rewrite)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has TRUNCATE")
def test_truncate_is_refused(guarded, chain):
    def empty():
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE audit_entry")

    refused(empty)


def test_adding_is_allowed(guarded, chain):
    assert verify_chain().entries == 5


def test_the_triggers_can_be_taken_off_again(guarded, chain):
    GUARD.database_backwards("audit", Editor(), None, None)
    assert Entry.objects.filter(sequence=2).update(actor_label="别人") == 1
