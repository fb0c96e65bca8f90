"""An honour of a person or a collective, with the document by which it was given."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.casework.models import Case
from office.people.models import Courier, Organisation

from ..enums import HonourKind, Level


class Honour(models.Model):
    """What was awarded to whom, by whom, by which document; withdrawn by another document, never deleted.

    The holder is a courier or an organisation; `collective` names the team of an organisation (an outlet's
    crew). `issuer` is the body as the document names it, in this district or above it; `keeper` is the body
    of this district that keeps the honour and issues its certificate, None where another body does. `source`
    names a contest result by its version ("competitions.result:PXJS:3"); `case` is the nomination that led
    here. An honour entered from an older document has neither. `occasion` says for what it was given where
    title and document do not: the contest, its event and the place reached.
    """

    courier = models.ForeignKey(
        Courier,
        verbose_name=_("holder"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="honours",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("holding organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="honours",
    )
    collective = models.CharField(_("collective"), max_length=120, blank=True)
    kind = models.CharField(_("kind of honour"), max_length=16, choices=HonourKind.choices)
    title = models.CharField(pgettext_lazy("an honour", "title of honour"), max_length=120)
    level = models.CharField(_("level of honour"), max_length=10, choices=Level.choices)
    issuer = models.CharField(_("issuing body"), max_length=160)
    document_number = models.CharField(_("document number"), max_length=80)
    decided_on = models.DateField(_("decided on"))
    keeper = models.ForeignKey(
        Organisation,
        verbose_name=_("kept by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="kept_honours",
    )
    case = models.OneToOneField(
        Case, verbose_name=_("case"), on_delete=models.PROTECT, null=True, blank=True, related_name="honour"
    )
    source = models.CharField(_("contest result"), max_length=80, blank=True)
    occasion = models.CharField(pgettext_lazy("an honour", "occasion"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_document = models.CharField(_("document of the withdrawal"), max_length=80, blank=True)
    withdrawal_reason = models.CharField(_("why withdrawn"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("honour")
        verbose_name_plural = _("honours")
        ordering = ["-decided_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(courier__isnull=False, organisation=None, collective="")
                | Q(courier=None, organisation__isnull=False),
                name="honours_one_holder",
            ),
            models.CheckConstraint(condition=~Q(document_number=""), name="honours_names_its_document"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawal_document="", withdrawal_reason="")
                | (
                    Q(withdrawn_on__gte=F("decided_on"))
                    & ~Q(withdrawal_document="")
                    & ~Q(withdrawal_reason="")
                ),
                name="honours_withdrawn_by_document",
            ),
            models.UniqueConstraint(
                fields=["courier", "title", "document_number", "occasion"],
                condition=Q(courier__isnull=False),
                name="honours_once_a_person_and_document",
            ),
            models.UniqueConstraint(
                fields=["organisation", "collective", "title", "document_number", "occasion"],
                condition=Q(organisation__isnull=False),
                name="honours_once_a_collective_and_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder_name} {self.title}"

    def get_absolute_url(self) -> str:
        """The honour's page on the desk."""
        return reverse("honours:honour", args=[self.pk])

    @property
    def holder(self) -> Courier | Organisation:
        """Who holds it; of a collective the organisation to which it belongs."""
        holder = self.courier or self.organisation
        assert holder is not None
        return holder

    @property
    def holder_name(self) -> str:
        """Who holds it: a person's name, a collective's, an organisation's."""
        if self.courier is not None:
            return self.courier.name
        assert self.organisation is not None
        return self.collective or self.organisation.name

    @property
    def printed_name(self) -> str:
        """The holder's name as a certificate bears it: a collective's with its organisation's before it."""
        if self.organisation is None or not self.collective:
            return self.holder_name
        known = (self.organisation.name, self.organisation.short_name)
        is_told = any(name and name in self.collective for name in known)
        return self.collective if is_told else f"{self.organisation.name}{self.collective}"

    @property
    def is_valid(self) -> bool:
        """Whether it holds today."""
        return self.withdrawn_on is None

    @property
    def is_certified_here(self) -> bool:
        """Whether this district issues its certificate: of an honour kept here, given by no higher level."""
        return self.keeper_id is not None and Level(self.level).height <= Level.DISTRICT.height

    @property
    def subject(self) -> str:
        """What its certificate names as granted for."""
        return f"honours.honour:{self.pk}"
