"""Evidence: a paper kept once by its owner, attached to cases, checked in each."""

from __future__ import annotations

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.people.models import Courier, Organisation

from ..enums import CheckOutcome
from ..kinds import label_of
from ..tables import Label
from .case import Case


class KeptFile(models.Model):
    """A file in the private store, sealed for the place that `key` names; never changed."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("file name"), max_length=120)
    media_type = models.CharField(_("media type"), max_length=40)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        abstract = True

    @property
    def is_picture(self) -> bool:
        """Tell whether a browser may show the file in place."""
        return self.media_type.startswith("image/")


class Evidence(KeptFile):
    """A paper of a person's or an organisation's. It is never changed: a newer paper is a row of its own.

    `kind` is a code of the register `kinds`; `valid_until` is the last day on which the paper is valid, None
    when it does not run out.
    """

    courier = models.ForeignKey(
        Courier,
        verbose_name=_("belongs to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("belongs to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
    )
    kind = models.CharField(_("kind of evidence"), max_length=40)
    issuer = models.CharField(pgettext_lazy("a paper", "issued by"), max_length=120, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    kept_at = models.DateTimeField(_("uploaded at"))
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("uploaded by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["-kept_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(courier__isnull=False, organisation=None)
                | Q(courier=None, organisation__isnull=False),
                name="casework_evidence_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(valid_until=None) | Q(valid_until__gte=F("issued_on")),
                name="casework_evidence_valid_after_issue",
            ),
            models.UniqueConstraint(
                fields=["courier", "kind", "sha256"], name="casework_evidence_once_a_courier"
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "sha256"], name="casework_evidence_once_an_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label} {self.name}"

    def get_absolute_url(self) -> str:
        """The file, for those who may see it."""
        return reverse("casework:evidence_file", args=[self.key])

    @property
    def kind_label(self) -> Label:
        """The name of its kind."""
        return label_of(self.kind)

    @property
    def owner(self) -> Courier | Organisation:
        """Whose paper it is."""
        owner = self.courier or self.organisation
        assert owner is not None
        return owner

    def is_valid_on(self, day: datetime.date) -> bool:
        """Tell whether the paper is valid on a day, its last day included."""
        return self.valid_until is None or day <= self.valid_until


class Attachment(models.Model):
    """A piece of evidence in a slot of a case, and what the officer found there."""

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="attachments"
    )
    slot = models.CharField(_("slot"), max_length=60)
    evidence = models.ForeignKey(
        Evidence, verbose_name=_("evidence"), on_delete=models.PROTECT, related_name="attachments"
    )
    attached_at = models.DateTimeField(_("attached at"))
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("attached by"), on_delete=models.PROTECT, related_name="+"
    )
    replaced_at = models.DateTimeField(_("replaced at"), null=True, blank=True)
    outcome = models.CharField(_("found"), max_length=10, choices=CheckOutcome.choices, blank=True)
    words = models.TextField(_("remark"), blank=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("attached evidence")
        verbose_name_plural = _("attached evidence")
        ordering = ["case", "slot", "attached_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "slot"], condition=Q(replaced_at=None), name="casework_one_evidence_a_slot"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", checked_at=None, checked_by=None)
                | (~Q(outcome="") & Q(checked_at__isnull=False, checked_by__isnull=False)),
                name="casework_check_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=CheckOutcome.REFUSED, words=""), name="casework_refusal_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.slot}"
