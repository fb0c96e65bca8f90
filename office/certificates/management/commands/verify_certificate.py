"""`manage.py verify_certificate NUMBER-or-FILE [--json]`: what a certificate is worth today."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from office.certificates.enums import Status
from office.certificates.verification import (
    LARGEST,
    UNKNOWN,
    Verification,
    verify_number,
    verify_paper,
)


class Command(BaseCommand):
    """Prints what was found; ends with 0 for a valid certificate and with 1 for everything else."""

    help = "Verify a certificate by its number or by its PDF file (0: valid, 1: anything else)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the number or file, and the form of the answer."""
        parser.add_argument(
            "target", metavar="NUMBER-or-FILE", help="certificate number, or path of a PDF file"
        )
        parser.add_argument("--json", action="store_true", help="print JSON instead of sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, print, and leave with the exit code."""
        found = self.verify(options["target"])
        if options["json"]:
            self.stdout.write(json.dumps(found.to_json(), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(sentences(found)))
        if found.status != Status.VALID or found.digest_matches is False:
            sys.exit(1)

    def verify(self, target: str) -> Verification:
        """Read the file when there is one, else take the target for a number."""
        try:
            path = Path(target)
            if not path.is_file():
                if path.suffix.lower() == ".pdf":
                    raise CommandError(_("There is no file %(path)s. Check the path.") % {"path": target})
                return verify_number(target)
            if path.stat().st_size > LARGEST:
                return Verification(UNKNOWN, digest_matches=False)
            return verify_paper(path.read_bytes())
        except (OSError, ValueError) as error:
            raise CommandError(
                _("%(path)s cannot be read: %(error)s") % {"path": target, "error": error}
            ) from error


def sentences(found: Verification) -> list[str]:
    """Return the answer for a reader."""
    if found.status == UNKNOWN:
        lines = [_("Unknown: the office has issued no such certificate.")]
        if found.digest_matches is False and found.number:
            lines.append(
                _("The file bears the number %(number)s but is not the paper as it was issued.")
                % {"number": found.number}
            )
        return lines
    lines = [
        f"{found.number} {Status(found.status).label}",
        _("Holder: %(name)s, issued on %(day)s.") % {"name": found.holder_masked, "day": found.issued_on},
    ]
    if found.digest_matches is False:
        lines.append(_("The paper in the office's store is missing or damaged."))
    return lines
