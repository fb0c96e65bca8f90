"""Subsidy schemes, eligibility, claims and payment lists."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: What is recorded of this room, as codes with a double underscore for each full stop.
DEEDS = {
    "subsidies__budget__opened": _("Budget set"),
    "subsidies__budget__amended": _("Budget changed by document"),
    "subsidies__budget__committed": _("Budget committed"),
    "subsidies__budget__released": _("Commitment released"),
    "subsidies__claim__judged": _("Claim judged again"),
    "subsidies__standing__attested": _("Evidence of standing entered"),
    "subsidies__standing__revoked": _("Evidence of standing revoked"),
    "subsidies__standing__exported": _("Evidence of standing exported"),
    "subsidies__line__excluded": _("Person left out of a claim"),
    "subsidies__line__taken_in": _("Person taken into a claim again"),
    "subsidies__account__changed": _("Bank account of a claim changed"),
    "subsidies__claim__exported": _("Claims downloaded"),
    "subsidies__application__exported": _("Application form downloaded"),
    "subsidies__slip__exported": _("Decision slip downloaded"),
    "subsidies__account__corrected": _("Account of a returned payment corrected"),
    "subsidies__account__checked": _("Corrected account looked at"),
    "subsidies__batch__made": _("Payment batch made"),
    "subsidies__batch__checked": _("Payment batch confirmed"),
    "subsidies__batch__cancelled": _("Payment batch cancelled"),
    "subsidies__bank_file__taken": _("Bank file downloaded"),
    "subsidies__bank_return__received": _("Bank return received"),
    "subsidies__bank_return__taken": _("Bank return with remarks downloaded"),
    "subsidies__bank_return__committed": _("Bank return taken in"),
    "subsidies__line__paid": _("Payment line paid"),
    "subsidies__line__failed": _("Payment line returned by the bank"),
    "subsidies__list__exported": _("List of money exported"),
    "subsidies__recovery__ordered": _("Recovery ordered"),
    "subsidies__recovery__received": _("Money paid back"),
    "subsidies__payment__exported": _("Payment list downloaded"),
}


class SubsidiesConfig(AppConfig):
    """Registers the procedure, the deeds, and the step that a class page shows."""

    name = "training.subsidies"
    label = "subsidies"
    verbose_name = _("Subsidies")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill in the registers of the rooms below."""
        from office.audit import actions as audit
        from office.casework import kinds, procedures
        from office.enquiries import services
        from office.enquiries.enums import Topic
        from office.people.queries import register_panel
        from training.courses.queries import register_step

        from . import menu, permissions  # noqa: F401 - registers the permissions
        from .panels import standing_panel
        from .procedure import VERSION_1, VERSION_2
        from .procedure.asked import KINDS
        from .steps import claim_step

        audit.register(**DEEDS)
        procedures.register(VERSION_1)
        procedures.register(VERSION_2)
        # Decided, for or against: then the person judges how it went.
        decided = services.cases_ended(VERSION_2.code, "paid", "rejected")
        services.register(services.Service(VERSION_2.code, VERSION_2.label, Topic.SUBSIDY, decided))
        register_step(claim_step)
        register_panel(standing_panel)
        for kind in KINDS:
            kinds.register(kind)
        menu.fill()
