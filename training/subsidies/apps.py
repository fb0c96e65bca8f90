"""Subsidy schemes, eligibility, claims and payment lists."""

from typing import Any

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
        from office.casework import kinds, procedures
        from training.courses.queries import register_step

        from . import permissions  # noqa: F401 - registers the permissions
        from .procedure import VERSION_1, VERSION_2
        from .procedure.asked import KINDS
        from .steps import claim_step

        audit.register(
            subsidies__budget__opened=_("Budget set"),
            subsidies__budget__amended=_("Budget changed by document"),
            subsidies__budget__committed=_("Budget committed"),
            subsidies__budget__released=_("Commitment released"),
            subsidies__claim__judged=_("Claim judged again"),
            subsidies__standing__attested=_("Evidence of standing entered"),
            subsidies__standing__revoked=_("Evidence of standing revoked"),
            subsidies__standing__exported=_("Evidence of standing exported"),
            subsidies__line__excluded=_("Person left out of a claim"),
            subsidies__line__taken_in=_("Person taken into a claim again"),
            subsidies__account__changed=_("Bank account of a claim changed"),
            subsidies__claim__exported=_("Claims downloaded"),
            subsidies__application__exported=_("Application form downloaded"),
            subsidies__slip__exported=_("Decision slip downloaded"),
            subsidies__payment__exported=_("Payment list downloaded"),
        )
        procedures.register(VERSION_1)
        procedures.register(VERSION_2)
        register_step(claim_step)
        for kind in KINDS:
            kinds.register(kind)
        _fill_menu()


def _fill_menu() -> None:
    from office.desk.navigation import Entry, register
    from office.people.permissions import is_partner, is_staff_member

    def staff(user: Any) -> bool:
        return bool(is_staff_member(user)) and user.has_perm("subsidies.view_claim")

    def employer(user: Any) -> bool:
        return bool(is_partner(user)) and user.has_perm("subsidies.claim_for_people")

    def partner(user: Any) -> bool:
        return bool(is_partner(user)) and user.has_perm("subsidies.view_claim")

    register(Entry(_("Subsidy claims"), "subsidies:claims", 13, staff))
    register(Entry(_("Subsidy claims"), "subsidies:claims", 42, partner, "partner"))
    register(Entry(_("Claim for our people"), "subsidies:claim_people", 43, employer, "partner"))
