"""A demonstration office, served by the real server, and visitors with a real browser."""

import datetime
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.migrated import place

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ATTEST = """
from django.utils import timezone
from demo.standings import attest_trainees
from office.people.models import User
from training.courses.models import TrainingClass
reviewer = User.objects.get(username="reviewer")
attest_trainees(TrainingClass.objects.get(number="{number}"), actor=reviewer, now=timezone.now())
"""


@dataclass
class Office:
    """A served office: where it is, who can sign in, and its database file."""

    address: str
    environment: dict[str, str]
    database: Path
    passwords: dict[str, str] = field(default_factory=dict)

    def command(self, *arguments: str) -> str:
        """Run a management command of this office and return what it printed."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def attest(self, class_number: str) -> None:
        """Enter what other offices attest of a class's trainees; by hand it is a page a person."""
        self.command("shell", "--no-imports", "-c", ATTEST.format(number=class_number))

    def end_notice(self, number: str) -> None:
        """Let the days of a notice have passed: the browser cannot wait for five working days."""
        today = datetime.date.today()
        with sqlite3.connect(self.database, timeout=20) as base:
            # A published notice cannot be changed, which this must: its guards sleep for the one statement.
            guards = base.execute(
                "SELECT name, sql FROM sqlite_master "
                "WHERE type = 'trigger' AND tbl_name = 'casework_publicnotice'"
            ).fetchall()
            for name, _sql in guards:
                base.execute(f'DROP TRIGGER "{name}"')
            changed = base.execute(
                "UPDATE casework_publicnotice SET opens_on = ?, closes_on = ? WHERE number = ?",
                (str(today - datetime.timedelta(days=14)), str(today - datetime.timedelta(days=5)), number),
            ).rowcount
            for _name, sql in guards:
                base.execute(sql)
        assert changed == 1


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        "ENVIRONMENT": "development",
        "DEBUG": "false",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "MEDIA_ROOT": str(folder / "media"),
        "PRIVATE_ROOT": str(folder / "private"),
        "CACHE_ROOT": str(folder / "cache"),
        "SECRET_KEY": "a key for tests only, never for an office",
        "FIELD_KEY": "11" * 32,
        "INDEX_KEY": "22" * 32,
        "AUDIT_KEY": "33" * 32,
        "SIGNING_KEY": "44" * 32,
        "PUBLIC_BASE_URL": address,
    }
    served = Office(address, environment, folder / "db.sqlite3")
    # The tables are those that the other tests keep between runs; making them anew takes a minute.
    if place().exists():
        shutil.copyfile(place(), served.database)
    served.command("migrate", "--verbosity", "0")
    logins = json.loads(served.command("seed_demo", "--json"))["logins"]
    served.passwords = {login["username"]: login["password"] for login in logins}
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "config.wsgi", "-b", f"127.0.0.1:{port}", "-w", "2"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(address)
            yield served
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)


def _wait_for(address: str) -> None:
    for _attempt in range(100):
        try:
            with urllib.request.urlopen(f"{address}/v/", timeout=5) as answer:
                assert answer.status == 200
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise TimeoutError(f"The office at {address} did not open.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@dataclass
class Visitor:
    """Somebody at a browser: goes to addresses, fills forms, presses the main button."""

    page: Page
    address: str

    def go(self, path: str) -> "Visitor":
        answer = self.page.goto(path if path.startswith("http") else self.address + path)
        assert answer is not None
        assert answer.status < 500, f"{path} answered {answer.status}"
        return self

    def fill(self, **fields: str) -> "Visitor":
        for name, value in fields.items():
            self.page.fill(f"main form [name={name}]", value)
        return self

    def press(self) -> "Visitor":
        """Press the form's own button; the page that it leads to is whole afterwards, its scripts too."""
        self.page.click("main form[method=post] button.button >> nth=0")
        self.page.wait_for_load_state()
        return self

    @property
    def text(self) -> str:
        return self.page.inner_text("main")

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)


@pytest.fixture
def visit(office: Office, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Open a browser of one's own, signed in under a name when one is given."""
    contexts: list[BrowserContext] = []

    def open_for(login: str = "", *, width: int = 1280) -> Visitor:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        contexts.append(context)
        visitor = Visitor(context.new_page(), office.address)
        if login:
            visitor.go("/login/").fill(username=login, password=office.passwords[login]).press()
            assert visitor.path == "/home/"
        return visitor

    yield open_for
    for context in contexts:
        context.close()
