"""Returning a case for supplement, and letting it stand still."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from ..actions import ask_supplement, pause, unpause
from ..forms import PauseForm, SupplementForm
from ..models import Case, SupplementRequest
from ..procedures import RETURN, procedure_of
from .cases import CaseDeed


class Supplement(CaseDeed):
    """Tell the applicant at once all that is missing."""

    form_class = SupplementForm
    title = _("Return for supplement")
    intro = _(
        "Write beside each field and paper what is missing. Only these are opened again; what you leave "
        "empty stays closed. The applicant is told everything at once."
    )
    button = _("Return for supplement")
    success_message = _("The applicant has been told what is missing.")

    def get_object(self) -> Case:
        """Return the case; one whose procedure asks for nothing is not found."""
        case = super().get_object()
        procedure = procedure_of(case)
        self.askable = procedure.askable(case)
        if not self.askable or not procedure.has_transition(RETURN):
            raise Http404
        self.permission = procedure.transition(RETURN).permission
        return case

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form what can be asked for."""
        return {**super().get_form_kwargs(), "askable": self.askable}

    def perform(self, form: SupplementForm) -> SupplementRequest:
        """Return the case."""
        return ask_supplement(self.object, items=form.items(), actor=self.actor, now=self.now)


class PauseCase(CaseDeed):
    """Let a case stand still."""

    form_class = PauseForm
    permission = "casework.pause_case"
    title = _("Pause the case")
    intro = _("No step is taken and no day runs until the case goes on.")
    button = _("Pause the case")
    success_message = _("The case stands still.")

    def perform(self, form: PauseForm) -> Case:
        """Pause it."""
        return pause(self.object, actor=self.actor, now=self.now, **form.cleaned_data)


class Unpause(CaseDeed):
    """Let a paused case go on."""

    permission = "casework.pause_case"
    title = _("Let the case go on")
    intro = _("The day for the next step moves by the working days that the case stood still.")
    button = _("Let the case go on")
    success_message = _("The case goes on.")

    def perform(self, form: Any) -> Case:
        """Let it go on."""
        return unpause(self.object, actor=self.actor, now=self.now)
