"""The register of a lesson: look at it, enter by hand, sign off, correct; and the class's rule."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from training.courses import actions
from training.courses.attended import effective
from training.courses.enums import AttendanceStatus
from training.courses.models import Attendance, Enrolment, Lesson, TrainingClass

from .. import queries
from ..forms import RuleForm, SignForm
from .lessons import visible_class, visible_lesson


class RegisterPage(LoginRequiredMixin, TemplateView):
    """The register of a lesson as it counts, with scans, reasons and corrections."""

    template_name = "checkin/register.html"
    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the lines and what the user may do."""
        lesson = visible_lesson(self.request, self.kwargs["pk"])
        training_class, user = lesson.training_class, self.request.user
        is_open, signed = training_class.is_open, lesson.signed_off_at is not None
        may_sign = is_open and not signed and lesson.held_on <= timezone.localdate()
        return super().get_context_data(
            lesson=lesson,
            training_class=training_class,
            may_enter=is_open and not signed and user.has_perm("courses.record_attendance", training_class),
            may_correct=is_open and signed and user.has_perm("courses.correct_attendance", training_class),
            may_sign=may_sign and user.has_perm("courses.sign_off", training_class),
            **_counted(lesson),
            **kwargs,
        )


def _counted(lesson: Lesson) -> dict[str, Any]:
    """Return the lines of a register, how many were there, and what a sign-off would settle."""
    lines = queries.register_of(lesson)
    there = sum(line.is_there for line in lines)
    return {"lines": lines, "there": there, "unsettled": queries.unsettled(lines)}


class LessonDeed(DeedView):
    """A deed done to the lesson in the address."""

    def get_object(self) -> Any:
        """Return the class: permissions are asked with it."""
        return self.lesson.training_class

    @cached_property
    def lesson(self) -> Lesson:
        """The lesson in the address."""
        return visible_lesson(self.request, self.kwargs["pk"])

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the register."""
        return reverse("checkin:register", args=[self.lesson.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the lesson and the way back."""
        back = reverse("checkin:register", args=[self.lesson.pk])
        return super().get_context_data(
            lesson=self.lesson, training_class=self.lesson.training_class, cancel_url=back, **kwargs
        )


class SignOff(LessonDeed):
    """Sign the register of a lesson off."""

    template_name = "checkin/sign_off.html"
    permission = "courses.sign_off"
    title = _("Sign the register off")
    button = _("Sign off")
    success_message = _("The register is signed off. What is wrong in it is entered as a correction.")

    def perform(self, form: Any) -> Lesson:
        """Sign it."""
        return actions.sign_off(self.lesson, actor=self.actor, now=self.now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what the sign-off settles."""
        return super().get_context_data(**_counted(self.lesson), **kwargs)


class SignDeed(LessonDeed):
    """A sign of one trainee in the lesson."""

    template_name = "checkin/sign.html"
    form_class = SignForm

    @cached_property
    def enrolment(self) -> Enrolment:
        """The seat in the address, of the lesson's class."""
        seats = self.lesson.training_class.enrolments.enrolled().select_related("courier")
        found: Enrolment = get_object_or_404(seats, pk=self.kwargs["enrolment"])
        return found

    @cached_property
    def sign(self) -> Any:
        """What counts now; None without a sign."""
        return effective(Attendance.objects.filter(enrolment=self.enrolment, lesson=self.lesson)).first()

    def get_object(self) -> TrainingClass:
        """Return the class, once the seat is found in it."""
        return cast(TrainingClass, self.enrolment and self.lesson.training_class)

    def entered(self, form: SignForm) -> dict[str, Any]:
        """What the form says, for the action."""
        return {**form.cleaned_data, "status": AttendanceStatus(form.cleaned_data["status"])}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the person and the sign."""
        return super().get_context_data(enrolment=self.enrolment, sign=self.sign, **kwargs)


class EnterSign(SignDeed):
    """Enter a sign by hand, with a reason."""

    permission = "courses.record_attendance"
    title = _("Enter by hand")
    button = _("Enter")
    success_message = _("The sign is entered.")

    def get_initial(self) -> dict[str, Any]:
        """Most of those who are entered by hand are there."""
        return {"status": AttendanceStatus.PRESENT}

    def perform(self, form: SignForm) -> Attendance:
        """Enter it."""
        return actions.enter_manually(
            self.lesson, self.enrolment, **self.entered(form), actor=self.actor, now=self.now
        )


class CorrectSign(SignDeed):
    """Correct a sign of a register that is signed off."""

    permission = "courses.correct_attendance"
    title = _("Correct a signed register")
    button = _("Enter the correction")
    intro = _("The register stays as it was signed; the correction says what counts from now on.")
    success_message = _("The correction counts from now on.")

    def perform(self, form: SignForm) -> Any:
        """Add the correction."""
        return actions.correct(
            self.lesson, self.enrolment, **self.entered(form), actor=self.actor, now=self.now
        )


class ClassDeed(DeedView):
    """A deed done to the class in the address."""

    def get_object(self) -> TrainingClass:
        """Return a class that the user may see."""
        return visible_class(self.request, self.kwargs["number"])

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the lessons."""
        return reverse("checkin:class", args=[self.object.number])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the class and the way back."""
        back = reverse("checkin:class", args=[self.object.number])
        return super().get_context_data(training_class=self.object, cancel_url=back, **kwargs)


class SignOffClass(ClassDeed):
    """Sign off every register of a class up to today."""

    permission = "courses.sign_off"
    title = _("Sign all registers off")
    intro = _("Every register up to today. Who has no sign is entered as absent; then corrections only.")
    button = _("Sign all off")
    success_message = _("The registers up to today are signed off.")

    def perform(self, form: Any) -> TrainingClass:
        """Sign them."""
        return actions.sign_off_class(self.object, actor=self.actor, now=self.now)


class SetRule(ClassDeed):
    """Say how a class counts hours and what bars completion."""

    form_class = RuleForm
    permission = "courses.set_attendance_rule"
    title = _("Rule of attendance")
    intro = _("It holds for the whole class and stays as it is once a register is signed off.")
    success_message = _("The rule of attendance is set.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with the rule of the class."""
        return {**super().get_form_kwargs(), "instance": self.object}

    def perform(self, form: RuleForm) -> TrainingClass:
        """Set it."""
        return actions.set_attendance_rule(self.object, **form.deed(), actor=self.actor, now=self.now)
