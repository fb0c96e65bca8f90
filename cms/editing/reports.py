"""Reports of the publishing house: what is scheduled."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from .schedule import asked_day, scheduled_pages


def state_of(page: Any) -> str:
    """Say where a page of the schedule stands."""
    if page.goes_live_at is not None:
        return gettext("Approved, goes live by itself")
    if page.asked_at:
        return gettext("In approval") if page.workflow_in_progress else gettext("Day set, not submitted")
    return gettext("Comes down by itself")


def written(moment: datetime.datetime | None) -> str:
    """Return a moment as it is read on a calendar; Wagtail's own column says how long ago, never how soon."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""


class ScheduleView(ReportView):
    """A calendar of what goes live and what comes down, the soonest first, for those who work on the page."""

    page_title = _("Schedule")
    header_icon = "calendar-alt"
    index_url_name = "cms_schedule"
    index_results_url_name = "cms_schedule_results"
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    columns = [
        TitleColumn(
            "title",
            label=_("Title"),
            accessor="get_admin_display_title",
            url_name="wagtailadmin_pages:edit",
        ),
        Column(
            "goes_live",
            label=_("Goes live"),
            accessor=lambda page: written(page.goes_live_at or asked_day(page)),
        ),
        Column("comes_down", label=_("Comes down"), accessor=lambda page: written(page.comes_down_at)),
        Column("state", label=_("State"), accessor=state_of),
    ]
    list_export = ["title", "goes_live_at", "asked_at", "comes_down_at"]
    export_headings = {
        "title": _("Title"),
        "goes_live_at": _("Goes live"),
        "asked_at": _("Day asked for"),
        "comes_down_at": _("Comes down"),
    }
    export_filename = "schedule"

    def get_queryset(self) -> PageQuerySet:
        """Return the scheduled pages on which the editor works."""
        mine: PageQuerySet = page_permission_policy.instances_user_has_any_permission_for(
            self.request.user, self.any_permission_required
        )
        return scheduled_pages(timezone.now()).filter(pk__in=mine.values("pk"))

    def get_base_queryset(self) -> PageQuerySet:
        """Begin every filter at what the editor may see."""
        return self.get_queryset()

    model = Page
