"""What happens to an application outside: the employer's notice, the result of a committee elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.casework.models import KeptFile

from ..enums import PaperKind
from .application import TitleApplication


class TitlePaper(KeptFile):
    """A paper that an employer or the office keeps with an application; the applicant's are evidence."""

    application = models.ForeignKey(TitleApplication, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("kind of paper"), max_length=16, choices=PaperKind.choices)
    kept_at = models.DateTimeField(_("uploaded at"))
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("uploaded by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("paper of an application")
        verbose_name_plural = _("papers of applications")
        ordering = ["-kept_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"

    def get_absolute_url(self) -> str:
        """The file, for those who may see the application."""
        return reverse("titles:paper", args=[self.application.case.number, self.key])


class EmployerNotice(models.Model):
    """The employer showed the result of its own check within the firm, and what came of it.

    `posted_on` is not counted (Civil Code art. 201); `taken_down_on` is the last day on which it hung.
    """

    application = models.OneToOneField(
        TitleApplication, on_delete=models.PROTECT, primary_key=True, related_name="employer_notice"
    )
    posted_on = models.DateField(_("posted on"))
    taken_down_on = models.DateField(_("hung until"))
    place = models.CharField(pgettext_lazy("of a notice", "place"), max_length=120)
    outcome = models.CharField(_("what was raised, and what came of it"), max_length=300)
    opinion = models.CharField(_("recommendation of the employer"), max_length=300)
    paper = models.ForeignKey(TitlePaper, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("employer's notice")
        verbose_name_plural = _("employers' notices")
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_down_on__gt=F("posted_on")), name="titles_notice_hung_for_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.posted_on} – {self.taken_down_on}"


class UpwardResult(models.Model):
    """What a committee elsewhere decided, entered by one officer and confirmed by another."""

    application = models.OneToOneField(
        TitleApplication, on_delete=models.PROTECT, primary_key=True, related_name="upward_result"
    )
    passed = models.BooleanField(pgettext_lazy("of a committee", "passed"))
    committee = models.CharField(_("committee"), max_length=120)
    document_number = models.CharField(_("document number"), max_length=80)
    decided_on = models.DateField(_("decided on"))
    paper = models.ForeignKey(TitlePaper, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("result from above")
        verbose_name_plural = _("results from above")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("recorded_by")),
                name="titles_result_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.document_number}"
