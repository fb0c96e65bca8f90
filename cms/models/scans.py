"""Documents without text that somebody looked through."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class ScanCheck(models.Model):
    """A second person looked through a file that no program can read, and answers for letting it pass.

    It holds for this very file: `digest` is the SHA-256 of its content in hexadecimal digits. The document
    may be deleted or its file exchanged; who looked, when and why stays.
    """

    digest = models.CharField(_("SHA-256 of the file"), max_length=64, unique=True, editable=False)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("document"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    title = models.CharField(_("title"), max_length=255)
    reason = models.CharField(
        _("what was looked at, and why it may be shown"), max_length=300, validators=[MinLengthValidator(6)]
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("looked through by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    checked_at = models.DateTimeField(_("looked through at"))

    # A document is not "used" by having been looked through.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("look through a scan")
        verbose_name_plural = _("looks through scans")
        ordering = ["-checked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="cms_scan_check_has_reason"),
        ]

    def __str__(self) -> str:
        return self.title
