"""The words of titles: levels and branches of express engineering, ways of applying, what counts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """The five levels of an engineering title, the lowest first (人社部发〔2019〕16号)."""

    TECHNICIAN = "technician", pgettext_lazy("title", "Technician")
    ASSISTANT = "assistant", pgettext_lazy("title", "Assistant engineer")
    ENGINEER = "engineer", pgettext_lazy("title", "Engineer")
    SENIOR = "senior", pgettext_lazy("title", "Senior engineer")
    CHIEF = "chief", pgettext_lazy("title", "Chief senior engineer")

    @property
    def rank(self) -> int:
        """The place in the order, 0 for the lowest."""
        return list(Level).index(self)


class Branch(models.TextChoices):
    """The three branches of express engineering; 网路, not 网络, in the official name."""

    EQUIPMENT = "equipment", _("Express equipment engineering")
    NETWORK = "network", _("Express route network engineering")
    INFORMATION = "information", _("Express information engineering")


class Route(models.TextChoices):
    """Where the committee sits."""

    UPWARD = "upward", _("Recommended upward")
    HERE = "here", _("Decided here")


class Ground(models.TextChoices):
    """The way by which somebody applies."""

    STANDARD = "standard", _("Education and years")
    SKILL = "skill", _("Passage from a skill level")
    EARLY = "early", _("Early, with shorter years")
    EXCEPTIONAL = "exceptional", _("Exceptional, without the usual education or years")


class Education(models.TextChoices):
    """Education as titles count it, the highest first; technical institutes are put beside these.

    中级工班 counts as secondary vocational, 高级工班 as college, 技师班 as bachelor (2018 trial opinion).
    """

    DOCTOR = "doctor", _("Doctor")
    MASTER = "master", _("Master or second bachelor")
    BACHELOR = "bachelor", _("Bachelor")
    COLLEGE = "college", pgettext_lazy("education", "College")
    SECONDARY = "secondary", _("Secondary vocational")
    OTHER = "other", pgettext_lazy("education", "Other")

    @property
    def rank(self) -> int:
        """The place in the order, 0 for the highest."""
        return list(Education).index(self)


class AchievementKind(models.TextChoices):
    """What an applicant has done; contest results are cited from the record, not typed."""

    CONTEST = "contest", _("Contest result")
    AWARD = "award", _("Award or commendation")
    PROJECT = "project", pgettext_lazy("achievement", "Project")
    PATENT = "patent", _("Patent")
    STANDARD = "standard", _("Standard or rules drafted")
    IMPROVEMENT = "improvement", _("Improvement with results")
    PROPOSAL = "proposal", _("Proposal adopted")
    PAPER = "paper", _("Article or report")
    OTHER = "other", pgettext_lazy("achievement", "Other")


class Scope(models.TextChoices):
    """How far an achievement reaches, the widest first."""

    NATIONAL = "national", pgettext_lazy("scope", "National")
    PROVINCIAL = "provincial", pgettext_lazy("scope", "Provincial")
    MUNICIPAL = "municipal", pgettext_lazy("scope", "Municipal")
    DISTRICT = "district", pgettext_lazy("scope", "District")
    UNIT = "unit", pgettext_lazy("scope", "Within the unit")

    @property
    def rank(self) -> int:
        """The place in the order, 0 for the widest."""
        return list(Scope).index(self)


class PaperKind(models.TextChoices):
    """What a paper proves that the office or an employer keeps with an application."""

    EMPLOYER_NOTICE = "employer_notice", _("Photograph or record of the employer's notice")
    RESULT = "result", _("Document with the result")
