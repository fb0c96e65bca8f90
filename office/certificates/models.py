"""Series of numbers and the certificates that took them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Courier, Organisation
from office.people.names import mask_name

from . import kinds
from .batches.models import Batch, BatchLine
from .credentials.models import Credential, StatusEntry
from .designs.models import Design, DesignVersion
from .enums import RevocationReason, Status
from .portraits.models import Portrait
from .prints.models import Blank, Copy, Handover, Printer, PrintRun, Stock
from .signing.models import Signature

__all__ = [
    "Batch",
    "BatchLine",
    "Blank",
    "Certificate",
    "Copy",
    "Credential",
    "Design",
    "DesignVersion",
    "Handover",
    "Portrait",
    "PrintRun",
    "Printer",
    "Series",
    "Signature",
    "StatusEntry",
    "Stock",
]


class Series(models.Model):
    """The numbers of one kind in one year: `last` is the last one taken; none is skipped or used twice."""

    kind = models.CharField(_("kind"), max_length=24)
    prefix = models.CharField(_("prefix"), max_length=16)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number taken"), default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        ordering = ["kind", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="certificates_series_once"),
            models.UniqueConstraint(fields=["prefix", "year"], name="certificates_prefix_once"),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}"


class Certificate(models.Model):
    """An issued certificate: the facts as printed, the digest of the paper, and what it is worth today.

    `facts` is the snapshot that was rendered; `sha256` is the digest (hex) of the PDF in the private store;
    `code` is the unguessable part of the address in the QR code; `subject` names what it was granted for
    (written by the room that granted it, for example `courses.enrolment:17`), at most one valid certificate
    each. The holder is a courier or, of a collective's honour, the organisation that it is or belongs to;
    `holder_name` is the name as printed.
    """

    number = models.CharField(_("number"), max_length=40, unique=True)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="certificates")
    serial = models.PositiveIntegerField()
    code = models.CharField(max_length=16, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=24)
    subject = models.CharField(max_length=80)
    holder = models.ForeignKey(
        Courier,
        verbose_name=_("holder"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="certificates",
    )
    holding_organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("holding organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="held_certificates",
    )
    holder_name = models.CharField(_("name as printed"), max_length=160)
    issuer = models.ForeignKey(
        Organisation, verbose_name=_("issuer"), on_delete=models.PROTECT, related_name="issued_certificates"
    )
    facts = models.JSONField(_("facts as printed"))
    sha256 = models.CharField(max_length=64, db_index=True)
    issued_on = models.DateField(_("issued on"))
    expires_on = models.DateField(_("last day of validity"), null=True, blank=True)
    issued_at = models.DateTimeField(_("recorded at"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("issued by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.VALID)
    replaces = models.OneToOneField(
        "self",
        verbose_name=_("replaces"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replacement",
    )
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revocation_reason = models.CharField(
        _("reason for revocation"), max_length=10, choices=RevocationReason.choices, blank=True
    )
    revocation_document = models.CharField(_("decision number"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_on", "-serial"]
        constraints = [
            models.CheckConstraint(
                condition=Q(holder__isnull=False, holding_organisation=None)
                | Q(holder=None, holding_organisation__isnull=False),
                name="certificates_one_holder",
            ),
            models.UniqueConstraint(fields=["series", "serial"], name="certificates_serial_once"),
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(status=Status.VALID),
                name="certificates_one_valid_a_subject",
            ),
            models.CheckConstraint(condition=~Q(replaces=F("id")), name="certificates_replaces_another"),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
                name="certificates_expires_after_issue",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.REVOKED, revoked_at__isnull=False) & ~Q(revocation_reason="")
                | ~Q(status=Status.REVOKED) & Q(revoked_at=None, revocation_reason=""),
                name="certificates_revoked_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.holder_name}"

    def get_absolute_url(self) -> str:
        """The page on the desk; the public one is `certificates:check`."""
        return reverse("certificates:certificate", args=[self.number])

    @property
    def public_name(self) -> str:
        """The holder's name as the public reads it: a person's masked, a collective's whole."""
        return self.holder_name if self.holder_id is None else mask_name(self.holder_name)

    @property
    def is_valid(self) -> bool:
        """Whether the certificate is worth today what it says."""
        return self.status == Status.VALID

    @property
    def kind_label(self) -> str:
        """What the kind is called; its title on paper when the room that granted it has gone."""
        return kinds.label_of(self.kind) or str(self.facts["title"])

    @property
    def tone(self) -> str:
        """The tone of its status tag."""
        return {Status.VALID: "success", Status.REVOKED: "error"}.get(Status(self.status), "warning")
