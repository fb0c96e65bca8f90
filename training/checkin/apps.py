"""Checking in to lessons: rotating codes, scans, and signals of codes that were passed on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CheckinConfig(AppConfig):
    """The room's entry in the list of installed apps."""

    name = "training.checkin"
    label = "checkin"
    verbose_name = _("Check-in")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the deeds, load the permissions, and add check-in to the task list of a class."""
        from office.audit import actions as audit
        from office.desk.navigation import Entry, register
        from office.people.permissions import is_staff_member
        from training.courses.permissions import sees
        from training.courses.queries import register_step

        from . import permissions  # noqa: F401
        from .steps import checkin_step

        audit.register(
            checkin__standing__exported=_("List of attendance exported"),
            checkin__signals__exported=_("List of signals exported"),
        )
        register_step(checkin_step)
        label, name = _("Check-in signals"), "checkin:signal_list"
        register(Entry(label, name, order=24, visible=is_staff_member, area="staff"))
        register(Entry(label, name, order=24, visible=sees, area="partner"))
