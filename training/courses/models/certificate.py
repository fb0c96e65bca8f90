"""Certificates that other bodies issued; this office keeps them on record and never issues them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from office.people.models import Courier

from ..enums import CertificateKind
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
