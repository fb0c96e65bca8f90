"""Deeds at the same moment, each on a connection of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connections, transaction


def at_once(deeds: list[Callable[[], object]]) -> list[str]:
    """Run the deeds at the same moment and return what came of each: "done", a refusal's code, or a fault."""
    outcomes: list[str] = []
    started = threading.Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> None:
        started.wait(timeout=30)
        try:
            deed()
            outcomes.append("done")
        except ValidationError as refusal:
            outcomes.append(str(refusal.code))
        except (DatabaseError, PermissionDenied) as fault:
            outcomes.append(type(fault).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return sorted(outcomes)


def overlapping(first: Callable[[], object], second: Callable[[], object]) -> list[str]:
    """Run the second deed while the transaction of the first is open; return what came of both, sorted."""
    written = threading.Event()

    def slow() -> None:
        with transaction.atomic():
            first()
            written.set()
            time.sleep(0.5)  # the second has come to the same rows by then, and waits

    def late() -> None:
        written.wait(timeout=30)
        second()

    return at_once([slow, late])
