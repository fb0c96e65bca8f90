"""The lessons of a class with their registers, and the classroom's screen."""

from __future__ import annotations

import datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from office.desk.qr import qr_of
from training.courses.models import Lesson, TrainingClass
from training.courses.queries import classes_visible_to

from .. import queries
from ..codes import lesson_code, next_code_at
from ..enums import Direction


def visible_class(request: HttpRequest, number: str) -> TrainingClass:
    """Return a class that the user may see; anything else is not found."""
    found: TrainingClass = get_object_or_404(classes_visible_to(request.user), number=number)
    return found


def visible_lesson(request: HttpRequest, pk: int) -> Lesson:
    """Return a lesson that the user may see; anything else is not found."""
    found: Lesson = get_object_or_404(queries.lessons_visible_to(request.user), pk=pk)
    return found


@login_required
@require_GET
def class_page(request: HttpRequest, number: str) -> HttpResponse:
    """Show the lessons of a class: who was there, what is signed off, where the codes are."""
    training_class = visible_class(request, number)
    today = timezone.localdate()
    lessons = list(queries.lessons_of(training_class))
    user = request.user
    is_open = training_class.is_open
    may_show = is_open and user.has_perm("checkin.show_codes", training_class)
    unsigned = [each for each in lessons if each.signed_off_at is None and each.held_on <= today]
    context = {
        "training_class": training_class,
        "lessons": lessons,
        "lesson_today": next((each for each in unsigned if may_show and each.held_on == today), None),
        "today": today,
        "trainees": training_class.enrolments.enrolled().count(),
        "may_show": may_show,
        "may_sign": is_open and bool(unsigned) and user.has_perm("courses.sign_off", training_class),
        "may_rule": is_open
        and user.has_perm("courses.set_attendance_rule", training_class)
        and all(each.signed_off_at is None for each in lessons),
        "signal_count": queries.signals_in([training_class]).count(),
    }
    return render(request, "checkin/class.html", context)


@login_required
@require_GET
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the code of a lesson for projector and phone, with who is there and who is missing.

    The page says when to come again: to its script, and without one to the browser.
    """
    lesson = visible_lesson(request, pk)
    training_class = lesson.training_class
    if not request.user.has_perm("checkin.show_codes", training_class):
        raise PermissionDenied(_("Only those who keep the register of a class can show its codes."))
    way = request.GET.get("way", Direction.ENTRY)
    if way not in Direction.values:
        raise Http404
    direction, now = Direction(way), timezone.now()
    shows = training_class.is_open and lesson.signed_off_at is None and lesson.held_on == timezone.localdate()
    address = request.build_absolute_uri(
        reverse("checkin:scan", args=[lesson_code(lesson.pk, direction, at=now)])
    )
    context = {
        "lesson": lesson,
        "training_class": training_class,
        "direction": direction,
        "ways": [each for each in Direction if each == Direction.ENTRY or training_class.exit_counts],
        "qr": qr_of(address) if shows else "",
        "room": queries.room_of(lesson, direction),
        "seconds": _seconds_until(next_code_at(now), now),
        "now": now,
    }
    return render(request, "checkin/screen.html", context)


def _seconds_until(then: datetime.datetime, now: datetime.datetime) -> int:
    return max(int((then - now).total_seconds()), 1)
