"""The words of honours."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HonourKind(models.TextChoices):
    """What an honour rests on; the kinds are never mixed up in a list or a rule."""

    COMMENDATION = "commendation", _("Formal commendation")
    SELECTION = "selection", _("Selection activity")
    YOUTH = "youth", _("Youth award")
    CONTEST = "contest", _("Contest honour")


class Level(models.TextChoices):
    """Who honours, from the unit upwards."""

    UNIT = "unit", pgettext_lazy("level of an honour", "Unit")
    DISTRICT = "district", pgettext_lazy("level of an honour", "District")
    CITY = "city", pgettext_lazy("level of an honour", "City")
    PROVINCE = "province", pgettext_lazy("level of an honour", "Province")
    NATION = "nation", pgettext_lazy("level of an honour", "National")

    @property
    def height(self) -> int:
        """Its place from below, 0 for the unit."""
        return list(Level).index(self)


class CorrectionOutcome(models.TextChoices):
    """What became of a request to correct the record."""

    CORRECTED = "corrected", pgettext_lazy("a record", "Corrected")
    DECLINED = "declined", pgettext_lazy("a request", "Declined")
