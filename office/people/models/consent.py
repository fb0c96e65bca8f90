"""What a person agreed to, and until when."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import ConsentChannel, ConsentPurpose
from .courier import Courier


class Consent(models.Model):
    """A consent for one purpose (PIPL art. 14-16, 25, 29); withdrawing it is as easy as giving it."""

    courier = models.ForeignKey(
        Courier, verbose_name=_("courier"), on_delete=models.PROTECT, related_name="consents"
    )
    purpose = models.CharField(_("purpose"), max_length=12, choices=ConsentPurpose.choices)
    text_version = models.CharField(_("version of the text"), max_length=40)
    channel = models.CharField(_("channel"), max_length=10, choices=ConsentChannel.choices)
    given_on = models.DateField(_("given on"))
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("given_on")),
                name="people_consent_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.courier} · {self.get_purpose_display()} · {self.given_on}"

    def is_valid(self, on: datetime.date) -> bool:
        """Tell whether the consent holds on a day."""
        return (
            self.given_on <= on
            and self.withdrawn_at is None
            and (self.expires_on is None or on <= self.expires_on)
        )
