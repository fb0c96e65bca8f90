"""Claims and the people they are for, each judged."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.casework.models import Case
from office.people import vault
from office.people.models import Courier, Organisation
from office.policy.models import PolicyVersion
from training.courses.models import Course, Enrolment, RecordedCertificate, TrainingClass

from ..enums import Claimant, Payee
from .scheme import Scheme

VERDICTS = {True: _("Eligible"), False: _("Not eligible"), None: _("Evidence missing")}


class Claim(models.Model):
    """A claim of a provider for a class, of an employer for its people, or of a person; its case is its key.

    `training_class` is there where a provider claims. `payee` is the organisation that receives the money, at
    `bank_account`; where people are paid themselves it is empty, and each line bears an account.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="claim")
    claimant = models.CharField(
        _("claimed by"), max_length=10, choices=Claimant.choices, default=Claimant.PROVIDER
    )
    training_class = models.ForeignKey(
        TrainingClass,
        verbose_name=_("class"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
    )
    scheme = models.ForeignKey(
        Scheme, verbose_name=_("scheme"), on_delete=models.PROTECT, related_name="claims"
    )
    policy_version = models.ForeignKey(
        PolicyVersion, verbose_name=_("policy version"), on_delete=models.PROTECT, related_name="claims"
    )
    payee = models.ForeignKey(
        Organisation,
        verbose_name=_("payee"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims_paid_to",
    )
    bank_name = models.CharField(_("bank"), max_length=80, blank=True)
    bank_account = models.CharField(_("bank account"), max_length=40, blank=True)
    judged_on = models.DateField(_("judged on"))
    live = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = _("subsidy claim")
        verbose_name_plural = _("subsidy claims")
        ordering = ["-case"]
        constraints = [
            # A class is claimed once under a scheme; a rejected or withdrawn claim makes room for another.
            models.UniqueConstraint(
                fields=["training_class", "scheme"],
                condition=Q(live=True),
                name="subsidies_class_claimed_once",
            ),
            models.CheckConstraint(
                condition=~Q(claimant=Claimant.PROVIDER) | Q(training_class__isnull=False),
                name="subsidies_provider_claims_for_class",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def taught(self) -> TrainingClass:
        """The class of a provider's claim; raise LookupError for a claim without one."""
        if self.training_class is None:
            raise LookupError(f"The claim {self.case_id} is not for a class.")
        return self.training_class

    @property
    def applicant_name(self) -> str:
        """Who claims, by name."""
        return str(self.case.organisation or self.case.courier)

    @property
    def payee_name(self) -> str:
        """The organisation that is paid, or an empty text where people are paid themselves."""
        return self.payee.name if self.payee else ""

    @property
    def what_for(self) -> str:
        """What is claimed for, in a few words: the class, or the scheme where there is none."""
        return str(self.training_class or self.scheme)


class ClaimLine(models.Model):
    """One person of a claim with the verdict as it was given: facts asked of, findings, amount in fen.

    The line feeds on an enrolment, a certificate of another body, or both; from the submission on, a payable
    line holds them for the scheme (`held_for`), so that nobody else claims them under it. `payee` says who
    receives the amount; a person's own account is sealed (financial data, GB/T 45574-2025).
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField(_("No."), default=1)
    enrolment = models.ForeignKey(
        Enrolment,
        verbose_name=_("enrolment"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claim_lines",
    )
    certificate = models.ForeignKey(
        RecordedCertificate,
        verbose_name=_("certificate"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claim_lines",
    )
    courier = models.ForeignKey(Courier, on_delete=models.PROTECT, related_name="claim_lines")
    held_for = models.ForeignKey(
        Scheme, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="held_lines"
    )
    eligible = models.BooleanField(_("eligible"), null=True)
    facts = models.JSONField(_("facts asked of"), default=dict)
    findings = models.JSONField(_("findings"), default=list)
    amount = models.PositiveBigIntegerField(_("amount (fen)"), default=0)
    payee = models.CharField(_("payee"), max_length=10, choices=Payee.choices, default=Payee.PROVIDER)
    bank_name = models.CharField(_("bank"), max_length=80, blank=True)
    bank_account_sealed = models.BinaryField(editable=False, default=bytes)
    excluded = models.BooleanField(_("excluded"), default=False)
    exclusion_reason = models.CharField(_("reason for exclusion"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("person claimed for")
        verbose_name_plural = _("people claimed for")
        ordering = ["claim", "position"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "enrolment"], name="subsidies_line_once"),
            models.UniqueConstraint(
                fields=["claim", "certificate"], name="subsidies_certificate_once_a_claim"
            ),
            models.UniqueConstraint(fields=["enrolment", "held_for"], name="subsidies_training_held_once"),
            models.UniqueConstraint(
                fields=["certificate", "held_for"], name="subsidies_certificate_held_once"
            ),
            models.CheckConstraint(
                condition=Q(held_for=None) | Q(amount__gt=0), name="subsidies_only_money_holds"
            ),
            models.CheckConstraint(
                condition=Q(enrolment__isnull=False) | Q(certificate__isnull=False),
                name="subsidies_line_feeds_on_something",
            ),
            models.CheckConstraint(
                condition=Q(excluded=False) | ~Q(exclusion_reason=""), name="subsidies_exclusion_says_why"
            ),
            models.CheckConstraint(
                condition=Q(amount=0) | Q(eligible=True, excluded=False),
                name="subsidies_money_only_when_eligible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.position}"

    @property
    def verdict(self) -> str:
        """The verdict in a word or two; whoever is left out has none."""
        return str(_("Left out") if self.excluded else VERDICTS[self.eligible])

    @property
    def skill(self) -> RecordedCertificate | Course:
        """What says occupation and level: the certificate, else the course; LookupError without either."""
        if self.certificate is not None:
            return self.certificate
        if self.enrolment is not None:
            return self.enrolment.training_class.course
        raise LookupError(f"Line {self.pk} feeds on nothing.")

    @property
    def bank_account(self) -> str:
        """The person's own account, or an empty text; whoever shows it records why."""
        if not self.bank_account_sealed:
            return ""
        return vault.unseal(self.bank_account_sealed, context=self._account_context)

    def seal_bank_account(self, account: str) -> None:
        """Put the person's account into this row, sealed for it; the row is not saved."""
        self.bank_account_sealed = vault.seal(account, context=self._account_context) if account else b""

    @property
    def _account_context(self) -> str:
        return f"subsidies.claim_line.account:{self.claim_id}:{self.courier_id}"
