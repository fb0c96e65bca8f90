"""Couriers, organisations, users, roles and consent."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """The room of the registry."""

    name = "office.people"
    label = "people"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the room's deeds, permissions and menu entries."""
        from office.audit import actions as audit
        from office.desk.navigation import Entry, register

        from . import permissions

        audit.register(
            people__courier__registered=_("Courier registered"),
            people__id_number__revealed=_("Full ID number shown"),
            people__riders__received=_("Roster of riders received and judged"),
            people__riders__taken_in=_("Roster of riders taken in"),
            people__riders__returned=_("Error workbook of a roster of riders handed out"),
            people__employment__started=_("Employment begun"),
            people__employment__ended=_("Employment ended"),
            people__contract__recorded=_("Labour contract entered"),
            people__consent__given=_("Consent given"),
            people__consent__withdrawn=_("Consent withdrawn"),
            people__user__created=_("Account opened"),
            people__record__exported=_("Record exported"),
            people__courier__exported=_("List of couriers exported"),
            people__organisation__exported=_("List of organisations exported"),
            people__user__exported=_("List of accounts exported"),
            people__mandate__given=_("Mandate given"),
            people__mandate__ended=_("Mandate revoked"),
        )
        staff, partner = permissions.is_staff_member, permissions.is_partner
        mandates, record = permissions.may_change_mandate, permissions.may_view_record
        register(Entry(_("Couriers"), "people:courier_list", 40, partner, "partner"))
        register(Entry(_("Couriers"), "people:courier_list", 40, staff, "staff"))
        own_riders = _("Rosters of our riders")
        register(Entry(own_riders, "people:organisation_list", 42, permissions.employs, "partner"))
        register(Entry(_("Organisations"), "people:organisation_list", 50, staff, "staff"))
        register(Entry(_("Accounts and mandates"), "people:user_list", 80, mandates, "staff"))
        register(Entry(_("Record of deeds"), "people:record", 90, record, "staff"))
