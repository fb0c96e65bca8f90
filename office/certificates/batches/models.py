"""A batch and its lines: who is to get a certificate, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Courier, Organisation


class Batch(models.Model):
    """Certificates for many, as they were listed before anything was issued.

    `source` is the code of a `sources.Source` that a room above registered, `key` what it was planned for
    (the number of a class, a decision); `digest` is that of the plan that was looked at. While `finished_at`
    is empty some lines may wait: the batch is taken up again where it stopped.
    """

    source = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    title = models.CharField(_("batch"), max_length=200)
    kind = models.CharField(_("kind"), max_length=24)
    prefix = models.CharField(_("prefix"), max_length=16)
    issuer = models.ForeignKey(
        Organisation, verbose_name=_("issuer"), on_delete=models.PROTECT, related_name="certificate_batches"
    )
    issued_on = models.DateField(_("issued on"))
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("started at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("started by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("batch of certificates")
        verbose_name_plural = _("batches of certificates")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key"],
                condition=Q(finished_at=None),
                name="certificates_one_running_batch",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page that shows how far it is."""
        return reverse("certificates:batch", args=[self.pk])

    @property
    def is_finished(self) -> bool:
        """Whether no line waits any more."""
        return self.finished_at is not None


class BatchLine(models.Model):
    """One holder of a batch: waiting, issued (`certificate`), or refused with the reason (`refusal`).

    `facts` are as they were listed, and are printed so; `station` is where the paper is handed out and sorts
    the print run.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    subject = models.CharField(max_length=80)
    holder = models.ForeignKey(Courier, on_delete=models.PROTECT, null=True, related_name="+")
    holding_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    holder_name = models.CharField(_("holder"), max_length=160)
    station = models.CharField(_("station"), max_length=200, blank=True)
    facts = models.JSONField()
    certificate = models.ForeignKey(
        "certificates.Certificate", on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    refusal = models.TextField(_("reason of refusal"), blank=True)

    class Meta:
        verbose_name = _("line of a batch")
        verbose_name_plural = _("lines of a batch")
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="certificates_line_position_once"),
            models.UniqueConstraint(fields=["batch", "subject"], name="certificates_line_subject_once"),
            models.CheckConstraint(
                condition=Q(certificate=None) | Q(refusal=""), name="certificates_line_one_outcome"
            ),
            models.CheckConstraint(
                condition=Q(holder__isnull=False, holding_organisation=None)
                | Q(holder=None, holding_organisation__isnull=False),
                name="certificates_line_one_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.holder_name}"

    @property
    def holding(self) -> dict[str, object]:
        """The columns that name who is to hold the certificate."""
        return {"holder_id": self.holder_id, "holding_organisation_id": self.holding_organisation_id}
