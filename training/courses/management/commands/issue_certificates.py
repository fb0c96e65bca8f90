"""`manage.py issue_certificates --class-number N --out DIR`: certify a closed class and write the papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from office.certificates.batches.plans import plan_of
from office.certificates.queries import pdf_of
from training.courses.actions import Issued, issue_certificates
from training.courses.certifying import of_class
from training.courses.exports.certificates import certificates_pdf
from training.courses.models import TrainingClass
from training.courses.queries import certificates_of_class, class_numbered


class Command(BaseCommand):
    """Issues what is due and writes one PDF a person and one for the class; again it issues nothing new."""

    help = (
        "Issue the certificates of a closed class, as a batch like the page does (one that stopped is "
        "finished first); write one PDF a person and one for the class into DIR."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Read the class and the folder."""
        parser.add_argument("--class-number", required=True, help="number of the class, as PX-2026-001")
        parser.add_argument(
            "--out",
            metavar="DIR",
            help="folder for the PDF files (made if missing); not needed for a dry run",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="count and list who would get one; issue and write nothing"
        )
        parser.add_argument("--json", action="store_true", help="print JSON instead of sentences")

    def handle(self, *args: Any, **options: Any) -> None:
        """Issue, write, and print the counts; or only say what would be done."""
        if options["dry_run"]:
            self._foretell(options)
            return
        if not options["out"]:
            raise CommandError(_("Say with --out into which folder the papers are written."))
        out = Path(options["out"])
        try:
            out.mkdir(parents=True, exist_ok=True)
            training_class = class_numbered(options["class_number"])
            issued = issue_certificates(training_class, actor=None, now=timezone.now(), tell=self._tell)
            files = self._write(training_class, out)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except OSError as error:
            raise CommandError(
                _("The folder %(out)s cannot be written (%(reason)s). Choose another one.")
                % {"out": out, "reason": error.strerror}
            ) from error
        answer = _answer(training_class, issued, files)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
            return
        self.stdout.write(
            _(
                "%(issued)d issued, %(existing)d were there, %(not_completed)d did not complete; "
                "%(count)d files written."
            )
            % {**answer, "count": len(files)}
        )
        for each in answer["refused"]:
            self.stdout.write(_("Number %(position)d of the roster: %(message)s") % each)

    def _foretell(self, options: dict[str, Any]) -> None:
        """Print what issuing would do."""
        try:
            number = class_numbered(options["class_number"]).number
            plan = plan_of(of_class(number, None, timezone.localdate()))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        answer = {
            "class_number": number,
            "dry_run": True,
            "due": len(plan.due),
            "existing": len(plan.present),
            "refused": [{"name": line.due.name_masked, "message": line.refusal} for line in plan.refused],
            "names": [line.due.name_masked for line in plan.due],
        }
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
            return
        self.stdout.write(
            _(
                "%(due)d would be issued, %(existing)d are there, %(count)d would be refused; "
                "nothing was done."
            )
            % {**answer, "count": len(plan.refused)}
        )
        for line in plan.due:
            self.stdout.write(line.due.name_masked)
        for line in plan.refused:
            self.stdout.write(f"{line.due.name_masked}: {line.refusal}")

    def _write(self, training_class: TrainingClass, out: Path) -> list[str]:
        certificates = certificates_of_class(training_class)
        if not certificates:
            return []
        names = []
        for certificate in certificates:
            names.append(f"{certificate.number}.pdf")
            (out / names[-1]).write_bytes(pdf_of(certificate))
        names.append(f"{training_class.number}.pdf")
        whole = certificates_pdf(training_class, actor=None, now=timezone.now())
        (out / names[-1]).write_bytes(whole)
        return names

    def _tell(self, done: int, count: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{done}/{count}", ending="\n" if done == count else "")


def _answer(training_class: TrainingClass, issued: Issued, files: list[str]) -> dict[str, Any]:
    return {
        "class_number": training_class.number,
        "issued": len(issued.new),
        "existing": len(issued.existing),
        "refused": [
            {"position": enrolment.position, "name": enrolment.courier.name_masked, "message": message}
            for enrolment, message in issued.refused
        ],
        "not_completed": issued.not_completed,
        "certificates": [certificate.number for certificate in certificates_of_class(training_class)],
        "files": files,
    }
