"""Competitions, their events, and the stages of an event."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Organisation
from training.courses.levels import LEVELS

from ..enums import CompetitionLevel, StageKind

LEVEL_CHOICES = [(level, level) for level in LEVELS]


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
    level = models.CharField(
        _("level of competition"),
        max_length=14,
        choices=CompetitionLevel.choices,
        default=CompetitionLevel.DISTRICT,
    )
    organiser = models.ForeignKey(
        Organisation, verbose_name=_("organiser"), on_delete=models.PROTECT, related_name="competitions"
    )
    held_on = models.DateField(_("held on"))
    entries_until = models.DateField(
        _("employers enter until"),
        null=True,
        blank=True,
        help_text=_("The last day on which employers send their lists; empty: they send none themselves."),
    )
    place = models.CharField(_("place"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("competition")
        verbose_name_plural = _("competitions")
        ordering = ["-year", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(entries_until=None) | Q(entries_until__lte=F("held_on")),
                name="competitions_entered_before_held",
                violation_error_message=_("Entries end before the competition is held."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """A contest for one occupation; weights in percent, totals rounded half up to two places.

    Weights left empty are those of the rule in force on the day of the competition (`rules.ranking_rule`).
    `honours` names what ranks earn: `[{"name": "技术状元", "first": 1, "last": 1}, ...]`, `team_honours` what
    those of teams do. `team_members` is how many members' totals make a team's; 0 when there are no teams.
    Where marks are `marked_twice`, two people enter each; otherwise the signed sheet of results comes in.
    """

    code = models.SlugField(_("event code"), max_length=24, unique=True)
    competition = models.ForeignKey(
        Competition, verbose_name=_("competition"), on_delete=models.PROTECT, related_name="events"
    )
    name = models.CharField(_("name"), max_length=60)
    occupation_code = models.CharField(_("occupation code"), max_length=12)
    theory_weight = models.DecimalField(
        _("weight of theory (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    practice_weight = models.DecimalField(
        _("weight of practice (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    honours = models.JSONField(
        _("honours"),
        default=list,
        blank=True,
        validators=[check_honours],
        help_text=_('For each: name, first and last rank, as [{"name": "技术状元", "first": 1, "last": 1}].'),
    )
    team_honours = models.JSONField(
        _("honours of teams"), default=list, blank=True, validators=[check_honours]
    )
    team_members = models.PositiveSmallIntegerField(
        _("members who count for a team"), default=0, help_text=_("0 when there are no teams.")
    )
    marked_twice = models.BooleanField(
        _("each mark is entered twice"),
        default=False,
        help_text=_("By two people; differences are resolved by a third."),
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["competition", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(theory_weight=None, practice_weight=None)
                | Q(
                    theory_weight__isnull=False,
                    practice_weight__isnull=False,
                    theory_weight=Decimal(100) - F("practice_weight"),
                ),
                name="competitions_weights_make_100",
                violation_error_message=_(
                    "The two weights make 100; leave both empty for those of the rule."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competition} {self.name}"

    def get_absolute_url(self) -> str:
        """The event's page on the desk."""
        return reverse("competitions:event", args=[self.code])


class Stage(models.Model):
    """A round of an event: heats decide who goes on, the final decides the places.

    `advance` is how many go on from a heat; `closed_at` is when they went.
    """

    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="stages")
    position = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind of stage"), max_length=8, choices=StageKind.choices)
    name = models.CharField(_("name"), max_length=40)
    held_on = models.DateField(_("held on"), null=True, blank=True)
    advance = models.PositiveSmallIntegerField(_("how many go on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["event", "position"]
        constraints = [
            models.UniqueConstraint(fields=["event", "position"], name="competitions_stage_once"),
            models.UniqueConstraint(
                fields=["event"], condition=Q(kind=StageKind.FINAL), name="competitions_one_final"
            ),
            models.CheckConstraint(
                condition=Q(kind=StageKind.FINAL, advance=None, closed_at=None)
                | Q(kind=StageKind.HEAT, advance__gte=1),
                name="competitions_heats_say_who_goes_on",
                violation_error_message=_("A heat says how many go on; from the final nobody does."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.name}"

    def get_absolute_url(self) -> str:
        """The stage's page: items, entries and marks."""
        return reverse("competitions:stage", args=[self.event.code, self.position])

    @property
    def is_final(self) -> bool:
        """Whether the stage decides the places."""
        return self.kind == StageKind.FINAL
