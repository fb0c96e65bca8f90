"""Public support in a selection activity: one vote a person and day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .call import Call
from .nominee import Nominee


class SupportVote(models.Model):
    """A signed-in person's support on a day; kept as it came (triggers), counted when the days are over."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="+")
    nominee = models.ForeignKey(Nominee, on_delete=models.PROTECT, related_name="support")
    voter = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("voter"), on_delete=models.PROTECT, related_name="+"
    )
    cast_on = models.DateField(_("cast on"))
    cast_at = models.DateTimeField(_("cast at"))

    class Meta:
        verbose_name = _("vote of support")
        verbose_name_plural = _("votes of support")
        ordering = ["cast_at"]
        constraints = [
            models.UniqueConstraint(fields=["call", "voter", "cast_on"], name="awards_one_vote_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.cast_on}"
