"""Care activities of the union (暖蜂行动) and who came."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Courier, Organisation

from ..enums import SENSITIVE, CareKind, CareState, Entry
from .membership import user_key


class CareActivity(models.Model):
    """One activity: what was planned, whether it was held, what it cost.

    `planned_fen` and `spent_fen` are in fen; the latter is there once the activity was held. `employer` is
    the firm for whose people it is, None when it is for all.
    """

    number = models.CharField(_("number of the activity"), max_length=32, unique=True)
    kind = models.CharField(_("kind of care"), max_length=12, choices=CareKind.choices)
    title = models.CharField(_("title"), max_length=120)
    state = models.CharField(_("state"), max_length=10, choices=CareState.choices, default=CareState.PLANNED)
    held_on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    employer = models.ForeignKey(
        Organisation,
        verbose_name=_("for the people of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    planned_fen = models.PositiveBigIntegerField(_("sum planned (fen)"))
    spent_fen = models.PositiveBigIntegerField(_("sum spent (fen)"), null=True, blank=True)
    note = models.TextField(_("what is done"), blank=True)
    planned_by = user_key(_("planned by"))
    planned_at = models.DateTimeField(_("planned at"))
    reason = models.CharField(_("why called off"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("care activity")
        verbose_name_plural = _("care activities")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CareState.HELD, spent_fen__isnull=False)
                | (~Q(state=CareState.HELD) & Q(spent_fen=None)),
                name="wellbeing_held_activity_has_its_sum",
            ),
            models.CheckConstraint(
                condition=~Q(state=CareState.CALLED_OFF) | ~Q(reason=""),
                name="wellbeing_activity_called_off_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        # The number alone: this text stands in the record of deeds, which others than the union read.
        return self.number

    def get_absolute_url(self) -> str:
        """The page of the activity."""
        return reverse("wellbeing:activity", args=[self.number])

    @property
    def is_sensitive(self) -> bool:
        """Tell whether only the union may know of it."""
        return self.kind in SENSITIVE

    @property
    def is_planned(self) -> bool:
        """Tell whether names can still be entered."""
        return self.state == CareState.PLANNED


class CareAttendance(models.Model):
    """Somebody who came, with the employer of that day and what the person was given (fen)."""

    activity = models.ForeignKey(CareActivity, on_delete=models.PROTECT, related_name="attendances")
    courier = models.ForeignKey(
        Courier, verbose_name=_("courier"), on_delete=models.PROTECT, related_name="care_attendances"
    )
    employer = models.ForeignKey(
        Organisation,
        verbose_name=_("employer"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    entry = models.CharField(_("how entered"), max_length=10, choices=Entry.choices)
    given_fen = models.PositiveBigIntegerField(_("sum given (fen)"), default=0)
    entered_by = user_key(_("entered by"))
    entered_at = models.DateTimeField(_("entered at"))

    class Meta:
        verbose_name = _("attendance at an activity")
        verbose_name_plural = _("attendances at activities")
        ordering = [F("activity__held_on").desc(), "courier__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "courier"], name="wellbeing_came_once"),
        ]

    def __str__(self) -> str:
        return f"{self.activity} · {self.pk}"
