"""The words of competitions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CompetitionLevel(models.TextChoices):
    """Who holds a competition and of which class (一类、二类); promotion of skill level depends on it."""

    NATIONAL_1 = "national_1", _("National, class I")
    NATIONAL_2 = "national_2", _("National, class II")
    PROVINCIAL_1 = "provincial_1", _("Provincial, class I")
    PROVINCIAL_2 = "provincial_2", _("Provincial, class II")
    CITY = "city", _("Of a city")
    DISTRICT = "district", _("Of a district")
    UNIT = "unit", _("Of a firm or school")


class EntryStatus(models.TextChoices):
    """Whether an entry is ranked; the others are listed without a rank."""

    RANKED = "ranked", _("Ranked")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DISQUALIFIED = "disqualified", _("Disqualified")


class EntryGroup(models.TextChoices):
    """The group of an entry (T12 组别)."""

    STAFF = "staff", _("Employees")
    STUDENT = "student", _("Students")


class StageKind(models.TextChoices):
    """What a stage decides: a heat who goes on, the final the places."""

    HEAT = "heat", pgettext_lazy("stage of a competition", "Heat")
    FINAL = "final", pgettext_lazy("stage of a competition", "Final")


class Part(models.TextChoices):
    """The two parts of an event; each is marked out of 100."""

    THEORY = "theory", _("Theory")
    PRACTICE = "practice", _("Practice")


class ItemKind(models.TextChoices):
    """How an item is marked."""

    MEASUREMENT = "measurement", _("By measurement")
    JUDGEMENT = "judgement", _("By judgement")


class MarkGround(models.TextChoices):
    """Why a mark stands as it does."""

    AGREED = "agreed", _("Both entries agree")
    RESOLVED = "resolved", _("Difference resolved")
    CORRECTED = "corrected", pgettext_lazy("ground of a mark", "Corrected")


class ResultState(models.TextChoices):
    """What a published version of the results is worth."""

    PROVISIONAL = "provisional", _("Provisional")
    FINAL = "final", _("Final")
    CORRECTED = "corrected", _("Corrected")


class BoardState(models.TextChoices):
    """What the board of the hall shows: the marks as they come, or as they stood when it was frozen."""

    OPEN = "open", pgettext_lazy("board of the hall", "Live")
    FROZEN = "frozen", pgettext_lazy("board of the hall", "Frozen")
    CLOSED = "closed", pgettext_lazy("board of the hall", "Closed")


class CostKind(models.TextChoices):
    """What money was spent on."""

    VENUE = "venue", _("Venue and equipment")
    JUDGES = "judges", _("Judges and papers")
    PRIZES = "prizes", _("Prizes")
    TRAVEL = "travel", _("Travel and meals")
    OTHER = "other", pgettext_lazy("kind of cost", "Other")


class CostSource(models.TextChoices):
    """Who bears a cost. The training fund is named so that it can be refused by name."""

    ORGANISER = "organiser", _("The organiser's own budget")
    UNION = "union", _("Union funds")
    EMPLOYER = "employer", _("Employees' education funds of firms")
    SPONSOR = "sponsor", _("Sponsors")
    TRAINING_FUND = "employment", _("Employment subsidy fund (training fund)")
