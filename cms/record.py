"""Changes made in the publishing house's registers, entered in the office's own record too."""

from __future__ import annotations

from typing import Any

from wagtail.models import ModelLogEntry

from office.audit import actions as audit


def enter_register_change(
    sender: type[ModelLogEntry], instance: ModelLogEntry, created: bool, **kwargs: Any
) -> None:
    """Record what Wagtail logs of a plain register: a policy version, a rate, a holiday, an organisation.

    The one receiver of a signal in this house: these screens are Wagtail's and call no action of ours, and
    Wagtail writes its log inside the transaction of the change.
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
