"""The words of checking in."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from training.courses.enums import AttendanceSource


class Direction(models.TextChoices):
    """Which way somebody goes; the value is the letter in a code."""

    ENTRY = "e", pgettext_lazy("way of a scan", "Check-in")
    EXIT = "x", pgettext_lazy("way of a scan", "Check-out")


#: The ways in which a scan can come.
SCAN_SOURCES = (AttendanceSource.SCAN, AttendanceSource.LATE_SCAN, AttendanceSource.TRAINER_SCAN)


class SignalKind(models.TextChoices):
    """What suggests that a code was passed on, or an account lent."""

    SHARED_DEVICE = "shared_device", _("Two people on one device")
    TWO_DEVICES = "two_devices", _("One person on two devices")
    OUTSIDE = "outside", _("Far outside the lesson")
