"""What was done from a form, so that no second click does it again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Deed(models.Model):
    """One sent form. The key was printed into it, so the same form sent again bears the same key."""

    key = models.UUIDField(_("key"), primary_key=True)
    # No foreign key: this room knows no users, and a visitor (None) files objections too.
    actor_id = models.BigIntegerField(_("user"), null=True)
    path = models.CharField(_("path"), max_length=500)
    result_url = models.CharField(_("address of the result"), max_length=500)
    done_at = models.DateTimeField(_("done at"), db_index=True)

    class Meta:
        verbose_name = _("deed")
        verbose_name_plural = _("deeds")

    def __str__(self) -> str:
        return f"{self.path} · {self.key}"
