"""Health declarations: declared and withdrawn by the person, opened once by the leader."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from office.desk.deeds import DeedView

from .. import actions, queries
from ..forms.recuperation import HealthForm, OpenHealthForm
from ..models import HealthDeclaration, Participation
from .own import StayDeed


class DeclareHealth(StayDeed):
    """Say what the leader should know; what was said before is not shown again but replaced."""

    template_name = "wellbeing/declare_health.html"
    form_class = HealthForm
    title = _("Health declaration")
    button = _("Declare")
    success_message = _("Your declaration is kept sealed. Only the leader of the group can open it.")

    def perform(self, form: HealthForm) -> HealthDeclaration:
        """Keep it sealed."""
        return actions.declare_health(self.object, form.contents(), actor=self.actor, now=self.now)


class WithdrawHealth(StayDeed):
    """Delete one's own declaration."""

    title = _("Delete my health declaration")
    button = _("Delete")
    danger = True
    success_message = _("Your health declaration is deleted.")

    def perform(self, form: Any) -> Participation:
        """Delete it."""
        return actions.withdraw_health(self.object, actor=self.actor, now=self.now)


class OpenHealth(DeedView):
    """Show a declaration once, on the answer to the form: it has no address and no cache keeps it."""

    form_class = OpenHealthForm
    permission = "wellbeing.open_health"
    title = _("Open the health declaration")
    button = _("Open it")
    intro = _("That you opened it, when and why, is recorded, and the person can read it.")
    part: Participation
    contents: dict[str, str]

    def get_object(self) -> Any:
        """Find the part of a visible batch and ask with the batch; 404 out of sight."""
        rows = queries.participations_visible_to(self.request.user)
        self.part = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.cancel_url = self.part.batch.get_absolute_url()
        return self.part.batch

    def perform(self, form: OpenHealthForm) -> Participation:
        """Ask the action, which records the look."""
        self.contents = actions.open_health(self.part, **form.cleaned_data, actor=self.actor, now=self.now)
        return self.part

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the batch."""
        return self.part.batch.get_absolute_url()

    def respond(self, result: Participation, url: str) -> HttpResponse:
        """Print it on a page that no cache keeps."""
        context = {"part": result, "contents": self.contents, "title": self.title, "url": url}
        response = render(self.request, "wellbeing/health_shown.html", context)
        response["Cache-Control"] = "no-store, private"
        return response
