"""A courier and the employments that a courier has had."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .. import vault
from ..enums import EmploymentForm, IdKind, Insurance, Sex
from ..identifiers import mask_phone
from ..names import mask_name
from .organisation import Organisation, Station


class Courier(models.Model):
    """One person, known by an ID number that is kept sealed.

    `id_number_sealed` and `phone_sealed` are ciphertexts bound to this row's blind index; `id_number_index`
    is what makes a person unique. Screens show `id_number_masked` only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("full name"), max_length=64)
    id_kind = models.CharField(
        _("kind of ID"), max_length=12, choices=IdKind.choices, default=IdKind.RESIDENT
    )
    id_number_sealed = models.BinaryField(editable=False)
    id_number_index = models.CharField(max_length=64, unique=True, editable=False)
    id_number_masked = models.CharField(_("ID number"), max_length=18, editable=False)
    birth_date = models.DateField(_("date of birth"))
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices)
    phone_sealed = models.BinaryField(editable=False, default=bytes)
    phone_index = models.CharField(max_length=64, db_index=True, blank=True, editable=False)
    ethnicity = models.CharField(_("ethnicity"), max_length=20, blank=True)
    education = models.CharField(_("education"), max_length=20, blank=True)
    created_at = models.DateTimeField(_("registered at"))

    class Meta:
        verbose_name = _("courier")
        verbose_name_plural = _("couriers")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The person's page."""
        return reverse("people:courier", args=[self.pk])

    @property
    def id_number(self) -> str:
        """The full ID number; whoever shows it records why."""
        return vault.unseal(self.id_number_sealed, context=f"courier.id_number:{self.id_number_index}")

    @property
    def phone(self) -> str:
        """The full telephone number, or an empty text."""
        if not self.phone_sealed:
            return ""
        return vault.unseal(self.phone_sealed, context=f"courier.phone:{self.id_number_index}")

    @property
    def phone_masked(self) -> str:
        """The telephone number as screens show it."""
        return mask_phone(self.phone)

    @property
    def name_masked(self) -> str:
        """The name as the public sees it."""
        return mask_name(self.name)


class Employment(models.Model):
    """Where a courier works or has worked; the contract's dates decide subsidies for new hires."""

    courier = models.ForeignKey(
        Courier, verbose_name=_("courier"), on_delete=models.PROTECT, related_name="employments"
    )
    employer = models.ForeignKey(
        Organisation, verbose_name=_("employer"), on_delete=models.PROTECT, related_name="employments"
    )
    station = models.ForeignKey(
        Station,
        verbose_name=_("station"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="employments",
    )
    post = models.CharField(_("post"), max_length=40, blank=True)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    contract_signed_on = models.DateField(_("contract signed on"), null=True, blank=True)
    contract_months = models.PositiveSmallIntegerField(_("contract months"), null=True, blank=True)
    brand = models.CharField(_("platform or brand"), max_length=40, blank=True)
    form = models.CharField(_("form of work"), max_length=12, choices=EmploymentForm.choices, blank=True)
    insurance = models.CharField(_("insured by"), max_length=14, choices=Insurance.choices, blank=True)
    union_member = models.BooleanField(_("union member"), null=True, blank=True)
    vehicle = models.CharField(_("vehicle"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("employment")
        verbose_name_plural = _("employments")
        ordering = ["-started_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
                name="people_employment_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["courier", "employer"], condition=Q(ended_on=None), name="people_employment_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.courier} · {self.employer}"
