"""Search for a person, the person's page, and the deeds done there."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView

from .. import actions, exports, queries
from ..filters import CourierFilter
from ..forms import ConsentForm, CourierSearchForm, RevealForm
from ..models import Consent, Courier, Employment

SEARCHED_BY = ("name", "person", "phone")


class CourierList(FilteredListView):
    """Search for a person; nothing is listed before something whole has been entered."""

    template_name = "people/courier_list.html"
    filterset_class = CourierFilter
    permission = "people.search_couriers"
    title = _("Couriers")
    export_name = _("Couriers")

    @cached_property
    def searched(self) -> bool:
        """Whether the address asks for somebody."""
        return any(self.request.GET.get(name) for name in SEARCHED_BY)

    def get_rows(self) -> QuerySet[Courier]:
        """Return the visible couriers with their open employments; none before a search."""
        if not self.searched:
            return Courier.objects.none()
        current = Employment.objects.filter(ended_on=None).select_related("employer", "station__employer")
        return queries.couriers_visible_to(self.request.user).prefetch_related(
            Prefetch("employments", current, to_attr="current_employments")
        )

    def export(self, rows: QuerySet[Courier]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.couriers_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the search form, and tell a search that found nobody from one not made yet."""
        context = {"form": CourierSearchForm(), **super().get_context_data(**kwargs)}
        return context | {"is_filtered": False, "searched": self.searched}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Turn what was typed into an address without numbers, and go there."""
        form = CourierSearchForm(request.POST)
        if form.is_valid():
            return HttpResponseRedirect(f"{request.path}?{form.query()}")
        self.object_list = self.get_queryset()
        return self.render_to_response(self.get_context_data(form=form), status=422)


class CourierDetail(LoginRequiredMixin, TemplateView):
    """What the office knows of a person, numbers masked; rooms above add their panels."""

    template_name = "people/courier.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather the person's facts; 404 out of sight."""
        user: Any = self.request.user
        courier = get_object_or_404(queries.couriers_visible_to(user), pk=self.kwargs["pk"])
        today = timezone.localdate()
        may_consent = user.has_perm("people.change_consent", courier)
        own = courier.pk == user.courier_id
        return {
            "courier": courier,
            "employments": courier.employments.select_related("employer", "station__employer"),
            "consents": [(consent, consent.is_valid(today)) for consent in courier.consents.all()],
            "may_reveal": user.has_perm("people.reveal_id_number", courier),
            "may_consent": may_consent,
            "disclosures": queries.disclosures_of(courier) if own or may_consent else None,
            "panels": [
                render_to_string(panel.template, panel.context, self.request)
                for panel in queries.panels_for(courier, user)
            ],
            **super().get_context_data(**kwargs),
        }


class CourierDeed(DeedView):
    """A deed done to one visible courier."""

    object: Courier

    def get_object(self) -> Courier:
        """Return the person; 404 out of sight."""
        return get_object_or_404(queries.couriers_visible_to(self.request.user), pk=self.kwargs["pk"])

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the person."""
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Let the way out lead back to the person."""
        return super().get_context_data(**kwargs) | {"cancel_url": self.object.get_absolute_url()}


class RevealIdNumber(CourierDeed):
    """Show a full ID number once, on the answer to the form: it is kept nowhere and has no address."""

    template_name = "people/reveal.html"
    form_class = RevealForm
    permission = "people.reveal_id_number"
    title = _("Show the full ID number")
    button = _("Show the number")
    number = ""

    def perform(self, form: RevealForm) -> Courier:
        """Ask the action, which records who asked and why."""
        self.number = actions.reveal_id_number(
            self.object, reason=form.cleaned_data["reason"], actor=self.actor
        )
        return self.object

    def respond(self, result: Courier, url: str) -> HttpResponse:
        """Print the number on a page that no cache keeps."""
        context = {"courier": result, "number": self.number, "title": self.title, "url": url}
        response = render(self.request, "people/reveal_shown.html", context)
        response["Cache-Control"] = "no-store, private"
        return response


class GiveConsent(CourierDeed):
    """Enter a consent."""

    form_class = ConsentForm
    permission = "people.change_consent"
    title = _("Enter a consent")
    success_message = _("The consent is entered.")

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"given_on": timezone.localdate(self.now)}

    def perform(self, form: ConsentForm) -> Consent:
        """Enter it."""
        return actions.give_consent(self.object, actor=self.actor, **form.cleaned_data)


class WithdrawConsent(DeedView):
    """Withdraw a consent; no reason is asked."""

    title = _("Withdraw the consent")
    button = _("Withdraw")
    danger = True
    success_message = _("The consent is withdrawn.")
    object: Consent

    def get_object(self) -> Consent:
        """Return a consent of a visible person."""
        visible = queries.couriers_visible_to(self.request.user)
        rows = Consent.objects.select_related("courier").filter(courier__in=visible)
        consent = get_object_or_404(rows, pk=self.kwargs["pk"])
        if not self.request.user.has_perm("people.change_consent", consent.courier):
            raise PermissionDenied(_("You may not withdraw consents of this person. Ask the registrar."))
        return consent

    def perform(self, form: Any) -> Consent:
        """Withdraw it as of now."""
        return actions.withdraw_consent(self.object, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the person."""
        return self.object.courier.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose consent it is and what follows."""
        intro = _("%(consent)s. What was published on this ground is taken down.") % {"consent": self.object}
        return super().get_context_data(**kwargs) | {"intro": intro, "cancel_url": self.get_success_url()}
