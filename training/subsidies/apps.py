"""Subsidy schemes, eligibility, claims and payment lists."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubsidiesConfig(AppConfig):
    """Registers the procedure, the deeds, and the step that a class page shows."""

    name = "training.subsidies"
    label = "subsidies"
    verbose_name = _("Subsidies")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill in the registers of the rooms below."""
        from office.audit import actions as audit
        from office.casework import procedures
        from office.desk.navigation import Entry, register
        from office.people.queries import register_panel
        from training.courses.queries import register_step

        from . import permissions
        from .panels import standing_panel
        from .procedure import TRAINING_SUBSIDY
        from .steps import claim_step

        audit.register(
            subsidies__claim__judged=_("Claim judged again"),
            subsidies__standing__attested=_("Evidence of standing entered"),
            subsidies__standing__revoked=_("Evidence of standing revoked"),
            subsidies__standing__exported=_("Evidence of standing exported"),
            subsidies__line__excluded=_("Person left out of a claim"),
            subsidies__payment__exported=_("Payment list downloaded"),
        )
        procedures.register(TRAINING_SUBSIDY)
        register_step(claim_step)
        register_panel(standing_panel)
        may_view = permissions.may_view_attestations
        register(Entry(_("Evidence of standing"), "subsidies:attestations", 45, may_view, "staff"))
