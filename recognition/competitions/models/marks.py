"""The items of a stage, what two people entered for them, and the marks that stand."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import ItemKind, MarkGround, Part
from .competition import Stage
from .entry import Performance


class Item(models.Model):
    """What is marked: by measurement, or by `judges` whose scores are averaged (`trimmed`: without the
    highest and the lowest). The full marks of a part's items make 100.
    """

    stage = models.ForeignKey(Stage, verbose_name=_("stage"), on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("order"))
    part = models.CharField(_("part"), max_length=8, choices=Part.choices)
    name = models.CharField(_("name of the item"), max_length=40)
    kind = models.CharField(_("how it is marked"), max_length=12, choices=ItemKind.choices)
    full_mark = models.DecimalField(
        _("full mark"), max_digits=5, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    judges = models.PositiveSmallIntegerField(_("number of judges"), default=1)
    trimmed = models.BooleanField(_("without the highest and the lowest score"), default=False)

    class Meta:
        verbose_name = _("item of a stage")
        verbose_name_plural = _("items of a stage")
        ordering = ["stage", "position"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "position"], name="competitions_item_order_once"),
            models.UniqueConstraint(fields=["stage", "name"], name="competitions_item_once"),
            models.CheckConstraint(
                condition=Q(full_mark__gt=0, full_mark__lte=100), name="competitions_full_mark_within_100"
            ),
            models.CheckConstraint(
                condition=Q(judges=1, trimmed=False)
                | Q(kind=ItemKind.JUDGEMENT, judges__gte=2, judges__lte=15),
                name="competitions_measurement_has_one_score",
                violation_error_message=_("What is measured has one score; judges may be up to 15."),
            ),
            models.CheckConstraint(
                condition=Q(trimmed=False) | Q(judges__gte=3),
                name="competitions_trimmed_scores_are_three",
                violation_error_message=_(
                    "To leave out the highest and the lowest, have three judges or more."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """What one of two people entered for an item of a performance: the paper's scores, deduction and time.

    `scores` are decimal texts in the order of the judges; `points` is what they come to. Two readings of an
    item are never by the same hand: the database sees to it.
    """

    performance = models.ForeignKey(Performance, on_delete=models.PROTECT, related_name="readings")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="readings")
    place = models.PositiveSmallIntegerField(_("which entry of the mark"))
    scores = models.JSONField(_("scores"))
    deduction = models.DecimalField(_("deduction"), max_digits=5, decimal_places=2, default=Decimal(0))
    seconds = models.PositiveIntegerField(_("time used (seconds)"), null=True, blank=True)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=3)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered at"))

    class Meta:
        verbose_name = _("entered mark")
        verbose_name_plural = _("entered marks")
        ordering = ["performance", "item", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["performance", "item", "place"], name="competitions_reading_once"
            ),
            models.UniqueConstraint(
                fields=["performance", "item", "entered_by"], name="competitions_readings_by_two_hands"
            ),
            models.CheckConstraint(condition=Q(place__in=[1, 2]), name="competitions_two_readings"),
            models.CheckConstraint(condition=Q(deduction__gte=0), name="competitions_deduction_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.performance} {self.item} {self.place}"

    @property
    def paper(self) -> tuple[tuple[Decimal, ...], Decimal, int | None]:
        """What was on the paper, to be compared with the other reading: 9 and 9.0 are the same."""
        return tuple(Decimal(score) for score in self.scores), self.deduction, self.seconds


class Mark(models.Model):
    """A mark that stands: agreed by two readings, resolved or corrected by a third person, who says why.

    Rows are added, never changed (the database refuses); the highest version is the mark of today.
    """

    performance = models.ForeignKey(Performance, on_delete=models.PROTECT, related_name="marks")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="marks")
    version = models.PositiveSmallIntegerField(_("version"))
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=3)
    seconds = models.PositiveIntegerField(_("time used (seconds)"), null=True, blank=True)
    ground = models.CharField(_("ground"), max_length=10, choices=MarkGround.choices)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(_("settled at"))

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ["performance", "item", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["performance", "item", "version"], name="competitions_mark_version_once"
            ),
            models.CheckConstraint(
                condition=Q(ground=MarkGround.AGREED) | ~Q(reason=""), name="competitions_mark_says_why"
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=100), name="competitions_mark_within_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.performance} {self.item} {self.points}"
