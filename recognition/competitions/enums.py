"""The words of competitions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryStatus(models.TextChoices):
    """Whether an entry is ranked; the others are listed without a rank."""

    RANKED = "ranked", _("Ranked")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DISQUALIFIED = "disqualified", _("Disqualified")


class ResultState(models.TextChoices):
    """What a published version of the results is worth."""

    PROVISIONAL = "provisional", _("Provisional")
    FINAL = "final", _("Final")
    CORRECTED = "corrected", _("Corrected")
