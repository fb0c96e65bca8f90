"""Courses, the classes that teach them, and their lessons."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.people.models import Organisation

from ..enums import ClassState, CourseKind

# The number is part of addresses and file names.
CLASS_NUMBER = RegexValidator(
    r"^(?=.*\d)\w[\w.\-]*\Z", _("A class number has letters, digits and hyphens only, as PX-2026-001.")
)


class Course(models.Model):
    """What is taught: kind, occupation (大典 code), level and class hours of 45 minutes."""

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

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["name", "level"]
        constraints = [models.UniqueConstraint(fields=["name", "level"], name="courses_course_once")]

    def __str__(self) -> str:
        return f"{self.name}（{self.level}）" if self.level else self.name

    @property
    def hours(self) -> Decimal:
        """All class hours."""
        return self.theory_hours + self.practice_hours + self.online_hours


class TrainingClass(models.Model):
    """A class of a course run by a provider, with the completion rule fixed when it was opened.

    `hours_share_required` is the share of class hours that must be attended; `pass_mark` the mark that each
    part of the test needs.
    """

    number = models.CharField(_("class number"), max_length=32, unique=True, validators=[CLASS_NUMBER])
    title = models.CharField(_("class title"), max_length=100)
    course = models.ForeignKey(
        Course, verbose_name=_("course"), on_delete=models.PROTECT, related_name="classes"
    )
    provider = models.ForeignKey(
        Organisation, verbose_name=_("training provider"), on_delete=models.PROTECT, related_name="classes"
    )
    state = models.CharField(_("state"), max_length=10, choices=ClassState.choices, default=ClassState.OPEN)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    capacity = models.PositiveSmallIntegerField(_("capacity"), validators=[MinValueValidator(1)])
    hours_share_required = models.DecimalField(
        _("share of hours required"),
        max_digits=4,
        decimal_places=3,
        default=Decimal("0.8"),
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    pass_mark = models.DecimalField(
        _("pass mark"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(60),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    exit_counts = models.BooleanField(
        _("check-out required"),
        default=True,
        help_text=_("Hours run from check-in to check-out; without it a check-in counts the whole lesson."),
    )
    absences_allowed = models.PositiveSmallIntegerField(
        _("absences allowed"),
        null=True,
        blank=True,
        help_text=_("More lessons missed without leave than this bar completion; blank for no such rule."),
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        ordering = ["-starts_on", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="courses_class_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state=ClassState.CLOSED, closed_at__isnull=False)
                | Q(state=ClassState.OPEN, closed_at__isnull=True),
                name="courses_closed_class_says_when",
            ),
            models.CheckConstraint(
                condition=Q(hours_share_required__gte=0, hours_share_required__lte=1),
                name="courses_share_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(pass_mark__gte=0, pass_mark__lte=100), name="courses_pass_mark_within_100"
            ),
            models.CheckConstraint(condition=Q(capacity__gt=0), name="courses_class_has_seats"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        """The page of the class."""
        return reverse("courses:class", args=[self.number])

    @property
    def hours_share_percent(self) -> str:
        """The share of hours required, in per cent: 0.8 is 80."""
        return f"{self.hours_share_required * 100:.1f}".removesuffix(".0")

    @property
    def is_open(self) -> bool:
        """Tell whether roster, register and marks may still change."""
        return self.state == ClassState.OPEN


class Lesson(models.Model):
    """One teaching day (or part of it) of a class."""

    training_class = models.ForeignKey(TrainingClass, on_delete=models.CASCADE, related_name="lessons")
    held_on = models.DateField(_("date"))
    hours = models.DecimalField(_("class hours"), max_digits=4, decimal_places=1)
    topic = models.CharField(_("topic"), max_length=100, blank=True)
    teacher = models.CharField(_("teacher"), max_length=64, blank=True)
    signed_off_at = models.DateTimeField(_("register signed off at"), null=True, blank=True)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("register signed off by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["training_class", "held_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "held_on", "topic"], name="courses_lesson_once"
            ),
            models.CheckConstraint(condition=Q(hours__gt=0), name="courses_lesson_has_hours"),
            models.CheckConstraint(
                condition=Q(signed_off_by=None) | Q(signed_off_at__isnull=False),
                name="courses_signed_off_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.topic}"
