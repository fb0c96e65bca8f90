"""A bank's return (回盘) read and judged: which line each row answers, and what keeps a row out.

Headings are those of the bank's profile, compared whole: “付款人开户行名称” is not “付款人名称”.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from office.exchange.cells import as_date, as_decimal
from office.exchange.columns import Column
from office.exchange.headers import find_header
from office.exchange.layouts import DataRow
from office.exchange.report import JudgedRow, Report
from office.exchange.sheets import read_tables

from ..enums import AmountUnit, BatchState, LineState
from ..models import BankProfile, PaymentLine
from ..models.bank import RETURN_KEYS, RETURN_REQUIRED
from ..models.payment import account_index


@dataclass(slots=True)
class Lines:
    """The lines that a file may answer, by batch and serial, and by account and amount."""

    by_place: dict[tuple[str, str], PaymentLine] = field(default_factory=dict)
    by_account: dict[tuple[str, int], list[PaymentLine]] = field(default_factory=dict)

    def add(self, line: PaymentLine) -> None:
        """Make a line findable; one of a cancelled batch by its place only."""
        self.by_place[line.batch.number, str(line.serial)] = line
        if line.state != LineState.DROPPED:
            self.by_account.setdefault((line.account_index, line.amount), []).append(line)


def columns_of(profile: BankProfile) -> tuple[Column, ...]:
    """Return the columns by the profile's own headings, without aliases."""
    headings = profile.return_columns
    return tuple(
        Column(key, headings[key], required=key in RETURN_REQUIRED, width=22)
        for key in RETURN_KEYS
        if key in headings
    )


def judge(
    content: bytes,
    filename: str,
    *,
    profile: BankProfile,
    settled_on: datetime.date,
    today: datetime.date,
) -> Report:
    """Read a return and judge each row; accepted rows name `line`, `answer`, `fen` and `day`.

    Raises ValidationError for a file or headings that cannot be used. Queries do not grow with the rows.
    """
    layout = find_header(read_tables(content, filename), columns_of(profile))
    rows = [(row, layout.judge(row)) for row in layout.rows()]
    lines = _lines(judged for _row, judged in rows)
    seen: dict[int, JudgedRow] = {}
    for row, judged in rows:
        _judge_row(row, judged, profile, lines, seen)
        _judge_day(row, judged, settled_on, today)
    return Report(layout.recognised, [judged for _row, judged in rows])


def _lines(rows: Iterable[JudgedRow]) -> Lines:
    """Fetch the lines that any of the rows may mean, in two queries."""
    rows = list(rows)
    known = Lines()
    numbers = {row.values.get("batch", "") for row in rows} - {""}
    indexes = {account_index(_digits(account)) for row in rows if (account := row.values.get("account"))}
    found = PaymentLine.objects.select_related("batch")
    ours = {line.pk: line for line in found.filter(batch__number__in=numbers)}
    ours |= {line.pk: line for line in found.filter(account_index__in=indexes)}
    for line in sorted(ours.values(), key=lambda line: line.pk):
        known.add(line)
    return known


def _judge_row(
    row: DataRow,
    judged: JudgedRow,
    profile: BankProfile,
    lines: Lines,
    seen: dict[int, JudgedRow],
) -> None:
    if judged.rejected:
        return
    answer = _answer(judged.values["result"], profile)
    if not answer:
        words = "、".join([*profile.success_words, *profile.failure_words])
        judged.refuse(
            "result",
            "result_unknown",
            _("“%(word)s” is neither success nor failure. The profile knows: %(words)s.")
            % {"word": judged.values["result"][:30], "words": words},
        )
        return
    fen = _fen(as_decimal(row["amount"]), profile)
    if fen is None:
        judged.refuse("amount", "amount_unreadable", _("The amount cannot be read. Write it in digits."))
        return
    line = _match(judged, fen, lines)
    if line is None:
        return
    judged.values |= {
        "line": str(line.pk),
        "answer": answer,
        "fen": str(fen),
        "reference": judged.values.get("reference", ""),
    }
    _compare(judged, line, fen, answer)
    _compare_rows(seen.setdefault(line.pk, judged), judged)


