"""Titles on record, their withdrawal, bars after fraud, and the lifting of bars."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.people.models import Courier

from ..enums import Branch, Level
from .application import TitleApplication


class Title(models.Model):
    """A title that a person was given, here or elsewhere; the office records it and prints no certificate.

    `application` is empty for a title from before or from another place. `certificate_number` is the number
    on the certificate of the authority that issued it.
    """

    courier = models.ForeignKey(
        Courier, verbose_name=_("holder"), on_delete=models.PROTECT, related_name="titles"
    )
    application = models.OneToOneField(
        TitleApplication, on_delete=models.PROTECT, null=True, blank=True, related_name="title"
    )
    branch = models.CharField(_("branch"), max_length=12, choices=Branch.choices)
    level = models.CharField(pgettext_lazy("title", "level"), max_length=12, choices=Level.choices)
    committee = models.CharField(_("committee"), max_length=120)
    document_number = models.CharField(_("document number"), max_length=80)
    certificate_number = models.CharField(_("certificate number"), max_length=60, blank=True)
    obtained_on = models.DateField(_("obtained on"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = pgettext_lazy("professional", "title")
        verbose_name_plural = _("titles")
        ordering = ["-obtained_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["courier", "branch", "level", "document_number"], name="titles_title_recorded_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}（{self.get_branch_display()}）"

    def get_absolute_url(self) -> str:
        """The title's page."""
        return reverse("titles:title", args=[self.pk])

    @property
    def is_valid(self) -> bool:
        """Tell whether the title has not been withdrawn."""
        return not hasattr(self, "revocation")


class TitleRevocation(models.Model):
    """A title withdrawn, by a document and with its reason; only ever added (order 40, fraud)."""

    title = models.OneToOneField(Title, on_delete=models.PROTECT, primary_key=True, related_name="revocation")
    reason = models.CharField(_("reason"), max_length=300)
    document_number = models.CharField(_("document number"), max_length=80)
    revoked_on = models.DateField(_("withdrawn on"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("withdrawal of a title")
        verbose_name_plural = _("withdrawals of titles")

    def __str__(self) -> str:
        return f"{self.title} {self.document_number}"


class TitleBar(models.Model):
    """Somebody may not apply from a day to a day, after a false pledge or fraud (人社部发〔2024〕56号)."""

    courier = models.ForeignKey(
        Courier, verbose_name=_("barred person"), on_delete=models.PROTECT, related_name="title_bars"
    )
    application = models.ForeignKey(
        TitleApplication, on_delete=models.PROTECT, null=True, blank=True, related_name="bars"
    )
    reason = models.CharField(_("reason"), max_length=300)
    document_number = models.CharField(_("document number"), max_length=80)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("bar from applying")
        verbose_name_plural = _("bars from applying")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="titles_bar_ends_after_start"
            ),
            models.UniqueConstraint(fields=["courier", "document_number"], name="titles_barred_once_a_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.courier} {self.starts_on} – {self.ends_on}"

    def get_absolute_url(self) -> str:
        """The bar's page."""
        return reverse("titles:bar_page", args=[self.pk])

    def holds_on(self, day: datetime.date) -> bool:
        """Tell whether the person may not apply on a day; from the day of its lifting on a bar is over."""
        lifting = getattr(self, "lifting", None)
        return self.starts_on <= day <= self.ends_on and (lifting is None or day < lifting.lifted_on)


class TitleBarLifting(models.Model):
    """A bar ended before its time, by a decision of somebody else than who imposed it; only ever added.

    The database itself holds the two hands apart (the trigger of migration 0004).
    """

    bar = models.OneToOneField(TitleBar, on_delete=models.PROTECT, primary_key=True, related_name="lifting")
    reason = models.CharField(_("reason"), max_length=300)
    document_number = models.CharField(_("document number"), max_length=80)
    lifted_on = models.DateField(_("lifted on"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("recorded by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("lifting of a bar")
        verbose_name_plural = _("liftings of bars")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(document_number=""), name="titles_lifting_has_its_document"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bar} {self.document_number}"
