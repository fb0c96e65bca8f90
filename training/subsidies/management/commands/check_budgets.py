"""Derive the balances of every budget anew and say whether they agree."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ...capitals import yuan
from ...queries import balances


class Command(BaseCommand):
    """`manage.py check_budgets`."""

    help = (
        "Check the budgets: stored balances, the ledger, and the rows of claims, payments and recoveries "
        "must tell the same. Exits with 1 when they do not."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --json."""
        parser.add_argument(
            "--json",
            action="store_true",
            help=(
                'print {"agrees": bool, "figures": [{year, scheme, figure, stored, ledger, rows, agrees}]}; '
                "sums are in fen"
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every figure, or those that differ; raise CommandError (exit 1) when one does."""
        with transaction.atomic():
            figures = balances()
        wrong = [figure for figure in figures if not figure.agrees]
        if options["json"]:
            rows = [
                {
                    "year": figure.budget.year,
                    "scheme": figure.budget.scheme_id,
                    "figure": figure.figure,
                    "stored": figure.stored,
                    "ledger": figure.ledger,
                    "rows": figure.rows,
                    "agrees": figure.agrees,
                }
                for figure in figures
            ]
            self.stdout.write(json.dumps({"agrees": not wrong, "figures": rows}, ensure_ascii=False))
        else:
            for figure in wrong:
                self.stdout.write(
                    f"{figure.budget} {figure.figure}: {yuan(figure.stored):,.2f} stored, "
                    f"{yuan(figure.ledger):,.2f} in the ledger, {yuan(figure.rows):,.2f} in the rows"
                )
            if not wrong:
                self.stdout.write(f"The budgets agree: {len(figures)} figures.")
        if wrong:
            raise CommandError(
                f"{len(wrong)} figures do not agree. Approve and pay nothing until the cause is found; "
                "compare the record of deeds with the last backup.",
                returncode=1,
            )
