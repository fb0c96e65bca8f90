"""Meetings: the list, one meeting, and what the secretary does before, at and after it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView

from office.desk.downloads import file_answer
from office.desk.lists import FilteredListView
from office.people.models import User

from .. import actions, arithmetic, exports, papers, queries
from ..filters import MeetingFilter
from ..forms import AgendaForm, AttendanceForm, ClosingForm, MeetingForm, OpeningForm, ReasonForm
from ..models import AgendaItem, Meeting
from ..queries.agenda import agenda_of
from ..queries.choices import waiting_cases
from .deeds import CommitteeDeed, MeetingDeed


class MeetingList(FilteredListView):
    """The meetings that the user sees, the latest first."""

    template_name = "committees/meeting_list.html"
    filterset_class = MeetingFilter
    title = _("Meetings")
    export_name = _("Meetings")
    permission = "committees.view_meeting"

    def get_rows(self) -> QuerySet[Meeting]:
        """Return them."""
        return queries.meetings_visible_to(self.request.user).order_by("-held_on", "-pk")

    def export(self, rows: QuerySet[Meeting]) -> bytes:
        """Hand out the very rows of the page."""
        return exports.meetings_workbook(rows, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the numbers of the page's meetings."""
        context = super().get_context_data(**kwargs)
        found = list(context["object_list"])
        counts = queries.present_counts(found)
        context["meetings"] = [(each, counts[each.pk]) for each in found]
        return context


class MeetingPage(LoginRequiredMixin, TemplateView):
    """One meeting: quorum, agenda with ballots and counts, who is there."""

    template_name = "committees/meeting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Gather it; 404 out of sight."""
        user: Any = self.request.user
        found = get_object_or_404(queries.meetings_visible_to(user), pk=self.kwargs["pk"])
        members = list(queries.members_on(found.committee, found.held_on))
        there = {expert.pk for expert in queries.present_at(found)}
        number = found.members or found.committee.size
        rules = found if found.members else found.committee
        return super().get_context_data(
            meeting=found,
            lines=agenda_of(found),
            people=[(expert, expert.pk in there) for expert in members],
            present=len(there),
            members=number,
            needed=arithmetic.needed_for_quorum(rules, number),
            has_quorum=arithmetic.has_quorum(rules, present=len(there), members=number),
            may_run=user.has_perm("committees.run", found.committee),
            may_sign=user.has_perm("committees.sign_count", found),
            **kwargs,
        )


class PlanMeeting(CommitteeDeed):
    """Plan a meeting."""

    form_class = MeetingForm
    title = _("Plan a meeting")
    button = _("Plan the meeting")
    success_message = _("The meeting is planned. Put cases on its agenda.")

    def perform(self, form: MeetingForm) -> Meeting:
        """Plan it."""
        return actions.plan_meeting(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class AddToAgenda(MeetingDeed):
    """Put cases on the agenda."""

    form_class = AgendaForm
    title = _("Put cases on the agenda")
    button = _("Put on the agenda")
    success_message = _("The cases stand on the agenda; every member is asked for conflicts.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the cases that wait for this committee."""
        cases = waiting_cases(self.request.user, self.object.committee)
        return {**super().get_form_kwargs(), "cases": cases}

    def perform(self, form: AgendaForm) -> list[AgendaItem]:
        """Put them there."""
        return actions.put_on_agenda(self.object, form.cleaned_data["cases"], actor=self.actor, now=self.now)


class EnterAttendance(MeetingDeed):
    """Enter who is there."""

    form_class = AttendanceForm
    title = _("Enter the attendance")
    success_message = _("The attendance is entered.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the members of the day."""
        return {**super().get_form_kwargs(), "meeting": self.object}

    def get_initial(self) -> dict[str, Any]:
        """Begin with who is entered."""
        return {"experts": queries.present_at(self.object)}

    def perform(self, form: AttendanceForm) -> Meeting:
        """Enter it."""
        return actions.enter_attendance(
            self.object, form.cleaned_data["experts"], actor=self.actor, now=self.now
        )


class OpenMeeting(MeetingDeed):
    """Open the meeting."""

    form_class = OpeningForm
    title = _("Open the meeting")
    button = _("Open it")
    success_message = _("The meeting is in session.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer who may preside and count."""
        return {**super().get_form_kwargs(), "meeting": self.object}

    def perform(self, form: OpeningForm) -> Meeting:
        """Open it."""
        return actions.open_meeting(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class CallOff(MeetingDeed):
    """Call the meeting off."""

    form_class = ReasonForm
    title = _("Call the meeting off")
    button = _("Call off")
    danger = True
    success_message = _("The meeting is called off; its cases wait for another one.")

    def perform(self, form: ReasonForm) -> Meeting:
        """Call it off."""
        return actions.call_off_meeting(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class CloseMeeting(MeetingDeed):
    """Close the meeting for good."""

    form_class = ClosingForm
    title = _("Close the meeting")
    button = _("Close it for good")
    danger = True
    success_message = _("The meeting is closed; nothing about it can be changed any more.")

    def perform(self, form: ClosingForm) -> Meeting:
        """Close it."""
        return actions.close_meeting(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


@login_required
@require_GET
def minutes_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the minutes, written from the rows at this moment."""
    user = cast(User, request.user)
    found = get_object_or_404(queries.meetings_visible_to(user), pk=pk)
    content = papers.minutes(found, actor=user, now=timezone.now())
    return file_answer(content, f"会议纪要-{found.committee.name}-{found.held_on}.pdf")
