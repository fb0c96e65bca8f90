"""Who is to be paid next: payees of claims whose notice is over, and of lines that the bank returned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import gettext as _

from ..enums import LineState, Payee
from ..models import AccountCorrection, Bank, Claim, ClaimLine, PaymentLine, Scheme
from ..models.payment import LIVE

# A batch that is cancelled, or a return under version 1, leaves its claims in `payment_listed`.
PAYABLE_STATES: Final = ("cleared", "payment_returned", "payment_listed")


@dataclass(frozen=True, slots=True)
class Due:
    """A payee who waits for money: an organisation for a claim, or one person (`line`).

    `amount` is in fen. `follows` is the line that the bank returned. `hindrance` says why the payee cannot be
    listed yet, and is empty when nothing stands in the way.
    """

    claim: Claim
    line: ClaimLine | None
    payee: str
    bank_name: str
    account: str
    amount: int
    people: int
    union_number: str = ""
    follows: PaymentLine | None = None
    hindrance: str = ""

    @property
    def key(self) -> str:
        """How a form names the payee."""
        return f"{self.claim.pk}" if self.line is None else f"{self.claim.pk}-{self.line.pk}"

    @property
    def account_masked(self) -> str:
        """The account as screens show it."""
        return f"**** {self.account[-4:]}" if self.account else ""


def payees_due(scheme: Scheme | None = None, *, claim: Claim | None = None) -> list[Due]:
    """Return everybody who waits for money, in a fixed number of queries.

    They are the payees of cleared claims that are in no live payment line; `scheme` and `claim` narrow them.
    """
    claims = Claim.objects.filter(case__state__in=PAYABLE_STATES)
    if scheme is not None:
        claims = claims.filter(scheme=scheme)
    if claim is not None:
        claims = claims.filter(pk=claim.pk)
    found = {each.pk: each for each in claims.select_related("case", "payee", "scheme").order_by("case_id")}
    if not found:
        return []
    unions = dict(Bank.objects.values_list("name", "union_number"))
    taken: set[tuple[int, int | None]] = set(
        PaymentLine.objects.filter(claim__in=found, state__in=LIVE).values_list("claim_id", "claim_line_id")
    )
    returned = _returned(found)
    result = []
    for each in _asked(found):
        place = each.claim.pk, each.line.pk if each.line else None
        if place not in taken:
            result.append(_ready(each, returned.get(place), unions))
    return result


def schemes_with_payees() -> list[dict[str, Any]]:
    """Return a row a scheme under which somebody waits: scheme, number of payees, sum in fen."""
    rows: dict[str, dict[str, Any]] = {}
    for due in payees_due():
        scheme = due.claim.scheme
        row = rows.setdefault(scheme.pk, {"scheme": scheme, "payees": 0, "amount": 0})
        row["payees"] += 1
        row["amount"] += due.amount
    return list(rows.values())


def _asked(claims: dict[int, Claim]) -> Iterable[Due]:
    """Give what each claim asks for: one sum for its organisation, one line a person paid directly."""
    lines: dict[int, list[ClaimLine]] = {}
    rows = ClaimLine.objects.filter(claim__in=claims, amount__gt=0).select_related("courier")
    for row in rows.order_by("position"):
        lines.setdefault(row.claim_id, []).append(row)
    for key, claim in claims.items():
        asked = lines.get(key, [])
        whole = [row for row in asked if row.payee != Payee.PERSON]
        if whole:
            yield Due(
                claim,
                None,
                claim.payee_name,
                claim.bank_name,
                claim.bank_account,
                sum(row.amount for row in whole),
                len(whole),
            )
        for row in asked:
            if row.payee == Payee.PERSON:
                yield Due(claim, row, row.courier.name, row.bank_name, row.bank_account, row.amount, 1)


def _returned(claims: dict[int, Claim]) -> dict[tuple[int, int | None], PaymentLine]:
    """Return the last line that came back, by claim and person, with its corrections at hand."""
    rows = (
        PaymentLine.objects.filter(claim__in=claims, state=LineState.FAILED, followed_by=None)
        .select_related("batch")
        .prefetch_related("corrections")
        .order_by("pk")
    )
    return {(row.claim_id, row.claim_line_id): row for row in rows}


def _ready(due: Due, follows: PaymentLine | None, unions: dict[str, str]) -> Due:
    """Put in the corrected account and the union number; say what is still in the way."""
    correction = follows.correction if follows else None
    if correction and correction.accepted:
        due = replace(due, bank_name=correction.bank_name, account=correction.account)
    return replace(
        due,
        union_number=unions.get(due.bank_name, ""),
        follows=follows,
        hindrance=_hindrance(due, follows, correction),
    )


def _hindrance(due: Due, follows: PaymentLine | None, correction: AccountCorrection | None) -> str:
    if due.claim.case.paused_at is not None:
        return _("the case is paused")
    if follows and correction is None:
        return _("returned by the bank: the account must be corrected or confirmed first")
    if correction and not correction.accepted:
        return _("the corrected account waits for a second look")
    return "" if due.account else _("no bank account is on record")
