"""Evidence about a person's standing, each piece as of a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from office.people.models import Courier
from training.courses.enums import PersonCategory

from ..enums import EvidenceSource, Standing


class Attestation(models.Model):
    """Somebody attests a standing of a courier as of a day: a category, months insured, or a yes or no.

    `attested_by` is the body that keeps the data, `document` its number or the name of the paper. A row is
    never changed: what was wrong is revoked with a reason, what has changed is attested anew.
    """

    courier = models.ForeignKey(
        Courier, verbose_name=_("courier"), on_delete=models.PROTECT, related_name="attestations"
    )
    standing = models.CharField(_("standing"), max_length=16, choices=Standing.choices)
    category = models.CharField(_("category"), max_length=20, choices=PersonCategory.choices, blank=True)
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    holds = models.BooleanField(_("so it is"), default=True)
    as_of = models.DateField(_("as of"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=8, choices=EvidenceSource.choices)
    attested_by = models.CharField(_("attested by"), max_length=120)
    document = models.CharField(_("document"), max_length=120, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    entered_at = models.DateTimeField(_("entered at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_reason = models.CharField(_("reason for revoking"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("evidence of standing")
        verbose_name_plural = _("evidence of standing")
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["courier", "standing", "category", "as_of"],
                condition=Q(revoked_at=None),
                name="subsidies_attested_once_a_day",
            ),
            models.CheckConstraint(
                condition=(Q(standing=Standing.CATEGORY) & ~Q(category=""))
                | (~Q(standing=Standing.CATEGORY) & Q(category="")),
                name="subsidies_category_attested_by_name",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.INSURED_MONTHS, months__isnull=False)
                | (~Q(standing=Standing.INSURED_MONTHS) & Q(months=None)),
                name="subsidies_months_for_insurance_only",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("as_of")),
                name="subsidies_attestation_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
                name="subsidies_revoking_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.courier} · {self.said}"

    @property
    def said(self) -> str:
        """What is attested, in words."""
        if self.standing == Standing.CATEGORY:
            text = self.get_category_display()
        else:
            text = self.get_standing_display()
        if self.months is not None:
            return f"{text}: {self.months}"
        return text if self.holds else str(_("no: %(text)s")) % {"text": text}
