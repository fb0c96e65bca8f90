"""The phone: a courier confirms a scanned code, shows the own code, and a trainer scans that one."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.generic import View

from office.desk.qr import qr_of
from office.people.models import Courier, User
from training.courses.models import Lesson

from .. import actions, devices, opened, queries
from ..codes import person_code
from ..enums import Direction
from ..forms import PersonScanForm, ScanForm
from ..guards import holder_of
from ..preview import look


class SignedInPage(View):
    """A page that leads somebody who is signed out to the sign-in and back to itself."""

    request: HttpRequest

    @property
    def actor(self) -> User:
        """The user who acts."""
        return cast(User, self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who is signed in."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return super().dispatch(request, *args, **kwargs)


class ScanPage(SignedInPage):
    """What a scanned code opens: class, lesson, own name, one button.

    Looking changes nothing, so a messenger's preview checks nobody in. The form's own number (nonce) is what
    makes it count once, so no second note of deeds is kept: sixty people press within a minute.
    """

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """Show what would be confirmed, or why it cannot be."""
        now = timezone.now()
        seen = look(code, actor=self.actor, now=now)
        note = opened.note(code, self.actor.pk, at=now) if seen.refusal is None else ""
        form = ScanForm(initial={"nonce": uuid.uuid4(), "note": note})
        context = {
            "seen": seen,
            "form": form,
            "now": now,
            "late_seconds": settings.CHECKIN_LATE_MINUTES * 60,
        }
        response = render(request, "checkin/scan.html", context)
        devices.remember(request, response)
        return response

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Check in or out; a form sent again goes to its first result."""
        form = ScanForm(request.POST)
        try:
            if not form.is_valid():
                raise ValidationError(_("This form has run out. Scan the screen again."), code="form")
            scan = actions.check_in(
                code,
                actor=self.actor,
                nonce=form.cleaned_data["nonce"],
                device=devices.device_of(request),
                now=timezone.now(),
                late=form.late,
            )
        except ValidationError as error:
            return self._refused(error)
        address = scan.get_absolute_url()
        if self._wants_json:
            return JsonResponse({"address": address})
        return redirect(address)

    @property
    def _wants_json(self) -> bool:
        return self.request.headers.get("Accept") == "application/json"

    def _refused(self, error: ValidationError) -> HttpResponse:
        if self._wants_json:
            answer = {"code": error.code, "message": "".join(error.messages)}
            return JsonResponse(answer, status=422)
        return render(self.request, "checkin/scan.html", {"refusal": error}, status=422)


@login_required
@require_GET
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it is done, with time and serial, to the courier and to the people of the class."""
    scan = get_object_or_404(queries.scans_visible_to(request.user), pk=pk)
    own = scan.enrolment.courier_id == getattr(request.user, "courier_id", None)
    return render(request, "checkin/done.html", {"scan": scan, "own": own})


@login_required
@require_GET
def my_code(request: HttpRequest) -> HttpResponse:
    """Show a courier's own code, for the trainer to scan; it changes by itself."""
    user = cast(User, request.user)
    if user.courier is None:
        raise PermissionDenied(
            _("This page belongs to couriers. Your account is not joined to a courier's record.")
        )
    code = person_code(user.pk, at=timezone.now())
    address = request.build_absolute_uri(reverse("checkin:person", args=[code]))
    context = {
        "courier": user.courier,
        "qr": qr_of(address),
        "seconds": settings.CHECKIN_PERSON_SECONDS,
        "accepted": settings.CHECKIN_PERSON_ACCEPTED_SECONDS // 60,
    }
    return render(request, "checkin/my_code.html", context)


class PersonScan(SignedInPage):
    """What a trainer's phone opens from a courier's code: the person, the lesson, one button.

    Whoever may keep no register of this person today learns nothing, not even a name.
    """

    def due(self) -> tuple[Courier, list[Lesson]]:
        """Return the person and today's lessons in which the user keeps the register."""
        if not self.actor.has_perm("checkin.show_codes"):
            raise PermissionDenied(_("Only those who keep the register of a class can scan this code."))
        courier = holder_of(self.kwargs["code"], at=timezone.now())
        found = queries.lessons_today(self.actor, courier, today=timezone.localdate())
        if not found:
            raise ValidationError(
                _("This person has no lesson today in a class whose register you keep."), code="no_lesson"
            )
        return courier, found

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """Show the person and the lessons, or why not."""
        try:
            courier, lessons = self.due()
        except ValidationError as error:
            return render(request, "checkin/person.html", {"refusal": error})
        offers = [
            {"lesson": lesson, "way": queries.next_way(lesson, courier), "nonce": uuid.uuid4()}
            for lesson in lessons
        ]
        return render(request, "checkin/person.html", {"courier": courier, "offers": offers})

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Check the person in or out."""
        form = PersonScanForm(request.POST)
        try:
            lessons = {lesson.pk: lesson for lesson in self.due()[1]}
            lesson = lessons.get(form.cleaned_data["lesson"]) if form.is_valid() else None
            if lesson is None:
                raise ValidationError(_("This form has run out. Scan the code again."), code="form")
            scan = actions.scan_person(
                code,
                lesson,
                Direction(form.cleaned_data["direction"]),
                actor=self.actor,
                nonce=form.cleaned_data["nonce"],
                now=timezone.now(),
            )
        except ValidationError as error:
            return render(request, "checkin/person.html", {"refusal": error}, status=422)
        return redirect(scan)
