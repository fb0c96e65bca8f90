"""Scans: who came and went, when, and how that reached the office."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training.courses.enums import AttendanceSource
from training.courses.models import Enrolment, Lesson

from .enums import SCAN_SOURCES, Direction


class Scan(models.Model):
    """One check-in or check-out of a trainee in a lesson; triggers refuse to change or delete it.

    `scanned_at` is when it counts, `received_at` when the office got it. `nonce` is the form's number: the
    same form counts once. `device` is a keyed digest of a random cookie, "" for a trainer's scan:
    it tells devices apart and nothing about them. `minutes_outside` the lesson, before or after.
    """

    enrolment = models.ForeignKey(
        Enrolment, verbose_name=_("enrolment"), on_delete=models.PROTECT, related_name="scans"
    )
    lesson = models.ForeignKey(
        Lesson, verbose_name=_("lesson"), on_delete=models.PROTECT, related_name="scans"
    )
    direction = models.CharField(_("direction"), max_length=1, choices=Direction.choices)
    source = models.CharField(_("source"), max_length=12, choices=AttendanceSource.choices)
    scanned_at = models.DateTimeField(_("scanned at"))
    received_at = models.DateTimeField(_("received at"))
    nonce = models.UUIDField(unique=True)
    device = models.CharField(max_length=64, blank=True)
    minutes_outside = models.PositiveSmallIntegerField(_("minutes outside the lesson"), default=0)
    scanned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("scanned by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        ordering = ["-scanned_at", "-pk"]
        indexes = [models.Index(fields=["device", "received_at"], name="checkin_device")]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "enrolment", "direction"], name="checkin_way_once"),
            models.CheckConstraint(
                condition=Q(source__in=list(SCAN_SOURCES)), name="checkin_source_is_a_scan"
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    def get_absolute_url(self) -> str:
        """The page that says it is done."""
        return reverse("checkin:done", args=[self.pk])

    @property
    def serial(self) -> str:
        """The number by which a courier can ask about it."""
        return f"QD{timezone.localdate(self.scanned_at):%Y%m%d}-{self.pk:06d}"

    @property
    def is_late(self) -> bool:
        """Whether it was sent later than it was made."""
        return self.source == AttendanceSource.LATE_SCAN
