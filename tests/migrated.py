"""A migrated SQLite database, kept from one run of the tests to the next.

Migrating takes most of a minute and makes the same tables every time: they are made once and copied into the
memory of later runs. Other migrations, other libraries or another Python make a database of their own.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from office.desk.management.commands.migrate import Command


def place() -> Path:
    """Return where the database of these migrations is, or will be, kept."""
    told = hashlib.sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path).glob("migrations/*.py")):
            told.update(f"{app.label} {file.name}".encode() + file.read_bytes())
    return Path(tempfile.gettempdir()) / f"office-tests-{os.getuid()}-{told.hexdigest()[:16]}.sqlite3"


def migrate_from_what_is_kept() -> None:
    """Have the next `migrate` of this process begin with what an earlier run kept, and keep what it made."""
    migrate = Command.handle

    def handle(self: Command, *args: Any, **options: Any) -> Any:
        Command.handle = migrate
        if connection.vendor != "sqlite":
            return migrate(self, *args, **options)
        kept_at = place()
        connection.ensure_connection()
        if kept_at.exists():
            with closing(sqlite3.connect(kept_at)) as kept:
                kept.backup(connection.connection)
        answer = migrate(self, *args, **options)
        if not kept_at.exists():
            # Under a name of its own first: another run never sees half a database.
            made = kept_at.with_suffix(f".{os.getpid()}")
            with closing(sqlite3.connect(made)) as keeping:
                connection.connection.backup(keeping)
            made.replace(kept_at)
        return answer

    Command.handle = handle
