"""Schemes with their rates, claims with their judged people, payment lists."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from office.casework.models import Case
from office.people.models import Courier, Organisation
from office.policy.models import PolicyVersion, Source
from training.courses.enums import CourseKind
from training.courses.models import Enrolment, TrainingClass

from .enums import Payee


class Scheme(models.Model):
    """A subsidy that the office may pay; its rules' parameters are the policy versions under its code."""

    code = models.CharField(_("code"), max_length=60, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    course_kinds = models.JSONField(_("kinds of course"), default=list)
    payee = models.CharField(_("payee"), max_length=10, choices=Payee.choices)

    class Meta:
        verbose_name = _("subsidy scheme")
        verbose_name_plural = _("subsidy schemes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def covers(self, kind: CourseKind | str) -> bool:
        """Tell whether the scheme knows a kind of course."""
        return str(kind) in self.course_kinds


class Rate(models.Model):
    """The amount for one person in fen, by occupation and level; a class keeps the rate of its first day."""

    scheme = models.ForeignKey(
        Scheme, verbose_name=_("scheme"), on_delete=models.PROTECT, related_name="rates"
    )
    occupation_code = models.CharField(_("occupation code"), max_length=12)
    level = models.CharField(_("level"), max_length=20, blank=True)
    amount = models.PositiveBigIntegerField(_("amount (fen)"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="rates"
    )
    clause = models.CharField(_("clause"), max_length=120, blank=True)
    example = models.BooleanField(_("example figure"), default=False)

    class Meta:
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        ordering = ["scheme", "occupation_code", "level", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "occupation_code", "level", "valid_from"], name="subsidies_rate_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="subsidies_rate_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.occupation_code} {self.level} {self.amount}"


class Claim(models.Model):
    """A provider's claim for a class; the case it belongs to is its key."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="claim")
    training_class = models.ForeignKey(
        TrainingClass, verbose_name=_("class"), on_delete=models.PROTECT, related_name="claims"
    )
    scheme = models.ForeignKey(
        Scheme, verbose_name=_("scheme"), on_delete=models.PROTECT, related_name="claims"
    )
    policy_version = models.ForeignKey(
        PolicyVersion, verbose_name=_("policy version"), on_delete=models.PROTECT, related_name="claims"
    )
    payee = models.ForeignKey(
        Organisation, verbose_name=_("payee"), on_delete=models.PROTECT, related_name="claims_paid_to"
    )
    bank_name = models.CharField(_("bank"), max_length=80)
    bank_account = models.CharField(_("bank account"), max_length=40)
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
        ]

    def __str__(self) -> str:
        return str(self.case)


class ClaimLine(models.Model):
    """One person of a claim with the verdict as it was given: findings, amount in fen."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="lines")
    enrolment = models.ForeignKey(
        Enrolment, verbose_name=_("enrolment"), on_delete=models.PROTECT, related_name="claim_lines"
    )
    courier = models.ForeignKey(Courier, on_delete=models.PROTECT, related_name="claim_lines")
    eligible = models.BooleanField(_("eligible"), null=True)
    findings = models.JSONField(_("findings"), default=list)
    amount = models.PositiveBigIntegerField(_("amount (fen)"), default=0)
    excluded = models.BooleanField(_("excluded"), default=False)
    exclusion_reason = models.CharField(_("reason for exclusion"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("person claimed for")
        verbose_name_plural = _("people claimed for")
        ordering = ["claim", "enrolment__position"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "enrolment"], name="subsidies_line_once"),
            models.CheckConstraint(
                condition=Q(excluded=False) | ~Q(exclusion_reason=""), name="subsidies_exclusion_says_why"
            ),
            models.CheckConstraint(
                condition=Q(amount=0) | Q(eligible=True, excluded=False),
                name="subsidies_money_only_when_eligible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.enrolment_id}"


class Payment(models.Model):
    """The money of a claim: one payment a claim, for ever."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, primary_key=True, related_name="payment")
    number = models.CharField(_("payment list number"), max_length=32, unique=True)
    people = models.PositiveIntegerField(_("people"))
    amount = models.PositiveBigIntegerField(_("amount (fen)"))
    listed_at = models.DateTimeField(_("listed at"))
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    bank_reference = models.CharField(_("bank reference"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-listed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, people__gt=0), name="subsidies_payment_is_something"
            ),
        ]

    def __str__(self) -> str:
        return self.number
