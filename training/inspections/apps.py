"""Inspections on the spot, call-backs, signals, sanctions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionsConfig(AppConfig):
    """The room's entry in the list of installed apps."""

    name = "training.inspections"
    label = "inspections"
    verbose_name = _("Inspections")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the deeds, load the permissions, and tell the rooms below what this one adds to theirs."""
        from office.audit import actions as audit
        from office.desk.navigation import Entry, register
        from training.courses.filing_bars import register_bar
        from training.courses.queries import register_step

        from . import permissions, queries
        from .steps import inspection_step

        audit.register(
            inspections__class__drawn=_("Classes drawn for inspection"),
            inspections__inspection__planned=_("Inspection planned"),
            inspections__inspection__entered=_("Result of an inspection entered"),
            inspections__inspection__rectified=_("Rectification recorded"),
            inspections__inspection__called_off=_("Inspection called off"),
            inspections__inspection__printed=_("Inspection form printed"),
            inspections__inspection__exported=_("List of inspections exported"),
            inspections__draw__exported=_("List of draws exported"),
            inspections__sample__drawn=_("Trainees drawn for call-backs"),
            inspections__sample__exported=_("List of call-back samples exported"),
            inspections__phone__revealed=_("Telephone number shown for a call-back"),
            inspections__call__recorded=_("Call recorded"),
            inspections__sanction__imposed=_("Sanction recorded"),
            inspections__sanction__lifted=_("Sanction lifted"),
            inspections__sanction__exported=_("List of sanctions exported"),
            inspections__provider__exported=_("Figures of providers exported"),
        )
        register_bar(queries.barred_from_filing)
        register_step(inspection_step)
        office, provider = permissions.supervises, permissions.runs_provider
        register(Entry(_("Inspections"), "inspections:inspection_list", 26, office, "staff"))
        register(Entry(_("Supervision of providers"), "inspections:provider_list", 27, office, "staff"))
        register(Entry(_("Inspections"), "inspections:inspection_list", 26, provider, "partner"))
