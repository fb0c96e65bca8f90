"""A call for nominations, and the places that units have in it."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Organisation
from office.policy.models import PolicyVersion

from .award import Award


class Call(models.Model):
    """One round of an award. Its rules are those in force on the day it opened, whatever follows them.

    `opens_on` to `closes_on` are the days of nomination, both counted. Public support by votes is possible in
    a selection activity only, between `support_from` and `support_until`; the jury decides. Where it
    `takes_own`, people may put themselves forward, if an organisation endorses them.
    """

    award = models.ForeignKey(Award, verbose_name=_("award"), on_delete=models.PROTECT, related_name="calls")
    name = models.CharField(_("name of the call"), max_length=120, unique=True)
    year = models.PositiveSmallIntegerField(_("year"))
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    age_on = models.DateField(_("ages counted on"))
    places = models.PositiveSmallIntegerField(_("places"))
    policy = models.ForeignKey(
        PolicyVersion, verbose_name=_("rules"), on_delete=models.PROTECT, related_name="+"
    )
    takes_own = models.BooleanField(_("people may nominate themselves"), default=False)
    support_from = models.DateField(_("support opens on"), null=True, blank=True)
    support_until = models.DateField(_("support closes on"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("opened by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("call for nominations")
        verbose_name_plural = _("calls for nominations")
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="awards_call_closes_after_opening"
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="awards_call_has_places"),
            models.CheckConstraint(
                condition=Q(support_from=None, support_until=None)
                | Q(support_from__isnull=False, support_until__gte=F("support_from")),
                name="awards_support_has_both_days",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The call's page on the desk."""
        return reverse("awards:call", args=[self.pk])

    def is_open(self, on: datetime.date) -> bool:
        """Tell whether nominations are taken on a day."""
        return self.opens_on <= on <= self.closes_on

    def takes_support(self, on: datetime.date) -> bool:
        """Tell whether votes of support are taken on a day."""
        if self.support_from is None or self.support_until is None:
            return False
        return self.support_from <= on <= self.support_until

    def support_is_over(self, on: datetime.date) -> bool:
        """Tell whether the counts of support may be known: only after the last day."""
        return self.support_until is not None and on > self.support_until


class UnitPlaces(models.Model):
    """How many nominees a unit may hand in to a call; a unit without a row has no limit but the call's."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="unit_places")
    unit = models.ForeignKey(Organisation, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    places = models.PositiveSmallIntegerField(_("places"))

    class Meta:
        verbose_name = _("places of a unit")
        verbose_name_plural = _("places of units")
        ordering = ["call", "unit__name"]
        constraints = [models.UniqueConstraint(fields=["call", "unit"], name="awards_unit_places_once")]

    def __str__(self) -> str:
        return f"{self.call} · {self.unit}: {self.places}"
