"""Lists of money taken out of the room: the very rows that the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Unpack

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from office.exchange.columns import Column, money_column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook

from ..capitals import yuan
from ..models import Budget, PaymentBatch, PaymentLine, RecoveryOrder

BUDGETS: Final = (
    Column("year", "年度", text=False, width=8),
    Column("scheme", "补贴项目", width=34),
    money_column("amount", "预算（元）"),
    money_column("committed", "已占用（元）"),
    money_column("listed", "已列拨付（元）"),
    money_column("paid", "已拨付（元）"),
    money_column("returned", "银行退回（元）"),
    money_column("recovered", "已追回（元）"),
    money_column("left", "可用余额（元）"),
)
BATCHES: Final = (
    Column("number", "批次号", width=18),
    Column("scheme", "补贴项目", width=34),
    Column("state", "状态", width=16),
    Column("rows", "笔数", text=False, width=8),
    money_column("total", "金额（元）"),
    money_column("paid", "已拨付（元）"),
    money_column("failed", "银行退回（元）"),
    Column("made_on", "编制日期", text=False, width=12),
    Column("made_by", "编制人", width=12),
    Column("checked_by", "复核人", width=12),
)
LINES: Final = (
    Column("batch", "批次号", width=18),
    Column("serial", "序号", text=False, width=8),
    Column("case", "案件编号", width=18),
    Column("payee", "收款人", width=30),
    Column("bank", "开户银行", width=26),
    Column("account", "银行账号", width=14),
    money_column("amount", "金额（元）"),
    Column("state", "状态", width=14),
    Column("paid_on", "拨付日期", text=False, width=12),
    Column("reference", "银行流水号", width=22),
    Column("failure", "退回原因", width=30),
)
RECOVERIES: Final = (
    Column("number", "追回编号", width=18),
    Column("case", "案件编号", width=18),
    Column("claimant", "申领人", width=30),
    Column("reason_class", "原因类别", width=20),
    Column("document", "文号", width=24),
    money_column("amount", "应追回（元）"),
    money_column("received", "已追回（元）"),
    money_column("outstanding", "尚欠（元）"),
    Column("due_on", "退款期限", text=False, width=12),
)


def budgets_workbook(rows: QuerySet[Budget], **taken: Unpack[Taken]) -> bytes:
    """Return budgets with their sums in yuan."""
    lines = [
        (
            row.year,
            row.scheme.name,
            *(
                yuan(fen)
                for fen in (
                    row.amount,
                    row.committed,
                    row.listed,  # type: ignore[attr-defined]
                    row.paid,  # type: ignore[attr-defined]
                    row.returned,  # type: ignore[attr-defined]
                    row.recovered,  # type: ignore[attr-defined]
                    row.left,
                )
            ),
        )
        for row in rows
    ]
    return _workbook(_("Budgets"), BUDGETS, lines, **taken)


def batches_workbook(rows: QuerySet[PaymentBatch], **taken: Unpack[Taken]) -> bytes:
    """Return payment batches with their sums in yuan."""
    lines = [
        (
            row.number,
            row.scheme.name,
            row.get_state_display(),
            row.rows,  # type: ignore[attr-defined]
            yuan(row.total),  # type: ignore[attr-defined]
            yuan(row.paid),  # type: ignore[attr-defined]
            yuan(row.failed),  # type: ignore[attr-defined]
            timezone.localdate(row.made_at),
            row.made_by.get_full_name() if row.made_by else "",
            row.checked_by.get_full_name() if row.checked_by else "",
        )
        for row in rows
    ]
    return _workbook(_("Payment batches"), BATCHES, lines, **taken)


def lines_workbook(rows: QuerySet[PaymentLine], **taken: Unpack[Taken]) -> bytes:
    """Return payment lines with masked accounts."""
    lines = [
        (
            row.batch.number,
            row.serial,
            row.claim.case.number,
            row.payee,
            row.bank_name,
            row.account_masked,
            yuan(row.amount),
            row.get_state_display(),
            row.paid_on,
            row.bank_reference,
            row.failure,
        )
        for row in rows
    ]
    return _workbook(_("Payment lines"), LINES, lines, **taken)


def recoveries_workbook(rows: QuerySet[RecoveryOrder], **taken: Unpack[Taken]) -> bytes:
    """Return recoveries with what came in and what is outstanding, in yuan."""
    lines = [
        (
            row.number,
            row.claim.case.number,
            str(row.claim.case.organisation or row.claim.case.courier or ""),
            row.get_reason_class_display(),
            row.document_number,
            yuan(row.amount),
            yuan(row.received),
            yuan(row.outstanding),
            row.due_on,
        )
        for row in rows
    ]
    return _workbook(_("Recoveries"), RECOVERIES, lines, **taken)


def _workbook(
    title: str, columns: Sequence[Column], lines: Sequence[Sequence[Any]], **taken: Unpack[Taken]
) -> bytes:
    """Return a list of money, and record which list was taken by which filter."""
    return list_workbook(
        "subsidies.list.exported",
        Sheet(title, columns, lines),
        list=title,
        rows=len(lines),
        filter=taken["selection"],
        **taken,
    )
