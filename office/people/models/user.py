"""Users, and the mandates that say for whom they act."""

from __future__ import annotations

import datetime
from typing import Any

import rules
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import Role
from .courier import Courier
from .organisation import Organisation


class User(AbstractUser):
    """Somebody who signs in. A courier's account points to the courier; everybody else acts by mandate."""

    display_name = models.CharField(_("full name"), max_length=64)
    courier = models.OneToOneField(
        Courier,
        verbose_name=_("courier"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="user",
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")  # type: ignore[assignment]
        verbose_name_plural = _("users")  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name shown on screens and in the record."""
        return self.display_name or self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Ask the rooms' predicates for the permissions they registered, and Django for all others.

        A technical administrator (superuser) looks after the publishing house; the deeds of the office are
        done by mandate only, so that nobody is reviewer, approver and payer at once.
        """
        if rules.perm_exists(perm):
            return self.is_active and bool(rules.has_perm(perm, self, obj))
        return super().has_perm(perm, obj)


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Mandates, and which of them count."""

    def held_on(self, day: datetime.date) -> MandateQuerySet:
        """Return those that hold on a day: begun, not ended, not revoked at any time."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), revoked_at=None, valid_from__lte=day)


class Mandate(models.Model):
    """A role that a user holds for an organisation, from a day to a day, unless it is revoked before."""

    user = models.ForeignKey(User, verbose_name=_("user"), on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="mandates"
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["user", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "organisation"],
                condition=Q(valid_to=None, revoked_at=None),
                name="people_mandate_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="people_mandate_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.organisation}"
