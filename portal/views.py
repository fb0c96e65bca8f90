"""Signing in, and what each person sees first."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import LoginView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from office.casework.queries import cases_visible_to, worklist
from office.certificates.validity import to_renew
from office.people.models import Courier, User
from office.people.permissions import is_expert, is_partner, is_staff_member
from office.people.queries import couriers_visible_to, disclosures_of
from training.courses.recorded import certificates_held_by
from training.courses.seating import own_seats
from training.subsidies.queries import claims_visible_to

from . import queries
from .forms import SignInForm
from .homes import next_step, progress_of, shown

LINES = 8


class SignInView(LoginView):
    """Sign in with name and password; five wrong tries close the door for a quarter of an hour."""

    template_name = "portal/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show what is wrong (422)."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """Say that the door is shut and for how long (429); settings name it as AXES_LOCKOUT_CALLABLE."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    page = render(request, "portal/locked_out.html", {"minutes": minutes}, status=429)
    page["Retry-After"] = str(minutes * 60)
    return page


class HomeView(LoginRequiredMixin, TemplateView):
    """The first page after signing in: the work that waits, or a courier's own record."""

    request: HttpRequest

    @cached_property
    def today(self) -> datetime.date:
        """The day of the request."""
        return timezone.localdate()

    @cached_property
    def is_desk(self) -> bool:
        """Whether the user acts for a department or a partner."""
        return bool(is_staff_member(self.request.user) or is_partner(self.request.user))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the home; experts who are nothing else here go to their files."""
        if is_expert(request.user) and not self.is_desk and not getattr(request.user, "courier_id", None):
            return redirect("committees:file_list")
        return super().get(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        """Choose the page by what the user is here for."""
        if self.is_desk:
            return ["portal/desk_home.html"]
        if getattr(self.request.user, "courier_id", None):
            return ["portal/courier_home.html"]
        return ["portal/stranger_home.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the user's work or own record."""
        context = super().get_context_data(**kwargs)
        user = self.request.user
        if self.is_desk:
            return context | self._work() | self._partner_work() | self._renewals()
        if courier := getattr(user, "courier", None):
            training = [progress_of(each) for each in queries.training_of(courier)]
            certificates = [shown(each) for each in queries.certificates_of_courier(courier, user)]
            lesson = queries.next_lesson(courier, today=self.today)
            context |= {
                "courier": courier,
                "training": training,
                "certificates": certificates,
                "lesson": lesson,
            }
            context["next_step"] = next_step(lesson, training, certificates, today=self.today)
        return context

    def _work(self) -> dict[str, Any]:
        user = self.request.user
        if not is_staff_member(user):
            return {}
        waiting = worklist(user, today=self.today)
        notices = queries.notices_ending_soon(user, today=self.today)
        objections = queries.objections_waiting(user)
        return {
            "today": self.today,
            "waiting": waiting[:LINES],
            "waiting_count": waiting.count(),
            "overdue_count": waiting.filter(due_on__lt=self.today).count(),
            "notices": notices[:LINES],
            "notice_count": notices.count(),
            "objections": objections[:LINES],
            "objection_count": objections.count(),
        }

    def _renewals(self) -> dict[str, Any]:
        """Remind whoever keeps certificates of those that run out soon, the next one first."""
        user = self.request.user
        if not user.has_perm("certificates.view_batch"):
            return {}
        renewals = to_renew(user, self.today)
        return {"renewals": renewals[:LINES], "renewal_count": renewals.count()}

    def _partner_work(self) -> dict[str, Any]:
        user = self.request.user
        if not is_partner(user):
            return {}
        context: dict[str, Any] = {
            "is_partner": True,
            "courier_count": couriers_visible_to(user).count(),
        }
        if user.has_perm("courses.view_class"):
            context["class_lines"] = queries.class_lines(user, limit=LINES)
            context["class_counts"] = queries.class_counts(user)
        if user.has_perm("subsidies.view_claim"):
            context["claim_count"] = claims_visible_to(user).count()
        if not is_staff_member(user):
            cases = cases_visible_to(user).select_related("organisation", "courier")
            context |= {"cases": cases[:LINES], "case_count": cases.count(), "today": self.today}
        return context


class OwnRecord(LoginRequiredMixin, TemplateView):
    """A page of a courier's own record."""

    request: HttpRequest

    @property
    def courier(self) -> Courier:
        """The courier who is signed in; others are told that this page is not theirs."""
        user = self.request.user
        if isinstance(user, User) and user.courier is not None:
            return user.courier
        raise PermissionDenied(
            _("This page belongs to couriers. Your account is not joined to a courier's record.")
        )


class TrainingView(OwnRecord):
    """A courier's own classes with hours, marks and result."""

    template_name = "portal/training.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the classes, newest first."""
        training = [progress_of(each) for each in queries.training_of(self.courier)]
        return super().get_context_data(training=training, seats=own_seats(self.courier), **kwargs)


class CertificatesView(OwnRecord):
    """A courier's own certificates, each with the code to show."""

    template_name = "portal/certificates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the certificates, the valid ones first, and those of other bodies."""
        user, courier = self.request.user, self.courier
        return super().get_context_data(
            certificates=[shown(each) for each in queries.certificates_of_courier(courier, user)],
            recorded=certificates_held_by(courier, user),
            today=timezone.localdate(),
            **kwargs,
        )


class OwnDataView(OwnRecord):
    """What the office holds about the courier who is signed in, and who looked at it (PIPL art. 44-45)."""

    template_name = "portal/own_data.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add employments, consents and the looks at the full ID number."""
        courier = self.courier
        return super().get_context_data(
            courier=courier,
            employments=courier.employments.select_related("employer", "station__employer"),
            consents=courier.consents.all(),
            disclosures=disclosures_of(courier),
            today=timezone.localdate(),
            **kwargs,
        )
