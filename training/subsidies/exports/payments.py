"""The payment list (拨付清单) of a batch as a workbook and as a paper to sign."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.certificates.rendering.documents import render_table_document
from office.exchange.columns import Column, money_column
from office.exchange.writing import Manifest, Sheet, write_workbook
from office.people.models import User

from ..actions.payments import refuse_unconfirmed
from ..capitals import in_capitals, yuan
from ..models import PaymentBatch, PaymentLine

COLUMNS: Final = (
    Column("batch", "批次号", width=18),
    Column("serial", "序号", text=False, width=8),
    Column("payee", "姓名/单位", width=30),
    Column("id_number", "证件号码或信用代码", width=22),
    Column("month", "发放年月", width=12),
    Column("scheme", "补贴类型", width=22),
    money_column("amount", "金额", width=14),
    Column("bank", "开户银行", width=26),
    Column("account", "银行账号", width=26),
    Column("union_number", "联行号", width=16),
    Column("use", "用途/附言", width=34),
    Column("people", "人数", text=False, width=8),
    Column("remark", "备注", width=20),
)
# The data standard of human resources names seven of them.
HR_CODES: Final = {
    "payee": "AAC003",
    "id_number": "AAC147",
    "month": "AAE002",
    "scheme": "ADC450",
    "amount": "ADC451",
    "bank": "AAF200",
    "account": "AAE010",
}

Row = tuple[str, int, str, str, str, str, Decimal, str, str, str, str, int, str]


def _rows(batch: PaymentBatch, *, full: bool) -> list[Row]:
    """Return a row a line; `full` shows whole account numbers, for the bank's eyes."""
    month = f"{timezone.localdate(batch.made_at):%Y%m}"
    lines = batch.lines.select_related("claim__case", "claim__payee", "claim_line__courier", "follows__batch")
    return [
        (
            batch.number,
            line.serial,
            line.payee,
            identity_of(line),
            month,
            batch.scheme.name,
            yuan(line.amount),
            line.bank_name,
            line.account if full else line.account_masked,
            line.union_number,
            line.claim.case.number,
            line.people,
            _("again, after %(batch)s") % {"batch": line.follows.batch.number} if line.follows else "",
        )
        for line in lines.order_by("serial")
    ]


def identity_of(line: PaymentLine) -> str:
    """Return a person's masked ID number, or an organisation's credit code."""
    if line.claim_line is not None:
        return line.claim_line.courier.id_number_masked
    return (line.claim.payee.credit_code or "") if line.claim.payee else ""


def _record(batch: PaymentBatch, form: str, actor: User, now: datetime.datetime) -> None:
    audit.record("subsidies.payment.exported", actor=actor, subject=batch, at=now, format=form)


@transaction.atomic
def payment_workbook(batch: PaymentBatch, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the list as a workbook with whole accounts as text; who took it is recorded.

    Where the bank's profile asks for them, the codes of the HR data standard stand below the headings. A row
    of totals and the sum in capitals close the list. Raises ValidationError unless the batch is confirmed.
    """
    refuse_unconfirmed(batch)
    _record(batch, "xlsx", actor, now)
    listed = _rows(batch, full=True)
    codes = [tuple(HR_CODES.get(column.key, "") for column in COLUMNS)] if batch.profile.hr_codes else []
    total = sum((row[6] for row in listed), Decimal(0))
    capitals = f"大写：{in_capitals(int(total * 100))}"
    closing = ("合计", len(listed), "", "", "", "", total, "", "", "", capitals, "", "")
    sheet = Sheet(_("Payment list"), COLUMNS, [*codes, *listed, closing])
    return write_workbook(sheet, manifest=Manifest(actor.get_full_name(), now, batch.number))


@transaction.atomic
def payment_paper(batch: PaymentBatch, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the list as PDF, with masked accounts and room for signatures; who took it is recorded."""
    _record(batch, "pdf", actor, now)
    rows = _rows(batch, full=False)
    total = sum((row[6] for row in rows), Decimal(0))
    people = sum(row[11] for row in rows)
    shown = (1, 2, 3, 6, 7, 8, 9, 12)
    table = [tuple(_printed(row[place]) for place in shown) for row in rows]
    table.append(("", "合计", str(people), f"{total:,.2f}", "", "", "", ""))
    return render_table_document(
        _("Subsidy payment list"),
        [
            (_("Batch"), batch.number),
            (_("Scheme"), batch.scheme.name),
            (_("Lines"), str(len(rows))),
            (_("People"), str(people)),
            (_("Total amount"), f"¥ {total:,.2f}（{in_capitals(int(total * 100))}）"),
        ],
        [COLUMNS[place].header for place in shown],
        table,
        author=batch.scheme.name,
        made_on=timezone.localdate(batch.made_at),
        signature=_signatures(batch),
        landscape=True,
        numeric=(0, 3),
    )


def _printed(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, Decimal) else str(value)


def _signatures(batch: PaymentBatch) -> list[str]:
    """Name who made and who confirmed the batch, and leave room for those who sign."""
    blank = "＿" * 8
    made = batch.made_by.get_full_name() if batch.made_by else blank
    checked = batch.checked_by.get_full_name() if batch.checked_by else blank
    return [
        _("Made by: %(name)s") % {"name": made},
        _("Confirmed by: %(name)s") % {"name": checked},
        _("Head of office: %(name)s") % {"name": blank},
    ]
