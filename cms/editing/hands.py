"""Whose hand may do what to a page: columns by department, deeds by mandate, approval by a fresh hand."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.models import Page, PagePermissionTester, TaskState

from office.people.enums import Role
from office.people.permissions import holds


def works_on(user: Any, page: Any) -> bool:
    """Tell whether a page stands in a column of the user's department; the registers are everybody's."""
    if not isinstance(page, Page):
        return bool(user.is_active)
    tester = PagePermissionTester(user, page)
    return bool(user.is_active and (user.is_superuser or "change" in tester.permissions))


def leads(user: Any, page: Any) -> bool:
    """Tell whether a user leads the publishing of the column in which a page stands, or of the registers."""
    return bool(user.is_superuser) or (holds(user, Role.PUBLISHER) and works_on(user, page))


def has_fresh_hand(user: Any, page: Any) -> bool:
    """Tell whether a user neither wrote at the draft since its last publication nor took a step of it."""
    written = page.revisions.filter(user=user.pk)
    if page.live_revision_id:
        # Wagtail may write a draft over the revision that is live; then its moment tells, not its place.
        later = Q(pk__gt=page.live_revision_id)
        if page.last_published_at:
            later |= Q(created_at__gt=page.last_published_at)
        written = written.filter(later)
    if written.exists():
        return False
    state = page.current_workflow_state
    return (
        state is None
        or not state.task_states.filter(status=TaskState.STATUS_APPROVED, finished_by=user.pk).exists()
    )


def may_release(user: Any, page: Any) -> bool:
    """Tell whether a user may put the latest draft of a page on the site: a leader with a fresh hand.

    The technical administrator may as well, by a button that leaves its entry in the record.
    """
    return bool(user.is_superuser) or (leads(user, page) and has_fresh_hand(user, page))


class SitePermissionTester(PagePermissionTester):
    """What the admin offers on a page of the site: nobody publishes by a button what two have to approve."""

    def can_publish(self) -> bool:
        """Leave the button to the technical administrator; all others submit and approve."""
        return bool(self.user.is_active and self.user.is_superuser and not self.page_is_root)

    def can_publish_subpage(self) -> bool:
        """As `can_publish`, for a page made and published in one go."""
        return bool(self.user.is_superuser and super().can_publish_subpage())

    def can_unpublish(self) -> bool:
        """Let a leader take a page down at once."""
        return bool(
            self.user.is_active
            and self.page.live
            and not self.page_is_root
            and not self.page_locked()
            and leads(self.user, self.page)
        )

    def can_unschedule(self) -> bool:
        """Let a leader take a page off the schedule."""
        return bool(self.user.is_active and leads(self.user, self.page))

    def can_reorder_children(self) -> bool:
        """Let a leader put pages in order."""
        return bool(self.user.is_active and leads(self.user, self.page))
