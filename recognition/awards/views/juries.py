"""The jury at the organiser's desk: who sits, by what it marks, how far it is, whom to remind."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from recognition.committees.forms import ConflictForm, CriteriaForm

from .. import actions, queries
from ..forms import EndForm, JurorForm
from ..models import Juror, Jury, Reading
from .calls import CallDeed


class JuryPage(LoginRequiredMixin, TemplateView):
    """One jury: criteria, jurors with their progress, and each nominee before each juror."""

    template_name = "awards/jury.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it; 404 out of sight. Marks are shown to nobody who owes some."""
        user: Any = self.request.user
        jury = get_object_or_404(queries.juries_visible_to(user), pk=self.kwargs["pk"])
        today = timezone.localdate()
        readings = list(
            queries.readings_run_by(user)
            .filter(juror__jury=jury, nominee__merged_into=None)
            .order_by("nominee", "juror")
        )
        hidden = queries.owes_marks(user, jury.call)
        scores = {} if hidden else queries.scores_of(readings)
        return super().get_context_data(
            jury=jury,
            call=jury.call,
            criteria=jury.criteria.all(),
            progress=[(juror, counts, juror.sits_on(today)) for juror, counts in queries.progress_of(jury)],
            readings=[(each, scores.get(each.pk)) for each in readings],
            hints=self._hints(jury, readings),
            owing=queries.owed_by_jury(jury, today),
            hidden=hidden,
            today=today,
            **kwargs,
        )

    def _hints(self, jury: Jury, readings: list[Reading]) -> list[tuple[Reading, Any]]:
        """Return the hints about readings in which no conflict is declared, where the record has some."""
        nominees = queries.with_nominators(jury.call, [each.nominee_id for each in readings])
        found = queries.hints_of(list({each.juror_id: each.juror for each in readings}.values()), nominees)
        asked = [each for each in readings if each.answer != "declared"]
        return [(each, hint) for each in asked for hint in found.get((each.nominee_id, each.juror_id), [])]


class SetJury(CallDeed):
    """By what the jury marks, and until when."""

    form_class = CriteriaForm
    permission = "awards.run_jury"
    title = _("Criteria of the jury")
    success_message = _("The criteria are set; they can be changed until the marking begins.")

    def get_initial(self) -> dict[str, Any]:
        """Show what was set."""
        jury = Jury.objects.filter(call=self.object).first()
        if jury is None:
            return {}
        lines = [f"{each.label}，{each.weight.normalize():f}" for each in jury.criteria.all()]
        return {"due_on": jury.due_on, "criteria": "\n".join(lines)}

    def perform(self, form: CriteriaForm) -> Jury:
        """Set them."""
        return actions.set_jury(self.object, **form.cleaned_data, actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Go to the jury."""
        return str(result.get_absolute_url())


class JuryDeed(DeedView):
    """A deed on one visible jury; it leads back to it."""

    permission = "awards.run_jury"
    object: Any

    def jury(self) -> Jury:
        """Return the jury; 404 out of sight."""
        found: Jury = get_object_or_404(queries.juries_visible_to(self.request.user), pk=self.kwargs["pk"])
        self.intro, self.cancel_url = found.call.name, found.get_absolute_url()
        return found

    def get_object(self) -> Any:
        """Ask permission with its call."""
        self.found = self.jury()
        return self.found.call

    def get_success_url(self, result: Any = None) -> str:
        """Return to the jury."""
        return self.cancel_url


class AppointJuror(JuryDeed):
    """Put somebody on the jury."""

    form_class = JurorForm
    title = _("Appoint a juror")
    button = _("Appoint")
    success_message = _("%(result)s is on the jury.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the accounts that can sit."""
        return {**super().get_form_kwargs(), "accounts": queries.may_sit()}

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"appointed_on": timezone.localdate(self.now)}

    def perform(self, form: JurorForm) -> Juror:
        """Appoint."""
        told = dict(form.cleaned_data)
        return actions.appoint_juror(self.found, told.pop("user"), **told, actor=self.actor, now=self.now)


class EndJuror(JuryDeed):
    """Let a juror leave."""

    form_class = EndForm
    title = _("Let a juror leave")
    button = _("End the appointment")
    danger = True
    success_message = _("%(result)s has left the jury; marks handed in stand.")

    def jury(self) -> Jury:
        """Find the jury through its juror; 404 out of sight."""
        rows = queries.jurors_visible_to(self.request.user)
        self.juror = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.intro, self.cancel_url = str(self.juror), self.juror.jury.get_absolute_url()
        return self.juror.jury

    def perform(self, form: EndForm) -> Juror:
        """End it."""
        return actions.end_juror(self.juror, **form.cleaned_data, actor=self.actor, now=self.now)


class BeginMarking(JuryDeed):
    """Freeze the criteria and let the jurors begin."""

    title = _("Begin the marking")
    button = _("Begin")
    success_message = _("The marking has begun; every juror is asked about conflicts first.")

    def facts(self) -> list[tuple[Any, Any]]:
        """Show what is frozen."""
        return [(each.label, f"{each.weight.normalize():f} %") for each in self.found.criteria.all()]

    def perform(self, form: Any) -> Jury:
        """Begin."""
        return actions.begin_marking(self.found, actor=self.actor, now=self.now)


class Remind(JuryDeed):
    """Remind those who owe marks."""

    title = _("Remind the jurors")
    button = _("Remind")
    success_message = _("The desks of those who owe something show it.")

    def facts(self) -> list[tuple[Any, Any]]:
        """Name them, with how much."""
        owing = queries.owed_by_jury(self.found, timezone.localdate(self.now))
        return [(juror, count) for juror, count in owing]

    def perform(self, form: Any) -> Jury:
        """Remind."""
        return actions.remind(self.found, actor=self.actor, now=self.now)


class Recuse(JuryDeed):
    """Shut a nominee to a juror whose conflict the organiser found."""

    form_class = ConflictForm
    title = _("Record a conflict")
    button = _("Shut the nominee to the juror")
    danger = True
    success_message = _("The juror's marks of this nominee do not count.")

    def jury(self) -> Jury:
        """Find the jury through the reading; 404 out of sight."""
        rows = queries.readings_run_by(self.request.user)
        self.reading = get_object_or_404(rows, pk=self.kwargs["pk"])
        jury = self.reading.juror.jury
        self.intro, self.cancel_url = (
            f"{self.reading.juror} · {self.reading.nominee.name}",
            reverse("awards:jury", args=[jury.pk]),
        )
        return jury

    def perform(self, form: ConflictForm) -> Reading:
        """Record it."""
        return actions.recuse(self.reading, **form.cleaned_data, actor=self.actor, now=self.now)
