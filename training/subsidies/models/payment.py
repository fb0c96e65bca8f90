"""Payment batches with their lines, the file that went to the bank, and accounts corrected after a return."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people import vault

from ..enums import BatchState, LineState
from .bank import BankProfile
from .budget import Commitment
from .claim import Claim, ClaimLine
from .scheme import Scheme

LIVE = (LineState.LISTED.value, LineState.PAID.value)
ACCOUNT_COLUMN = "subsidies.payment_line.account"


def account_index(account: str) -> str:
    """Return the blind index by which a line is found from an account number."""
    return vault.blind_index(account, column=ACCOUNT_COLUMN)


class PaymentBatch(models.Model):
    """Payees of one scheme whom the bank shall pay together.

    Counts and sums are never stored: they are the sums of the lines. `second_look` is the scheme's rule as it
    was when the batch was made: whoever made it does not confirm it.
    """

    number = models.CharField(_("batch number"), max_length=32, unique=True)
    scheme = models.ForeignKey(
        Scheme, verbose_name=_("scheme"), on_delete=models.PROTECT, related_name="batches"
    )
    profile = models.ForeignKey(
        BankProfile, verbose_name=_("bank profile"), on_delete=models.PROTECT, related_name="batches"
    )
    state = models.CharField(_("state"), max_length=10, choices=BatchState.choices, default=BatchState.MADE)
    second_look = models.BooleanField(_("confirmed by a second person"), default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    checked_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    reason = models.CharField(_("reason for cancelling"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("payment batch")
        verbose_name_plural = _("payment batches")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(second_look=False) | ~Q(made_by=F("checked_by")),
                name="subsidies_batch_maker_is_not_checker",
            ),
            models.CheckConstraint(
                condition=~Q(state=BatchState.CANCELLED) | ~Q(reason=""),
                name="subsidies_batch_cancelled_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The batch's page."""
        return reverse("subsidies:batch", args=[self.number])


class SealedAccount(models.Model):
    """Where money goes: the account is sealed, found by its blind index and shown masked."""

    payee = models.CharField(_("payee"), max_length=120)
    bank_name = models.CharField(_("bank"), max_length=80, blank=True)
    union_number = models.CharField(_("union number"), max_length=12, blank=True)
    account_sealed = models.BinaryField(editable=False, default=bytes)
    account_index = models.CharField(max_length=64, db_index=True, blank=True, editable=False)
    account_masked = models.CharField(_("account"), max_length=24, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def seal_context(self) -> str:
        """The place that the ciphertext is bound to; rows sealed before they have a key name another."""
        return f"{self._meta.label_lower}.account:{self.pk}"

    @property
    def account(self) -> str:
        """The full account number, or an empty text; whoever hands it out records it."""
        if not self.account_sealed:
            return ""
        return vault.unseal(self.account_sealed, context=self.seal_context)

    def seal_account(self, account: str) -> None:
        """Put an account number into this row, sealed for it; the row is not saved."""
        self.account_sealed = vault.seal(account, context=self.seal_context) if account else b""
        self.account_index = account_index(account) if account else ""
        self.account_masked = f"**** {account[-4:]}" if account else ""


class PaymentLine(SealedAccount):
    """One payee of a batch: an organisation for a whole claim (`claim_line` is empty), or one person.

    A claim, and a person of it, is in at most one line that waits or is paid. A line that the bank returned
    stays for ever; the line that tries again `follows` it.
    """

    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT, related_name="lines")
    serial = models.PositiveIntegerField(_("No."))
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="payment_lines")
    claim_line = models.ForeignKey(
        ClaimLine, on_delete=models.PROTECT, null=True, blank=True, related_name="payment_lines"
    )
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="payment_lines"
    )
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    people = models.PositiveIntegerField(_("people"), default=1)
    amount = models.PositiveBigIntegerField(_("amount (fen)"))
    state = models.CharField(_("state"), max_length=8, choices=LineState.choices, default=LineState.LISTED)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    bank_reference = models.CharField(_("bank reference"), max_length=60, blank=True)
    failure = models.CharField(_("reason given by the bank"), max_length=200, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("payment line")
        verbose_name_plural = _("payment lines")
        ordering = ["batch", "serial"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "serial"], name="subsidies_line_serial_once"),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(claim_line=None, state__in=LIVE),
                name="subsidies_claim_in_one_live_line",
            ),
            models.UniqueConstraint(
                fields=["claim_line"],
                condition=Q(state__in=LIVE),
                name="subsidies_person_in_one_live_line",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, people__gt=0, serial__gt=0), name="subsidies_line_is_something"
            ),
            models.CheckConstraint(
                condition=~Q(state=LineState.PAID) | Q(paid_on__isnull=False) & ~Q(bank_reference=""),
                name="subsidies_paid_line_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=LineState.FAILED) | ~Q(failure=""), name="subsidies_failed_line_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.serial} {self.payee}"

    @property
    def is_followed(self) -> bool:
        """Whether a later line tries again."""
        return hasattr(self, "followed_by")

    @property
    def correction(self) -> AccountCorrection | None:
        """What was said of the account after a return and not turned down: it waits or is accepted."""
        return next((each for each in self.corrections.all() if each.accepted is not False), None)

    @property
    def seal_context(self) -> str:
        """Batch and serial: they never change."""
        return f"subsidies.payment_line.account:{self.batch_id}:{self.serial}"


class AccountCorrection(SealedAccount):
    """What a person says about the account of a line that the bank returned: another one, or the same again.

    Somebody else looks at it before the money is sent again.
    """

    line = models.ForeignKey(PaymentLine, on_delete=models.PROTECT, related_name="corrections")
    reason = models.CharField(_("reason"), max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    accepted = models.BooleanField(_("accepted"), null=True, blank=True)

    class Meta:
        verbose_name = _("account correction")
        verbose_name_plural = _("account corrections")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(made_by=F("checked_by")), name="subsidies_correction_has_two_eyes_more"
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None, checked_at=None, accepted=None)
                | Q(checked_by__isnull=False, checked_at__isnull=False, accepted__isnull=False),
                name="subsidies_correction_checked_wholly",
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(accepted=None) | Q(accepted=True),
                name="subsidies_one_correction_a_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.made_at:%Y-%m-%d}"

    @property
    def seal_context(self) -> str:
        """The line, and the moment at which the correction was made."""
        moment = self.made_at.astimezone(datetime.UTC).isoformat(timespec="seconds")
        return f"subsidies.account_correction.account:{self.line_id}:{moment}"


class BankFile(models.Model):
    """The file of a batch as it was written for the bank, sealed: handed out again byte for byte."""

    batch = models.OneToOneField(PaymentBatch, on_delete=models.PROTECT, related_name="bank_file")
    filename = models.CharField(_("file name"), max_length=80)
    sha256 = models.CharField(max_length=64)
    content_sealed = models.BinaryField(editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("bank file")
        verbose_name_plural = _("bank files")

    def __str__(self) -> str:
        return self.filename

    @property
    def content(self) -> bytes:
        """The file as it was written."""
        return vault.unseal_bytes(self.content_sealed, context=f"subsidies.bank_file:{self.batch_id}")

    def seal(self, content: bytes) -> None:
        """Put the file into this row, sealed for it; the row is not saved."""
        self.content_sealed = vault.seal_bytes(content, context=f"subsidies.bank_file:{self.batch_id}")
