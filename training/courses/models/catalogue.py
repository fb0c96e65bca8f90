"""What the district teaches: the register of occupations and the catalogue of courses."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import CourseKind

OCCUPATION_CODE = RegexValidator(
    r"^\d-\d{2}-\d{2}-\d{2}\Z", _("An occupation code has the form of 职业分类大典, as 4-02-07-08.")
)


class Occupation(models.Model):
    """An occupation of 职业分类大典 that the district trains for; a new one is a row, not code."""

    code = models.CharField(
        _("occupation code"), max_length=12, primary_key=True, validators=[OCCUPATION_CODE]
    )
    name = models.CharField(_("occupation"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("occupation")
        verbose_name_plural = _("occupations")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Course(models.Model):
    """What is taught: kind, occupation (大典 code), level and class hours of 45 minutes.

    Code and name of the occupation are kept as the register had them: a course that was taught stays what it
    was. New classes may be planned from `active_from` until `retired_on`; None sets no bound.
    `max_class_size` None leaves the size to the policy of class filing.
    """

    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=16, choices=CourseKind.choices)
    occupation_code = models.CharField(_("occupation code"), max_length=12)
    occupation = models.CharField(_("occupation"), max_length=40)
    level = models.CharField(_("level"), max_length=20, blank=True)
    theory_hours = models.DecimalField(_("theory hours"), max_digits=5, decimal_places=1, default=Decimal(0))
    practice_hours = models.DecimalField(
        _("practice hours"), max_digits=5, decimal_places=1, default=Decimal(0)
    )
    online_hours = models.DecimalField(_("online hours"), max_digits=5, decimal_places=1, default=Decimal(0))
    max_class_size = models.PositiveSmallIntegerField(
        _("largest class"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    active_from = models.DateField(_("taught from"), null=True, blank=True)
    retired_on = models.DateField(_("last day on offer"), null=True, blank=True)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["name", "level"]
        constraints = [
            models.UniqueConstraint(fields=["name", "level"], name="courses_course_once"),
            models.CheckConstraint(
                condition=Q(retired_on=None) | Q(active_from=None) | Q(retired_on__gte=F("active_from")),
                name="courses_course_ends_after_start",
                violation_error_message=_("The last day on offer lies before the first."),
            ),
            models.CheckConstraint(
                condition=Q(theory_hours__gte=0, practice_hours__gte=0, online_hours__gte=0),
                name="courses_course_hours_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.level}）" if self.level else self.name

    @property
    def hours(self) -> Decimal:
        """All class hours."""
        return self.theory_hours + self.practice_hours + self.online_hours

    @property
    def register_hours(self) -> Decimal:
        """The class hours that a register shares out over its days: those online lie beside it.

        A course that is all online has no others.
        """
        return (self.theory_hours + self.practice_hours) or self.online_hours

    def is_offered_on(self, day: datetime.date) -> bool:
        """Tell whether classes of this course may begin on a day."""
        return not (
            (self.active_from is not None and day < self.active_from)
            or (self.retired_on is not None and day > self.retired_on)
        )
