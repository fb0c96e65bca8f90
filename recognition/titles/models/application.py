"""An application for a title, with the work and the achievements it rests on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.casework.models import Case
from office.people.models import Courier
from office.policy.models import PolicyVersion
from recognition.competitions.models import ResultVersion
from training.courses.models import RecordedCertificate

from ..enums import AchievementKind, Education, Ground, Level, Scope
from .round import TitleRound

#: The longest summary, in characters (T10).
LONGEST_SUMMARY = 300


class TitleApplication(models.Model):
    """A person's application in a round; its case is its key, the case's organisation recommends.

    `held_*` is the title held before, where the register of titles does not know it; `other_hours` are class
    hours of continuing education beside those on record. `saved_at` moves with every change of a draft.
    `findings` are the verdict of `judged_on` as it was given, `facts` what it was given on. `decided_at`
    names the meeting whose outcome was taken, so that none is taken twice.
    """

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="title_application"
    )
    round = models.ForeignKey(
        TitleRound, verbose_name=_("title round"), on_delete=models.PROTECT, related_name="applications"
    )
    applicant = models.ForeignKey(
        Courier, verbose_name=_("applicant"), on_delete=models.PROTECT, related_name="title_applications"
    )
    saved_at = models.DateTimeField(_("saved at"))
    ground = models.CharField(
        _("way of applying"), max_length=12, choices=Ground.choices, default=Ground.STANDARD
    )
    ground_note = models.CharField(_("basis of an early or exceptional way"), max_length=200, blank=True)
    education = models.CharField(
        pgettext_lazy("of an applicant", "education"), max_length=10, choices=Education.choices, blank=True
    )
    school = models.CharField(_("school"), max_length=80, blank=True)
    major = models.CharField(_("field of study"), max_length=60, blank=True)
    graduated_on = models.DateField(_("graduated on"), null=True, blank=True)
    held_level = models.CharField(_("title held"), max_length=12, choices=Level.choices, blank=True)
    held_since = models.DateField(_("held since"), null=True, blank=True)
    held_document = models.CharField(_("document of the title held"), max_length=80, blank=True)
    skill = models.ForeignKey(
        RecordedCertificate,
        verbose_name=_("skill level certificate"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="title_applications",
    )
    post = models.CharField(_("present post"), max_length=40, blank=True)
    specialty_since = models.DateField(_("in this speciality since"), null=True, blank=True)
    probation_passed = models.BooleanField(_("probation year passed"), null=True, blank=True)
    no_penalty = models.BooleanField(_("under no penalty"), null=True, blank=True)
    other_hours = models.DecimalField(
        _("further hours of continuing education"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    appraisal = models.CharField(_("yearly appraisals"), max_length=120, blank=True)
    summary = models.CharField(_("summary of achievements"), max_length=LONGEST_SUMMARY, blank=True)
    pledged_at = models.DateTimeField(_("pledged at"), null=True, blank=True)
    policy_version = models.ForeignKey(
        PolicyVersion,
        verbose_name=_("policy version"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="title_applications",
    )
    judged_on = models.DateField(_("judged on"), null=True, blank=True)
    eligible = models.BooleanField(_("eligible"), null=True)
    facts = models.JSONField(_("facts asked of"), default=dict)
    findings = models.JSONField(_("findings"), default=list)
    decided_at = models.CharField(_("outcome taken from"), max_length=120, blank=True)
    live = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = _("title application")
        verbose_name_plural = _("title applications")
        ordering = ["-case"]
        constraints = [
            models.UniqueConstraint(
                fields=["applicant", "round"], condition=Q(live=True), name="titles_applied_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(held_level="", held_since=None) | ~Q(held_level=""),
                name="titles_held_since_names_title",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)

    def get_absolute_url(self) -> str:
        """The application as its applicant goes on with it."""
        return reverse("titles:application", args=[self.case.number])


class WorkPeriod(models.Model):
    """A span of work as the applicant tells it; open where it has not ended."""

    application = models.ForeignKey(TitleApplication, on_delete=models.CASCADE, related_name="work")
    employer = models.CharField(_("employer"), max_length=120)
    post = models.CharField(_("post"), max_length=60)
    started_on = models.DateField(_("started on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("span of work")
        verbose_name_plural = _("spans of work")
        ordering = ["application", "-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="titles_work_ends_after_start",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["application", "employer", "started_on"], name="titles_work_told_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer} {self.post}"


class Achievement(models.Model):
    """Something done: a result cited by its published version, or an achievement shown by papers."""

    application = models.ForeignKey(TitleApplication, on_delete=models.CASCADE, related_name="achievements")
    kind = models.CharField(
        pgettext_lazy("achievement", "kind"), max_length=12, choices=AchievementKind.choices
    )
    name = models.CharField(pgettext_lazy("achievement", "name"), max_length=120)
    scope = models.CharField(pgettext_lazy("achievement", "scope"), max_length=12, choices=Scope.choices)
    achieved_on = models.DateField(_("achieved on"))
    part = models.CharField(_("own part"), max_length=200, blank=True)
    result = models.ForeignKey(
        ResultVersion,
        verbose_name=_("published results"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cited_by_titles",
    )
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    honour = models.CharField(_("honour"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("achievement")
        verbose_name_plural = _("achievements")
        ordering = ["application", "-achieved_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "result"], name="titles_result_cited_once"),
            # Whoever wins a contest has it from the record; nobody types it.
            models.CheckConstraint(
                condition=Q(kind=AchievementKind.CONTEST, result__isnull=False)
                | (~Q(kind=AchievementKind.CONTEST) & Q(result=None, rank=None, honour="")),
                name="titles_contest_is_cited",
            ),
        ]

    def __str__(self) -> str:
        return self.name
