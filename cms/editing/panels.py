"""What an editor finds on coming in: what stands still, what is due, whose consent runs out."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from .consents import NOTICE, consents_ending_soon
from .heartbeat import PUBLISHING, is_late, last_run
from .reports import state_of
from .schedule import asked_day, scheduled_pages

MOST = 8


class JobPanel(Component):
    """A warning while the job of the clock does not run; nothing otherwise."""

    name = "job"
    template_name = "cms/editing/job_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add when the job last ran, and whether that is too long ago."""
        ran_at = last_run(PUBLISHING)
        return {"ran_at": ran_at, "late": is_late(ran_at, timezone.now())}


class SchedulePanel(Component):
    """The next pages to go live or to come down, of those on which the user works."""

    name = "schedule"
    template_name = "cms/editing/schedule_panel.html"
    order = 230

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add (page, day it goes live, state in words)."""
        user = parent_context["request"].user
        mine = page_permission_policy.instances_user_has_any_permission_for(user, {"add", "change"})
        pages = scheduled_pages(timezone.now()).filter(pk__in=mine.values("pk"))[:MOST]
        return {"rows": [(page, page.goes_live_at or asked_day(page), state_of(page)) for page in pages]}


class ConsentPanel(Component):
    """Live stories whose consent ends within sixty days, of those on which the user works."""

    name = "consents"
    template_name = "cms/editing/consent_panel.html"
    order = 240

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the stories."""
        user = parent_context["request"].user
        mine = page_permission_policy.instances_user_has_any_permission_for(user, {"add", "change"})
        stories = consents_ending_soon(timezone.localdate()).filter(pk__in=mine.values("pk"))[:MOST]
        return {"stories": stories, "days": NOTICE.days}
