"""Who takes part: teams, entries, and how an entry fared in a stage."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from office.people.models import Courier, Organisation

from ..enums import EntryGroup, EntryStatus
from .competition import LEVEL_CHOICES, Event, Stage


class Team(models.Model):
    """A unit's team in an event; its total is made of its members' totals.

    `organisation` is the unit on record, which holds what the team is given; None while it is not known.
    """

    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(_("name of the team"), max_length=120)
    leader = models.CharField(_("team leader"), max_length=64, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("unit on record"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contest_teams",
    )

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["event", "name"]
        constraints = [models.UniqueConstraint(fields=["event", "name"], name="competitions_team_once")]

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One contestant of an event.

    `skill_level` is the level that the contestant holds on entering (T12 现等级). A reserve takes part only
    once called up. Numbers of cards and telephones stay in the registry and in the sealed sheet.
    """

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
    team = models.ForeignKey(
        Team, verbose_name=_("team"), on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    skill_level = models.CharField(_("skill level held"), max_length=20, choices=LEVEL_CHOICES, blank=True)
    group = models.CharField(
        _("group of entries"), max_length=8, choices=EntryGroup.choices, default=EntryGroup.STAFF
    )
    is_reserve = models.BooleanField(_("entered as a reserve"), default=False)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["event", "number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="competitions_entry_once"),
            models.UniqueConstraint(
                fields=["event", "courier"],
                condition=Q(courier__isnull=False),
                name="competitions_courier_enters_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Performance(models.Model):
    """An entry in a stage: its marks out of 100, its time in seconds, and whether it is ranked.

    Marks are written by the deeds that bring in a sheet or settle the marks of the items, never by hand.
    `replaces` is the performance whose place a reserve took, once for each place that fell free.
    """

    stage = models.ForeignKey(
        Stage, verbose_name=_("stage"), on_delete=models.PROTECT, related_name="performances"
    )
    entry = models.ForeignKey(
        Entry, verbose_name=_("entry"), on_delete=models.PROTECT, related_name="performances"
    )
    status = models.CharField(
        _("status"), max_length=12, choices=EntryStatus.choices, default=EntryStatus.RANKED
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    theory = models.DecimalField(_("theory"), max_digits=6, decimal_places=3, null=True, blank=True)
    practice = models.DecimalField(_("practice"), max_digits=6, decimal_places=3, null=True, blank=True)
    seconds = models.PositiveIntegerField(_("time used (seconds)"), null=True, blank=True)
    replaces = models.OneToOneField(
        "self",
        verbose_name=_("called up for"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
    )

    class Meta:
        verbose_name = _("performance")
        verbose_name_plural = _("performances")
        ordering = ["stage", "entry__number"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "entry"], name="competitions_performance_once"),
            models.CheckConstraint(
                condition=(Q(theory=None) | Q(theory__gte=0, theory__lte=100))
                & (Q(practice=None) | Q(practice__gte=0, practice__lte=100)),
                name="competitions_performance_within_100",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.stage.name}"

    @property
    def is_marked(self) -> bool:
        """Whether both parts have their marks."""
        return self.theory is not None and self.practice is not None
