"""A juror's own pages: whom to mark, conflicts, one nominee, the marks."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from recognition.committees.enums import Answer
from recognition.committees.forms import ConflictForm, ScoreForm

from .. import actions, exports, queries
from ..filters import ReadingFilter
from ..forms import JuryConflictsForm
from ..models import Reading


class ReadingList(FilteredListView):
    """The nominees before a juror, what is left to do first."""

    template_name = "awards/reading_list.html"
    filterset_class = ReadingFilter
    permission = "awards.mark"
    title = _("Nominees to mark")
    export_name = _("Nominees to mark")

    def get_rows(self) -> QuerySet[Reading]:
        """Return them."""
        rows = queries.readings_of(self.request.user)
        return rows.order_by(F("handed_in_at").desc(nulls_first=True), "juror__jury__due_on", "pk")

    def export(self, rows: QuerySet[Reading]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.readings_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the own scores of the page, what is owed, and who reminds."""
        context = super().get_context_data(today=timezone.localdate(), **kwargs)
        found = list(context["object_list"])
        scores = queries.scores_of(found)
        waiting = queries.owed(queries.readings_of(self.request.user))
        context["readings"] = [(each, scores.get(each.pk), actions.may_mark(each.nominee)) for each in found]
        context["asked"] = waiting.filter(answer=Answer.ASKED).count()
        context["reminders"] = {
            each.juror.jury.call: each.juror.jury
            for each in waiting.filter(juror__jury__reminded_at__isnull=False)
        }.items()
        return context


class ReadingPage(LoginRequiredMixin, TemplateView):
    """One nominee as its juror reads it, once no conflict is declared."""

    template_name = "awards/reading.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it; 404 for somebody else's."""
        found = get_object_or_404(
            queries.readings_of(self.request.user).select_related("nominee__portrait"), pk=self.kwargs["pk"]
        )
        is_open, nominee = found.answer == Answer.NONE, found.nominee
        return super().get_context_data(
            reading=found,
            nominee=nominee,
            is_open=is_open,
            may_mark=actions.may_mark(nominee),
            portrait=getattr(nominee, "portrait", None) if is_open else None,
            statements=nominee.statements.defer("sealed") if is_open else (),
            marks=found.marks.select_related("criterion").order_by("criterion__position"),
            total=queries.scores_of([found]).get(found.pk),
            others=queries.others_of(found) if is_open else [],
            today=timezone.localdate(),
            **kwargs,
        )


class ReadingDeed(DeedView):
    """A deed of a juror on one nominee; it leads back to it."""

    permission = "awards.mark"
    object: Reading

    def get_object(self) -> Reading:
        """Return the reading; 404 for somebody else's."""
        found: Reading = get_object_or_404(queries.readings_of(self.request.user), pk=self.kwargs["pk"])
        self.intro = f"{found.nominee.name} · {found.juror.jury.call}"
        self.cancel_url = found.get_absolute_url()
        return found

    def get_success_url(self, result: Any = None) -> str:
        """Return to the nominee."""
        return self.cancel_url


class HandIn(ReadingDeed):
    """Mark a nominee."""

    form_class = ScoreForm
    title = _("Mark the nominee")
    button = _("Hand in; this is final")
    success_message = _("Your marks are in.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask by the criteria of the jury."""
        return {**super().get_form_kwargs(), "criteria": self.object.juror.jury.criteria.all()}

    def perform(self, form: ScoreForm) -> Reading:
        """Hand in."""
        remark = form.cleaned_data["remark"]
        return actions.hand_in(self.object, form.marks(), remark=remark, actor=self.actor, now=self.now)


class DeclareConflict(ReadingDeed):
    """Declare a conflict that one found after having declared none."""

    form_class = ConflictForm
    title = _("Declare a conflict after all")
    button = _("Declare the conflict")
    danger = True
    success_message = _("The nominee is shut to you now.")

    def perform(self, form: ConflictForm) -> Reading:
        """Record it."""
        return actions.answer_conflict(
            self.object, Answer.DECLARED, **form.cleaned_data, actor=self.actor, now=self.now
        )


class AnswerConflicts(DeedView):
    """Say of every nominee whom one was asked about whether there is a conflict."""

    form_class = JuryConflictsForm
    permission = "awards.mark"
    title = _("Declare conflicts")
    intro = _("Before a nominee opens you say whether you stand too near.")
    button = _("Declare")
    cancel_url: Any = reverse_lazy("awards:reading_list")
    success_message = _("Your declaration is recorded.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask about every nominee on the board whom the juror has not answered for."""
        asked = queries.owed(queries.readings_of(self.request.user)).filter(answer=Answer.ASKED)
        return {**super().get_form_kwargs(), "readings": asked.order_by("juror", "pk")}

    def perform(self, form: JuryConflictsForm) -> list[Reading]:
        """Record it."""
        return actions.answer_conflicts(form.answers(), actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the nominees."""
        return reverse("awards:reading_list")
