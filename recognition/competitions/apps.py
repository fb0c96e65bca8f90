"""Skills competitions: entries, marks, ranking, published results and honours."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: What is recorded of this room, as codes with a double underscore for each full stop.
DEEDS = {
    "competitions__results__imported": _("Competition results imported"),
    "competitions__results__published": _("Competition results published"),
    "competitions__events__exported": _("List of events exported"),
    "competitions__results__exported": _("Competition results exported"),
    "competitions__entries__received": _("List of entries received"),
    "competitions__entries__returned": _("List of entries with remarks downloaded"),
    "competitions__entries__taken_in": _("Entries taken in"),
    "competitions__entries__exported": _("Entries exported"),
    "competitions__entries__sent": _("Employer's list of entries sent to the organiser"),
    "competitions__entries__refused": _("Employer's list of entries refused"),
    "competitions__lists__exported": _("Own lists of entries exported"),
    "competitions__team__linked": _("Team linked to an organisation on record"),
    "competitions__reserve__called": _("Reserve called up"),
    "competitions__entry__linked": _("Entry linked to a courier on record"),
    "competitions__entry__status_set": _("Entry withdrawn, disqualified or ranked again"),
    "competitions__stage__arranged": _("Heat arranged"),
    "competitions__stage__closed": _("Heat closed: decided who goes on"),
    "competitions__item__added": _("Item of a stage added"),
    "competitions__item__removed": _("Item of a stage removed"),
    "competitions__marks__entered": _("Marks entered"),
    "competitions__marks__exported": _("Marks exported"),
    "competitions__mark__settled": _("Mark settled by a third person"),
    "competitions__board__set": _("Board of the hall opened, frozen or closed"),
    "competitions__honours__computed": _("Honours of a competition computed"),
    "competitions__honours__given": _("Honours of a competition given"),
    "competitions__honours__exported": _("Honours of competitions exported"),
    "competitions__cost__recorded": _("Cost of a competition recorded"),
    "competitions__cost__voided": _("Cost of a competition voided"),
    "competitions__costs__exported": _("Costs of competitions exported"),
}


def _sends(user: Any) -> bool:
    return bool(user.has_perm("competitions.send_entries"))


class CompetitionsConfig(AppConfig):
    """The room's entry in the list of installed apps."""

    name = "recognition.competitions"
    label = "competitions"
    verbose_name = _("Competitions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill in the registers of the rooms below."""
        from office.audit import actions as audit
        from office.casework import procedures
        from office.desk.navigation import Entry, register
        from office.people.permissions import is_staff_member
        from office.people.queries import register_panel
        from recognition.honours import sources

        from . import permissions  # noqa: F401
        from .actions.records import SOURCE
        from .panels import results_panel
        from .procedure import HONOURS_1
        from .queries.facts import result_named

        audit.register(**DEEDS)
        procedures.register(HONOURS_1)
        register_panel(results_panel)
        sources.register(SOURCE, result_named)
        register(Entry(_("Competitions"), "competitions:event_list", 60, is_staff_member, "staff"))
        register(Entry(_("Entries for competitions"), "competitions:own_lists", 61, _sends, "partner"))
