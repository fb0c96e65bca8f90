"""Dated policy versions with their sources, and the days that the office works."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .enums import DayKind


class Source(models.Model):
    """A published rule: title, document number, where it can be read."""

    title = models.CharField(_("title"), max_length=200)
    number = models.CharField(_("document number"), max_length=80, blank=True)
    issued_on = models.DateField(_("published on"), null=True, blank=True)
    url = models.CharField(
        _("address"), max_length=300, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    note = models.TextField(_("remark on the source"), blank=True)

    class Meta:
        verbose_name = _("policy source")
        verbose_name_plural = _("policy sources")
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["title", "number"], name="policy_source_once")]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）" if self.number else self.title


class PolicyVersion(models.Model):
    """The parameters of one scheme between two days.

    `scheme` is the code of the rules that read the parameters (the room above knows them); `clause` is the
    place in the source; `example` marks figures of the demonstration district, which no office may rely on.
    """

    scheme = models.CharField(_("scheme"), max_length=60)
    label = models.CharField(_("version"), max_length=80)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    extended_to = models.DateField(_("extended to"), null=True, blank=True)
    extended_by = models.ForeignKey(
        Source,
        verbose_name=_("extended by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="versions"
    )
    clause = models.CharField(_("clause"), max_length=120)
    parameters = models.JSONField(_("parameters"), default=dict)
    example = models.BooleanField(_("example figures"), default=False)

    class Meta:
        verbose_name = _("policy version")
        verbose_name_plural = _("policy versions")
        ordering = ["scheme", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "valid_from"], name="policy_version_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="policy_version_ends_after_start",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(extended_to=None, extended_by=None)
                | models.Q(extended_to__isnull=False, extended_by__isnull=False),
                name="policy_extension_names_source",
                violation_error_message=_("An extension has a last day and a document; enter both."),
            ),
            models.CheckConstraint(
                condition=models.Q(extended_to=None)
                | models.Q(valid_to__isnull=False, extended_to__gt=models.F("valid_to")),
                name="policy_extension_goes_on",
                violation_error_message=_("An extension ends later than the version it extends."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.label}"

    @property
    def ends_on(self) -> datetime.date | None:
        """The last day on which the version holds, extension counted; None when open."""
        return self.extended_to or self.valid_to

    def parameter(self, name: str) -> Any:
        """Return a parameter; raise KeyError naming it when the version lacks it."""
        return self.parameters[name]


class CalendarDay(models.Model):
    """A day for which the week's rule is not asked: any day of a holiday, or a make-up day at a weekend.

    A year with no rows is unknown, not a year without holidays.
    """

    day = models.DateField(_("day"), primary_key=True)
    kind = models.CharField(_("kind of day"), max_length=10, choices=DayKind.choices)
    name = models.CharField(_("name"), max_length=40)
    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, null=True, blank=True, related_name="days"
    )

    class Meta:
        verbose_name = _("holiday or make-up day")
        verbose_name_plural = _("holidays and make-up days")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.get_kind_display()} {self.name}"
