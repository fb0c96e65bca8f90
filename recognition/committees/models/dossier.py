"""A case before a committee, what its experts declared of it, and what they are given to read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.casework.models import Attachment, Case
from office.casework.models.evidence import KeptFile

from .committee import Committee, Expert
from .judging import ConflictAnswer, answer_rules


class Dossier(models.Model):
    """A case in the hands of a committee, under a random alias that tells nothing of the applicant."""

    committee = models.ForeignKey(
        Committee, verbose_name=_("committee"), on_delete=models.PROTECT, related_name="dossiers"
    )
    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="dossiers")
    alias = models.CharField(_("alias"), max_length=12)
    taken_in_at = models.DateTimeField(_("taken in at"))

    class Meta:
        verbose_name = _("file before a committee")
        verbose_name_plural = _("files before committees")
        ordering = ["committee", "alias"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "case"], name="committees_dossier_once"),
            models.UniqueConstraint(fields=["committee", "alias"], name="committees_alias_once"),
        ]

    def __str__(self) -> str:
        return self.alias

    def get_absolute_url(self) -> str:
        """The file's page at the secretary's desk."""
        return reverse("committees:dossier", args=[self.pk])


class Declaration(ConflictAnswer):
    """What an expert says of a conflict with a file."""

    dossier = models.ForeignKey(
        Dossier,
        verbose_name=pgettext_lazy("before a committee", "file"),
        on_delete=models.PROTECT,
        related_name="declarations",
    )
    expert = models.ForeignKey(
        Expert, verbose_name=_("expert"), on_delete=models.PROTECT, related_name="declarations"
    )

    class Meta:
        verbose_name = _("declaration of conflicts")
        verbose_name_plural = _("declarations of conflicts")
        ordering = ["dossier", "expert"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "expert"], name="committees_declaration_once"),
            *answer_rules("committees"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} · {self.expert} · {self.get_answer_display()}"


class RedactedCopy(KeptFile):
    """A copy of a paper of the case in which nobody is named; experts are given these and no original."""

    attachment = models.OneToOneField(
        Attachment, verbose_name=_("original"), on_delete=models.PROTECT, related_name="redacted_copy"
    )
    made_at = models.DateTimeField(_("uploaded at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("uploaded by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("redacted copy")
        verbose_name_plural = _("redacted copies")
        ordering = ["attachment"]

    def __str__(self) -> str:
        return self.name
