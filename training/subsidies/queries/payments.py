"""Reading payment batches, their lines and the bank's returns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from office.casework.queries import cases_visible_to

from ..enums import LineState
from ..models import BankProfile, BankReturn, Budget, Claim, PaymentBatch, PaymentLine
from ..models.payment import LIVE

WAITING = Q(lines__state=LineState.LISTED)
PAID = Q(lines__state=LineState.PAID)
FAILED = Q(lines__state=LineState.FAILED)


def batches_visible_to(user: Any) -> QuerySet[PaymentBatch]:
    """Return the batches for whoever may see payments, with `rows`, `total` and the sums by state in fen."""
    rows = PaymentBatch.objects.select_related("scheme", "profile", "made_by", "checked_by")
    if not user.has_perm("subsidies.view_payment"):
        return rows.none()
    return with_sums(rows)


def with_sums(batches: QuerySet[PaymentBatch]) -> QuerySet[PaymentBatch]:
    """Add what the lines of each batch add up to; a cancelled batch keeps its rows and sums."""
    return batches.annotate(
        rows=Count("lines"),
        total=Sum("lines__amount", default=0),
        people=Sum("lines__people", default=0),
        waiting=Sum("lines__amount", filter=WAITING, default=0),
        paid=Sum("lines__amount", filter=PAID, default=0),
        failed=Sum("lines__amount", filter=FAILED, default=0),
    ).order_by("-made_at", "-pk")


def lines_visible_to(user: Any) -> QuerySet[PaymentLine]:
    """Return the payment lines of claims that the user may see, ordered by batch and place."""
    return (
        PaymentLine.objects.filter(claim__case__in=cases_visible_to(user))
        .select_related("batch__scheme", "claim__case", "claim__scheme", "claim_line__courier", "followed_by")
        .prefetch_related("corrections")
        .order_by("-batch__made_at", "serial")
    )


def lines_of_claim(claim: Claim) -> QuerySet[PaymentLine]:
    """Return all lines by which a claim was or is to be paid, the latest first."""
    return (
        claim.payment_lines.select_related("batch", "followed_by", "claim__case")
        .prefetch_related("corrections")
        .order_by("-batch__made_at", "serial")
    )


def returns_visible_to(user: Any) -> QuerySet[BankReturn]:
    """Return the files that banks sent back, for whoever may see payments."""
    rows = BankReturn.objects.select_related("profile", "received_by")
    return rows if user.has_perm("subsidies.view_payment") else rows.none()


def default_profile() -> BankProfile:
    """Return the profile used unless another is chosen; raise ValidationError `no_profile` without one."""
    found = BankProfile.objects.order_by("-is_default", "name").first()
    if found is None:
        message = _("No bank profile is entered. Enter one under “Bank profiles” in the administration.")
        raise ValidationError(message, code="no_profile")
    return found


def budgets_of_batch(batch: PaymentBatch) -> list[dict[str, Any]]:
    """Return a row a budget that pays for a batch: what is not paid out yet before it and after it, in fen.

    A batch spends what its claims have committed; before and after differ by what it carries.
    """
    carried = dict(
        batch.lines.exclude(commitment=None)
        .filter(state__in=LIVE)
        .values_list("commitment__budget")
        .annotate(amount=Sum("amount"))
        .order_by()
    )
    others = _spent_elsewhere(batch, carried)
    budgets = Budget.objects.filter(pk__in=carried).select_related("scheme")
    return [
        {
            "budget": budget,
            "before": budget.amount - others.get(budget.pk, 0),
            "carried": carried[budget.pk],
            "after": budget.amount - others.get(budget.pk, 0) - carried[budget.pk],
        }
        for budget in budgets
    ]


def _spent_elsewhere(batch: PaymentBatch, budgets: Iterable[int]) -> dict[int, int]:
    """Return what other batches have paid or are about to pay, by budget."""
    return dict(
        PaymentLine.objects.filter(commitment__budget__in=list(budgets), state__in=LIVE)
        .exclude(batch=batch)
        .values_list("commitment__budget")
        .annotate(amount=Sum("amount"))
        .order_by()
    )


def paid_amount(claim: Claim) -> int:
    """Return what a claim has received, in fen."""
    paid = claim.payment_lines.filter(state=LineState.PAID)
    return int(paid.aggregate(amount=Sum("amount", default=0))["amount"])
