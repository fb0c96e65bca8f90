"""A nomination: who put a nominee forward, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from office.people.models import Organisation

from .nominee import Nominee


class Nomination(models.Model):
    """One body's word for a nominee, or the nominee's own (no `organisation`).

    `moved_from` is the duplicate under which it was made, if merged.
    """

    nominee = models.ForeignKey(
        Nominee, verbose_name=_("nominee"), on_delete=models.PROTECT, related_name="nominations"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("nominated by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    words = models.CharField(_("why"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("nominated at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("entered by"), on_delete=models.PROTECT, related_name="+"
    )
    moved_from = models.ForeignKey(
        Nominee,
        verbose_name=_("made under"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="moved_nominations",
    )

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["nominee"],
                condition=Q(organisation=None, moved_from=None),
                name="awards_own_nomination_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.by} · {self.nominee}"

    @property
    def by(self) -> str:
        """Who nominated."""
        if self.organisation is None:
            return pgettext("nominated by", "the nominee")
        return str(self.organisation)
