"""What every screen is built from; imports no other room."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The room's entry in the list of installed apps."""

    name = "office.desk"
    label = "desk"
    verbose_name = _("Desk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have `manage.py check` walk the menu."""
        from .navigation import check_entries

        register(check_entries, "urls")
