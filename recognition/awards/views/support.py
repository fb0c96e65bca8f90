"""Public support: calls, candidates by their stories, one vote a day. Counts stand nowhere before the end."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredList

from .. import actions, queries
from ..models import Call, Nominee


class SupportList(FilteredList):
    """The selection activities whose candidates stand on the site."""

    template_name = "awards/support_list.html"
    title = _("Support a courier")
    base_template = "base.html"

    def get_rows(self) -> QuerySet[Call]:
        """Return them, the newest first."""
        return queries.supported_calls(timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day."""
        return super().get_context_data(today=timezone.localdate(), **kwargs)


class SupportPage(TemplateView):
    """The candidates of a call by name; after the last day with their votes."""

    template_name = "awards/support_call.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather them; counts are None before the end."""
        today = timezone.localdate()
        call = get_object_or_404(queries.supported_calls(today), pk=self.kwargs["pk"])
        votes = queries.counts_of(call, on=today)
        found = [
            (each, None if votes is None else votes.get(each.pk, 0)) for each in queries.candidates(call)
        ]
        return super().get_context_data(
            call=call, candidates=found, votes_known=votes is not None, today=today, **kwargs
        )


class Candidate(DeedView):
    """One candidate's story, and today's vote."""

    template_name = "awards/candidate.html"
    public = True
    base_template = "base.html"
    button = _("Support today")
    success_message = _("Your vote is cast. Tomorrow you can vote again.")
    object: Nominee

    def get_object(self) -> Nominee:
        """Return a candidate of a call that the public may see."""
        nominee = get_object_or_404(Nominee.objects.select_related("call"), pk=self.kwargs["pk"])
        call = get_object_or_404(queries.supported_calls(timezone.localdate(self.now)), pk=nominee.call_id)
        found: Nominee = get_object_or_404(queries.candidates(call), pk=nominee.pk)
        self.title, self.intro = found.name, call.name
        return found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask a visitor to sign in: a vote is a person's."""
        if self.actor is None:
            return redirect_to_login(request.get_full_path())
        return super().post(request, *args, **kwargs)

    def perform(self, form: Any) -> Nominee:
        """Cast today's vote."""
        actions.support(self.object, actor=self.actor, now=self.now)
        return self.object

    def get_success_url(self, result: Any = None) -> str:
        """Stay with the candidate."""
        return self.request.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether a vote is possible, and the votes when they may be known."""
        today = timezone.localdate(self.now)
        votes = queries.counts_of(self.object.call, on=today)
        return super().get_context_data(
            nominee=self.object,
            call=self.object.call,
            takes_support=self.object.call.takes_support(today),
            portrait=queries.public_portrait(self.object, on=today),
            supported=queries.supported_today(self.object.call, self.request.user, on=today),
            votes=None if votes is None else votes.get(self.object.pk, 0),
            **kwargs,
        )
