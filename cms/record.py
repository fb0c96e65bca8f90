"""The deeds of this room, and those that Wagtail logs, in the office's own record."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, PageLogEntry

from office.audit import actions as audit


def name_deeds() -> None:
    """Name the deeds of this room."""
    audit.register(
        cms__story__published=_("Story published"),
        cms__imprint__entered=_("Imprint of the site entered"),
        cms__story__withdrawn=_("Story taken off the site"),
        cms__story__honour_struck=_("Withdrawn honour taken off a story"),
        cms__story__handed_to_press=_("Story handed to the press"),
        cms__document__let_pass=_("Scan looked through and let pass"),
        cms__newsroom__exported=_("List of who publishes where exported"),
        cms__newsroom__columns=_("Columns of a department set"),
        cms__page__changed=_("Page handed in, approved, published or taken down"),
        cms__register__changed=_("Register changed in the publishing house"),
    )


def follow_wagtail() -> None:
    """Enter what Wagtail logs from now on."""
    post_save.connect(enter_register_change, sender=ModelLogEntry, dispatch_uid="cms.register")
    post_save.connect(enter_page_deed, sender=PageLogEntry, dispatch_uid="cms.pages")


def enter_register_change(
    sender: type[ModelLogEntry], instance: ModelLogEntry, created: bool, **kwargs: Any
) -> None:
    """Record what Wagtail logs of a plain register: a policy version, a rate, a holiday, an organisation.

    A receiver, as `enter_page_deed` is: these screens are Wagtail's and call no action of ours, and Wagtail
    writes its log inside the transaction of the change.
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
