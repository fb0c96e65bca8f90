"""Cases, public notices, objections, rulings; the one gate."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """The room of cases."""

    name = "office.casework"
    label = "casework"
    verbose_name = _("Casework")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the permissions, name the deeds, put the lists into the menus."""
        from office.audit import actions as audit

        from . import kinds, menu, permissions  # noqa: F401

        audit.register(
            casework__case__opened=_("Case opened"),
            casework__case__advanced=_("Case moved on"),
            casework__case__paused=_("Case paused"),
            casework__case__unpaused=_("Case goes on after a pause"),
            casework__supplement__asked=_("Supplement asked for"),
            casework__evidence__kept=_("Paper kept as evidence"),
            casework__evidence__attached=_("Evidence attached"),
            casework__evidence__checked=_("Evidence checked"),
            casework__evidence__opened=_("Paper of somebody opened"),
            casework__evidence__exported=_("List of evidence exported"),
            casework__case__escalated=_("Overdue case reported to those above"),
            casework__notice__amended=_("Text of the notice amended"),
            casework__case__exported=_("List of cases exported"),
            casework__notice__exported=_("List of notices exported"),
            casework__objection__exported=_("List of objections exported"),
            casework__notice__published=_("Public notice published"),
            casework__notice__concluded=_("Public notice concluded"),
            casework__objection__filed=_("Objection received"),
            casework__objection__revealed=_("Objector's contact shown"),
            casework__objection__ruled=_("Objection ruled on"),
        )
        # Rooms above name their own; this one is for what no list foresaw.
        kinds.register(kinds.EvidenceKind("other", _("Other paper")))
        menu.fill()
