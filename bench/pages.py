"""How many pages of the site a second, beside a stock Wagtail page and a view that returns a constant.

Two workers of gunicorn on this machine, asked by wrk over the loopback (it shares the processors). A story
of twenty blocks with a portrait and three neighbours; the stock page has the same blocks (bench.stock). A
kept page is held against the constant view of the same office. One that is not kept whole is put together
from the parts of its minute (cms.parts); one made from nothing is what the first visitor after a deed gets.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.tales import ADDRESS

ROOT = Path(__file__).resolve().parent.parent
SECONDS, WARMING, ROUNDS = 5, 2, 2
WORKERS, AT_ONCE = 2, 8


def surroundings(folder: Path, settings: str, **more: str) -> dict[str, str]:
    """Return the environment of a site whose files lie in a scratch folder."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings,
        "BENCH_FOLDER": str(folder),
        "ENVIRONMENT": "development",
        "DEBUG": "false",
        "DATABASE_URL": f"sqlite:///{folder}/ours.sqlite3",
        "MEDIA_ROOT": f"{folder}/media",
        "PRIVATE_ROOT": f"{folder}/private",
        "CACHE_ROOT": f"{folder}/cache",
        "KEY_FILE": f"{folder}/keys.json",
        "PUBLIC_BASE_URL": "http://127.0.0.1",
        "LOG_LEVEL": "ERROR",
        **more,
    }


def run_in(environment: dict[str, str], *arguments: str) -> str:
    """Run Python and return what it printed last; what went wrong is shown (CalledProcessError)."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip().rpartition("\n")[2]


def planted(environment: dict[str, str]) -> tuple[int, int]:
    """Make the tables and the stories of a site; return queries and bytes of a page that is not kept."""
    queries, size = run_in(environment, "-m", "bench.tales").split()
    return int(queries), int(size)


@contextmanager
def served(environment: dict[str, str], application: str) -> Iterator[str]:
    """Serve a site with two workers; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{probe.getsockname()[1]}"
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            application,
            "-b",
            bind,
            "-w",
            str(WORKERS),
            "--log-level",
            "error",
        ],
        cwd=ROOT,
        env=environment,
    )
    try:
        for _attempt in range(150):
            try:
                urllib.request.urlopen(f"http://{bind}{ADDRESS}", timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        else:
            raise TimeoutError(f"The site at {bind} did not open.")
        yield f"http://{bind}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def rate(address: str) -> float:
    """Return answers a second; raise RuntimeError when one was not 200."""
    for seconds in (WARMING, SECONDS):
        told = subprocess.run(
            ["wrk", "-t1", f"-c{AT_ONCE}", f"-d{seconds}s", address],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    if "Non-2xx" in told:
        raise RuntimeError(f"{address} did not answer with its page:\n{told}")
    found = re.search(r"Requests/sec:\s*([\d.]+)", told)
    return float(found[1]) if found else 0.0


def measured(folder: Path) -> dict[str, float]:
    """Return the best rate of some rounds of each, taken in turn."""
    ours = surroundings(folder, "bench.served")
    best: dict[str, float] = {}

    def note(name: str, address: str) -> None:
        best[name] = max(best.get(name, 0.0), rate(address))

    for _round in range(ROUNDS):
        stock = surroundings(folder, "bench.stock.settings")
        with served(stock, "django.core.wsgi:get_wsgi_application()") as address:
            note("stock", address + ADDRESS)
        for name in ("nothing", "parts"):
            with served(ours | {"BENCH_KEPT": name}, "config.wsgi") as address:
                note(name, address + ADDRESS)
        with served(ours, "config.wsgi") as address:
            note("kept", address + ADDRESS)
            note("constant", f"{address}/constant/")
    return best


def run() -> list[dict[str, Any]]:
    """Measure; without wrk say so and return nothing."""
    if shutil.which("wrk") is None:
        print("bench: pages skipped: wrk is not installed (apt install wrk).", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        costs = {
            name: planted(surroundings(folder, settings))
            for name, settings in (("stock", "bench.stock.settings"), ("ours", "bench.served"))
        }
        best = measured(folder)
    rows = (
        ("pages, a story made from nothing / stock Wagtail", "nothing", "stock"),
        ("pages, a story not kept whole / stock Wagtail", "parts", "stock"),
        ("pages, a story kept whole / a constant view", "kept", "constant"),
    )
    return [
        {
            "name": name,
            "value": round(best[ours], 1),
            "unit": "a second",
            "floor": round(best[floor], 1),
            "ratio": round(best[ours] / best[floor], 2),
            "queries": costs["ours"][0],
            "floor_queries": costs["stock"][0],
            "bytes": costs["ours"][1],
        }
        for name, ours, floor in rows
    ]
