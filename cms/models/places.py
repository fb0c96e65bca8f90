"""Registers of places: the streets of the district, and the rest points for those who work outdoors."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ..enums import Datum, Service
from .registers import Register

#: What ends the name of a division at this level; an address often leaves it out.
ENDINGS = ("街道", "镇", "乡")


class Street(Register):
    """A street office, town or township (街道、镇、乡) with its code of nine digits (GB/T 10114)."""

    code = models.CharField(
        _("code"),
        max_length=9,
        primary_key=True,
        validators=[RegexValidator(r"^\d{9}\Z", _("The code of a street or town has nine digits."))],
    )
    name = models.CharField(_("street or town"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("street or town")
        verbose_name_plural = _("streets and towns")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def stem(self) -> str:
        """The name as addresses write it: 古城乡 is 古城."""
        ending = next((each for each in ENDINGS if self.name.endswith(each)), "")
        return self.name.removesuffix(ending) or self.name


class RestPointQuerySet(models.QuerySet["RestPoint"]):
    """Rest points by their days."""

    def in_service(self, on: datetime.date) -> RestPointQuerySet:
        """Return those on the site that serve on a day, by street and name."""
        return (
            self.filter(Q(served_from__lte=on), Q(served_to=None) | Q(served_to__gte=on), live=True)
            .select_related("street")
            .order_by("street", "name", "pk")
        )

    def offering(self, service: str) -> RestPointQuerySet:
        """Return those that offer a service (a code of Service)."""
        return self.filter(**{f"has_{Service(service).value}": True})


class RestPoint(Register):
    """A service point for outdoor workers (户外劳动者服务站点): where to drink, charge, warm up.

    Coordinates are degrees north and east under `datum`. It serves from `served_from` to `served_to`, the
    last day included; None: until further notice.
    """

    name = models.CharField(_("name"), max_length=60, unique=True)
    street = models.ForeignKey(
        Street, verbose_name=_("street or town"), on_delete=models.PROTECT, related_name="rest_points"
    )
    address = models.CharField(_("address"), max_length=120)
    hours = models.CharField(_("opening hours"), max_length=80)
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    latitude = models.DecimalField(
        _("latitude (degrees north)"),
        max_digits=8,
        decimal_places=6,
        validators=[MinValueValidator(3), MaxValueValidator(54)],
    )
    longitude = models.DecimalField(
        _("longitude (degrees east)"),
        max_digits=9,
        decimal_places=6,
        validators=[MinValueValidator(73), MaxValueValidator(136)],
    )
    datum = models.CharField(
        _("datum"),
        max_length=6,
        choices=Datum.choices,
        default=Datum.GCJ02,
        help_text=_("Coordinates read from a map application of this country are GCJ-02."),
    )
    has_water = models.BooleanField(Service.WATER.label, default=False)
    has_charging = models.BooleanField(Service.CHARGING.label, default=False)
    has_microwave = models.BooleanField(Service.MICROWAVE.label, default=False)
    has_toilet = models.BooleanField(Service.TOILET.label, default=False)
    has_first_aid = models.BooleanField(Service.FIRST_AID.label, default=False)
    has_heating = models.BooleanField(Service.HEATING.label, default=False)
    has_rest = models.BooleanField(Service.REST.label, default=False)
    has_wifi = models.BooleanField(Service.WIFI.label, default=False)
    note = models.CharField(_("note"), max_length=160, blank=True)
    served_from = models.DateField(_("in service from"))
    served_to = models.DateField(_("in service until"), null=True, blank=True)
    changed_at = models.DateTimeField(pgettext_lazy("a register", "changed at"), auto_now=True)

    objects = RestPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("rest point")
        verbose_name_plural = _("rest points")
        ordering = ["street", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(served_to=None) | Q(served_to__gte=F("served_from")),
                name="cms_rest_point_ends_after_start",
                violation_error_message=_("The last day of service lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__gte=3, latitude__lte=54, longitude__gte=73, longitude__lte=136),
                name="cms_rest_point_lies_in_the_country",
                violation_error_message=_("The coordinates lie outside the country: are they swapped?"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def check_publishable(self, on: datetime.date) -> None:
        """Ask for a street that is on the site besides: its name would be shown with the point."""
        if self.street_id and not self.street.live:
            sentence = gettext("This street or town is a draft. Let it be approved first.")
            raise ValidationError({"street": ValidationError(sentence, code="street_is_draft")})
        super().check_publishable(on)

    @property
    def services(self) -> list[Service]:
        """What it offers, in the order in which services are listed."""
        return [each for each in Service if getattr(self, f"has_{each.value}")]


def streets_by_length() -> list[Street]:
    """Return the streets, the longest names first: an address belongs to the first whose name it holds."""
    return sorted(Street.objects.filter(live=True), key=lambda street: (-len(street.stem), street.code))
