"""Skills competitions: entries, marks, ranking and published results."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompetitionsConfig(AppConfig):
    """The room's entry in the list of installed apps."""

    name = "recognition.competitions"
    label = "competitions"
    verbose_name = _("Competitions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the deeds and load the permissions."""
        from office.audit import actions as audit
        from office.desk.navigation import Entry, register
        from office.people.permissions import is_staff_member

        from . import permissions  # noqa: F401

        audit.register(
            competitions__results__imported=_("Competition results imported"),
            competitions__results__published=_("Competition results published"),
            competitions__events__exported=_("List of events exported"),
            competitions__results__exported=_("Competition results exported"),
        )
        register(Entry(_("Competitions"), "competitions:event_list", 60, is_staff_member, "staff"))
