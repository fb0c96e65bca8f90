"""The file of a batch as a bank wants it: checked before anything is written, then kept as written."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.columns import Column
from office.exchange.writing import Sheet, write_workbook
from office.people.models import User

from ..actions.payments import refuse_paused_cases, refuse_unconfirmed
from ..capitals import yuan
from ..enums import AmountUnit, FileFormat
from ..models import BankFile, BankProfile, PaymentBatch, PaymentLine

_LIVE: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMERIC: Final = frozenset({"serial", "amount"})


class Fault(NamedTuple):
    """Why a line cannot be written: its serial and payee, and a sentence that says what to do."""

    serial: int
    payee: str
    message: str


def faults_of(batch: PaymentBatch) -> list[Fault]:
    """Return everything that keeps the batch's file from being written, before a byte of it is."""
    profile = batch.profile
    keys = {key for key, _heading in profile.columns}
    faults = []
    for line in batch.lines.order_by("serial"):
        texts = {key: text for key, text in _texts(line, batch, profile).items() if key in keys}
        for key, text in texts.items():
            if message := _fault(key, text, profile):
                faults.append(Fault(line.serial, line.payee, message))
        if profile.union_required and not line.union_number:
            faults.append(
                Fault(
                    line.serial,
                    line.payee,
                    _("The union number of “%(bank)s” is not on record. Enter it under “Banks”.")
                    % {"bank": line.bank_name},
                )
            )
    return faults


def _fault(key: str, text: str, profile: BankProfile) -> str:
    if profile.file_format == FileFormat.CSV:
        if lost := [letter for letter in text if not _holds(profile.encoding, letter)]:
            return _(
                "%(encoding)s cannot write “%(letters)s” in “%(text)s”. Choose a profile in GB18030 or a "
                "workbook, or ask the bank under which name the account is kept."
            ) % {
                "encoding": profile.get_encoding_display(),
                "letters": "".join(dict.fromkeys(lost)),
                "text": text,
            }
        if key not in _NUMERIC and text.startswith(_LIVE):
            return _("“%(text)s” begins like a formula. Correct the entry on record.") % {"text": text}
    if refused := [letter for letter in text if letter in profile.forbidden]:
        return _("The bank does not take “%(letters)s” in “%(text)s”. Correct the entry on record.") % {
            "letters": "".join(dict.fromkeys(refused)),
            "text": text,
        }
    return ""


def _holds(encoding: str, letter: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@transaction.atomic
def take_bank_file(batch: PaymentBatch, *, actor: User, now: datetime.datetime) -> BankFile:
    """Return the file of a confirmed batch, written the first time it is taken and the same ever after.

    Who took it is recorded with its digest. Raises PermissionDenied, or ValidationError `not_checked`,
    `batch_moved_on` (cancelled), `paused`, or `unwritable` (naming the payees).
    """
    if not actor.has_perm("subsidies.pay_claim"):
        raise PermissionDenied(_("Bank files are taken by the payment officer."))
    # Held, so that nobody cancels the batch while its file goes out.
    batch = PaymentBatch.objects.select_for_update().get(pk=batch.pk)
    refuse_unconfirmed(batch)
    found = BankFile.objects.filter(batch=batch).first() or _write(batch, actor, now)
    audit.record(
        "subsidies.bank_file.taken",
        actor=actor,
        subject=batch,
        at=now,
        sha256=found.sha256,
        profile=batch.profile_id,
    )
    return found


def _write(batch: PaymentBatch, actor: User, now: datetime.datetime) -> BankFile:
    refuse_paused_cases(batch)
    if faults := faults_of(batch):
        raise ValidationError(
            [
                ValidationError(f"{fault.serial} {fault.payee}：{fault.message}", code="unwritable")
                for fault in faults
            ]
        )
    content = bank_file(batch)
    made = BankFile(
        batch=batch,
        filename=f"{batch.number}.{batch.profile.file_format}",
        sha256=hashlib.sha256(content).hexdigest(),
        made_by=actor,
        made_at=now,
    )
    made.seal(content)
    made.save()
    return made


def bank_file(batch: PaymentBatch) -> bytes:
    """Return the lines of a batch in the columns, encoding and unit of its profile."""
    profile = batch.profile
    headings = [heading for _key, heading in profile.columns]
    if profile.file_format == FileFormat.XLSX:
        # Amounts bear no format of ours: a bank reads the bare number.
        columns = [
            Column(key, heading, text=key not in _NUMERIC, width=24) for key, heading in profile.columns
        ]
        return write_workbook(Sheet(batch.number, columns, _rows(batch)))
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    if profile.with_headings:
        writer.writerow(headings)
    writer.writerows([str(value) for value in row] for row in _rows(batch))
    return stream.getvalue().encode(profile.encoding)


def _rows(batch: PaymentBatch) -> Iterator[Sequence[Any]]:
    profile = batch.profile
    for line in batch.lines.select_related("claim__case").order_by("serial"):
        texts: dict[str, Any] = dict(_texts(line, batch, profile))
        in_fen = profile.amount_unit == AmountUnit.FEN
        texts |= {"serial": line.serial, "amount": line.amount if in_fen else yuan(line.amount)}
        yield [texts[key] for key, _heading in profile.columns]


def _texts(line: PaymentLine, batch: PaymentBatch, profile: BankProfile) -> dict[str, str]:
    """Return the texts of a line."""
    return {
        "batch": batch.number,
        "paying_name": profile.paying_name,
        "paying_account": profile.paying_account,
        "account": line.account,
        "payee": line.payee,
        "union_number": line.union_number,
        "bank": line.bank_name,
        "remark": _remark(batch, profile),
    }


def _remark(batch: PaymentBatch, profile: BankProfile) -> str:
    """Return month, scheme and number; a remark is ours, so it is cut and cleaned instead of refused.

    What has no room is taken off the scheme's name: by the number the payee asks and the office finds.
    """
    day = timezone.localdate(batch.made_at)
    month, scheme, number = (
        "".join(letter for letter in text if letter not in profile.forbidden)
        for text in (f"{day:%Y年%m月}", batch.scheme.name, batch.number)
    )
    room = max(profile.remark_length - len(month) - len(number), 0)
    return f"{month}{scheme[:room]}{number}"[: profile.remark_length]
