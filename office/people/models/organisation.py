"""Employers with their stations, training providers, and the departments of the district."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..identifiers import check_credit_code


def validate_credit_code(value: str) -> None:
    """Raise ValidationError unless shape and check character of a unified social credit code are right."""
    if not check_credit_code(value):
        raise ValidationError(
            _("The unified social credit code has a wrong character. Compare it with the licence."),
            code="credit_code",
        )


class Organisation(models.Model):
    """A body that employs, trains or governs; a courier firm may well do the first two."""

    name = models.CharField(_("name of organisation"), max_length=120, unique=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    credit_code = models.CharField(
        _("unified social credit code"),
        max_length=18,
        unique=True,
        null=True,
        blank=True,
        validators=[validate_credit_code],
        help_text="GB 32100-2015",
    )
    is_employer = models.BooleanField(_("employer"), default=False)
    is_provider = models.BooleanField(_("training provider"), default=False)
    is_department = models.BooleanField(_("department"), default=False)
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    supervision_phone = models.CharField(_("supervision telephone"), max_length=30, blank=True)
    bank_name = models.CharField(_("bank"), max_length=80, blank=True)
    bank_account = models.CharField(_("bank account"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_employer=True) | Q(is_provider=True) | Q(is_department=True),
                name="people_organisation_has_a_kind",
                violation_error_message=_(
                    "Say what the organisation is: employer, training provider or department."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The organisation's page."""
        return reverse("people:organisation", args=[self.pk])


class Station(models.Model):
    """An employer's outlet, where couriers start their day."""

    employer = models.ForeignKey(
        Organisation, verbose_name=_("employer"), on_delete=models.PROTECT, related_name="stations"
    )
    name = models.CharField(_("station name"), max_length=80)
    address = models.CharField(_("address"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("station")
        verbose_name_plural = _("stations")
        ordering = ["employer", "name"]
        constraints = [models.UniqueConstraint(fields=["employer", "name"], name="people_station_once")]

    def __str__(self) -> str:
        return f"{self.employer.short_name or self.employer.name} {self.name}"
