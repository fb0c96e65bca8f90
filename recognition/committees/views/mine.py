"""The experts' own pages: files to read, declarations, scores, and the ballot in the hand."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView

from office.casework.actions.evidence import open_paper
from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from office.people.models import User

from .. import actions, exports, queries
from ..actions.judging import refuse_shut
from ..enums import Answer, Choice
from ..filters import FileFilter
from ..forms import BallotForm, ConflictForm, ConflictsForm, ScoreForm
from ..models import AgendaItem, Assignment, Declaration, RedactedCopy
from ..queries.agenda import own_items
from ..queries.packs import copies_of, pack_of
from ..queries.results import others_of, scores_of


class FileList(FilteredListView):
    """An expert's desk: the files to read, and the meetings in session."""

    template_name = "committees/file_list.html"
    filterset_class = FileFilter
    permission = "committees.review"
    title = _("My files")
    export_name = _("Files to read")

    def get_rows(self) -> QuerySet[Assignment]:
        """Return the expert's files, what is left to do first."""
        return queries.assignments_of(self.request.user).order_by(
            F("handed_in_at").asc(nulls_first=True), "panel__due_on", "pk"
        )

    def export(self, rows: QuerySet[Assignment]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.files_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the meetings, and the scores of the page's files."""
        context = super().get_context_data(today=timezone.localdate(), **kwargs)
        found = list(context["object_list"])
        scores = scores_of(found)
        context["files"] = [(each, scores.get(each.pk)) for each in found]
        context["meetings"] = queries.meetings_of(self.request.user)
        context["asked"] = queries.declarations_of(self.request.user).filter(answer=Answer.ASKED).count()
        return context


class FilePage(LoginRequiredMixin, TemplateView):
    """A blind file, open only to an expert who declared that there is no conflict."""

    template_name = "committees/file.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it; 404 for somebody else's."""
        found = get_object_or_404(queries.assignments_of(self.request.user), pk=self.kwargs["pk"])
        is_open = found.declaration.answer == Answer.NONE
        return super().get_context_data(
            assignment=found,
            is_open=is_open,
            pack=pack_of(found.dossier) if is_open else None,
            scores=found.scores.select_related("criterion").order_by("criterion__position"),
            total=scores_of([found]).get(found.pk),
            others=others_of(found) if is_open else [],
            today=timezone.localdate(),
            **kwargs,
        )


class HandIn(DeedView):
    """Score a file."""

    object: Assignment
    form_class = ScoreForm
    permission = "committees.review"
    title = _("Score the file")
    button = _("Hand in; this is final")
    success_message = _("Your scores are in.")

    def get_object(self) -> Assignment:
        """Return the file; 404 for somebody else's."""
        found = get_object_or_404(queries.assignments_of(self.request.user), pk=self.kwargs["pk"])
        self.intro, self.cancel_url = f"{found.dossier} · {found.panel}", found.get_absolute_url()
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask by the criteria of the panel."""
        return {**super().get_form_kwargs(), "criteria": self.object.panel.criteria.all()}

    def perform(self, form: ScoreForm) -> Assignment:
        """Hand in."""
        return actions.hand_in_scores(
            self.object, form.marks(), remark=form.cleaned_data["remark"], actor=self.actor, now=self.now
        )


class OwnCopy(LoginRequiredMixin, View):
    """A redacted copy, for an expert to whom the file is open."""

    def get(self, request: HttpRequest, pk: int, copy: int) -> HttpResponse:
        """Hand it out; that it was opened is recorded. Raises ValidationError while the file is shut."""
        assignment = get_object_or_404(queries.assignments_of(request.user), pk=pk)
        found: RedactedCopy = get_object_or_404(copies_of(assignment.dossier), pk=copy)
        refuse_shut(assignment.declaration)
        user = cast(User, request.user)
        return open_paper(found, subject=assignment.dossier, actor=user, now=timezone.now())


class AnswerConflicts(DeedView):
    """Say of every applicant whom one was asked about whether there is a conflict."""

    form_class = ConflictsForm
    permission = "committees.vote"
    title = _("Declare conflicts")
    intro = _(
        "Before a file opens you say whether you stand too near to its applicant. Files bear an alias; they "
        "open together, and which is whose is not told."
    )
    button = _("Declare")
    cancel_url: Any = reverse_lazy("committees:file_list")
    success_message = _("Your declaration is recorded.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask about everybody whom the expert has not answered for."""
        asked = queries.declarations_of(self.request.user).filter(answer=Answer.ASKED)
        return {**super().get_form_kwargs(), "declarations": asked}

    def perform(self, form: ConflictsForm) -> list[Declaration]:
        """Record it."""
        return actions.answer_conflicts(form.answers(), actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Return to the files."""
        return reverse("committees:file_list")


class DeclareConflict(DeedView):
    """Declare a conflict that one found after having declared none."""

    object: Declaration
    form_class = ConflictForm
    permission = "committees.vote"
    title = _("Declare a conflict after all")
    button = _("Declare the conflict")
    danger = True
    cancel_url: Any = reverse_lazy("committees:file_list")
    success_message = _("The file is shut to you now.")

    def get_object(self) -> Declaration:
        """Return the declaration; 404 for somebody else's."""
        found = get_object_or_404(queries.declarations_of(self.request.user), pk=self.kwargs["pk"])
        self.intro = str(found.dossier)
        return found

    def perform(self, form: ConflictForm) -> Declaration:
        """Record it."""
        return actions.answer_conflict(
            self.object, answer=Answer.DECLARED, **form.cleaned_data, actor=self.actor, now=self.now
        )

    def get_success_url(self, result: Any = None) -> str:
        """Return to the files."""
        return reverse("committees:file_list")


class OwnMeeting(LoginRequiredMixin, TemplateView):
    """The meeting in an expert's hand: what is voted on now."""

    template_name = "committees/own_meeting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it; 404 for who is not there."""
        found = get_object_or_404(queries.meetings_of(self.request.user), pk=self.kwargs["pk"])
        return super().get_context_data(
            meeting=found, lines=own_items(found, self.request.user), seconds=5, **kwargs
        )


@method_decorator(sensitive_post_parameters("choice"), name="dispatch")
class CastVote(DeedView):
    """Put a ballot into the box.

    Nothing of the choice stands in the address, in the note of the deed, in the message or in the record.
    """

    object: AgendaItem
    template_name = "committees/cast_vote.html"
    form_class = BallotForm
    permission = "committees.vote"
    title = _("Vote")
    button = _("Put it into the box")
    success_message = _("Your ballot is in the box.")

    def get_object(self) -> AgendaItem:
        """Return the item; 404 for who is not there, or to whom the file is shut."""
        found = get_object_or_404(queries.items_for(self.request.user), pk=self.kwargs["pk"])
        if not found.voters.filter(expert__user=self.request.user.pk).exists():
            raise PermissionDenied(gettext("You are not on the roll of this ballot."))
        self.cancel_url = self.get_success_url_of(found)
        return found

    def get_success_url_of(self, item: AgendaItem) -> str:
        """Return the address of the meeting of an item."""
        return reverse("committees:own_meeting", args=[item.meeting_id])

    def get_success_url(self, result: Any = None) -> str:
        """Return to the meeting."""
        return self.get_success_url_of(self.object)

    def perform(self, form: BallotForm) -> AgendaItem:
        """Vote."""
        return actions.cast_vote(
            self.object, Choice(form.cleaned_data["choice"]), actor=self.actor, now=self.now
        )
