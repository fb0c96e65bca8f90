"""The words of inspections, call-backs, signals and sanctions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Choice(models.TextChoices):
    """How a class came to be inspected."""

    RANDOM = "random", _("Drawn at random")
    HAND = "hand", _("Chosen by hand")
    HINT = "hint", _("After a hint or complaint")


class InspectionState(models.TextChoices):
    """Where an inspection stands."""

    PLANNED = "planned", pgettext_lazy("state of an inspection", "Planned")
    RECTIFYING = "rectifying", pgettext_lazy("state of an inspection", "Being rectified")
    CLOSED = "closed", pgettext_lazy("state of an inspection", "Closed")
    CALLED_OFF = "called_off", pgettext_lazy("state of an inspection", "Called off")


class Result(models.TextChoices):
    """What an inspection came to."""

    IN_ORDER = "in_order", pgettext_lazy("result of an inspection", "In order")
    DEFECTS = "defects", pgettext_lazy("result of an inspection", "Defects to rectify")
    SERIOUS = "serious", pgettext_lazy("result of an inspection", "Serious violation")


class DefectCode(models.TextChoices):
    """What may be found; the first seven are grounds of an interview in 津人社办发〔2022〕60号 art. 20."""

    ABSENCE = "absence", _("Fewer people present than the register says")
    SUBSTITUTES = "substitutes", _("Somebody sits in for a trainee")
    TEACHER = "teacher", _("Another teacher than filed")
    PLACE = "place", _("Another place than filed")
    TIMETABLE = "timetable", _("Timetable not kept")
    RECORDS = "records", _("Register or records not kept")
    OVERSIZE = "oversize", _("More people than seats filed")
    FEES = "fees", _("Money taken from trainees")
    SAFETY = "safety", _("Unsafe place or equipment")
    OTHER = "other", _("Something else")


class CallOutcome(models.TextChoices):
    """What became of one telephone call."""

    REACHED = "reached", pgettext_lazy("outcome of a call", "Reached")
    NOT_REACHED = "not_reached", pgettext_lazy("outcome of a call", "Not reached")
    WRONG_NUMBER = "wrong_number", pgettext_lazy("outcome of a call", "Wrong number")
    REFUSED = "refused", pgettext_lazy("outcome of a call", "Would not answer")


class Attended(models.TextChoices):
    """Whether the person says to have been taught."""

    YES = "yes", pgettext_lazy("answer on the telephone", "Yes")
    PARTLY = "partly", pgettext_lazy("answer on the telephone", "Partly")
    NO = "no", pgettext_lazy("answer on the telephone", "No")


class Satisfaction(models.TextChoices):
    """What the person thinks of the training."""

    SATISFIED = "satisfied", _("Satisfied")
    FAIR = "fair", _("Fair")
    DISSATISFIED = "dissatisfied", _("Dissatisfied")


class SanctionStep(models.TextChoices):
    """The ladder for providers (default: 津人社办发〔2022〕60号 art. 20-24), the lowest step first."""

    INTERVIEW = "interview", _("Interview")
    LETTER = "letter", _("Rectification letter")
    CIRCULAR = "circular", _("Circular of criticism")
    AGREEMENT_ENDED = "agreement_ended", _("End of agreement")


class Severity(models.TextChoices):
    """How much a signal weighs; a signal is a reason to look, never a verdict."""

    HIGH = "high", pgettext_lazy("severity of a signal", "High")
    MEDIUM = "medium", pgettext_lazy("severity of a signal", "Medium")
    LOW = "low", pgettext_lazy("severity of a signal", "Low")
