"""The signed-in homes of couriers, partners and staff."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The room's entry in the list of installed apps."""

    name = "portal"
    label = "portal"
    verbose_name = _("Portal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the homes into the menus."""
        from office.desk.navigation import Entry, register
        from office.people.permissions import is_partner, is_self, is_staff_member

        register(Entry(_("My desk"), "portal:home", 5, is_staff_member, "staff"))
        register(Entry(_("My desk"), "portal:home", 5, is_partner, "partner"))
        register(Entry(_("Home"), "portal:home", 10, is_self, "courier", "home"))
        register(Entry(_("My training"), "portal:training", 20, is_self, "courier", "training"))
        register(Entry(_("My certificates"), "portal:certificates", 30, is_self, "courier", "certificate"))
        register(Entry(_("About me"), "portal:own_data", 40, is_self, "courier", "user"))
