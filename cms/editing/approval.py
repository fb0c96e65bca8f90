"""The end of the steps of approval (WAGTAIL_FINISH_WORKFLOW_ACTION).

Wagtail reads this module while its own models are being made, so models are looked up when a step is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from office.people.models import User


def publish_approved(workflow_state: WorkflowState, user: User | None = None) -> None:
    """Put what both steps approved on the site, or on the schedule if its draft names a day to come."""
    from ..actions import record_publication
    from ..models import StoryPage

    revision = workflow_state.content_object.get_latest_revision()
    # Both steps asked whose hand it is; in Wagtail's eyes nobody but the technical administrator publishes.
    revision.publish(user=user, skip_permission_checks=True)
    page = StoryPage.objects.filter(pk=workflow_state.object_id, live_revision=revision).first()
    if page is not None and page.live:
        record_publication(page, actor=user)
