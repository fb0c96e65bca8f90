"""The public notice: what the office means to decide, shown before it decides."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Organisation
from office.policy.enums import DayCount

from ..enums import NoticeState
from .case import Case


class PublicNotice(models.Model):
    """A notice with the days it stands, its contact block and its rows as printed.

    The day of publication does not count (民法典 art. 201): `closes_on` lies `days` days of the kind `count`
    after `opens_on`, ends at 24:00, and is fixed at publication. How many days there must be, the procedure
    says. `body` is the first text; amendments are rows of their own.
    """

    number = models.CharField(_("notice number"), max_length=32, unique=True)
    title = models.CharField(_("title"), max_length=160)
    body = models.TextField(_("text"))
    office = models.ForeignKey(
        Organisation, verbose_name=_("office"), on_delete=models.PROTECT, related_name="notices"
    )
    contact = models.JSONField(_("contact"), default=dict)
    headers = models.JSONField(_("column headings"), default=list)
    opens_on = models.DateField(_("published on"))
    closes_on = models.DateField(_("last day"))
    days = models.PositiveSmallIntegerField(_("days"))
    count = models.CharField(
        _("days counted"), max_length=10, choices=DayCount.choices, default=DayCount.WORKING
    )
    table_code = models.CharField(_("table"), max_length=40, blank=True)
    table_label = models.CharField(_("table"), max_length=120, blank=True)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("published by"), on_delete=models.PROTECT, related_name="+"
    )
    concluded_at = models.DateTimeField(_("concluded at"), null=True, blank=True)

    class Meta:
        verbose_name = _("public notice")
        verbose_name_plural = _("public notices")
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gt=F("opens_on")), name="casework_notice_closes_later"
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, count__in=DayCount.values), name="casework_notice_stands_long_enough"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        """The page that everybody may read."""
        return reverse("casework:notice", args=[self.number])

    def state_on(self, day: datetime.date) -> NoticeState:
        """Tell how the notice stands on a day; the last day counts until 24:00."""
        if self.concluded_at is not None:
            return NoticeState.CONCLUDED
        if day < self.opens_on:
            return NoticeState.ANNOUNCED
        return NoticeState.OPEN if day <= self.closes_on else NoticeState.OVER

    def takes_objections_on(self, day: datetime.date) -> bool:
        """Tell whether an objection may be filed on a day, the first and the last included."""
        return self.opens_on <= day <= self.closes_on

    def days_left(self, day: datetime.date) -> int:
        """Return how many calendar days remain, `day` counted; 0 when it is over."""
        return max(0, (self.closes_on - day).days + 1)

    @property
    def words(self) -> str:
        """The text as it stands now: that of the newest amendment, or the first."""
        newest = max(self.amendments.all(), key=lambda each: each.version, default=None)
        return newest.body if newest else self.body


class NoticeAmendment(models.Model):
    """A later text of a notice and why it was changed; rows and days never change."""

    notice = models.ForeignKey(PublicNotice, on_delete=models.PROTECT, related_name="amendments")
    version = models.PositiveSmallIntegerField(_("version"))
    body = models.TextField(_("text"))
    reason = models.CharField(_("reason"), max_length=200)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("published by"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("amendment of a notice")
        verbose_name_plural = _("amendments of notices")
        ordering = ["notice", "version"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "version"], name="casework_amendment_once"),
            models.CheckConstraint(condition=Q(version__gte=2), name="casework_amendment_comes_second"),
        ]

    def __str__(self) -> str:
        return f"{self.notice.number} v{self.version}"


class NoticeRow(models.Model):
    """A row of a notice, kept as printed: `cells` are the masked texts under the notice's headings."""

    notice = models.ForeignKey(PublicNotice, on_delete=models.PROTECT, related_name="rows")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notice_rows")
    position = models.PositiveIntegerField(_("row"))
    cells = models.JSONField(_("cells"))

    class Meta:
        verbose_name = _("notice row")
        verbose_name_plural = _("notice rows")
        ordering = ["notice", "position"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "position"], name="casework_notice_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.notice.number} #{self.position}"
