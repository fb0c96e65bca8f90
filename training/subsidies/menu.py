"""The room's entries in the menus."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from office.desk.navigation import Entry, register
from office.people.permissions import is_partner, is_staff_member


def _staff_with(permission: str) -> Any:
    return lambda user: is_staff_member(user) and user.has_perm(permission)


def _partner_with(permission: str) -> Any:
    return lambda user: is_partner(user) and user.has_perm(permission)


def fill() -> None:
    """Register the entries; each is shown to those who may open its page."""
    view, people = "subsidies.view_claim", "subsidies.claim_for_people"
    register(Entry(_("Subsidy claims"), "subsidies:claims", 13, _staff_with(view)))
    register(Entry(_("Subsidy claims"), "subsidies:claims", 42, _partner_with(view), "partner"))
    register(Entry(_("Claim for our people"), "subsidies:claim_people", 43, _partner_with(people), "partner"))
    register(Entry(_("Budgets"), "subsidies:budgets", 24, _staff_with("subsidies.view_budget")))
    register(Entry(_("Payment batches"), "subsidies:batches", 25, _staff_with("subsidies.view_payment")))
    register(Entry(_("Payment lines"), "subsidies:payment_lines", 26, _staff_with("subsidies.view_payment")))
    register(Entry(_("Bank returns"), "subsidies:bank_returns", 27, _staff_with("subsidies.pay_claim")))
    register(Entry(_("Recoveries"), "subsidies:recoveries", 28, _staff_with("subsidies.view_payment")))
    may_view = _staff_with("subsidies.view_attestations")
    register(Entry(_("Evidence of standing"), "subsidies:attestations", 45, may_view, "staff"))
