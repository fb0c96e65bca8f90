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

        from . import menu, permissions  # noqa: F401

        audit.register(
            casework__case__opened=_("Case opened"),
            casework__case__advanced=_("Case moved on"),
            casework__case__exported=_("List of cases exported"),
            casework__notice__exported=_("List of notices exported"),
            casework__objection__exported=_("List of objections exported"),
            casework__notice__published=_("Public notice published"),
            casework__notice__concluded=_("Public notice concluded"),
            casework__objection__filed=_("Objection received"),
            casework__objection__revealed=_("Objector's contact shown"),
            casework__objection__ruled=_("Objection ruled on"),
        )
        menu.fill()
