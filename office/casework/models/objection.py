"""Objections from the public and the rulings on them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..enums import RulingOutcome
from .case import Case
from .evidence import KeptFile
from .notice import NoticeRow, PublicNotice


class Objection(models.Model):
    """An objection to one case of a notice, to one row of it where the objector named one.

    Name and telephone are sealed together; the receipt number is random and belongs to the objector, who
    finds the objection again with it and the last four digits of the telephone (`phone_tail_index`, keyed a
    receipt).
    """

    receipt_number = models.CharField(_("receipt number"), max_length=32, unique=True)
    notice = models.ForeignKey(
        PublicNotice, verbose_name=_("notice"), on_delete=models.PROTECT, related_name="objections"
    )
    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="objections"
    )
    row = models.ForeignKey(
        NoticeRow,
        verbose_name=_("row objected to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="objections",
    )
    objector_sealed = models.BinaryField(editable=False)
    real_name = models.BooleanField(_("signed with real name"), default=True)
    phone_tail_index = models.CharField(max_length=64, editable=False)
    reason = models.TextField(_("reason"))
    evidence = models.TextField(_("evidence"), blank=True)
    filed_at = models.DateTimeField(_("filed at"))
    due_on = models.DateField(_("answer due on"))

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["filed_at", "id"]

    def __str__(self) -> str:
        return self.receipt_number

    def get_absolute_url(self) -> str:
        """The objector's receipt, which names nobody."""
        return reverse("casework:receipt", args=[self.receipt_number])

    @property
    def sealing_context(self) -> str:
        """The place to which the sealed contact is bound."""
        return f"casework.objection:{self.receipt_number}"


class ObjectionFile(KeptFile):
    """A paper or picture that came with an objection."""

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="files")
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("file of an objection")
        verbose_name_plural = _("files of objections")
        ordering = ["objection", "position"]
        constraints = [
            models.UniqueConstraint(fields=["objection", "position"], name="casework_objection_file_once")
        ]

    def __str__(self) -> str:
        return self.name


class Ruling(models.Model):
    """The one answer to an objection."""

    objection = models.OneToOneField(
        Objection, on_delete=models.PROTECT, primary_key=True, related_name="ruling"
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=RulingOutcome.choices)
    text = models.TextField(_("reasons"))
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("ruled by"), on_delete=models.PROTECT, related_name="+"
    )
    ruled_at = models.DateTimeField(_("ruled at"))

    class Meta:
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")

    def __str__(self) -> str:
        return f"{self.objection_id} {self.get_outcome_display()}"
