"""Print runs for the printer, and the lists of the ledger as workbooks."""

from __future__ import annotations

import datetime
from typing import Any, Final, Unpack

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.exchange.columns import Column
from office.exchange.writing import Sheet
from office.people.exports import Taken, list_workbook
from office.people.models import User

from ..models import Copy, Printer, PrintRun, Stock
from ..rendering.calibration import render_calibration
from ..rendering.certificate import CertificateFacts, render_batch
from ..rendering.completion import chinese_date
from ..rendering.documents import render_table_document
from .enums import BlankState, Mode

RUN_COLUMNS: Final = (
    Column("title", "印制批次", width=40),
    Column("issuer", "颁发单位", width=32),
    Column("mode", "打印方式", width=24),
    Column("printer", "打印机", width=24),
    Column("made_at", "打印时间", text=False, width=18),
    Column("sheets", "张数", text=False, width=8),
    Column("spoilt", "印废", text=False, width=8),
    Column("handed", "已领取", text=False, width=8),
)
UNCOLLECTED_COLUMNS: Final = (
    Column("number", "证书编号", width=24),
    Column("holder", "姓名", width=16),
    Column("station", "站点", width=36),
    Column("phone", "联系电话", width=16),
    Column("blank", "印件号", width=16),
    Column("printed_at", "打印时间", text=False, width=18),
)
STOCK_COLUMNS: Final = (
    Column("name", "空白证书", width=32),
    Column("issuer", "领用单位", width=32),
    Column("first", "起号", width=16),
    Column("last", "止号", width=16),
    Column("received_on", "入库日期", text=False),
    Column("received", "入库", text=False, width=8),
    Column("printed", "已用", text=False, width=8),
    Column("spoilt", "印废", text=False, width=8),
    Column("damaged", "损毁", text=False, width=8),
    Column("left", "结存", text=False, width=8),
)
BLANK_COLUMNS: Final = (
    Column("number", "印件号", width=16),
    Column("state", "去向", width=16),
    Column("certificate", "证书编号", width=24),
    Column("reason", "原因", width=40),
    Column("at", "登记时间", text=False, width=18),
)


# The list is printed and signed: it is Chinese in whatever language the office works.
SIGNING_TITLE: Final = "证书领取登记表"
SIGNING_COLUMNS: Final = ("序号", "证书编号", "姓名", "印件号", "备注")
SIGNING_OPENING: Final = ("下列证书由代领人一次领取，并负责转交本人。未领走的，请在备注栏注明并划去。",)
SIGNING_CLOSING: Final = (
    "代领人（签名）：____________________　　身份证件号码后四位：__________",
    # Room for handwriting.
    "　",
    "发放人（签名）：____________________　　领取日期：________年____月____日",
)


@transaction.atomic
def run_pdf(run: PrintRun, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the good sheets of a run as one file, moved as its printer was; who took it is recorded.

    Raises PermissionDenied, or ValidationError `all_spoilt`.
    """
    if not actor.has_perm("certificates.keep_paper", run):
        raise PermissionDenied(_("You may not keep paper for this issuer."))
    copies = run.copies.filter(spoilt_at=None).select_related("certificate").order_by("position")
    facts = [CertificateFacts.from_json(each.certificate.facts) for each in copies]
    if not facts:
        raise ValidationError(_("Every sheet of this run was spoilt. Print them again."), code="all_spoilt")
    audit.record("certificates.run.taken", actor=actor, subject=run, at=now, sheets=len(facts))
    return render_batch(
        facts, text_only=run.mode == Mode.OVERPRINT, right=run.right_halves / 2, down=run.down_halves / 2
    )


@transaction.atomic
def signing_list(copies: QuerySet[Copy], station: str, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the list of a station's papers that the proxy who takes them signs; who took it is recorded.

    Raises PermissionDenied, or ValidationError `nothing`.
    """
    found = list(copies)
    if not found:
        raise ValidationError(_("Nothing waits at this station."), code="nothing")
    runs = {each.run.issuer_id: each.run for each in found}
    if not all(actor.has_perm("certificates.keep_paper", run) for run in runs.values()):
        raise PermissionDenied(_("You may not keep paper for this issuer."))
    audit.record("certificates.station.listed", actor=actor, subject=found[0].run, at=now, papers=len(found))
    today = timezone.localdate(now)
    rows = [
        (
            str(place),
            each.certificate.number,
            each.certificate.holder_name,
            each.blank.number if hasattr(each, "blank") else "",
            "",
        )
        for place, each in enumerate(found, start=1)
    ]
    return render_table_document(
        SIGNING_TITLE,
        [
            ("站点", station or "（未登记站点）"),
            ("份数", f"{len(found)}份"),
            ("制表日期", chinese_date(today)),
        ],
        SIGNING_COLUMNS,
        rows,
        opening=SIGNING_OPENING,
        closing=SIGNING_CLOSING,
        author=found[0].run.issuer.name,
        made_on=today,
    )


def calibration_pdf(printer: Printer, *, on: datetime.date) -> bytes:
    """Return the page that shows how far a printer misses, moved by what is entered now."""
    return render_calibration(printer.name, right=float(printer.right), down=float(printer.down), made_on=on)


def runs_workbook(rows: QuerySet[Any], **taken: Unpack[Taken]) -> bytes:
    """Return print runs; who took how many is recorded."""
    values = [
        (
            each.title,
            each.issuer.name,
            each.get_mode_display(),
            each.printer.name if each.printer else "",
            each.made_at,
            each.sheets,
            each.spoilt,
            each.handed,
        )
        for each in rows
    ]
    sheet = Sheet(_("Print runs"), RUN_COLUMNS, values)
    return list_workbook("certificates.runs.exported", sheet, runs=len(values), **taken)


def uncollected_workbook(rows: QuerySet[Any], **taken: Unpack[Taken]) -> bytes:
    """Return the papers that nobody has signed for, telephones masked; who took how many is recorded."""
    values = [
        (
            each.certificate.number,
            each.certificate.holder_name,
            each.station,
            each.certificate.holder.phone_masked if each.certificate.holder else "",
            each.blank.number if hasattr(each, "blank") else "",
            each.run.made_at,
        )
        for each in rows
    ]
    sheet = Sheet(_("Papers not collected"), UNCOLLECTED_COLUMNS, values)
    return list_workbook("certificates.uncollected.exported", sheet, papers=len(values), **taken)


def stocks_workbook(rows: QuerySet[Any], **taken: Unpack[Taken]) -> bytes:
    """Return deliveries of blanks with their balance; who took how many is recorded."""
    keys = ("first", "last", "received_on", "received", "printed", "spoilt", "damaged", "left")
    values = [(each.name, each.issuer.name, *(getattr(each, key) for key in keys)) for each in rows]
    sheet = Sheet(_("Blank stationery"), STOCK_COLUMNS, values)
    return list_workbook("certificates.stocks.exported", sheet, stocks=len(values), **taken)


def blanks_workbook(stock: Stock, rows: QuerySet[Any], **taken: Unpack[Taken]) -> bytes:
    """Return the numbers of one delivery with what became of each; who took how many is recorded."""
    values = [
        (
            each.number,
            BlankState(each.state).label,
            each.copy.certificate.number if each.copy else "",
            each.damaged_reason or (each.copy.spoilt_reason if each.copy else ""),
            each.damaged_at or (each.copy.spoilt_at if each.copy else None),
        )
        for each in rows
    ]
    sheet = Sheet(_("Blank stationery"), BLANK_COLUMNS, values)
    return list_workbook(
        "certificates.blanks.exported", sheet, subject=stock, about=str(stock), blanks=len(values), **taken
    )
