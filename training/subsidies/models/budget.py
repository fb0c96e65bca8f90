"""What may be spent in a year under a scheme, what is bound, and the ledger that tells how it came so."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from office.policy.models import Source

from ..enums import EntryKind
from .claim import Claim
from .scheme import Scheme


class Budget(models.Model):
    """The money of one year for one scheme, in fen.

    `committed` is what approved claims bind, paid or not; what is left may be approved. Both columns follow
    the ledger (`entries`) and change only by conditional updates in `actions.budgets`.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    scheme = models.ForeignKey(
        Scheme, verbose_name=_("scheme"), on_delete=models.PROTECT, related_name="budgets"
    )
    amount = models.PositiveBigIntegerField(_("budget (fen)"))
    committed = models.PositiveBigIntegerField(_("committed (fen)"), default=0)

    class Meta:
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")
        ordering = ["-year", "scheme"]
        constraints = [
            models.UniqueConstraint(fields=["year", "scheme"], name="subsidies_budget_once_a_year"),
            models.CheckConstraint(
                condition=Q(committed__gte=0, committed__lte=F("amount")),
                name="subsidies_budget_never_exceeded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.scheme}"

    @property
    def left(self) -> int:
        """What may still be committed, in fen."""
        return self.amount - self.committed


class Commitment(models.Model):
    """What an approved claim binds of a budget, in fen, until it is released."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="commitments")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="commitments")
    amount = models.PositiveBigIntegerField(_("amount (fen)"))
    committed_at = models.DateTimeField(_("bound since"))
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["committed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(released_at=None),
                name="subsidies_claim_committed_once",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="subsidies_commitment_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.budget} {self.claim_id}"


class BudgetEntry(models.Model):
    """A line of the ledger: what was done to a budget, by how many fen, by which document or claim.

    `amount` is never negative; the kind says which way it goes. Lines are added, never changed.
    """

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(_("kind of entry"), max_length=12, choices=EntryKind.choices)
    amount = models.PositiveBigIntegerField(_("amount (fen)"))
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="budget_entries"
    )
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="budget_entries",
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("budget entry")
        verbose_name_plural = _("budget entries")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=EntryKind.by_document(), source__isnull=False, claim__isnull=True)
                | Q(kind__in=EntryKind.by_claim(), claim__isnull=False),
                name="subsidies_entry_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget} {self.get_kind_display()} {self.amount}"
