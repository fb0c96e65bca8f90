"""The summary sheet of applicants (T10) as an employer sent it, and the drafts that it made."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Organisation
from office.people.models.sheet import SealedSheet

from .application import TitleApplication


class ApplicantSheet(SealedSheet):
    """What an employer sent of its people, for whatever rounds were open on that day."""

    vault_context = "titles.applicant_sheet"

    employer = models.ForeignKey(
        Organisation, verbose_name=_("employer"), on_delete=models.PROTECT, related_name="applicant_sheets"
    )

    class Meta:
        verbose_name = _("sheet of applicants")
        verbose_name_plural = _("sheets of applicants")
        ordering = ["-uploaded_at"]
        constraints = [
            models.UniqueConstraint(fields=["employer", "sha256"], name="titles_applicant_sheet_once")
        ]

    def __str__(self) -> str:
        return f"{self.employer} {self.filename}"

    def get_absolute_url(self) -> str:
        """The page that shows the judged rows."""
        return reverse("titles:sheet", args=[self.pk])


class SheetDraft(models.Model):
    """A row of a sheet that made a draft or completed one.

    `told` holds, by the keys of the sheet's columns, what an application has no column for: nothing that an
    employer wrote is lost, and its applicant sees it beside the own words.
    """

    sheet = models.ForeignKey(ApplicantSheet, on_delete=models.PROTECT, related_name="drafts")
    application = models.ForeignKey(TitleApplication, on_delete=models.PROTECT, related_name="sheet_drafts")
    row = models.PositiveIntegerField(_("row"))
    told = models.JSONField(_("what the employer told"), default=dict)
    is_new = models.BooleanField(_("made by the sheet"))

    class Meta:
        verbose_name = _("draft made by a sheet")
        verbose_name_plural = _("drafts made by sheets")
        ordering = ["sheet", "row"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "row"], name="titles_sheet_row_once"),
            models.UniqueConstraint(fields=["sheet", "application"], name="titles_sheet_draft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.row}"
