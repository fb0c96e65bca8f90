"""A design and its versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Design(models.Model):
    """A layout under one code for one kind of certificate; what it looks like is said by its versions."""

    code = models.SlugField(_("code"), max_length=24, unique=True)
    name = models.CharField(_("name of the design"), max_length=80)
    kind = models.CharField(_("kind"), max_length=24)

    class Meta:
        verbose_name = _("design")
        verbose_name_plural = _("designs")
        ordering = ["kind", "code"]

    def __str__(self) -> str:
        return self.name


class DesignVersion(models.Model):
    """One version: a draft that is worked on, or published and then never changed (a trigger holds it).

    `layout` is what `layout.read` accepts. The code under which certificates name it is `code`/`version`, as
    "course/3"; `used_from` is the first day on which certificates of the kind are issued with it.
    """

    design = models.ForeignKey(Design, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField(_("version"))
    layout = models.JSONField(_("layout"))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    used_from = models.DateField(_("used from"), null=True, blank=True)

    class Meta:
        verbose_name = _("version of a design")
        verbose_name_plural = _("versions of designs")
        ordering = ["design", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["design", "version"], name="certificates_version_once"),
            models.UniqueConstraint(
                fields=["design"], condition=Q(published_at=None), name="certificates_one_draft_a_design"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, used_from=None)
                | Q(published_at__isnull=False, used_from__isnull=False),
                name="certificates_published_says_since",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.design.name} {self.version}"

    def get_absolute_url(self) -> str:
        """The page with its fields on the sheet."""
        return reverse("certificates:design", args=[self.design.code, self.version])

    @property
    def code(self) -> str:
        """The code that certificates keep, as "course/3"."""
        return f"{self.design.code}/{self.version}"

    @property
    def is_published(self) -> bool:
        """Whether it can no longer be changed."""
        return self.published_at is not None
