"""The public notice: what the office means to decide, shown before it decides."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Organisation

from ..enums import NoticeState
from .case import Case

# The shortest period that any of our kinds allows (subsidies, titles and honours alike: five working days).
MINIMUM_WORKING_DAYS = 5


class PublicNotice(models.Model):
    """A notice with the days it stands, its contact block and its rows as printed.

    The day of publication does not count (民法典 art. 201): `closes_on` is at least the required number of
    working days after `opens_on`, ends at 24:00, and is fixed at publication.
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
    working_days = models.PositiveSmallIntegerField(_("working days"))
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
                condition=Q(working_days__gte=MINIMUM_WORKING_DAYS), name="casework_notice_stands_long_enough"
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
