"""Care activities: the list, one with the people who came, attendance over all with totals."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from office.desk.deeds import DeedView
from office.desk.lists import FilteredListView
from training.subsidies.capitals import yuan

from .. import actions, queries
from ..exports import care as exports
from ..filters import ActivityFilter, AttendanceFilter, ListedFilter
from ..forms import care as forms
from ..forms.membership import ReasonForm
from ..models import CareActivity, CareAttendance

KEEP = "wellbeing.keep_care"


class ActivityList(FilteredListView):
    """The activities that the user may see, the latest first."""

    template_name = "wellbeing/activity_list.html"
    filterset_class = ActivityFilter
    permission = "wellbeing.view_care"
    title = _("Care activities")
    export_name = _("Care activities")

    def get_rows(self) -> QuerySet[CareActivity]:
        """Return them with the number of people who came."""
        user = self.request.user
        activities = queries.with_counts(queries.activities_visible_to(user), user)
        return activities.order_by("-held_on", "-pk")

    def export(self, rows: QuerySet[CareActivity]) -> bytes:
        """Hand out the very rows of the page."""
        may_keep = self.request.user.has_perm(KEEP)
        return exports.activities_workbook(rows, with_sums=may_keep, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell whether the user plans activities."""
        return super().get_context_data(may_keep=self.request.user.has_perm(KEEP), **kwargs)


class AttendanceList(FilteredListView):
    """Who came to what, and the totals of the selection by kind, month and employer."""

    template_name = "wellbeing/attendance_list.html"
    filterset_class = AttendanceFilter
    permission = "wellbeing.view_care"
    title = _("Attendance at activities")
    export_name = _("Attendance at activities")

    def get_rows(self) -> QuerySet[CareAttendance]:
        """Return what the user may see, the latest day first."""
        rows = queries.attendances_visible_to(self.request.user)
        return rows.order_by("-activity__held_on", "courier__name", "pk")

    def export(self, rows: QuerySet[CareAttendance]) -> bytes:
        """Hand out the very rows of the page with their totals."""
        may_keep = self.request.user.has_perm(KEEP)
        return exports.attendances_workbook(rows, with_sums=may_keep, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count the selection."""
        return super().get_context_data(
            totals=queries.totals_of(self.get_queryset()),
            may_keep=self.request.user.has_perm(KEEP),
            **kwargs,
        )


class ActivityPage(FilteredListView):
    """One activity with the people who came, as far as the user may see them."""

    template_name = "wellbeing/activity.html"
    filterset_class = ListedFilter
    permission = "wellbeing.view_care"
    title = _("Care activity")
    export_name = _("Attendance at an activity")

    @cached_property
    def activity(self) -> CareActivity:
        """The activity; 404 out of sight."""
        rows = queries.activities_visible_to(self.request.user).select_related("planned_by")
        found: CareActivity = get_object_or_404(rows, number=self.kwargs["number"])
        return found

    def get_rows(self) -> QuerySet[CareAttendance]:
        """Return the people by name."""
        rows = queries.attendances_visible_to(self.request.user).filter(activity=self.activity)
        return rows.order_by("courier__name", "pk")

    def export(self, rows: QuerySet[CareAttendance]) -> bytes:
        """Hand out the very rows of the page."""
        may_keep = self.request.user.has_perm(KEEP)
        return exports.attendances_workbook(rows, with_sums=may_keep, subject=self.activity, **self.taken)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the activity and what may be done to it."""
        may_keep = self.request.user.has_perm(KEEP)
        return super().get_context_data(
            activity=self.activity,
            may_keep=may_keep,
            may_enter=may_keep and self.activity.is_planned,
            has_begun=self.activity.held_on <= timezone.localdate(),
            **kwargs,
        )


class PlanActivity(DeedView):
    """Plan an activity."""

    form_class = forms.ActivityForm
    permission = KEEP
    title = _("Plan a care activity")
    button = pgettext_lazy("an activity", "Plan")
    cancel_url: Any = reverse_lazy("wellbeing:activity_list")
    success_message = _("Activity %(result)s is planned.")

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"held_on": timezone.localdate(self.now)}

    def perform(self, form: forms.ActivityForm) -> CareActivity:
        """Plan it."""
        return actions.plan_activity(form.facts(), actor=self.actor, now=self.now)


