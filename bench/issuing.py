"""How many certificates a second are issued, beside the barest page reportlab can make of the same content.

    python -m bench.issuing

Issuing is the whole deed: facts, number, print, digest, private store, row, record. It is measured without
signature and credential (`bench.signing` tells what these cost), and once more with the credential, which is
made, signed, enclosed and kept. Ours and the floor take turns, so that what else the machine does meets both
alike. The floor prints the same characters in the same face and the same code as a file of its own, and keeps
nothing.
"""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

COUNT, ROUNDS, WARM = 100, 3, 10
ON = datetime.date(2026, 8, 20)
AT = datetime.datetime(2026, 8, 20, 4, tzinfo=datetime.UTC)


class _None:
    """Stands for the credential of a paper that is issued without one."""

    document = ""


@contextmanager
def without_credentials() -> Iterator[None]:
    """Issue papers without credentials meanwhile: none is made, signed, enclosed or kept."""
    from office.certificates.credentials import issue, status

    with (
        patch.object(status, "take_entries", lambda count: [None] * count),
        patch.object(issue, "prepare", lambda *_args, **_facts: _None()),
        patch.object(issue, "keep", lambda _prepared: None),
    ):
        yield


class Clock:
    """Adds up the seconds, by the wall and of this process, that the turns of one side took."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    def time(self, turn: Callable[[], object]) -> None:
        """Take the time of a turn."""
        wall, cpu = time.perf_counter(), time.process_time()
        turn()
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu


def compared(name: str, rounds: list[tuple[Clock, Clock]]) -> dict[str, Any]:
    """Return the best rates by the wall, and the middle one of the rounds' ratios, by wall and processor.

    `ratio` is by processor time: what others do on the machine, and how fast its disk is, is not in it.
    """
    wall, bare_wall = (COUNT / min(each[side].wall for each in rounds) for side in (0, 1))
    return {
        "name": f"issuing, {name}",
        "value": round(wall, 1),
        "unit": "a second (ratio of processor time)",
        "floor": round(bare_wall, 1),
        "ratio": round(median(bare.cpu / ours.cpu for ours, bare in rounds), 2),
        "wall_ratio": round(median(bare.wall / ours.wall for ours, bare in rounds), 2),
    }


class Office:
    """A school, its people, and the papers they are due; every round has people of its own."""

    def __init__(self) -> None:
        from django.core.management import call_command

        from office.people.models import Organisation

        for app in ("certificates", "audit"):
            call_command("migrate", app, verbosity=0)
        self.school = Organisation.objects.create(
            name="海东市平安区快递行业职业技能培训中心", is_provider=True
        )
        self._serial = 0

    def due(self, count: int) -> list[Any]:
        """Return so many certificates that are due."""
        from bench.certificates import sample
        from office.certificates.batches.sources import Due
        from office.people.models import Courier

        made = []
        for facts in sample(count, seed=self._serial):
            self._serial += 1
            person = Courier.objects.create(
                name=facts.holder_name,
                id_number_sealed=b"sealed",
                id_number_index=f"{self._serial:064d}",
                id_number_masked=facts.id_number_masked,
                birth_date=datetime.date(1995, 5, 20),
                sex="1",
                created_at=AT,
            )
            made.append(Due(f"bench:{self._serial}", person, "", replace(facts, number="", verify_url="")))
        return made

    def issue(self, due: Any) -> None:
        """Issue one certificate."""
        from office.certificates.actions import issue

        issue(
            kind="completion",
            prefix="PA-PX",
            subject=due.subject,
            holder=due.holder,
            issuer=self.school,
            facts=due.facts,
            issued_on=ON,
            actor=None,
            now=AT,
        )

    def batch(self, due: list[Any]) -> Any:
        """Start a batch as its page does: list, digest of what was shown, lines."""
        from office.certificates.batches import actions, plans
        from office.certificates.batches.sources import Request, Source

        asked = Request("bench", "completion", "PA-PX", self.school, due)
        source = Source("bench", "bench", lambda *_asked: asked, lambda _user: [])
        digest = plans.plan_of(asked).digest
        return actions.start(source, due[0].subject, digest=digest, on=ON, actor=None, now=AT)


def _bare(due: list[Any]) -> Iterator[Callable[[], object]]:
    """Return the turns of the floor: each prints one certificate and sees to its bytes."""
    from bench.certificates import floor
    from office.certificates import token
    from office.certificates.rendering.completion import arrange

    for each in due:
        number = f"PA-PX-2026-{each.holder.id_number_index[-6:]}"
        facts = replace(each.facts, number=number)
        claims = token.Claims(number=number, holder_name=facts.holder_name, issued_on=ON)
        url = f"https://records.example.cn/v/0123456789AB/#{token.sign(claims)}"
        page = ([line.text for line in arrange(facts)], url)
        yield lambda page=page: floor([page])  # type: ignore[misc]


def _single(office: Office, count: int) -> tuple[Clock, Clock]:
    due, clocks = office.due(count), (Clock(), Clock())
    for each, bare in zip(due, list(_bare(due)), strict=True):
        clocks[0].time(lambda each=each: office.issue(each))  # type: ignore[misc]
        clocks[1].time(bare)
    return clocks


def _batch(office: Office, count: int) -> tuple[Clock, Clock]:
    """Issue by portions, the floor between them; what starting costs is ours too."""
    from office.certificates.batches import actions

    due, clocks = office.due(count), (Clock(), Clock())
    bare, made = list(_bare(due)), []
    clocks[0].time(lambda: made.append(office.batch(due)))
    for start in range(0, count, actions.PORTION):
        clocks[0].time(lambda: actions.issue_portion(made[0], actor=None, now=AT))
        for turn in bare[start : start + actions.PORTION]:
            clocks[1].time(turn)
    if made[0].lines.filter(certificate=None).exists():
        raise RuntimeError("Not every line of the batch was issued.")
    return clocks


def measure() -> list[dict[str, Any]]:
    """Measure in this process, on the database that the environment names."""
    import django

    django.setup()
    office = Office()
    rows = []
    for name, work in (("single", _single), ("batch", _batch)):
        with without_credentials():
            work(office, WARM)
            rows.append(compared(f"{name} / a bare page", [work(office, COUNT) for _round in range(ROUNDS)]))
        with_it = [work(office, COUNT) for _round in range(ROUNDS)]
        rows.append(compared(f"{name} with its credential / a bare page", with_it))
    return rows


def run() -> list[dict[str, Any]]:
    """Measure on a database and a store of their own, which are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        surroundings = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{place / 'issuing.sqlite3'}",
            "PRIVATE_ROOT": str(place / "private"),
            "PAPER_SIGNATURE": "none",
        }
        asked = [sys.executable, "-m", "bench.issuing"]
        done = subprocess.run(asked, env=surroundings, stdout=subprocess.PIPE, text=True, check=True)
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if os.environ.get("PAPER_SIGNATURE") == "none":
        print(json.dumps(measure()))
    else:
        print(json.dumps(run(), ensure_ascii=False, indent=2))
