"""Competitions, their events and entries, and the versions of results that were published."""

from __future__ import annotations

import uuid
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people import vault
from office.people.models import Courier, Organisation

from .enums import EntryStatus, ResultState


def check_honours(value: object) -> None:
    """Raise ValidationError (`honours`) unless the value is a list of bands {"name", "first", "last"}."""
    bands = value if isinstance(value, list) else [None]
    for band in bands:
        named = band if isinstance(band, dict) and band.keys() == {"name", "first", "last"} else {}
        first, last = named.get("first"), named.get("last")
        if not (isinstance(first, int) and isinstance(last, int) and 1 <= first <= last):
            raise ValidationError(
                _("Each honour needs a name and its first and last rank, the first not after the last."),
                code="honours",
            )


class Competition(models.Model):
    """A skills competition of one year."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    year = models.PositiveSmallIntegerField(_("year"))
    organiser = models.ForeignKey(
        Organisation, verbose_name=_("organiser"), on_delete=models.PROTECT, related_name="competitions"
    )
    held_on = models.DateField(_("held on"))
    place = models.CharField(_("place"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("competition")
        verbose_name_plural = _("competitions")
        ordering = ["-year", "name"]

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """A contest for one occupation; weights in percent, totals rounded half up to two places.

    `honours` names what ranks earn: `[{"name": "技术状元", "first": 1, "last": 1}, ...]`.
    """

    code = models.SlugField(_("event code"), max_length=24, unique=True)
    competition = models.ForeignKey(
        Competition, verbose_name=_("competition"), on_delete=models.PROTECT, related_name="events"
    )
    name = models.CharField(_("name"), max_length=60)
    occupation_code = models.CharField(_("occupation code"), max_length=12)
    theory_weight = models.DecimalField(
        _("weight of theory (%)"), max_digits=5, decimal_places=2, default=Decimal(30)
    )
    practice_weight = models.DecimalField(
        _("weight of practice (%)"), max_digits=5, decimal_places=2, default=Decimal(70)
    )
    honours = models.JSONField(
        _("honours"),
        default=list,
        blank=True,
        validators=[check_honours],
        help_text=_('For each: name, first and last rank, as [{"name": "技术状元", "first": 1, "last": 1}].'),
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["competition", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(theory_weight=Decimal(100) - F("practice_weight")),
                name="competitions_weights_make_100",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competition} {self.name}"

    def get_absolute_url(self) -> str:
        """The event's page on the desk."""
        return reverse("competitions:event", args=[self.code])


class Entry(models.Model):
    """One contestant of an event."""

    event = models.ForeignKey(
        Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="entries"
    )
    number = models.CharField(_("entry number"), max_length=12)
    name = models.CharField(_("name"), max_length=64)
    unit = models.CharField(_("unit"), max_length=120)
    courier = models.ForeignKey(
        Courier,
        verbose_name=_("courier"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
    )
    status = models.CharField(
        _("status"), max_length=12, choices=EntryStatus.choices, default=EntryStatus.RANKED
    )
    theory = models.DecimalField(_("theory"), max_digits=6, decimal_places=3, null=True, blank=True)
    practice = models.DecimalField(_("practice"), max_digits=6, decimal_places=3, null=True, blank=True)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["event", "number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="competitions_entry_once"),
            models.CheckConstraint(
                condition=~Q(status=EntryStatus.RANKED) | Q(theory__isnull=False, practice__isnull=False),
                name="competitions_ranked_entry_has_marks",
            ),
            models.CheckConstraint(
                condition=(Q(theory=None) | Q(theory__gte=0, theory__lte=100))
                & (Q(practice=None) | Q(practice__gte=0, practice__lte=100)),
                name="competitions_marks_within_100",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class ResultVersion(models.Model):
    """The results of an event as published: rows in order, never edited; a correction is a new version."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="results")
    version = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=12, choices=ResultState.choices)
    rows = models.JSONField(_("rows"))
    theory_weight = models.DecimalField(_("weight of theory (%)"), max_digits=5, decimal_places=2)
    practice_weight = models.DecimalField(_("weight of practice (%)"), max_digits=5, decimal_places=2)
    note = models.CharField(_("note"), max_length=200, blank=True)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("published results")
        verbose_name_plural = _("published results")
        ordering = ["event", "-version"]
        constraints = [models.UniqueConstraint(fields=["event", "version"], name="competitions_version_once")]

    def __str__(self) -> str:
        return f"{self.event} v{self.version}"

    @property
    def tone(self) -> str:
        """The tone of its status tag."""
        return {ResultState.PROVISIONAL: "warning", ResultState.FINAL: "success"}.get(
            ResultState(self.state), "info"
        )


class ResultSheet(models.Model):
    """A sheet of marks as it was sent, sealed, with the report that was shown before it was committed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="sheets")
    filename = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    content_sealed = models.BinaryField(editable=False)
    report = models.JSONField(_("report"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    committed_at = models.DateTimeField(_("committed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("uploaded sheet")
        verbose_name_plural = _("uploaded sheets")
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "sha256"],
                condition=Q(committed_at=None),
                name="competitions_pending_sheet_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event.code} {self.filename}"

    def get_absolute_url(self) -> str:
        """The page that shows what the sheet would bring in."""
        return reverse("competitions:sheet", args=[self.event.code, self.pk])

    @property
    def content(self) -> bytes:
        """The file as it was received."""
        return vault.unseal_bytes(self.content_sealed, context=f"competitions.sheet:{self.id}")