class ActivityDeed(DeedView):
    """A deed of the union on one activity."""

    permission = KEEP
    object: CareActivity

    def get_object(self) -> CareActivity:
        """Return the activity; 404 out of sight."""
        rows = queries.activities_visible_to(self.request.user)
        found: CareActivity = get_object_or_404(rows, number=self.kwargs["number"])
        self.intro, self.cancel_url = f"{found.number} · {found.title}", found.get_absolute_url()
        return found

    def get_success_url(self, result: Any = None) -> str:
        """Go back to the activity."""
        return self.object.get_absolute_url()


class ChangeActivity(ActivityDeed):
    """Change what is planned."""

    form_class = forms.ActivityForm
    title = _("Change the activity")
    success_message = _("The plan is changed.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is planned; the sum in yuan."""
        names = ("kind", "title", "held_on", "place", "employer", "note")
        planned = {name: getattr(self.object, name) for name in names}
        return {**planned, "planned_fen": yuan(self.object.planned_fen)}

    def perform(self, form: forms.ActivityForm) -> CareActivity:
        """Change it."""
        return actions.change_activity(self.object, form.facts(), actor=self.actor, now=self.now)


class HoldActivity(ActivityDeed):
    """Close the list with the sum spent."""

    form_class = forms.HeldForm
    title = _("Record that the activity was held")
    button = _("Close the list")
    success_message = _("The activity is recorded as held; its list is closed.")

    def perform(self, form: forms.HeldForm) -> CareActivity:
        """Close it."""
        return actions.hold_activity(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class CallOffActivity(ActivityDeed):
    """Call an activity off."""

    form_class = ReasonForm
    title = _("Call the activity off")
    button = _("Call off")
    danger = True
    success_message = _("The activity is called off.")

    def perform(self, form: ReasonForm) -> CareActivity:
        """Call it off."""
        return actions.call_off_activity(self.object, **form.cleaned_data, actor=self.actor, now=self.now)


class EnterList(ActivityDeed):
    """Enter the people of a list."""

    form_class = forms.ListForm
    title = _("Enter a list of people")
    button = _("Enter everybody")

    def perform(self, form: forms.ListForm) -> int:
        """Enter them."""
        return actions.enter_list(
            self.object,
            form.cleaned_data["lines"].splitlines(),
            given_fen=form.cleaned_data["given_fen"] or 0,
            actor=self.actor,
            now=self.now,
        )

    def get_success_message(self, result: int) -> str:
        """Say how many are new."""
        return ngettext(
            "%(count)d person is new on the list.", "%(count)d people are new on the list.", result
        ) % {"count": result}


class CheckIn(ActivityDeed):
    """Check people in one after another; the page comes back for the next."""

    form_class = forms.CheckInForm
    title = _("Check in by name")
    button = pgettext_lazy("a person at an activity", "Check in")

    def perform(self, form: forms.CheckInForm) -> CareAttendance:
        """Check one in."""
        return actions.check_in(self.object, form.cleaned_data["text"], actor=self.actor, now=self.now)

    def get_success_url(self, result: Any = None) -> str:
        """Stay at the table."""
        return self.request.path

    def get_success_message(self, result: CareAttendance) -> str:
        """Say who is on the list now."""
        return str(_("%(name)s is checked in.") % {"name": result.courier.name})


class TakeOff(DeedView):
    """Take somebody off the list."""

    permission = KEEP
    title = _("Take off the list")
    button = _("Take off the list")
    danger = True
    success_message = _("The name is taken off the list.")
    object: CareAttendance

    def get_object(self) -> CareAttendance:
        """Return the name on the list of a visible activity."""
        rows = queries.attendances_visible_to(self.request.user)
        found: CareAttendance = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.intro = f"{found.courier.name} · {found.activity.title}"
        self.cancel_url = found.activity.get_absolute_url()
        return found

    def perform(self, form: Any) -> CareActivity:
        """Take it off."""
        return actions.take_off(self.object, actor=self.actor, now=self.now)
