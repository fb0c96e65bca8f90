"""The words of policy."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayKind(models.TextChoices):
    """What a calendar day is when it breaks the week's rule."""

    HOLIDAY = "holiday", _("Holiday")
    WORKDAY = "workday", _("Make-up working day")


class DayCount(models.TextChoices):
    """Which days a period counts."""

    WORKING = "working", _("Working days")
    CALENDAR = "calendar", _("Calendar days")


class Outcome(models.TextChoices):
    """What a rule found."""

    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    EVIDENCE_MISSING = "evidence_missing", _("Evidence missing")
