"""The words of expert committees."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Make(models.TextChoices):
    """How a committee is built; it decides how many members it has at least (人社部令第40号 art. 11)."""

    SERIES = "series", _("For a whole series")
    PROFESSION = "profession", _("For one profession")
    OTHER = "other", pgettext_lazy("make of a committee", "Otherwise")


class Post(models.TextChoices):
    """What a member is in a committee."""

    CHAIR = "chair", pgettext_lazy("post in a committee", "Chair")
    VICE_CHAIR = "vice_chair", pgettext_lazy("post in a committee", "Vice-chair")
    MEMBER = "member", pgettext_lazy("post in a committee", "Member")


class TitleLevel(models.TextChoices):
    """The five levels of professional titles, the lowest first."""

    TECHNICIAN = "technician", _("Technician level")
    ASSISTANT = "assistant", _("Assistant level")
    INTERMEDIATE = "intermediate", _("Intermediate level")
    ASSOCIATE_SENIOR = "associate_senior", _("Associate senior level")
    SENIOR = "senior", _("Senior level")


class PanelState(models.TextChoices):
    """How far a panel has come."""

    DRAFT = "draft", pgettext_lazy("state of a panel", "In preparation")
    OPEN = "open", pgettext_lazy("state of a panel", "Scoring")
    CLOSED = "closed", pgettext_lazy("state of a panel", "Closed")


class DrawMethod(models.TextChoices):
    """How the experts of a panel's files are found."""

    RANDOM = "random", _("Drawn at random")
    LOAD = "load", _("By load, the least burdened first")
    SHEET = "sheet", _("Named by a sheet")


class Answer(models.TextChoices):
    """What an expert says of a conflict of interest: nothing yet, none, or one."""

    ASKED = "asked", pgettext_lazy("declaration of an expert", "Not answered yet")
    NONE = "none", pgettext_lazy("declaration of an expert", "No conflict")
    DECLARED = "declared", pgettext_lazy("declaration of an expert", "Conflict declared")


class Ground(models.TextChoices):
    """Why somebody stands too near to a case."""

    EMPLOYER = "employer", _("Same employer, now or earlier")
    RECOMMENDER = "recommender", _("Nominated or recommended the applicant")
    FAMILY = "family", _("Family")
    OTHER = "other", pgettext_lazy("ground of a conflict", "Another close tie")


class MeetingState(models.TextChoices):
    """How far a meeting has come; a closed one is frozen."""

    PLANNED = "planned", pgettext_lazy("state of a meeting", "Planned")
    OPEN = "open", pgettext_lazy("state of a meeting", "In session")
    CLOSED = "closed", pgettext_lazy("state of a meeting", "Closed")
    CALLED_OFF = "called_off", pgettext_lazy("state of a meeting", "Called off")


class ItemState(models.TextChoices):
    """How far an item of the agenda has come."""

    WAITING = "waiting", pgettext_lazy("state of an item", "Not voted on yet")
    VOTING = "voting", pgettext_lazy("state of an item", "Ballot open")
    COUNTED = "counted", pgettext_lazy("state of an item", "Counted")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of an item", "Taken off the agenda")


class Choice(models.TextChoices):
    """What a ballot says."""

    YES = "yes", pgettext_lazy("on a ballot", "For")
    NO = "no", pgettext_lazy("on a ballot", "Against")
    ABSTAIN = "abstain", pgettext_lazy("on a ballot", "Abstain")


class CountPost(models.TextChoices):
    """Who signs a count."""

    TELLER = "teller", _("Teller")
    SCRUTINEER = "scrutineer", _("Scrutineer")
