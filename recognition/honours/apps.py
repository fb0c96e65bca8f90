"""The record of honours."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HonoursConfig(AppConfig):
    """The room's entry in the list of installed apps."""

    name = "recognition.honours"
    label = "honours"
    verbose_name = _("Honours")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the deeds, load the permissions, fill the menus, show honours on a person's page."""
        from office.audit import actions as audit
        from office.certificates import kinds
        from office.certificates.batches import sources
        from office.people.queries import register_panel

        from . import certifying, menu, permissions  # noqa: F401
        from .panels import honours_panel
        from .queries import CERTIFICATE_KIND

        audit.register(
            honours__honour__recorded=_("Honour recorded"),
            honours__honour__confirmed=_("Honour rests on a newer version of the results"),
            honours__honour__withdrawn=_("Honour withdrawn"),
            honours__honour__exported=_("List of honours exported"),
            honours__correction__asked=_("Correction of an honour asked for"),
            honours__correction__answered=_("Request for correction answered"),
            honours__correction__exported=_("List of requests for correction exported"),
        )
        sources.register(certifying.SOURCE)
        kinds.register(**{CERTIFICATE_KIND: _("Certificate of honour")})
        register_panel(honours_panel)
        menu.fill()
