"""A courier in a class: register, marks and completion."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from office.people.models import Courier

from ..enums import AttendanceSource, AttendanceStatus, PersonCategory, SeatOrigin, SeatState
from .classes import Lesson, TrainingClass


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments by what they hold."""

    def enrolled(self) -> EnrolmentQuerySet:
        """Those who have a seat: everything that counts, teaches, certifies or pays looks at these only."""
        return self.filter(seat=SeatState.ENROLLED)

    def waiting(self) -> EnrolmentQuerySet:
        """Those who wait for a seat, first come first."""
        return self.filter(seat=SeatState.WAITING).order_by("position")

    def standing(self) -> EnrolmentQuerySet:
        """Those who have a seat or wait for one."""
        return self.exclude(seat=SeatState.CANCELLED)


class Enrolment(models.Model):
    """A seat in a class, with what the roster said on that day (the registry may learn better later).

    `position` grows with every entry, so the waiting list's order is that of `position`. A cancelled seat
    stays on record; who comes again gets a new row. `confirmed_at` is when the provider looked at what a
    courier declared on enrolling.
    """

    training_class = models.ForeignKey(
        TrainingClass, verbose_name=_("class"), on_delete=models.PROTECT, related_name="enrolments"
    )
    courier = models.ForeignKey(
        Courier, verbose_name=_("courier"), on_delete=models.PROTECT, related_name="enrolments"
    )
    position = models.PositiveIntegerField(_("number in roster"))
    category = models.CharField(_("category"), max_length=20, choices=PersonCategory.choices)
    employer_name = models.CharField(_("employer"), max_length=120)
    station_name = models.CharField(_("station"), max_length=80, blank=True)
    post = models.CharField(_("post"), max_length=40, blank=True)
    level = models.CharField(_("level"), max_length=20, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    enrolled_at = models.DateTimeField(_("enrolled at"))
    seat = models.CharField(_("seat"), max_length=10, choices=SeatState.choices, default=SeatState.ENROLLED)
    origin = models.CharField(
        _("entered by"), max_length=10, choices=SeatOrigin.choices, default=SeatOrigin.PROVIDER
    )
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    promoted_at = models.DateTimeField(_("given a seat at"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancel_reason = models.CharField(_("reason of cancellation"), max_length=200, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["training_class", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "courier"],
                condition=~Q(seat=SeatState.CANCELLED),
                name="courses_enrolled_once",
            ),
            models.UniqueConstraint(fields=["training_class", "position"], name="courses_position_once"),
            models.CheckConstraint(
                condition=~Q(seat=SeatState.WAITING) | Q(waiting_since__isnull=False, promoted_at=None),
                name="courses_waiting_says_since",
            ),
            models.CheckConstraint(
                condition=(Q(seat=SeatState.CANCELLED, cancelled_at__isnull=False) & ~Q(cancel_reason=""))
                | (~Q(seat=SeatState.CANCELLED) & Q(cancelled_at=None, cancel_reason="")),
                name="courses_cancelled_seat_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training_class.number} {self.courier.name}"

    @property
    def is_enrolled(self) -> bool:
        """Tell whether this is a seat, not a place on the waiting list or one given up."""
        return self.seat == SeatState.ENROLLED

    @property
    def needs_confirmation(self) -> bool:
        """Tell whether a courier's own entry still waits for the provider's look."""
        return self.origin == SeatOrigin.SELF and self.confirmed_at is None


class Attendance(models.Model):
    """What the register says of one enrolment in one lesson.

    `hours` are the class hours attended by somebody who was there; None is the whole lesson. Once the lesson
    is signed off the row stays as it is and a `Correction` says what counts (`attended.effective`).
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attendances")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="attendances")
    status = models.CharField(_("status"), max_length=8, choices=AttendanceStatus.choices)
    hours = models.DecimalField(_("hours attended"), max_digits=4, decimal_places=1, null=True, blank=True)
    source = models.CharField(
        _("source"), max_length=12, choices=AttendanceSource.choices, default=AttendanceSource.SHEET
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson"], name="courses_attendance_once"),
            models.CheckConstraint(
                condition=Q(hours=None)
                | Q(hours__gte=0, status__in=[AttendanceStatus.PRESENT, AttendanceStatus.LATE]),
                name="courses_hours_of_who_was_there",
            ),
            models.CheckConstraint(
                condition=~Q(source=AttendanceSource.MANUAL, reason=""),
                name="courses_manual_sign_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.lesson} {self.get_status_display()}"


class Assessment(models.Model):
    """The result of an enrolment that counts: that of its first passed attempt, else of its last.

    Marks are out of 100; who was absent has none. `attempt_number` says which of the attempts it is.
    """

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.CASCADE, primary_key=True, related_name="assessment"
    )
    taken_on = models.DateField(_("taken on"))
    theory = models.DecimalField(_("theory"), max_digits=5, decimal_places=2, null=True, blank=True)
    practice = models.DecimalField(_("practice"), max_digits=5, decimal_places=2, null=True, blank=True)
    review = models.DecimalField(
        _("comprehensive review"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    performance = models.DecimalField(
        _("work performance"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    absent = models.BooleanField(_("absent"), default=False)
    attempt_number = models.PositiveSmallIntegerField(_("attempt"), default=1)
    passed = models.BooleanField(_("passed"))

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [
            models.CheckConstraint(
                condition=Q(absent=True, passed=False)
                | Q(absent=False, theory__isnull=False, practice__isnull=False),
                name="courses_marks_unless_absent",
            ),
            models.CheckConstraint(
                condition=(Q(theory=None) | Q(theory__gte=0, theory__lte=100))
                & (Q(practice=None) | Q(practice__gte=0, practice__lte=100))
                & (Q(review=None) | Q(review__gte=0, review__lte=100))
                & (Q(performance=None) | Q(performance__gte=0, performance__lte=100)),
                name="courses_marks_within_100",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.theory}/{self.practice}"


class Completion(models.Model):
    """Whether an enrolment completed the class: computed when the class closed.

    What changes afterwards (a retake passed in time) is told by a `CompletionChange`, never silently.
    """

    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.CASCADE, primary_key=True, related_name="completion"
    )
    hours_attended = models.DecimalField(_("hours attended"), max_digits=6, decimal_places=1)
    hours_held = models.DecimalField(_("hours held"), max_digits=6, decimal_places=1)
    enough_hours = models.BooleanField(_("enough hours"))
    test_passed = models.BooleanField(_("test passed"))
    absences = models.PositiveSmallIntegerField(_("lessons missed without leave"), default=0)
    no_blocking_absence = models.BooleanField(_("no blocking absence"), default=True)
    completed = models.BooleanField(_("completed"))

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")
        constraints = [
            models.CheckConstraint(
                condition=Q(completed=False)
                | Q(enough_hours=True, test_passed=True, no_blocking_absence=True),
                name="courses_completion_needs_all",
            ),
            models.CheckConstraint(
                condition=Q(hours_attended__gte=0, hours_attended__lte=F("hours_held")),
                name="courses_attended_within_held",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.completed}"
