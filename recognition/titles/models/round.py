"""Rounds of applications."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.people.models import Organisation
from office.policy.models import Source
from recognition.committees.models import Committee

from ..enums import Branch, Level, Route


class TitleRound(models.Model):
    """Applications of a year for one level of one branch, taken in from a day to a day.

    Years and ages are counted up to `as_of`, and the standards of that day hold for the whole round.
    `committee` is the name of the committee that decides, wherever it sits; where it sits here it is on
    record, as `judged_by`, and its meetings are those on whose agenda an application can be put.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    branch = models.CharField(_("branch"), max_length=12, choices=Branch.choices)
    level = models.CharField(pgettext_lazy("title", "level"), max_length=12, choices=Level.choices)
    route = models.CharField(_("where it is decided"), max_length=8, choices=Route.choices)
    committee = models.CharField(_("committee"), max_length=120)
    judged_by = models.ForeignKey(
        Committee,
        verbose_name=_("committee on record here"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="title_rounds",
    )
    office = models.ForeignKey(
        Organisation, verbose_name=_("office in charge"), on_delete=models.PROTECT, related_name="+"
    )
    source = models.ForeignKey(
        Source,
        verbose_name=_("document that calls for applications"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    opens_on = models.DateField(_("applications from"))
    closes_on = models.DateField(_("applications until"))
    as_of = models.DateField(_("years counted up to"))

    class Meta:
        verbose_name = _("title round")
        verbose_name_plural = _("title rounds")
        ordering = ["-year", "branch", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "branch", "level"],
                name="titles_round_once_a_year",
                violation_error_message=_("This year has a round for this branch and level already."),
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="titles_round_closes_after_opening",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(judged_by=None) | Q(route=Route.HERE),
                name="titles_round_judged_by_sits_here",
                violation_error_message=_("What is recommended upward is decided by no committee of ours."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_branch_display()} {self.get_level_display()}"

    def is_open(self, on: datetime.date) -> bool:
        """Tell whether applications are taken in on a day."""
        return self.opens_on <= on <= self.closes_on
