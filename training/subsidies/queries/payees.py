"""Who is to be paid next: payees of claims whose notice is over, and of lines that the bank returned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from ..enums import LineState, Payee
from ..models import Bank, Claim, ClaimLine, PaymentLine, Scheme
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
    union_number: str
    account: str
    amount: int
    people: int
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
        if (each.claim.pk, each.line.pk if each.line else None) not in taken:
            result.append(_ready(each, returned, unions))
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
                "",
                claim.bank_account,
                sum(row.amount for row in whole),
                len(whole),
            )
        for row in asked:
            if row.payee == Payee.PERSON:
                yield Due(claim, row, row.courier.name, row.bank_name, "", row.bank_account, row.amount, 1)


def _returned(claims: dict[int, Claim]) -> dict[tuple[int, int | None], PaymentLine]:
    """Return the last line that came back, by claim and person, with its corrections at hand."""
    rows = (
        PaymentLine.objects.filter(claim__in=claims, state=LineState.FAILED, followed_by=None)
        .select_related("batch")
        .prefetch_related("corrections")
        .order_by("pk")
    )
    return {(row.claim_id, row.claim_line_id): row for row in rows}


def _ready(due: Due, returned: dict[tuple[int, int | None], PaymentLine], unions: dict[str, str]) -> Due:
    """Put in the corrected account and the union number; say what is still in the way."""
    follows = returned.get((due.claim.pk, due.line.pk if due.line else None))
    bank_name, account, union, hindrance = due.bank_name, due.account, "", ""
    if follows is not None:
        standing = [each for each in follows.corrections.all() if each.accepted is not False]
        if not standing:
            hindrance = _("returned by the bank: the account must be corrected or confirmed first")
        elif standing[0].accepted is None:
            hindrance = _("the corrected account waits for a second look")
        else:
            bank_name, account, union = (
                standing[0].bank_name,
                standing[0].account,
                standing[0].union_number,
            )
    if not hindrance and not account:
        hindrance = _("no bank account is on record")
    return Due(
        due.claim,
        due.line,
        due.payee,
        bank_name,
        union or unions.get(bank_name, ""),
        account,
        due.amount,
        due.people,
        follows,
        hindrance,
    )
