"""What a certificate is worth: `manage.py verify_certificate NUMBER|FILE|TOKEN [--json]`.

`--offline TOKEN` asks the signature alone, as a phone without network does; `--keys` lists the public keys.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.certificates import token
from office.certificates.enums import Status
from office.certificates.signing.seam import Finding, SealError
from office.certificates.verification import (
    GENUINE,
    LARGEST,
    MISNAMED,
    UNKNOWN,
    Verification,
    is_token,
    verify_number,
    verify_paper,
    verify_signature,
    verify_token,
    year_without_numbers,
)


class Command(BaseCommand):
    """Prints what was found; ends with 0 for a valid certificate and with 1 for everything else."""

    help = "Verify a certificate by number, PDF file or signed token (0: valid, 1: anything else)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read what is to be verified, and the form of the answer."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument(
            "target",
            nargs="?",
            metavar="NUMBER|FILE|TOKEN",
            help="certificate number, path of a PDF file, or the digits (or address) of a code",
        )
        what.add_argument("--offline", metavar="TOKEN", help="check the signature alone, not the status")
        what.add_argument("--keys", action="store_true", help="list the public keys that sign tokens")
        parser.add_argument("--json", action="store_true", help="print JSON instead of sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, print, and leave with the exit code."""
        if options["keys"]:
            self.stdout.write("\n".join(key.hex() for key in token.public_keys().values()))
            return
        if options["offline"] is not None:
            found = verify_signature(options["offline"])
        else:
            found = self.verify(options["target"])
        if options["json"]:
            self.stdout.write(json.dumps(found.to_json(), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(sentences(found)))
        good = {GENUINE} if options["offline"] is not None else {Status.VALID}
        if found.status not in good or found.digest_matches is False:
            sys.exit(1)

    def verify(self, target: str) -> Verification:
        """Read the file when there is one, else take the target for a token or a number."""
        try:
            if is_token(target):
                return verify_token(target)
            path = Path(target)
            if not path.is_file():
                if path.suffix.lower() == ".pdf":
                    raise CommandError(_("There is no file %(path)s. Check the path.") % {"path": target})
                return verify_number(target)
            if path.stat().st_size > LARGEST:
                return Verification(UNKNOWN, digest_matches=False)
            return verify_paper(path.read_bytes(), path.name)
        except (OSError, SealError, ValueError) as error:
            raise CommandError(
                _("%(path)s cannot be read: %(error)s") % {"path": target, "error": error}
            ) from error


_REFUSED = {
    "shape": gettext_lazy("Unknown: the text is no certificate's token, or part of it is missing."),
    "unknown_key": gettext_lazy("Unknown: another body signed this token, not this office."),
    "invalid": gettext_lazy("Unknown: the token was changed after it was signed."),
    Finding.UNREADABLE: gettext_lazy("Unknown: the file is no PDF, or part of it is missing."),
    Finding.ALTERED: gettext_lazy("Unknown: the file was changed or saved anew after it was signed."),
    Finding.EXTENDED: gettext_lazy("Unknown: something was added to the file after it was signed."),
    Finding.UNTRUSTED: gettext_lazy("Unknown: another body signed this file, not this office."),
    Finding.VALID: gettext_lazy(
        "Unknown: the office signed this file, but its register does not hold it. Ask the registrar."
    ),
}


def sentences(found: Verification) -> list[str]:
    """Return the answer for a reader."""
    if found.status == GENUINE:
        return [
            _("%(number)s: the office signed this. Whether it is in force was not checked.")
            % {"number": found.number},
            _held(found),
        ]
    if found.status == UNKNOWN:
        return _unknown(found)
    if found.status == MISNAMED:
        return [
            _("The paper is that of %(number)s, but the file is named after another certificate.")
            % {"number": found.number},
            _held(found),
        ]
    lines = [f"{found.number} {Status(found.status).label}", _held(found)]
    if found.digest_matches is False:
        lines.append(_("The paper in the office's store is missing or damaged."))
    elif found.signature == Finding.UNSIGNED:
        lines.append(_("The paper bears no electronic signature; its digest was compared."))
    return lines


def _held(found: Verification) -> str:
    told = {"name": found.holder_masked, "day": found.issued_on}
    return _("Holder: %(name)s, issued on %(day)s.") % told


def _unknown(found: Verification) -> list[str]:
    told = _REFUSED.get(found.signature or "", _("Unknown: the office has issued no such certificate."))
    lines = [str(told)]
    if found.digest_matches is False and found.number:
        lines.append(
            _("The file bears the number %(number)s but is not the paper as it was issued.")
            % {"number": found.number}
        )
    elif found.number and (year := year_without_numbers(found.number)):
        lines.append(_("No number of this kind was taken in %(year)s.") % {"year": year})
    return lines
