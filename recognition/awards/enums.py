"""The words of awards."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AwardKind(models.TextChoices):
    """Kinds that law keeps apart: they differ in who may set them up and in how they are decided."""

    COMMENDATION = "commendation", _("Formal commendation")
    SELECTION = "selection", _("Selection activity")
    YOUTH = "youth", _("Youth award")
    DELEGATE = "delegate", _("Recommendation of delegates and members")


class PersonCategory(models.TextChoices):
    """What a nominee is by work (T11, 人员类型); the quotas of a call count by it."""

    INDUSTRIAL = "industrial", _("Industrial worker")
    FRONT_LINE = "front_line", _("Other front-line worker")
    MIGRANT = "migrant", _("Migrant worker")
    HEAD = "head", _("Head of an enterprise")
    AGENCY = "agency", _("Staff of an agency or institution")

    @property
    def is_front_line(self) -> bool:
        """Whether the work is done at the front line."""
        return self in {PersonCategory.INDUSTRIAL, PersonCategory.FRONT_LINE, PersonCategory.MIGRANT}


class Trait(models.TextChoices):
    """What a composition quota counts."""

    FRONT_LINE = "front_line", _("Front line")
    WOMEN = "women", pgettext_lazy("a quota", "Women")
    MIGRANT = "migrant", _("Migrant workers")
    NON_PUBLIC = "non_public", _("Non-public sector")
    HEAD = "head", _("Heads of enterprises")


class Acceptance(models.TextChoices):
    """Whether the nominee wants to stand."""

    ASKED = "asked", pgettext_lazy("a nominee", "Not answered yet")
    ACCEPTED = "accepted", pgettext_lazy("a nominee", "Stands")
    DECLINED = "declined", pgettext_lazy("a nominee", "Declined")


class UnitNoticeResult(models.TextChoices):
    """What became of the unit's own notice."""

    NONE = "none", _("No objection")
    SETTLED = "settled", _("Objections examined and settled")


class OpinionOutcome(models.TextChoices):
    """What a department says of a nominee."""

    NO_OBJECTION = "no_objection", _("No objection")
    OBJECTION = "objection", pgettext_lazy("a department", "Objects")


class HigherOutcome(models.TextChoices):
    """What a higher level made of a recommendation."""

    PASSED_ON = "passed_on", _("Passed on to the next level")
    CHOSEN = "chosen", _("Chosen")
    NOT_CHOSEN = "not_chosen", _("Not chosen")
