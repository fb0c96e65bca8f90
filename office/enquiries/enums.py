"""The words of enquiries and ratings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EnquiryKind(models.TextChoices):
    """Why somebody writes."""

    QUESTION = "question", pgettext_lazy("enquiry", "Question")
    CORRECTION = "correction", pgettext_lazy("enquiry", "Error on the site")
    LOW_RATING = "low_rating", _("Low rating")


class Topic(models.TextChoices):
    """What it is about; the asker chooses."""

    TRAINING = "training", _("Training and classes")
    SUBSIDY = "subsidy", _("Training subsidies")
    CERTIFICATE = "certificate", pgettext_lazy("enquiry", "Certificates")
    COMPETITION = "competition", _("Skills competitions")
    TITLE = "title", _("Professional titles")
    HONOUR = "honour", _("Awards and honours")
    CARE = "care", _("Union, care and rest points")
    SITE = "site", _("This site")
    OTHER = "other", pgettext_lazy("enquiry", "Something else")


class Level(models.IntegerChoices):
    """The five levels of judging a service; the last two are low (国办发〔2019〕51号, part 2, no. 4)."""

    VERY_SATISFIED = 5, _("Very satisfied")
    SATISFIED = 4, _("Satisfied")
    FAIRLY_SATISFIED = 3, _("Fairly satisfied")
    DISSATISFIED = 2, _("Dissatisfied")
    VERY_DISSATISFIED = 1, _("Very dissatisfied")


#: The levels that open an item which must be answered.
LOW = frozenset({Level.DISSATISFIED, Level.VERY_DISSATISFIED})
