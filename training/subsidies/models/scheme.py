"""Schemes, and what they pay by occupation and level."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from office.policy.enums import DayCount
from office.policy.models import Source
from training.courses.enums import CourseKind

from ..enums import Claimant, Fund, NoticeDetail, Payee


class Scheme(models.Model):
    """A subsidy that the office may pay; its rules' parameters are the policy versions under its code.

    `course_kinds` are codes of CourseKind, `claimants` of Claimant, `evidence` of the slots of a claim that
    must be filled (`procedure.asked`). `record_only` schemes keep training on record until a local rule with
    an amount exists; nobody claims under them.
    """

    code = models.CharField(_("code"), max_length=60, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    fund = models.CharField(_("fund"), max_length=16, choices=Fund.choices, default=Fund.EMPLOYMENT)
    course_kinds = models.JSONField(_("kinds of course"), default=list)
    claimants = models.JSONField(_("who may claim"), default=list)
    payee = models.CharField(_("payee"), max_length=10, choices=Payee.choices)
    evidence = models.JSONField(_("evidence that must be there"), default=list, blank=True)
    record_only = models.BooleanField(_("on record only"), default=False)
    notice_days = models.PositiveSmallIntegerField(_("days of public notice"), default=5)
    notice_count = models.CharField(
        _("days counted"), max_length=10, choices=DayCount.choices, default=DayCount.WORKING
    )
    notice_detail = models.CharField(
        _("table of the notice"), max_length=10, choices=NoticeDetail.choices, default=NoticeDetail.PERSON
    )
    second_look = models.BooleanField(_("payment batches are confirmed by a second person"), default=True)
    recovery_returns = models.BooleanField(_("recovered money returns to the year's budget"), default=True)

    class Meta:
        verbose_name = _("subsidy scheme")
        verbose_name_plural = _("subsidy schemes")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(notice_days__gte=1), name="subsidies_scheme_notice_has_days"),
        ]

    def __str__(self) -> str:
        return self.name

    def covers(self, kind: CourseKind | str) -> bool:
        """Tell whether the scheme knows a kind of course."""
        return str(kind) in self.course_kinds

    def takes(self, claimant: Claimant | str) -> bool:
        """Tell whether somebody of this kind may claim under the scheme; nobody where it only records."""
        return not self.record_only and str(claimant) in self.claimants


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
