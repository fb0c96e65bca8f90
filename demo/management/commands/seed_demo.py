"""`manage.py seed_demo`: fill an office with a fictitious district."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from demo.build import SIZES, District
from demo.office import LOGINS, PASSWORD

PEOPLE = (
    ("admin", "系统管理员", "全部后台与网站设置（/admin/）"),
    *((login.username, login.display_name, login.what_for) for login in LOGINS),
    ("courier", "马䶮", "快递员：报班、签到、我的培训、证书、补贴、工会"),
)


class Command(BaseCommand):
    """Seed the demonstration; run again it adds only what is missing."""

    help = "Fill the database with a fictitious district for trying the office out. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take size, seed and form of output."""
        parser.add_argument("--size", choices=list(SIZES), default="small", help="how much (default: small)")
        parser.add_argument(
            "--seed", type=int, default=42, help="another number invents other people (default: 42)"
        )
        parser.add_argument("--json", action="store_true", help="print the logins as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build the district and print who can sign in."""
        if settings.PRODUCTION:
            raise CommandError(
                "The demonstration has known passwords; it is not seeded when ENVIRONMENT=production."
            )
        with translation.override(settings.LANGUAGE_CODE):
            District(options["size"], options["seed"], now=timezone.now(), tell=self._tell).build()
        if options["json"]:
            logins = [
                {"username": name, "password": PASSWORD, "name": who, "for": use} for name, who, use in PEOPLE
            ]
            self.stdout.write(json.dumps({"logins": logins}, ensure_ascii=False, indent=1))
            return
        self.stdout.write(f"演示账号（密码都是 {PASSWORD}）/ Demonstration logins (password {PASSWORD}):")
        for name, who, use in PEOPLE:
            self.stdout.write(f"  {name:<10} {who} {use}")

    def _tell(self, what: str, done: int, total: int) -> None:
        if sys.stderr.isatty():
            end = "\n" if done == total else ""
            self.stderr.write(f"\r{what} {done}/{total}", ending=end)
            self.stderr.flush()
