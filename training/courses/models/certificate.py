"""Certificates that other bodies issued; this office keeps them on record and never issues them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Courier

from ..enums import CertificateKind, CheckResult
from .enrolment import Enrolment


class RecordedCertificate(models.Model):
    """A certificate of another body: skill level, qualification, special ability, or another's completion.

    `number` is as printed; a skill level certificate's was held against day and level when it was entered.
    `enrolment` is the class that led to it, where one did.
    """

    courier = models.ForeignKey(
        Courier, verbose_name=_("courier"), on_delete=models.PROTECT, related_name="recorded_certificates"
    )
    kind = models.CharField(_("kind of certificate"), max_length=16, choices=CertificateKind.choices)
    number = models.CharField(_("certificate number"), max_length=40)
    occupation_code = models.CharField(_("occupation code"), max_length=12)
    occupation = models.CharField(_("occupation"), max_length=40)
    level = models.CharField(_("level"), max_length=20, blank=True)
    issuer = models.CharField(_("issuing body"), max_length=120)
    issued_on = models.DateField(_("issued on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    theory = models.DecimalField(_("theory"), max_digits=5, decimal_places=2, null=True, blank=True)
    practice = models.DecimalField(_("practice"), max_digits=5, decimal_places=2, null=True, blank=True)
    enrolment = models.ForeignKey(
        Enrolment,
        verbose_name=_("enrolment"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recorded_certificates",
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name = _("recorded certificate")
        verbose_name_plural = _("recorded certificates")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="courses_certificate_number_once"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("issued_on")),
                name="courses_certificate_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    def get_absolute_url(self) -> str:
        """The page of the certificate."""
        return reverse("courses:recorded", args=[self.pk])


class CertificateCorrection(models.Model):
    """A recorded certificate set right: what it said before, what it says since, and why. Only ever added."""

    certificate = models.ForeignKey(
        RecordedCertificate,
        on_delete=models.PROTECT,
        related_name="corrections",
        verbose_name=_("certificate"),
    )
    reason = models.CharField(_("reason"), max_length=200)
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("corrected by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    corrected_at = models.DateTimeField(_("corrected at"))

    class Meta:
        verbose_name = _("correction of a certificate")
        verbose_name_plural = _("corrections of certificates")
        ordering = ["certificate", "-corrected_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="courses_certificate_correction_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.corrected_at}"


class CertificateCheck(models.Model):
    """Somebody asked the issuing body's own query site about a certificate, and what it answered."""

    certificate = models.ForeignKey(
        RecordedCertificate, on_delete=models.PROTECT, related_name="checks", verbose_name=_("certificate")
    )
    result = models.CharField(_("result"), max_length=10, choices=CheckResult.choices)
    note = models.CharField(_("note"), max_length=200, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    checked_at = models.DateTimeField(_("checked at"))

    class Meta:
        verbose_name = _("online check of a certificate")
        verbose_name_plural = _("online checks of certificates")
        ordering = ["certificate", "-checked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.certificate} {self.get_result_display()} {self.checked_at}"
