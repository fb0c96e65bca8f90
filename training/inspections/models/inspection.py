"""Visits to a class on the spot, and the draws that chose them."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from training.courses.models import TrainingClass

from ..enums import Choice, DefectCode, InspectionState, Result

PLAIN = (InspectionState.PLANNED, InspectionState.CALLED_OFF)


def _person(label: Any, **options: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=label, on_delete=models.PROTECT, related_name="+", **options
    )


class InspectionDraw(models.Model):
    """A random choice of classes that anybody can repeat.

    `frame` holds the class numbers that could be drawn; `drawn` are the first `size` of them when they are
    sorted by the SHA-256 of "seed:number" (`fairness.draw`). A draw is never changed.
    """

    drawn_at = models.DateTimeField(_("drawn at"))
    drawn_by = _person(_("drawn by"))
    held_on = models.DateField(_("day of the visits"))
    seed = models.CharField(_("seed"), max_length=64)
    size = models.PositiveSmallIntegerField(_("classes to draw"))
    frame = models.JSONField(_("classes that could be drawn"))
    drawn = models.JSONField(_("classes drawn"))

    class Meta:
        verbose_name = _("draw of inspections")
        verbose_name_plural = _("draws of inspections")
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gte=1), name="inspections_draw_has_a_size"),
            models.CheckConstraint(condition=~Q(seed=""), name="inspections_draw_has_a_seed"),
        ]

    def __str__(self) -> str:
        return f"{self.held_on} · {self.seed[:8]}"

    def get_absolute_url(self) -> str:
        """The page on which the draw can be checked."""
        return reverse("inspections:draw_page", args=[self.pk])


class Inspection(models.Model):
    """A visit by at least two inspectors; the provider learns of it when its result is entered.

    `enrolled_count` and `registered_count` are what roster and register said when the result was entered
    (the latter None when the register of that day was still empty), `present_count` who was counted.
    `entry_due_on` is the last day for entering the result: one working day after the visit.
    """

    training_class = models.ForeignKey(
        TrainingClass, verbose_name=_("class"), on_delete=models.PROTECT, related_name="inspections"
    )
    choice = models.CharField(_("how chosen"), max_length=8, choices=Choice.choices)
    draw = models.ForeignKey(
        InspectionDraw,
        verbose_name=_("draw"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="inspections",
    )
    state = models.CharField(
        _("state"), max_length=12, choices=InspectionState.choices, default=InspectionState.PLANNED
    )
    planned_on = models.DateField(_("planned on"))
    first_inspector = _person(_("first inspector"))
    second_inspector = _person(_("second inspector"))
    companions = models.CharField(_("others present"), max_length=120, blank=True)
    entry_due_on = models.DateField(_("result due on"))
    visited_on = models.DateField(_("visited on"), null=True, blank=True)
    enrolled_count = models.PositiveIntegerField(_("on the roster"), null=True, blank=True)
    registered_count = models.PositiveIntegerField(_("present by the register"), null=True, blank=True)
    present_count = models.PositiveIntegerField(_("counted present"), null=True, blank=True)
    teacher_filed = models.CharField(_("teacher as filed"), max_length=120, blank=True)
    teacher_as_filed = models.BooleanField(_("teacher is as filed"), null=True, blank=True)
    place_filed = models.CharField(_("place as filed"), max_length=160, blank=True)
    place_as_filed = models.BooleanField(_("place is as filed"), null=True, blank=True)
    result = models.CharField(_("result of inspection"), max_length=12, choices=Result.choices, blank=True)
    remark = models.TextField(_("what was found"), blank=True)
    entered_by = _person(_("entered by"), null=True, blank=True)
    entered_at = models.DateTimeField(_("entered at"), null=True, blank=True)
    rectify_by = models.DateField(_("rectify by"), null=True, blank=True)
    rectified_on = models.DateField(_("rectified on"), null=True, blank=True)
    rectification = models.TextField(_("how it was rectified"), blank=True)
    call_off_reason = models.CharField(_("why called off"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ["-planned_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_inspector=F("second_inspector")), name="inspections_two_inspectors"
            ),
            models.UniqueConstraint(
                fields=["training_class", "planned_on"],
                condition=~Q(state=InspectionState.CALLED_OFF),
                name="inspections_one_visit_a_day",
            ),
            models.CheckConstraint(
                condition=Q(choice=Choice.RANDOM, draw__isnull=False)
                | (~Q(choice=Choice.RANDOM) & Q(draw=None)),
                name="inspections_random_ones_name_their_draw",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PLAIN, result="", visited_on=None, present_count=None, entered_at=None)
                | (
                    ~Q(state__in=PLAIN)
                    & ~Q(result="")
                    & Q(
                        visited_on__isnull=False,
                        present_count__isnull=False,
                        teacher_as_filed__isnull=False,
                        place_as_filed__isnull=False,
                        entered_by__isnull=False,
                        entered_at__isnull=False,
                    )
                ),
                name="inspections_result_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=InspectionState.RECTIFYING)
                | Q(rectify_by__isnull=False, rectified_on=None),
                name="inspections_rectification_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(rectify_by=None)
                | ~Q(state=InspectionState.CLOSED)
                | Q(rectified_on__isnull=False),
                name="inspections_closed_when_rectified",
            ),
            models.CheckConstraint(
                condition=~Q(state=InspectionState.CALLED_OFF) | ~Q(call_off_reason=""),
                name="inspections_called_off_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training_class.number} · {self.visited_on or self.planned_on}"

    def get_absolute_url(self) -> str:
        """The page of the inspection."""
        return reverse("inspections:inspection", args=[self.pk])

    @property
    def is_entered(self) -> bool:
        """Tell whether the result is there."""
        return self.result != ""

    def entry_is_overdue(self, on: datetime.date) -> bool:
        """Tell whether the result is missing although its day has passed."""
        return self.state == InspectionState.PLANNED and self.entry_due_on < on

    def rectification_is_overdue(self, on: datetime.date) -> bool:
        """Tell whether the rectification is missing although its day has passed."""
        return (
            self.state == InspectionState.RECTIFYING and self.rectify_by is not None and self.rectify_by < on
        )


class Defect(models.Model):
    """One thing that an inspection found wrong."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="defects")
    code = models.CharField(_("defect"), max_length=12, choices=DefectCode.choices)

    class Meta:
        verbose_name = _("defect")
        verbose_name_plural = _("defects")
        ordering = ["inspection", "pk"]
        constraints = [models.UniqueConstraint(fields=["inspection", "code"], name="inspections_defect_once")]

    def __str__(self) -> str:
        return self.get_code_display()
