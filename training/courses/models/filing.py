"""The filing of a class (开班备案): what the provider declares, and the case that decides on it."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.casework.models import Case
from office.people import vault
from office.people.identifiers import mask_phone

from .classes import TrainingClass


class ClassFiling(models.Model):
    """What a filing adds to its class: programme, assessing body, and whom the office may ring.

    The telephone numbers are sealed for this class and shown masked. `findings` are what the checks of the
    last filing found, as they read that day.
    """

    case = models.OneToOneField(
        Case, verbose_name=_("case"), primary_key=True, on_delete=models.PROTECT, related_name="class_filing"
    )
    training_class = models.OneToOneField(
        TrainingClass, verbose_name=_("class"), on_delete=models.PROTECT, related_name="filing"
    )
    programme = models.CharField(_("programme"), max_length=80, blank=True)
    head_teacher = models.CharField(_("class teacher"), max_length=64, blank=True)
    head_teacher_phone_sealed = models.BinaryField(editable=False, default=bytes)
    assessor = models.CharField(_("assessing body"), max_length=120, blank=True)
    contact = models.CharField(_("contact"), max_length=64, blank=True)
    contact_phone_sealed = models.BinaryField(editable=False, default=bytes)
    findings = models.JSONField(_("findings"), default=list, blank=True)
    filed_on = models.DateField(_("filed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("class filing")
        verbose_name_plural = _("class filings")

    def __str__(self) -> str:
        return f"{self.case.number} {self.training_class}"

    def get_absolute_url(self) -> str:
        """The page of its case."""
        return reverse("casework:case", args=[self.case.number])

    @property
    def head_teacher_phone(self) -> str:
        """The class teacher's number, or an empty text."""
        return self._unseal("head_teacher_phone")

    @property
    def contact_phone(self) -> str:
        """The contact's number, or an empty text."""
        return self._unseal("contact_phone")

    @property
    def phones_masked(self) -> tuple[str, str]:
        """The class teacher's and the contact's number as screens show them."""
        return mask_phone(self.head_teacher_phone), mask_phone(self.contact_phone)

    def seal_phones(self, *, head_teacher: str, contact: str) -> None:
        """Put both numbers into this row, sealed for its class; the row is not saved."""
        for name, value in (("head_teacher_phone", head_teacher), ("contact_phone", contact)):
            sealed = vault.seal(value, context=self._context(name)) if value else b""
            setattr(self, f"{name}_sealed", sealed)

    def _unseal(self, name: str) -> str:
        sealed = getattr(self, f"{name}_sealed")
        return vault.unseal(sealed, context=self._context(name)) if sealed else ""

    def _context(self, name: str) -> str:
        return f"courses.filing.{name}:{self.training_class_id}"
