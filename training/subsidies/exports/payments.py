"""The payment list as a workbook for the bank and as a paper to sign."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import actions as audit
from office.certificates.rendering.documents import render_table_document
from office.exchange.columns import Column
from office.exchange.writing import Manifest, Sheet, write_workbook
from office.people.models import User

from ..capitals import in_capitals, yuan
from ..models import Payment
from ..queries import payable_lines


def _people(payment: Payment) -> list[tuple[int, str, str, str, str, Decimal]]:
    """Return place, name, masked ID number, occupation, level and yuan of everybody who is paid for."""
    course = payment.claim.taught.course
    return [
        (
            place,
            line.courier.name,
            line.courier.id_number_masked,
            course.occupation,
            course.level,
            yuan(line.amount),
        )
        for place, line in enumerate(payable_lines(payment.claim), start=1)
    ]


def _record(payment: Payment, form: str, actor: User, now: datetime.datetime) -> None:
    audit.record("subsidies.payment.exported", actor=actor, subject=payment.claim.case, at=now, format=form)


def _headings() -> list[str]:
    return [_("No."), _("Name"), _("ID number"), _("Occupation"), _("Level"), _("Amount (yuan)")]


def _band(payment: Payment) -> list[tuple[str, str]]:
    claim = payment.claim
    return [
        (_("Payment list"), payment.number),
        (_("Case"), claim.case.number),
        (_("Class"), f"{claim.taught.number} {claim.taught.title}"),
        (_("Payee"), claim.payee_name),
        (_("Bank"), claim.bank_name),
        (_("Bank account"), claim.bank_account),
        (_("People"), str(payment.people)),
        (_("Total amount"), f"¥ {yuan(payment.amount):,.2f}（{in_capitals(payment.amount)}）"),
    ]


def _signatures(payment: Payment) -> list[str]:
    """Name those who decided, and leave room for whoever has not paid yet."""
    case = payment.claim.case
    hands = (
        (_("Reviewed by"), case.reviewed_by),
        (_("Approved by"), case.approved_by),
        (_("Paid by"), case.paid_by),
    )
    return [f"{label}：{hand.get_full_name() if hand else '＿' * 8}" for label, hand in hands]


@transaction.atomic
def payment_paper(payment: Payment, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the list as a PDF with boxes for the signatures of those who decided.

    Who took it is recorded.
    """
    _record(payment, "pdf", actor, now)
    return render_table_document(
        _("Training subsidy payment list"),
        _band(payment),
        _headings(),
        [(str(place), *texts, f"{amount:,.2f}") for place, *texts, amount in _people(payment)],
        author=payment.claim.payee_name,
        made_on=timezone.localdate(payment.listed_at),
        signature=_signatures(payment),
        numeric=(0, 5),
    )


@transaction.atomic
def payment_workbook(payment: Payment, *, actor: User, now: datetime.datetime) -> bytes:
    """Return the list as a workbook: the payee's transfer, and a sheet with the people behind it.

    Who took it is recorded.
    """
    _record(payment, "xlsx", actor, now)
    claim = payment.claim
    transfer = Sheet(
        _("Transfer"),
        [
            Column("number", _("Payment list"), width=22),
            Column("account", _("Payee's account"), width=26),
            Column("name", _("Payee"), width=30),
            Column("amount", _("Amount (yuan)"), text=False),
            Column("bank", _("Bank"), width=22),
            Column("use", _("Purpose"), width=48),
        ],
        [
            (
                payment.number,
                claim.bank_account,
                claim.payee_name,
                yuan(payment.amount),
                claim.bank_name,
                claim.case.title,
            )
        ],
    )
    columns = [
        Column("place", _("No."), text=False),
        Column("name", _("Name")),
        Column("id_number", _("ID number"), width=22),
        Column("occupation", _("Occupation"), width=16),
        Column("level", _("Level")),
        Column("amount", _("Amount (yuan)"), text=False),
    ]
    manifest = Manifest(actor.get_full_name(), now, payment.number)
    return write_workbook(transfer, Sheet(_("People"), columns, _people(payment)), manifest=manifest)
