"""What was wrong in a register that had been signed off: a new row, never a changed one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import AttendanceStatus
from .enrolment import Attendance


class Correction(models.Model):
    """A correction of one sign: what counted before, what counts from now on, why, by whom.

    `hours` are class hours attended, 0 for who was not there. The row that no other row `replaces` is the one
    that counts. Triggers refuse to change or delete a row.
    """

    attendance = models.ForeignKey(
        Attendance, verbose_name=_("attendance"), on_delete=models.PROTECT, related_name="corrections"
    )
    replaces = models.OneToOneField(
        "self",
        verbose_name=_("replaces"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="next",
    )
    old_status = models.CharField(_("status before"), max_length=8, choices=AttendanceStatus.choices)
    old_hours = models.DecimalField(_("hours before"), max_digits=4, decimal_places=1)
    status = models.CharField(_("status"), max_length=8, choices=AttendanceStatus.choices)
    hours = models.DecimalField(_("hours attended"), max_digits=4, decimal_places=1)
    reason = models.CharField(_("reason"), max_length=200)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["attendance"], condition=Q(replaces=None), name="courses_first_correction_once"
            ),
            models.CheckConstraint(
                condition=Q(hours=0)
                | Q(hours__gt=0, status__in=[AttendanceStatus.PRESENT, AttendanceStatus.LATE]),
                name="courses_corrected_hours_of_who_was_there",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="courses_correction_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.attendance_id} {self.old_status} → {self.status}"