def _match(judged: JudgedRow, fen: int, lines: Lines) -> PaymentLine | None:
    """Find the line by batch and serial, else by account and amount; refuse the row when there is not one."""
    batch, serial = judged.values.get("batch", ""), judged.values.get("serial", "").lstrip("0")
    if batch and serial and (line := lines.by_place.get((batch, serial))):
        return line
    if batch and serial:
        judged.refuse("batch", "unmatched", _("No batch of this number has such a line."))
        return None
    account = _digits(judged.values.get("account", ""))
    found = lines.by_account.get((account_index(account), fen), []) if account else []
    if batch:
        found = [line for line in found if line.batch.number == batch]
    # The bank's own reference tells an answer on record from one to a line that waits.
    reference = judged.values.get("reference")
    known = [line for line in found if reference and line.bank_reference == reference]
    meant = known or [line for line in found if line.state == LineState.LISTED] or found
    if len(meant) == 1:
        return meant[0]
    if meant:
        judged.refuse(
            "account",
            "ambiguous",
            _("Several lines have this account and amount. Add batch number and serial to the row."),
        )
    else:
        judged.refuse("account", "unmatched", _("No line has this account and amount."))
    return None


def _compare(judged: JudgedRow, line: PaymentLine, fen: int, answer: str) -> None:
    """Refuse a row that says something else than the line it means."""
    account = _digits(judged.values.get("account", ""))
    if line.state == LineState.DROPPED:
        judged.refuse(
            "batch",
            "batch_cancelled",
            _(
                "The batch was cancelled, yet the bank answers it. Ask the bank whether it paid before these "
                "payees are listed again."
            ),
        )
    elif fen != line.amount:
        judged.refuse(
            "amount",
            "amount_differs",
            _("The line was sent with another amount. Ask the bank what it paid."),
        )
    elif account and account_index(account) != line.account_index:
        judged.refuse(
            "account",
            "account_differs",
            _("The line was sent to another account. Ask the bank where the money went."),
        )
    elif line.batch.state == BatchState.MADE:
        judged.refuse("batch", "batch_not_sent", _("The batch has not been confirmed, so it was never sent."))
    elif line.state == answer:
        judged.warn("", "repeated", _("This answer is on record already; nothing changes."))
    elif line.state != LineState.LISTED:
        judged.refuse(
            "result",
            "contradicts",
            _("The line was answered differently before: %(state)s. Ask the bank what holds.")
            % {"state": line.get_state_display()},
        )
    judged.values["made_on"] = timezone.localdate(line.batch.made_at).isoformat()


def _compare_rows(first: JudgedRow, judged: JudgedRow) -> None:
    """Refuse a second row for a line, and the first too when they disagree: either may be the true one."""
    if first is judged:
        return
    disagree = first.values["answer"] != judged.values["answer"]
    for row in (first, judged) if disagree and not first.rejected else (judged,):
        row.refuse(
            "serial",
            "duplicate",
            _("Another row of this file answers the same line. Ask the bank which of them holds."),
        )


def _judge_day(row: DataRow, judged: JudgedRow, settled_on: datetime.date, today: datetime.date) -> None:
    """Take the row's day, or the file's where the row names none; only a payment needs it."""
    if judged.rejected or "repeated" in judged.codes:
        return
    cell = row["day"]
    day = settled_on if cell.is_blank else as_date(cell)
    if day is None:
        judged.refuse("day", "day_unreadable", _("The day cannot be read. Write it like 2026-11-23."))
        return
    if day > today:
        judged.refuse("day", "day_future", _("The day lies in the future."))
    elif day.isoformat() < judged.values["made_on"]:
        judged.refuse("day", "day_early", _("The day lies before the batch was made."))
    judged.values["day"] = day.isoformat()


def _answer(word: str, profile: BankProfile) -> str:
    if word in profile.success_words:
        return LineState.PAID.value
    return LineState.FAILED.value if word in profile.failure_words else ""


def _fen(amount: Decimal | None, profile: BankProfile) -> int | None:
    """Return an amount of the bank in fen; None when it is none, or has parts of a fen."""
    if amount is None or amount <= 0 or amount > Decimal(10) ** 15:
        return None
    fen = amount if profile.amount_unit == AmountUnit.FEN else amount * 100
    return int(fen) if fen == fen.to_integral_value() else None


def _digits(account: str) -> str:
    return "".join(account.split())
