"""`manage.py escalate_cases [--dry-run] [--json]`: report overdue cases, each missed day once."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from office.casework.actions import escalate
from office.casework.actions.escalations import overdue, those_above
from office.casework.models import Case
from office.casework.procedures import procedure_of


class Command(BaseCommand):
    """Reports what is overdue; again it reports nothing new."""

    help = "Report overdue cases to those above, each missed day once. For the clock: every working morning."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read whether anything is written, and the form of the answer."""
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be reported; write nothing"
        )
        parser.add_argument("--json", action="store_true", help="print JSON instead of sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        """Report, and print case by case."""
        now = timezone.now()
        lines = [
            line
            for case in overdue(timezone.localdate(now))
            if (line := self._report(case, now, dry=options["dry_run"])) is not None
        ]
        if options["json"]:
            answer = {"dry_run": options["dry_run"], "cases": lines}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
            return
        for line in lines:
            self.stdout.write(
                _("%(case)s was due on %(due_on)s; told: %(told)s.")
                % {**line, "told": _(", ").join(line["told"]) or _("nobody holds the permission")}
            )
        self.stdout.write(_("%(count)d cases are overdue and had not been reported.") % {"count": len(lines)})

    def _report(self, case: Case, now: Any, *, dry: bool) -> dict[str, Any] | None:
        due_on, state = case.due_on, case.state
        if dry:
            told = those_above(procedure_of(case), case)
        else:
            escalation = escalate(case, now=now)
            if escalation is None:
                return None
            told = list(escalation.told.order_by("pk"))
        return {
            "case": case.number,
            "procedure": case.procedure,
            "state": state,
            "due_on": due_on.isoformat() if due_on else "",
            "told": [user.username for user in told],
        }
