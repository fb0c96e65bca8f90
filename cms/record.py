"""Changes made in the publishing house's registers, entered in the office's own record too."""

from __future__ import annotations

from typing import Any

from wagtail.models import ModelLogEntry, PageLogEntry

from office.audit import actions as audit


def enter_register_change(
    sender: type[ModelLogEntry], instance: ModelLogEntry, created: bool, **kwargs: Any
) -> None:
    """Record what Wagtail logs of a plain register: a policy version, a rate, a holiday, an organisation.

    With `enter_page_deed` the one receiver of a signal in this house: these screens are Wagtail's and call no
    action of ours, and Wagtail writes its log inside the transaction of the change.
    """
    if not created:
        return
    audit.record(
        "cms.register.changed",
        actor=instance.user,
        subject=instance,
        label=instance.label,
        at=instance.timestamp,
        register=instance.content_type.model if instance.content_type else "",
        row=instance.object_id,
        deed=instance.action,
    )


# What happens to a page before everybody's eyes, or on its way there. Drafts being written are no deeds.
FOLLOWED = frozenset(
    {
        "wagtail.delete",
        "wagtail.move",
        "wagtail.publish",
        "wagtail.publish.schedule",
        "wagtail.publish.scheduled",
        "wagtail.schedule.cancel",
        "wagtail.unpublish",
        "wagtail.unpublish.scheduled",
        "wagtail.workflow.approve",
        "wagtail.workflow.cancel",
        "wagtail.workflow.reject",
        "wagtail.workflow.resume",
        "wagtail.workflow.start",
    }
)


def enter_page_deed(sender: type[PageLogEntry], instance: PageLogEntry, created: bool, **kwargs: Any) -> None:
    """Record what Wagtail logs of a page: handed in, approved, sent back, on the site, off it.

    As with registers: these deeds are Wagtail's, and its log is written inside their transaction.
    """
    if not created or instance.action not in FOLLOWED:
        return
    audit.record(
        "cms.page.changed",
        actor=instance.user,
        subject=instance,
        label=instance.label,
        at=instance.timestamp,
        page=instance.page_id,
        deed=instance.action,
    )
