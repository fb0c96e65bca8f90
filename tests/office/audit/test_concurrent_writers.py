"""Writers at once follow one another: the chain has no gap and no fork."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, connections

from office.audit import actions as audit
from office.audit.models import Entry
from office.audit.queries import verify_chain

ROOT = Path(__file__).resolve().parents[3]
EACH = 25

WRITER = f"""
import django
django.setup()
from office.audit import actions as audit
from office.policy.models import Source
audit.register(audit_test__thing__done="Thing done")
subject = Source(pk=1, title="文件")
for number in range({EACH}):
    audit.record("audit_test.thing.done", actor=None, subject=subject, number=number)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="two connections need a server")
def test_two_connections_of_a_server(source):
    gate = threading.Barrier(2)

    def write():
        gate.wait()
        try:
            for number in range(EACH):
                audit.record("audit_test.thing.done", actor=None, subject=source, number=number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(Entry.objects.order_by("sequence").values_list("sequence", flat=True)) == list(
        range(1, 2 * EACH + 1)
    )
    assert (verify_chain().intact, verify_chain().entries) == (True, 2 * EACH)


def test_two_processes_on_one_sqlite_file(tmp_path, django_settings):
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": django_settings,
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
    }

    def python(*arguments):
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    migrated = python("manage.py", "migrate", "audit", "--skip-checks", "-v0")
    assert (migrated.wait(timeout=60), migrated.stderr.read()) == (0, b"")
    writers = [python("-c", WRITER) for _ in range(2)]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    verified = python("manage.py", "verify_audit", "--json", "--skip-checks")
    out, _errors = verified.communicate(timeout=60)
    verdict = json.loads(out)
    assert (verified.returncode, verdict["intact"], verdict["entries"]) == (0, True, 2 * EACH)
