"""A photograph of a nominee, and what others say of it in confidence."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.casework.models.evidence import KeptFile
from office.people import vault

from .nominee import Nominee


class Portrait(KeptFile):
    """The photograph of a nominee, in the private store; a newer one takes its place.

    A person's is shown in public under the person's consent (`people.Consent`); of a collective's,
    `all_agree` says that the unit asked everybody who is on it.
    """

    nominee = models.OneToOneField(
        Nominee, verbose_name=_("nominee"), on_delete=models.PROTECT, related_name="portrait"
    )
    all_agree = models.BooleanField(_("everybody on it agrees that it is shown"), default=False)
    kept_at = models.DateTimeField(_("uploaded at"))
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("uploaded by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("photograph of a nominee")
        verbose_name_plural = _("photographs of nominees")
        ordering = ["nominee"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The picture, for those who may see it."""
        return reverse("awards:portrait", args=[self.key])


class Statement(models.Model):
    """What somebody says in support of a nominee, in confidence: sealed, read by the jury and the organiser.

    Each reading is recorded by `actions.open_statement`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nominee = models.ForeignKey(
        Nominee, verbose_name=_("nominee"), on_delete=models.PROTECT, related_name="statements"
    )
    author = models.CharField(_("from"), max_length=64)
    standing = models.CharField(_("standing to the nominee"), max_length=80)
    given_on = models.DateField(_("given on"))
    sealed = models.BinaryField(editable=False)
    entered_at = models.DateTimeField(_("entered at"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("entered by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("confidential statement")
        verbose_name_plural = _("confidential statements")
        ordering = ["given_on", "entered_at"]

    def __str__(self) -> str:
        return f"{self.author} · {self.standing}"

    @property
    def _context(self) -> str:
        return f"awards.statement:{self.pk}"

    @property
    def words(self) -> str:
        """What is said; whoever opens it is recorded by `actions.open_statement`."""
        return vault.unseal(self.sealed, context=self._context)

    def seal(self, words: str) -> None:
        """Put a text into this row, sealed for it; the row is not saved."""
        self.sealed = vault.seal(words, context=self._context)
