"""Classes of a course, and their lessons."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.people.models import Organisation

from ..enums import CLOSED_STATES, ClassState, Delivery, LessonForm
from .catalogue import Course

# The number is part of addresses and file names.
CLASS_NUMBER = RegexValidator(
    r"^(?=.*\d)\w[\w.\-]*\Z", _("A class number has letters, digits and hyphens only, as PX-2026-001.")
)


class TrainingClass(models.Model):
    """A class of a course run by a provider, with the completion rule fixed when it was opened.

    `hours_share_required` is the share of class hours that must be attended; `pass_mark` the mark that each
    part of the test needs. Who fails may take it again `retakes_allowed` times, up to `retake_days` after the
    class closed. `fee` and `subsidy_asked` are in yuan a person, None where not known.
    `self_enrolment` lets couriers take seats themselves while the class is open and has not begun.
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
    room = models.CharField(_("room"), max_length=60, blank=True)
    delivery = models.CharField(
        _("way of teaching"), max_length=8, choices=Delivery.choices, default=Delivery.ONSITE
    )
    fee = models.DecimalField(
        _("fee per person"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    subsidy_asked = models.DecimalField(
        _("subsidy to be claimed per person"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    self_enrolment = models.BooleanField(_("couriers may enrol themselves"), default=False)
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
    retakes_allowed = models.PositiveSmallIntegerField(_("retakes allowed"), default=1)
    retake_days = models.PositiveSmallIntegerField(_("days for retakes after closing"), default=90)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)
    keep_until = models.DateField(_("records kept until"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancel_reason = models.CharField(_("reason of cancellation"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        ordering = ["-starts_on", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="courses_class_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED_STATES, closed_at__isnull=False)
                | (~Q(state__in=CLOSED_STATES) & Q(closed_at__isnull=True)),
                name="courses_closed_class_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state=ClassState.ARCHIVED, archived_at__isnull=False, keep_until__isnull=False)
                | (~Q(state=ClassState.ARCHIVED) & Q(archived_at=None, keep_until=None)),
                name="courses_archived_class_is_kept",
            ),
            models.CheckConstraint(
                condition=(Q(state=ClassState.CANCELLED, cancelled_at__isnull=False) & ~Q(cancel_reason=""))
                | (~Q(state=ClassState.CANCELLED) & Q(cancelled_at=None, cancel_reason="")),
                name="courses_cancelled_class_says_why",
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

    @property
    def is_closed(self) -> bool:
        """Tell whether the class was taught to its end, so that certificates and claims may follow."""
        return self.state in CLOSED_STATES

    @property
    def retakes_until(self) -> datetime.date | None:
        """The last day on which a retake may be recorded; None while the class is not closed."""
        if self.state != ClassState.CLOSED or self.closed_at is None:
            return None
        return timezone.localdate(self.closed_at) + datetime.timedelta(days=self.retake_days)

    @property
    def is_planned(self) -> bool:
        """Tell whether plan and timetable may still change."""
        return self.state == ClassState.PLANNED


class Lesson(models.Model):
    """One teaching day (or part of it) of a class.

    Without times the lesson takes the whole day. `teacher_number` is a work number, or an ID number masked:
    the full one is kept nowhere, `teacher_key` is the blind index by which the same teacher is found.
    """

    training_class = models.ForeignKey(TrainingClass, on_delete=models.CASCADE, related_name="lessons")
    held_on = models.DateField(_("date"))
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    hours = models.DecimalField(_("class hours"), max_digits=4, decimal_places=1)
    topic = models.CharField(_("topic"), max_length=100, blank=True)
    form = models.CharField(
        _("form of teaching"), max_length=8, choices=LessonForm.choices, default=LessonForm.THEORY
    )
    room = models.CharField(_("room"), max_length=60, blank=True)
    teacher = models.CharField(_("teacher"), max_length=64, blank=True)
    teacher_number = models.CharField(_("teacher's number"), max_length=32, blank=True)
    teacher_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
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
        ordering = ["training_class", "held_on", F("starts_at").asc(nulls_first=True), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "held_on", "topic"],
                condition=Q(starts_at=None),
                name="courses_lesson_once",
            ),
            models.UniqueConstraint(
                fields=["training_class", "held_on", "starts_at", "topic"], name="courses_lesson_once_an_hour"
            ),
            models.CheckConstraint(condition=Q(hours__gt=0), name="courses_lesson_has_hours"),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="courses_lesson_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_by=None) | Q(signed_off_at__isnull=False),
                name="courses_signed_off_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.topic}"

    @property
    def time_label(self) -> str:
        """When on its day the lesson is, as 09:00—11:15; empty when the day is all that is known."""
        if self.starts_at is None or self.ends_at is None:
            return ""
        return f"{self.starts_at:%H:%M}—{self.ends_at:%H:%M}"

    @property
    def span(self) -> tuple[datetime.datetime, datetime.datetime] | None:
        """When the lesson begins and ends; None where only the day is known."""
        if self.starts_at is None or self.ends_at is None:
            return None
        zone = timezone.get_current_timezone()
        begins, ends = (
            datetime.datetime.combine(self.held_on, time, zone) for time in (self.starts_at, self.ends_at)
        )
        return begins, ends

    def overlaps(self, other: Lesson) -> bool:
        """Tell whether both are held at one time; a lesson without times takes its whole day."""
        if self.held_on != other.held_on:
            return False
        spans = (self.starts_at, self.ends_at, other.starts_at, other.ends_at)
        if any(each is None for each in spans):
            return True
        return bool(self.starts_at < other.ends_at and other.starts_at < self.ends_at)  # type: ignore[operator]
