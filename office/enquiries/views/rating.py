"""Where a courier judges what was finished for him or her."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView

from .. import services
from ..actions import rate
from ..forms import RatingForm
from ..models import Rating
from ..services import Finished


class Services(LoginRequiredMixin, TemplateView):
    """What was finished for the courier and is not judged yet, and what is."""

    template_name = "enquiries/services.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather both."""
        user: Any = self.request.user
        if not user.has_perm("enquiries.rate_service"):
            raise PermissionDenied(_("Services are judged by the courier for whom they were done."))
        labels = {each.key: each.label for each in services.every()}
        given = Rating.objects.filter(courier=user.courier).select_related("enquiry__answer")
        return super().get_context_data(
            waiting=[(each, labels[each.service]) for each in services.services_of(user.courier)],
            given=[(each, labels.get(each.service, each.service)) for each in given],
            **kwargs,
        )


class Rate(DeedView):
    """Judge one finished service, once."""

    form_class = RatingForm
    permission = "enquiries.rate_service"
    title = _("How was it?")
    intro = _("Your judgement is counted; a low one is answered by the department. It is given once.")
    button = _("Send")
    success_message = _("Thank you. Your judgement is kept.")
    object: Any

    def get_object(self) -> Any:
        """Return the courier; `self.finished` keeps the service, 404 for what is nobody's or judged."""
        user: Any = self.request.user
        self.cancel_url = reverse("enquiries:services")
        courier = getattr(user, "courier", None)
        if courier is None:
            return None
        key = (self.kwargs["service"], self.kwargs["subject"])
        self.finished: Finished | None = next(
            (each for each in services.services_of(courier) if (each.service, each.subject) == key), None
        )
        if (
            self.finished is None
            and not Rating.objects.filter(courier=courier, service=key[0], subject=key[1]).exists()
        ):
            raise Http404
        return courier

    def facts(self) -> list[tuple[Any, Any]]:
        """Say what is judged."""
        if self.finished is None:
            return [(_("Number"), self.kwargs["subject"])]
        return [
            (_("Service"), services.find(self.finished.service).label),
            (_("What it was"), self.finished.title),
            (_("Number"), self.finished.subject),
        ]

    def perform(self, form: Any) -> Rating:
        """Judge."""
        return rate(
            self.kwargs["service"],
            self.kwargs["subject"],
            actor=self.actor,
            now=self.now,
            **form.cleaned_data,
        )

    def get_success_url(self, result: Any = None) -> str:
        """Return to the list."""
        return reverse("enquiries:services")
