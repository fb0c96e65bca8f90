"""Union membership, care of the 暖蜂行动, recuperation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: What is recorded of this room, as codes with a double underscore for each full stop.
DEEDS = {
    "wellbeing__membership__applied": _("Membership applied for"),
    "wellbeing__membership__withdrawn": _("Application for membership withdrawn"),
    "wellbeing__membership__admitted": _("Member admitted"),
    "wellbeing__membership__refused": _("Application for membership refused"),
    "wellbeing__membership__transferred": _("Membership transferred"),
    "wellbeing__membership__ended": _("Membership ended by the union"),
    "wellbeing__membership__exported": _("List of members exported"),
    "wellbeing__home__set_up": _("Union home set up"),
    "wellbeing__home__changed": _("Union home changed"),
    "wellbeing__home__closed": _("Union home closed"),
    "wellbeing__home__exported": _("List of union homes exported"),
    "wellbeing__activity__planned": _("Care activity planned"),
    "wellbeing__activity__changed": _("Care activity changed"),
    "wellbeing__activity__held": _("Care activity held"),
    "wellbeing__activity__called_off": _("Care activity called off"),
    "wellbeing__activity__exported": _("List of care activities exported"),
    "wellbeing__attendance__listed": _("People entered on the list of an activity"),
    "wellbeing__attendance__checked_in": _("Person checked in at an activity"),
    "wellbeing__attendance__removed": _("Person taken off the list of an activity"),
    "wellbeing__attendance__exported": _("Attendance at activities exported"),
    "wellbeing__base__kept": _("Recuperation base entered or changed"),
    "wellbeing__base__exported": _("List of recuperation bases exported"),
    "wellbeing__batch__invited": _("People invited to a recuperation batch"),
    "wellbeing__batch__attended": _("Days of a recuperation batch entered"),
    "wellbeing__guide__entered": _("Guide of a batch entered"),
    "wellbeing__guide__removed": _("Guide of a batch taken off"),
    "wellbeing__companion__entered": _("Companion of a guest entered"),
    "wellbeing__companion__removed": _("Companion of a guest taken off"),
    "wellbeing__companion__erased": _("Names of companions deleted after the stay"),
    "wellbeing__sheet__received": _("Attendance list of a batch received"),
    "wellbeing__sheet__returned": _("Attendance list of a batch handed back"),
    "wellbeing__batch__printed": _("List of a recuperation batch printed"),
    "wellbeing__batch__exported": _("List of recuperation batches exported"),
    "wellbeing__stay__exported": _("List of stays exported"),
    "wellbeing__place__applied": _("Recuperation applied for"),
    "wellbeing__place__accepted": _("Invitation to recuperation accepted"),
    "wellbeing__place__declined": _("Place in recuperation declined"),
    "wellbeing__health__declared": _("Health declared for a stay"),
    "wellbeing__health__withdrawn": _("Health declaration withdrawn"),
    "wellbeing__health__opened": _("Health declaration opened"),
    "wellbeing__health__erased": _("Health declaration deleted after the stay"),
}


class WellbeingConfig(AppConfig):
    """The room's entry in the list of installed apps."""

    name = "recognition.wellbeing"
    label = "wellbeing"
    verbose_name = _("Wellbeing")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the deeds, load permissions and procedure, tell the rooms below what this one adds."""
        from office.audit import actions as audit
        from office.casework import procedures
        from office.people.queries import register_panel

        from . import menu, permissions  # noqa: F401 - registers the permissions
        from .panels import membership_panel
        from .procedure import RECUPERATION

        audit.register(**DEEDS)
        procedures.register(RECUPERATION)
        register_panel(membership_panel)
        menu.fill()
