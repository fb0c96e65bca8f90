"""What a test asks at a level, every attempt at it, and completions that changed after a class closed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import CompletionCause, ResultSource
from .enrolment import Enrolment


def mark_field(label: Any, **options: Any) -> models.DecimalField[Any, Any]:
    """Return a column for a mark out of 100 with two decimals, empty where there is none."""
    within = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]
    return models.DecimalField(
        label, max_digits=5, decimal_places=2, null=True, blank=True, validators=within, **options
    )


def within_100(*parts: str) -> Q:
    """Return the condition that each of the marks is empty or from 0 to 100."""
    condition = Q()
    for part in parts:
        condition &= Q(**{part: None}) | Q(**{f"{part}__gte": 0, f"{part}__lte": 100})
    return condition


class PassRule(models.Model):
    """What a test asks at a level beside theory and practice, whose mark is the class's own.

    Holds for classes that start on or after `valid_from`, until a later row; an empty level holds for every
    level without a row of its own. A part without a mark is not asked.
    """

    level = models.CharField(_("level"), max_length=20, blank=True)
    valid_from = models.DateField(_("valid from"))
    review_mark = mark_field(_("mark for the comprehensive review"))
    performance_mark = mark_field(_("mark for work performance"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("pass rule")
        verbose_name_plural = _("pass rules")
        ordering = ["level", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["level", "valid_from"], name="courses_pass_rule_once"),
            models.CheckConstraint(
                condition=within_100("review_mark", "performance_mark"), name="courses_pass_rule_within_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level or '—'} {self.valid_from}"


class Attempt(models.Model):
    """One sitting of a test: its day, its marks, and whether it passed by the rule of that time.

    `number` counts a person's attempts from 1 in the order of their days; `Assessment` is what counts.
    """

    enrolment = models.ForeignKey(
        Enrolment, verbose_name=_("enrolment"), on_delete=models.CASCADE, related_name="attempts"
    )
    number = models.PositiveSmallIntegerField(_("attempt"))
    taken_on = models.DateField(_("taken on"))
    theory = mark_field(_("theory"))
    practice = mark_field(_("practice"))
    review = mark_field(_("comprehensive review"))
    performance = mark_field(_("work performance"))
    absent = models.BooleanField(_("absent"), default=False)
    passed = models.BooleanField(_("passed"))
    ticket = models.CharField(_("admission ticket"), max_length=40, blank=True)
    examiner = models.CharField(_("examiner"), max_length=64, blank=True)
    source = models.CharField(_("source"), max_length=12, choices=ResultSource.choices)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["enrolment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "number"], name="courses_attempt_number_once"),
            models.UniqueConstraint(fields=["enrolment", "taken_on"], name="courses_attempt_a_day"),
            models.CheckConstraint(condition=Q(number__gte=1), name="courses_attempts_count_from_1"),
            models.CheckConstraint(
                condition=Q(
                    absent=True, passed=False, theory=None, practice=None, review=None, performance=None
                )
                | Q(absent=False, theory__isnull=False, practice__isnull=False),
                name="courses_attempt_marks_unless_absent",
            ),
            models.CheckConstraint(
                condition=within_100("theory", "practice", "review", "performance"),
                name="courses_attempt_within_100",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.number} {self.taken_on}"


class CompletionChange(models.Model):
    """A completion computed anew after its class closed: what it said before, what it says since, and why.

    Rows are only ever added; `Completion` holds what the last of them says.
    """

    enrolment = models.ForeignKey(
        Enrolment, verbose_name=_("enrolment"), on_delete=models.CASCADE, related_name="completion_changes"
    )
    cause = models.CharField(_("cause"), max_length=12, choices=CompletionCause.choices)
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("change of a completion")
        verbose_name_plural = _("changes of completions")
        ordering = ["enrolment", "changed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.get_cause_display()} {self.changed_at}"
