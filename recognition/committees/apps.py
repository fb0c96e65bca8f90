"""Expert committees: blind files, scores, meetings, secret ballots."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitteesConfig(AppConfig):
    """The room's entry in the list of installed apps."""

    name = "recognition.committees"
    label = "committees"
    verbose_name = _("Committees")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the deeds and load the permissions."""
        from office.audit import actions as audit
        from office.desk.navigation import Entry, register
        from office.people.permissions import is_expert

        from . import permissions

        audit.register(
            committees__committee__set_up=_("Committee set up"),
            committees__expert__filed=_("Expert filed"),
            committees__expert__struck_off=_("Expert struck off"),
            committees__member__appointed=_("Member appointed to a committee"),
            committees__member__ended=_("Seat in a committee ended"),
            committees__case__taken_in=_("Case taken in by a committee"),
            committees__paper__redacted=_("Redacted copy uploaded"),
            committees__panel__made=_("Panel made"),
            committees__panel__drawn=_("Experts drawn for a panel"),
            committees__panel__opened=_("Panel opened, criteria frozen"),
            committees__panel__reminded=_("Experts reminded of their scores"),
            committees__readers__received=_("Sheet of readers received"),
            committees__readers__assigned=_("Readers assigned by sheet"),
            committees__readers__returned=_("Sheet of readers handed back"),
            committees__scores__exported=_("Scores by criterion exported"),
            committees__expert__changed=_("Specialities of an expert changed"),
            committees__panel__closed=_("Panel closed"),
            committees__conflict__answered=_("Declaration on conflicts answered"),
            committees__conflict__imposed=_("Expert recused by the office"),
            committees__score__handed_in=_("Scores handed in"),
            committees__meeting__planned=_("Meeting planned"),
            committees__meeting__opened=_("Meeting opened"),
            committees__meeting__called_off=_("Meeting called off"),
            committees__meeting__closed=_("Meeting closed and frozen"),
            committees__meeting__attended=_("Attendance at a meeting entered"),
            committees__item__added=_("Case put on the agenda"),
            committees__item__withdrawn=_("Case taken off the agenda"),
            committees__ballot__opened=_("Ballot opened"),
            committees__ballot__cast=_("Secret ballot cast"),
            committees__ballot__closed=_("Ballot closed and counted"),
            committees__count__signed=_("Count signed"),
            committees__minutes__printed=_("Minutes printed"),
            committees__list__exported=_("List of committees exported"),
        )
        register(Entry(_("Committees"), "committees:committee_list", 62, permissions.looks, "staff"))
        register(Entry(_("My files"), "committees:file_list", 62, is_expert, "partner"))
