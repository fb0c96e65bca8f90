"""What an online platform reported of a trainee."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .enrolment import Enrolment


class OnlineRecord(models.Model):
    """Class hours that a platform reported for one of its courses; a later report replaces an earlier one.

    `record_number` is the platform's own, "" where it gives none. `devices` is from how many devices or
    addresses the person studied (the addresses themselves are not kept): many may mean a passed-on account.
    """

    enrolment = models.ForeignKey(
        Enrolment, verbose_name=_("enrolment"), on_delete=models.CASCADE, related_name="online_records"
    )
    platform = models.CharField(_("platform"), max_length=60)
    course = models.CharField(_("course"), max_length=100)
    record_number = models.CharField(_("platform record number"), max_length=60, blank=True)
    hours_due = models.DecimalField(_("hours due"), max_digits=6, decimal_places=1)
    hours_done = models.DecimalField(_("hours done"), max_digits=6, decimal_places=1)
    first_at = models.DateTimeField(_("first studied"), null=True, blank=True)
    last_at = models.DateTimeField(_("last studied"), null=True, blank=True)
    devices = models.PositiveIntegerField(_("devices"), null=True, blank=True)
    reported_at = models.DateTimeField(_("reported at"))

    class Meta:
        verbose_name = _("online record")
        verbose_name_plural = _("online records")
        ordering = ["enrolment", "platform", "course"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "platform", "course"], name="courses_online_course_once"
            ),
            models.UniqueConstraint(
                fields=["platform", "record_number"],
                condition=~Q(record_number=""),
                name="courses_online_record_once",
            ),
            models.CheckConstraint(
                condition=Q(hours_due__gt=0, hours_done__gte=0), name="courses_online_hours_not_below_0"
            ),
            models.CheckConstraint(
                condition=Q(first_at=None) | Q(last_at=None) | Q(last_at__gte=F("first_at")),
                name="courses_online_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.platform} {self.hours_done}/{self.hours_due}"
